"""The Python client on a bad line: it asks again under the same key, and gives up in the end."""

import json
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

EXAMPLES = Path(__file__).parents[2] / "api" / "examples"
DONE = {"data": {"needSubmit": {"errors": []}}}
ENDED = (401, {"errors": [{"message": "令牌已作废", "extensions": {"code": "UNAUTHENTICATED"}}]})
GATEWAY = (502, "<html>Bad Gateway</html>")


class Line(HTTPServer):
    """A server of which each answer is given beforehand: a status with a body, or None for a line that breaks.

    A body that is text is what a gateway says, which knows nothing of JSON.
    """

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers: list[tuple[int, Any] | None] = []
        self.keys: list[str] = []
        self.tokens: list[str] = []
        self.given = 0


class Handler(BaseHTTPRequestHandler):
    server: Line

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        if self.path == "/oauth/token/":
            self.server.given += 1
            self.answer(200, {"access_token": f"t{self.server.given}", "expires_in": 3600})
            return
        self.server.tokens.append(self.headers["Authorization"].removeprefix("Bearer "))
        self.server.keys.append(self.headers["Idempotency-Key"])
        given = self.server.answers.pop(0)
        if given is None:
            self.close_connection = True
        else:
            self.answer(*given)

    def answer(self, status: int, body: Any) -> None:
        content = (body if isinstance(body, str) else json.dumps(body)).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Retry-After", "2")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def line() -> Iterator[Line]:
    with Line() as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def transport(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(EXAMPLES))
    from liandong import transport

    yield transport
    for name in [name for name in sys.modules if name.partition(".")[0] == "liandong"]:
        del sys.modules[name]


@pytest.fixture
def naps(transport: Any, monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long the client has waited, without waiting."""
    found: list[float] = []
    monkeypatch.setattr(transport.time, "sleep", found.append)
    return found


def submit(transport: Any, line: Line) -> Any:
    client = transport.Transport(f"http://127.0.0.1:{line.server_port}", "id", "secret")
    return client._do("needSubmit", "NeedSubmitInput!", "need { id }", {"id": "1"})


@pytest.mark.parametrize(
    ("before", "waited"), [(None, 1), (GATEWAY, 1), ((409, {"errors": []}), 2), ((429, {"errors": []}), 2)]
)
def test_it_asks_again_under_the_same_key(
    transport: Any, line: Line, naps: list[float], before: Any, waited: int
) -> None:
    line.answers = [before, before, (200, DONE)]
    assert submit(transport, line) == {"errors": []}
    assert len(line.keys) == 3
    assert len(set(line.keys)) == 1
    assert naps == [waited, waited]


def test_each_operation_has_its_own_key(transport: Any, line: Line) -> None:
    line.answers = [(200, DONE), (200, DONE)]
    submit(transport, line)
    submit(transport, line)
    assert len(set(line.keys)) == 2
    assert all(8 <= len(key) <= 64 for key in line.keys)


def test_in_the_end_it_gives_up(transport: Any, line: Line, naps: list[float]) -> None:
    line.answers = [None, None, None]
    with pytest.raises(OSError):  # noqa: PT011 - what it is depends on how the line broke
        submit(transport, line)
    assert (len(line.keys), naps) == (3, [1, 1])


def test_a_refusal_is_not_repeated(transport: Any, line: Line, naps: list[float]) -> None:
    error = {"message": "换一个新的值", "extensions": {"code": "IDEMPOTENCY_CONFLICT"}}
    line.answers = [(422, {"errors": [error]})]
    with pytest.raises(transport.Refused, match="换一个新的值"):
        submit(transport, line)
    assert (len(line.keys), naps) == (1, [])


def test_a_gateway_that_never_lets_through_is_no_connection(transport: Any, line: Line, naps: list[float]) -> None:
    line.answers = [GATEWAY] * 3
    with pytest.raises(OSError, match="502"):
        submit(transport, line)


def test_what_has_no_key_is_sent_once(transport: Any, line: Line, naps: list[float]) -> None:
    """Its answer holds a secret and is not kept: nobody knows whether it was done."""
    client = transport.Transport(f"http://127.0.0.1:{line.server_port}", "id", "secret")
    line.answers = [GATEWAY, GATEWAY]
    with pytest.raises(OSError, match="502"):
        client._do("webhookRegister", "WebhookRegisterInput!", "secret", {})
    assert (line.keys, naps) == ([None], [])


def test_a_token_that_has_ended_early_is_renewed_once(transport: Any, line: Line, naps: list[float]) -> None:
    """As when the administrator gives a new secret at once, or drops the old one."""
    line.answers = [ENDED, (200, DONE)]
    submit(transport, line)
    assert line.tokens == ["t1", "t2"]
    assert len(set(line.keys)) == 1
    line.answers = [ENDED, ENDED]
    with pytest.raises(transport.Refused, match="作废"):
        submit(transport, line)


def test_a_token_given_by_hand_cannot_be_renewed(transport: Any, line: Line) -> None:
    person = transport.Transport(f"http://127.0.0.1:{line.server_port}", token="ldp_1")
    line.answers = [ENDED]
    with pytest.raises(transport.Refused, match="作废"):
        person.ask("{ me { kind } }")
    assert (line.tokens, line.given) == (["ldp_1"], 0)
