"""Answers as they go out: status, headers, what the operation cost and what is left of the minute."""

from http.client import responses
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


class Reply:
    """Ready JSON with its status and headers, before any framework; headers are set as those of Django's responses.

    Names and values are ours and plain ASCII. Django looks through each for what HTTP does not carry, which takes a
    tenth of a small request.
    """

    __slots__ = ("content", "headers", "status")

    def __init__(self, content: bytes, status: int) -> None:
        self.content = content
        self.status = status
        self.headers = {**HEADERS, "Content-Length": str(len(content))}

    def __setitem__(self, name: str, value: str) -> None:
        self.headers[name] = value

    @property
    def line(self) -> str:
        """Status and reason, as WSGI wants them."""
        return f"{self.status} {responses[self.status]}"

    def response(self) -> HttpResponse:
        """The same for Django."""
        return HttpResponse(self.content, status=self.status, headers=self.headers)


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


def write_answer(answer: Answer, rate: Rate) -> Reply:
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
    reply = Reply(content, answer.status)
    reply.headers.update(zip(_BUDGET, map(str, numbers), strict=True))
    if answer.wait:
        reply["Retry-After"] = str(answer.wait)
    if answer.replayed:
        reply[REPLAYED] = "true"
    return reply


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
    """The same for Django, where there is no budget to tell of."""
    return bare(refused(error)).response()


def bare(answer: Answer) -> Reply:
    """An answer to somebody who is not known, or not let in."""
    reply = Reply(orjson.dumps(answer.body), answer.status)
    if answer.status == 401:
        reply["WWW-Authenticate"] = "Bearer"
    if answer.wait:
        reply["Retry-After"] = str(answer.wait)
    return reply


def json_response(body: dict[str, Any], status: int) -> HttpResponse:
    """Data for a program, which nothing may keep."""
    return Reply(orjson.dumps(body), status).response()
