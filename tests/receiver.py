"""A receiver of webhooks on this machine, over real TLS, that behaves as it is told."""

import ipaddress
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import orjson
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


@dataclass
class Message:
    """One request as it came in."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def id(self) -> str:
        return self.headers["webhook-id"]

    @property
    def content(self) -> Any:
        return orjson.loads(self.body)


@dataclass
class Receiver:
    """``behave`` answers each request; by default it takes every message with 204."""

    url: str
    ca_file: str
    got: list[Message] = field(default_factory=list)
    behave: Callable[[BaseHTTPRequestHandler, Message], None] | None = None

    def answers(self, *statuses: int, then: int = 204) -> None:
        """Give these answers in turn, and after them always the last one."""
        left = list(statuses)

        def behave(handler: BaseHTTPRequestHandler, message: Message) -> None:
            reply(handler, left.pop(0) if left else then)

        self.behave = behave


def reply(handler: BaseHTTPRequestHandler, status: int, body: bytes = b"", **headers: str) -> None:
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name, value)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


def never(handler: BaseHTTPRequestHandler, message: Message) -> None:
    """Take the request and say nothing."""
    time.sleep(30)


def drip(handler: BaseHTTPRequestHandler, message: Message) -> None:
    """Send a byte of the head now and then, for ever."""
    with suppress(OSError):
        for byte in b"HTTP/1.1 200 OK\r\nX-Slow: " + b"x" * 1000:
            handler.wfile.write(bytes([byte]))
            handler.wfile.flush()
            time.sleep(0.05)


def endless(handler: BaseHTTPRequestHandler, message: Message) -> None:
    handler.send_response(200)
    handler.end_headers()
    with suppress(OSError):
        while True:
            handler.wfile.write(b"x" * 65536)


def garbage(handler: BaseHTTPRequestHandler, message: Message) -> None:
    handler.wfile.write(b"\0\xff this is no HTTP \r\n\r\n")


@contextmanager
def receiving(folder: Path) -> Iterator[Receiver]:
    """A running receiver at https://localhost; its certificate is of a CA of its own."""
    ca_file, chain = certificate(folder)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            message = Message(self.path, dict(self.headers.items()), self.rfile.read(length))
            receiver.got.append(message)
            if receiver.behave is None:
                reply(self, 204)
            else:
                receiver.behave(self, message)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.handle_error = lambda *given: None  # type: ignore[method-assign]
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(chain)
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    receiver = Receiver(f"https://localhost:{server.server_port}/hook?key=1", str(ca_file))
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()


def certificate(folder: Path) -> tuple[Path, Path]:
    """A self-signed certificate for localhost, and a file with its key as well."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    alternatives = [x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime.now(UTC) - timedelta(days=1))
        .not_valid_after(datetime.now(UTC) + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(alternatives), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = made.public_bytes(serialization.Encoding.PEM)
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    ca_file, chain = folder / "ca.pem", folder / "chain.pem"
    ca_file.write_bytes(pem)
    chain.write_bytes(pem + private)
    return ca_file, chain
