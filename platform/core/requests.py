"""The id of the request in hand, carried into every event that it causes."""

import ipaddress
import re
import uuid
from collections.abc import Callable
from contextvars import ContextVar
from functools import lru_cache

from django.http import HttpRequest, HttpResponse

current_request_id: ContextVar[str] = ContextVar("request_id", default="")
current_address: ContextVar[str | None] = ContextVar("address", default=None)

_GIVEN = re.compile(r"[A-Za-z0-9._-]{8,64}")


class RequestIdMiddleware:
    """Take ``X-Request-Id`` if it is well formed, or make one; answer with it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.META.get("HTTP_X_REQUEST_ID", "")
        request_id = given if _GIVEN.fullmatch(given) else uuid.uuid4().hex
        id_token = current_request_id.set(request_id)
        address_token = current_address.set(address_of(request.META.get("REMOTE_ADDR", "")))
        try:
            response = self.get_response(request)
        finally:
            current_request_id.reset(id_token)
            current_address.reset(address_token)
        response["X-Request-Id"] = request_id
        return response


@lru_cache(maxsize=1_000)
def address_of(text: str) -> str | None:
    """The address in its one written form, as the database keeps it; ``None`` for what is no address (a socket)."""
    try:
        return str(ipaddress.ip_address(text.split("%", 1)[0]))
    except ValueError:
        return None
