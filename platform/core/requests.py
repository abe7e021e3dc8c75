"""The id of the request in hand and the address it came from, carried into every event that it causes."""

import ipaddress
import os
import re
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from itertools import count
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

current_request_id: ContextVar[str] = ContextVar("request_id", default="")
current_address: ContextVar[str | None] = ContextVar("address", default=None)

# Rules of districts that were read for the work in hand, by schema and book; None where nobody has said that it is one
# piece of work, and whoever asks reads them. See ``core.rulebook``.
rules_read: ContextVar[dict[tuple[str, type], dict[str, Any] | None] | None] = ContextVar("rules_read", default=None)

_GIVEN = re.compile(r"[A-Za-z0-9._-]{8,64}")
# An id only has to be there once, and may be guessed: asking for chance each time costs a call of the system.
_START = secrets.token_hex(6)
_numbers = count(1)


class RequestIdMiddleware:
    """Take ``X-Request-Id`` if it is well formed, or make one; answer with it.

    All who need a rule of the district while the request is answered read it together. Behind proxies of ours
    ``REMOTE_ADDR`` becomes the address of whoever asked them, for all that follows.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.META.get("HTTP_X_REQUEST_ID", "")
        request_id = given if _GIVEN.fullmatch(given) else _new_id()
        if settings.TRUSTED_PROXIES:
            forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "")
            request.META["REMOTE_ADDR"] = asker(request.META.get("REMOTE_ADDR", ""), forwarded)
        id_token = current_request_id.set(request_id)
        address_token = current_address.set(address_of(request.META.get("REMOTE_ADDR", "")))
        try:
            with rules_together():
                response = self.get_response(request)
        finally:
            current_request_id.reset(id_token)
            current_address.reset(address_token)
        response["X-Request-Id"] = request_id
        return response


@contextmanager
def rules_together() -> Iterator[None]:
    """What is done inside reads each rule book of a district once; what it changes of one, it sees."""
    token = rules_read.set({})
    try:
        yield
    finally:
        rules_read.reset(token)


def _new_id() -> str:
    """An id that no other request has, in whichever process."""
    return f"{_START}-{os.getpid():x}-{next(_numbers):x}"


def asker(sender: str, forwarded: str) -> str:
    """The address of whoever asked, from the one that sent us the request and from ``X-Forwarded-For``.

    Each proxy adds at the right end whom it heard; whatever stands further left anybody may have written. So the list
    is read from the right, and only as long as the address found so far is a proxy of ours.
    """
    found = sender
    for part in reversed(forwarded.split(",")):
        address = address_of(part.strip())
        if address is None or not _is_ours(found):
            break
        found = address
    return found


def _is_ours(address: str) -> bool:
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return False
    plain = getattr(known, "ipv4_mapped", None) or known
    return any(plain in network for network in settings.TRUSTED_PROXIES)


@lru_cache(maxsize=1_000)
def address_of(text: str) -> str | None:
    """The address in its one written form, as the database keeps it; ``None`` for what is no address (a socket)."""
    try:
        return str(ipaddress.ip_address(text.split("%", 1)[0]))
    except ValueError:
        return None
