"""One POST to an address that nobody vouches for: checked, limited in every direction, never redirected."""

import socket
import ssl
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from http.client import HTTPException
from types import TracebackType

from django.conf import settings
from urllib3.connection import HTTPSConnection
from urllib3.exceptions import HTTPError, SSLError
from urllib3.util import parse_url

from api.hooks.addresses import Unreachable, host_of, resolve

# Seconds: to connect, for the next bytes of the answer, and for everything together.
CONNECT, READ, TOTAL = 5.0, 10.0, 15.0
ANSWER_BYTES = 2048
MOST_NUMBERS = 3
GONE = 410
USER_AGENT = "Liandong-Webhook/1"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. Without a ``status`` nobody has answered; ``error`` is empty if the message has arrived.

    ``sent`` are the headers of the request, of which nothing has gone out where no connection came about.
    """

    status: int | None
    text: str
    error: str
    milliseconds: int
    sent: dict[str, str] = field(default_factory=dict)

    @property
    def arrived(self) -> bool:
        return not self.error


def _headers(url: str, body: str, signed: dict[str, str]) -> dict[str, str]:
    """All headers of the request, urllib3's own among them, so that what is logged is what is sent."""
    parsed = parse_url(url)
    return {
        "Host": parsed.netloc or host_of(parsed),
        "Accept-Encoding": "identity",
        "User-Agent": USER_AGENT,
        "Content-Type": "application/json",
        "Content-Length": str(len(body.encode())),
        **signed,
    }


def send(url: str, body: str, headers: dict[str, str]) -> Answer:
    """Send, with these headers among others, and wait for the answer; whatever the other side does, this returns and
    says what happened."""
    started = time.monotonic()
    sent = _headers(url, body, headers)
    status, text = None, ""
    try:
        status, text = _exchange(url, body, sent)
        error = _judged(status)
    except Unreachable as refusal:
        error = str(refusal)
    except (SSLError, ssl.SSLError):
        error = "对方的 HTTPS 证书无效或加密协商失败。"
    except (TimeoutError, HTTPError, HTTPException, OSError) as failure:
        error = _told(failure)
    return Answer(status, text, error, int((time.monotonic() - started) * 1000), sent)


def _judged(status: int) -> str:
    if 200 <= status < 300:
        return ""
    if 300 <= status < 400:
        return f"对方要求转到别处（{status}），平台不跟随；请改为最终的地址。"
    if status == GONE:
        return "对方答复不再接收（410）。"
    return f"对方答复 {status}，没有接收。"


def _told(failure: Exception) -> str:
    if isinstance(failure, TimeoutError) or "timed out" in str(failure):
        return "对方没有在规定时间内答复。"
    if isinstance(failure, HTTPException):
        return "对方的答复不是 HTTP。"
    return "连接不上对方，或连接中断。"


def _exchange(address: str, body: str, headers: dict[str, str]) -> tuple[int, str]:
    url = parse_url(address)
    host, port = host_of(url), url.port or 443
    with _Deadline() as deadline:
        connection = _connected(host, port, deadline)
        try:
            connection.request(
                "POST",
                url.request_uri,
                body=body.encode(),
                headers=headers,
                preload_content=False,
            )
            response = connection.getresponse()
            if deadline.passed:
                raise TimeoutError
            # The status has come: a body that stalls, lies about its length or never ends changes nothing.
            text = b""
            with suppress(HTTPError, HTTPException, OSError):
                text = response.read(ANSWER_BYTES, decode_content=False)
            return response.status, text.decode("utf-8", "replace").replace("\0", "")
        except (HTTPError, HTTPException, OSError) as error:
            if deadline.passed:
                raise TimeoutError from error
            raise
        finally:
            connection.close()


def _connected(host: str, port: int, deadline: "_Deadline") -> HTTPSConnection:
    """A connection to one of the checked numbers; the certificate must still be that of the name."""
    failure: Exception = Unreachable("找不到这个主机，请核对接收地址。")
    for number in resolve(host, port)[:MOST_NUMBERS]:
        connection = HTTPSConnection(
            number, port, timeout=CONNECT, ssl_context=_context(settings.WEBHOOK_CA_FILE), server_hostname=host
        )
        try:
            connection.connect()
        except (HTTPError, OSError) as error:
            connection.close()
            failure = error
            continue
        assert connection.sock is not None
        # Where urllib3 takes the limit from before it reads.
        connection.timeout = READ
        connection.sock.settimeout(READ)
        deadline.watch(connection.sock)
        return connection
    raise failure


@cache
def _context(ca_file: str) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=ca_file or None)


class _Deadline:
    """Cuts the connection when all the time is used up.

    The limit of a socket begins anew with every byte, so that a side which sends one byte now and then would hold a
    worker for ever.
    """

    def __init__(self) -> None:
        self.passed = False
        self._socket: socket.socket | None = None
        self._timer = threading.Timer(TOTAL, self._cut)
        self._timer.daemon = True

    def __enter__(self) -> "_Deadline":
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()

    def watch(self, opened: socket.socket) -> None:
        self._socket = opened
        if self.passed:
            self._cut()

    def _cut(self) -> None:
        self.passed = True
        if self._socket is not None:
            with suppress(OSError):
                # Beneath the encryption: the other thread is just reading there.
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)
