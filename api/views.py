"""Queries, GraphiQL and tokens."""

from base64 import b64decode
from typing import Any

import orjson
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.csrf import csrf_exempt, ensure_csrf_cookie
from graphene_django.views import GraphQLView
from oauth2_provider.views.base import RevokeTokenView, TokenView

from api import rates
from api.deadline import statements_in_time
from api.execution import Answer, Call, broken_off, fault, run, tell_domain
from api.idempotency import REPLAYED, key_of
from api.models import Client
from api.rates import Rate, TooMany
from api.signin import Forged, NotSignedIn, WrongNetwork, caller_of
from core.errors import DomainError, InvalidInput, NotFound
from core.requests import current_request_id

# GraphiQL builds its styles at run time and its editor colours by inline styles; scripts stay our own.
GRAPHIQL_POLICY = "; ".join(
    (
        "default-src 'self'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data:",
        "font-src 'self' data:",
        "object-src 'none'",
        "base-uri 'self'",
        "frame-ancestors 'none'",
    )
)
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


class TooLarge(InvalidInput):
    """The request has more bytes than are read."""


_STATUS = {NotSignedIn: 401, Forged: 403, WrongNetwork: 403, TooMany: 429, NotFound: 404, TooLarge: 413}


def status_of(error: DomainError) -> int:
    """The HTTP status of a refusal."""
    return _STATUS.get(type(error), 400)


class GraphQL(GraphQLView):
    """graphene-django's view with limits before and measured, planned execution in place of its own.

    POST answers an operation; GET from a browser shows GraphiQL, from our own address, to signed-in people.
    """

    graphiql_template = "api/graphiql.html"

    # A session's request is checked by caller_of; a token's needs no check.
    @method_decorator(csrf_exempt)
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "POST":
            return answer(request)
        if request.method == "GET" and self.request_wants_html(request):
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            return self.show_graphiql(request)
        return not_posted("GET, POST")

    @method_decorator(ensure_csrf_cookie)
    def show_graphiql(self, request: HttpRequest) -> HttpResponse:
        response: HttpResponse = self.render_graphiql(request)
        response["Content-Security-Policy"] = GRAPHIQL_POLICY
        return response


def answer(request: HttpRequest) -> HttpResponse:
    """The answer to one operation: whatever happens, one that a program can read."""
    try:
        with statements_in_time():
            return _answer(request)
    except Exception as error:
        found = broken_off(error)
        return json_response(found.body, found.status)


def broken(request: HttpRequest) -> HttpResponse:
    """For a fault on the way to ``answer``, which Django has logged."""
    return json_response({"errors": [fault()]}, 500)


class Purse:
    """What the caller of one request has left; opening it counts the request."""

    def __init__(self, caller: str, requests: int) -> None:
        self.caller = caller
        self.limits = requests, settings.GRAPHQL_COST_PER_MINUTE
        self.rate = rates.take(caller, *self.limits)

    def spend(self, cost: int) -> None:
        self.rate = rates.spend(self.caller, *self.limits, cost)


def _answer(request: HttpRequest) -> HttpResponse:
    try:
        caller = caller_of(request)
        purse = Purse(caller.name, settings.GRAPHQL_REQUESTS_PER_MINUTE)
    except DomainError as error:
        return refusal(error)
    try:
        text, variables, name = read_operation(request)
        key = key_of(request)
    except DomainError as error:
        return write_answer(Answer({"errors": [tell_domain(error)]}, status_of(error)), purse.rate)
    if "mutation" in text:
        # Reading may rest on what was true some seconds ago, writing may not.
        try:
            caller = caller_of(request, afresh=True)
        except DomainError as error:
            return refusal(error)
    call = Call(caller.actor, request, caller.name, key, spend=purse.spend)
    return write_answer(run(call, text, variables, name), purse.rate)


def read_operation(request: HttpRequest) -> tuple[str, dict[str, Any], str | None]:
    """Text, variables and operation name; ``InvalidInput`` names what is wrong with the request."""
    if request.content_type != "application/json":
        raise InvalidInput("请求类型应为 application/json。")
    try:
        given = orjson.loads(request.body)
    except RequestDataTooBig as error:
        limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1024 // 1024
        raise TooLarge(f"请求超过 {limit} MB，请减小文件后再提交。") from error
    except orjson.JSONDecodeError as error:
        raise InvalidInput("请求内容不是正确的 JSON（UTF-8）。") from error
    except ValueError as error:
        raise InvalidInput("请求头 Content-Length 不是数字，请改正后再提交。") from error
    if not isinstance(given, dict):
        raise InvalidInput("请求内容应为 JSON 对象：{query, variables, operationName}。")
    text, variables, name = given.get("query"), given.get("variables"), given.get("operationName")
    if not isinstance(text, str) or not text.strip():
        raise InvalidInput("缺少 query。", field="query")
    if variables is not None and not isinstance(variables, dict):
        raise InvalidInput("variables 应为 JSON 对象。", field="variables")
    if name is not None and not isinstance(name, str):
        raise InvalidInput("operationName 应为文本。", field="operationName")
    return text, variables or {}, name


def write_answer(answer: Answer, rate: Rate) -> HttpResponse:
    """The answer with what it cost and what is left of the minute."""
    extensions: dict[str, Any] = {
        "requestId": current_request_id.get(),
        "rate": {
            "limit": rate.limit,
            "remaining": rate.remaining,
            "costLimit": rate.cost_limit,
            "costRemaining": rate.cost_remaining,
            "resetAt": rate.reset,
        },
    }
    if answer.measure is not None:
        extensions["cost"] = {
            "requested": answer.measure.cost,
            "limit": settings.GRAPHQL_MOST_COST,
            "depth": answer.measure.depth,
        }
    content = orjson.dumps({**answer.body, "extensions": extensions}, option=orjson.OPT_NON_STR_KEYS)
    if answer.data is not None:
        content = b'{"data":' + answer.data + b"," + content[1:]
    response = _response(content, answer.status)
    if answer.wait:
        response.headers["Retry-After"] = str(answer.wait)
    if answer.replayed:
        response.headers[REPLAYED] = "true"
    response.headers["X-RateLimit-Limit"] = str(rate.limit)
    response.headers["X-RateLimit-Remaining"] = str(rate.remaining)
    response.headers["X-RateLimit-Cost-Limit"] = str(rate.cost_limit)
    response.headers["X-RateLimit-Cost-Remaining"] = str(rate.cost_remaining)
    response.headers["X-RateLimit-Reset"] = str(rate.reset)
    return response


def not_posted(allowed: str) -> HttpResponse:
    """The answer to an operation that did not come by POST."""
    error = InvalidInput("请用 POST 提交 JSON：{query, variables}。")
    response = json_response({"errors": [tell_domain(error)]}, 405)
    response["Allow"] = allowed
    return response


def refusal(error: DomainError) -> HttpResponse:
    """The answer to a request that did not come as far as an operation."""
    response = json_response({"errors": [tell_domain(error)]}, status_of(error))
    if isinstance(error, NotSignedIn):
        response["WWW-Authenticate"] = "Bearer"
    if isinstance(error, TooMany):
        response["Retry-After"] = str(error.wait)
    return response


def json_response(body: dict[str, Any], status: int) -> HttpResponse:
    """Data for a program, which nothing may keep."""
    return _response(orjson.dumps(body), status)


def _response(content: bytes, status: int) -> HttpResponse:
    return HttpResponse(content, status=status, headers={**HEADERS, "Content-Length": str(len(content))})


class _Guarded(View):
    """A view of the toolkit that checks a client's secret; guessing one is limited by client and by address."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        address = request.META.get("REMOTE_ADDR", "")
        known = Client.objects.filter(client_id=_client_id(request)).values_list("pk", flat=True).first()
        try:
            rates.take(f"token:{address}", settings.GRAPHQL_TOKENS_PER_ADDRESS)
            if known is not None:
                rates.take(f"token:{known}:{address}", settings.GRAPHQL_TOKENS_PER_MINUTE)
        except TooMany as error:
            return refusal(error)
        response: HttpResponse = super().post(request, *args, **kwargs)  # type: ignore[misc]
        return response


@method_decorator(csrf_exempt, name="dispatch")
class Token(_Guarded, TokenView):
    """Tokens by client credentials."""


@method_decorator(csrf_exempt, name="dispatch")
class RevokeToken(_Guarded, RevokeTokenView):
    """A client gives a token back."""


def _client_id(request: HttpRequest) -> str:
    """The client named in Basic credentials or in the form; empty if there is none to speak of."""
    kind, _, credentials = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
    if kind.lower() != "basic":
        return request.POST.get("client_id", "").replace("\x00", "")[:255]
    try:
        return b64decode(credentials).decode().partition(":")[0].replace("\x00", "")[:255]
    except ValueError:
        return ""
