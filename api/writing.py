"""Answers as they go out: status, headers, what the operation cost and what is left of the minute."""

from collections.abc import Iterable
from typing import Any

import orjson
from django.conf import settings
from django.http import HttpResponse

from api.execution import Answer, tell_domain
from api.idempotency import REPLAYED
from api.origins import WrongOrigin
from api.rates import Rate, TooMany
from api.signin import Forged, NotSignedIn, WrongNetwork
from core.errors import DomainError, InvalidInput, NotFound
from core.requests import current_request_id

# Of every answer, whichever way its request came: data, never a page.
HEADERS = {
    "Content-Type": "application/json",
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


_BUDGET = (
    "X-Operation-Cost",
    "X-RateLimit-Limit",
    "X-RateLimit-Remaining",
    "X-RateLimit-Cost-Limit",
    "X-RateLimit-Cost-Remaining",
    "X-RateLimit-Reset",
)
_LOWER = {name: name.lower() for name in ("Content-Length", *_BUDGET)}
_READY = {name.lower(): (name, value) for name, value in HEADERS.items()}


class Json(HttpResponse):
    """Ready JSON with the headers of every answer, and ``more`` of ours, which are plain ASCII.

    Django looks through each name and value for what HTTP does not carry. Here that took a tenth of a small request.
    """

    def __init__(self, content: bytes, status: int, more: Iterable[tuple[str, str]] = ()) -> None:
        super().__init__(content, status=status, content_type=HEADERS["Content-Type"])
        ready = self.headers._store
        ready.update(_READY)
        for name, value in (("Content-Length", str(len(content))), *more):
            ready[_LOWER[name]] = (name, value)


class TooLarge(InvalidInput):
    """The request has more bytes than are read."""


_STATUS = {
    NotSignedIn: 401,
    Forged: 403,
    WrongNetwork: 403,
    WrongOrigin: 403,
    TooMany: 429,
    NotFound: 404,
    TooLarge: 413,
}


def status_of(error: DomainError) -> int:
    """The HTTP status of a refusal."""
    return _STATUS.get(type(error), 400)


def write_answer(answer: Answer, rate: Rate) -> HttpResponse:
    """The answer with what it cost (nothing, where it did not come so far) and what is left of the minute."""
    found = answer.measure
    cost = found.cost if found is not None else 0
    extensions: dict[str, Any] = {
        "requestId": current_request_id.get(),
        "cost": {
            "requested": cost,
            "limit": settings.GRAPHQL_MOST_COST,
            "depth": found.depth if found is not None else 0,
        },
        "rate": {
            "limit": rate.limit,
            "remaining": rate.remaining,
            "costLimit": rate.cost_limit,
            "costRemaining": rate.cost_remaining,
            "resetAt": rate.reset,
        },
    }
    content = orjson.dumps({**answer.body, "extensions": extensions}, option=orjson.OPT_NON_STR_KEYS)
    if answer.data is not None:
        content = b'{"data":' + answer.data + b"," + content[1:]
    numbers = (cost, rate.limit, rate.remaining, rate.cost_limit, rate.cost_remaining, rate.reset)
    response = Json(content, answer.status, zip(_BUDGET, map(str, numbers), strict=True))
    if answer.wait:
        response.headers["Retry-After"] = str(answer.wait)
    if answer.replayed:
        response.headers[REPLAYED] = "true"
    return response


def not_posted(allowed: str) -> HttpResponse:
    """The answer to an operation that did not come by POST."""
    error = InvalidInput("请用 POST 提交 JSON：{query, variables}。")
    response = json_response({"errors": [tell_domain(error)]}, 405)
    response["Allow"] = allowed
    return response


def refused(error: DomainError) -> Answer:
    """The answer to a request that did not come as far as an operation."""
    wait = error.wait if isinstance(error, TooMany) else 0
    return Answer({"errors": [tell_domain(error)]}, status_of(error), wait=wait)


def refusal(error: DomainError) -> HttpResponse:
    """The same, where there is no budget to tell of."""
    return bare(refused(error))


def bare(answer: Answer) -> HttpResponse:
    """An answer to somebody who is not known, or not let in."""
    response = json_response(answer.body, answer.status)
    if answer.status == 401:
        response["WWW-Authenticate"] = "Bearer"
    if answer.wait:
        response["Retry-After"] = str(answer.wait)
    return response


def json_response(body: dict[str, Any], status: int) -> HttpResponse:
    """Data for a program, which nothing may keep."""
    return Json(orjson.dumps(body), status)
