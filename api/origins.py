"""Browser programs on other hosts: which may call, said by the clients they call for (Fetch standard, section CORS).

A preflight carries no token, so it is let through for an origin of any client in use; the request itself only for an
origin of the very client whose token, secret or signed address it brings. No origin is allowed unless somebody says
so. Programs that are no browsers send no origin and are not concerned.
"""

import time
from collections.abc import Container, Iterable
from typing import Protocol
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection
from django.db.models import Q
from django.http import HttpRequest, HttpResponse

from api.callers import turn_of
from api.models import Client
from core.errors import DomainError, InvalidInput
from core.periods import today

MOST = 20
LONGEST = 200
_SEND = "Authorization, Content-Type, Idempotency-Key, X-Request-Id"
_READ = (
    "Idempotency-Replayed, Retry-After, X-Operation-Cost, X-RateLimit-Cost-Limit, X-RateLimit-Cost-Remaining, "
    "X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset, X-Request-Id"
)
_MINUTES = 10
_PORTS = {"http": 80, "https": 443}

# By schema: the origins of its clients, until when, and as of which turn (see ``api.callers``).
_known: dict[str, tuple[frozenset[str], float, int]] = {}


class HasHeaders(Protocol):
    """A response of Django's, or a reply of ours."""

    def __setitem__(self, name: str, value: str, /) -> None: ...


class WrongOrigin(DomainError):
    """A page of this origin may not call for the client."""

    code = "ORIGIN_REFUSED"


def clean_origins(given: Iterable[str], field: str = "origins") -> list[str]:
    """The origins as browsers send them, without doubles; ``InvalidInput`` for what is none, or for too many."""
    found = dict.fromkeys(_clean(text, field) for text in given)
    if len(found) > MOST:
        raise InvalidInput(f"最多填写 {MOST} 个网页来源，请合并。", field=field)
    return list(found)


def _clean(text: str, field: str) -> str:
    wrong = InvalidInput(
        f"“{text[:60]}”不是网页来源，请写作 https://主机名 或 https://主机名:端口，不带路径。", field=field
    )
    text = text.strip()
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        raise wrong from error
    host = parts.hostname or ""
    plain = text.isascii() and text.isprintable() and len(text) <= LONGEST and not set(text) & set(" \\\"'<>*@")
    if not plain or parts.scheme not in _PORTS or not host or parts.path or parts.query or parts.fragment:
        raise wrong
    shown = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{shown}" + ("" if port in (None, _PORTS[parts.scheme]) else f":{port}")


def origin_of(request: HttpRequest) -> str:
    """The foreign origin whose page sends this request; empty for a page of our own and for what is no browser."""
    origin: str = request.META.get("HTTP_ORIGIN", "")
    return "" if not origin or origin.partition("://")[2] == request.get_host() else origin


def check_origin(request: HttpRequest, allowed: Container[str]) -> None:
    """``WrongOrigin`` for a page of an origin that is not among the allowed ones."""
    origin = origin_of(request)
    if origin and origin not in allowed:
        raise WrongOrigin(f"应用不允许来自 {origin[:LONGEST]} 的网页调用，请安全管理员在“期限和网络”中登记这个来源。")


def admit(request: HttpRequest, response: HasHeaders, allowed: Container[str]) -> None:
    """Let a page of an allowed origin read the response."""
    origin = origin_of(request)
    if origin:
        response["Vary"] = "Origin"
        if origin in allowed:
            response["Access-Control-Allow-Origin"] = origin
            response["Access-Control-Expose-Headers"] = _READ


def preflight(request: HttpRequest, methods: str) -> HttpResponse:
    """The answer to a browser that asks beforehand: allowed or not, never with an error of ours."""
    response = HttpResponse(status=204)
    response["Allow"] = f"{methods}, OPTIONS"
    admit(request, response, known_origins())
    if response.has_header("Access-Control-Allow-Origin"):
        response["Access-Control-Allow-Methods"] = methods
        response["Access-Control-Allow-Headers"] = _SEND
        response["Access-Control-Max-Age"] = str(_MINUTES * 60)
    return response


def known_origins() -> frozenset[str]:
    """The origins of all clients in use of the current district, remembered as callers are."""
    schema: str = connection.schema_name  # type: ignore[attr-defined]
    turn = turn_of(schema)
    moment = time.monotonic()
    kept = _known.get(schema)
    if kept is not None and kept[1] > moment and kept[2] == turn:
        return kept[0]
    in_use = Client.objects.filter(Q(expires_on=None) | Q(expires_on__gte=today()), is_active=True)
    lists = in_use.exclude(origins=[]).values_list("origins", flat=True)
    found = frozenset(origin for origins in lists for origin in origins)
    _known[schema] = (found, moment + settings.GRAPHQL_CALLER_SECONDS, turn)
    return found
