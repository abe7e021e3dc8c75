"""Asking the application as its server does: by the environment of a request, without Django's test client."""

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Answered:
    """What the application gave back for one request."""

    status: int
    content: bytes
    headers: dict[str, str] = field(default_factory=dict)


def ask(
    application: Callable[..., Any],
    host: str,
    body: bytes = b"",
    *,
    method: str = "POST",
    path: str = "/graphql/",
    more: Mapping[str, str] | None = None,
) -> Answered:
    """Send the body as JSON; ``more`` are further entries of the environment, as ``HTTP_AUTHORIZATION``.

    The answer is read whole and closed, as a server does: with that Django's handler ends the request.
    """
    told: list[Any] = []
    environment = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": host,
        "CONTENT_TYPE": "application/json",
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": io.BytesIO(body),
        "wsgi.url_scheme": "http",
        **(more or {}),
    }
    answer = application(environment, lambda status, headers: told.extend((status, headers)))
    try:
        content = b"".join(answer)
    finally:
        # PEP 3333 asks for it where there is one; the short way gives a plain list.
        close: Callable[[], None] = getattr(answer, "close", lambda: None)
        close()
    return Answered(int(told[0].split()[0]), content, {name.lower(): value for name, value in told[1]})
