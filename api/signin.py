"""Who calls: a person with a session, or a client with a token."""

from typing import Any

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParserError
from django.middleware.csrf import CsrfViewMiddleware

from api.callers import Caller, client_of, person_of
from api.networks import inside
from core.errors import DomainError, InvalidInput
from core.requests import current_address
from tenants.accounts.passwords import must_change

BEARER = "Bearer "
JSON_ONLY = "请求类型应为 application/json。"


class NotSignedIn(DomainError):
    """There is no session, or the token is of no use here."""

    code = "UNAUTHENTICATED"


class WrongNetwork(DomainError):
    """The client may not call from this address; ``caller`` is who it was."""

    code = "NETWORK_REFUSED"

    def __init__(self, message: str, caller: Caller) -> None:
        super().__init__(message)
        self.caller = caller


class Forged(DomainError):
    """A request with a session but without its CSRF token."""

    code = "CSRF"


def caller_of(request: HttpRequest, *, afresh: bool = False) -> Caller:
    """The caller of this request; ``NotSignedIn`` or ``Forged`` otherwise.

    A token wins over a session. A token of another district is unknown here: every district keeps its own. With
    ``afresh`` nothing counts that is remembered of its rights.
    """
    header = request.META.get("HTTP_AUTHORIZATION", "")
    if header:
        return _client(header, afresh)
    user = request.user
    if not user.is_authenticated:
        raise NotSignedIn("请先登录，或在请求头 Authorization 中携带应用令牌。")
    if must_change(user):
        raise NotSignedIn("登录密码须先修改，请到网页上修改密码后再试。")
    if request.method == "POST":
        _refuse_forged(request)
    return person_of(user, afresh=afresh)


def _refuse_forged(request: HttpRequest) -> None:
    check = _Csrf(_unused)
    check.process_request(request)
    try:
        refused = check.process_view(request, _unused, (), {})
    except (MultiPartParserError, BadRequest, SuspiciousOperation) as error:
        # The check looks into forms as well, and this one cannot be read.
        raise InvalidInput(JSON_ONLY) from error
    if refused is not None:
        raise Forged("缺少防伪令牌，请在请求头 X-CSRFToken 中带上 Cookie csrftoken 的值。")


def bearer_of(header: str) -> str:
    """The token in an Authorization header; ``NotSignedIn`` for a header of another kind."""
    if not header.startswith(BEARER) or not header.isascii():
        raise NotSignedIn("Authorization 应写作“Bearer 令牌”。")
    return header.removeprefix(BEARER).strip()


def _client(header: str, afresh: bool) -> Caller:
    caller = client_of(bearer_of(header), afresh=afresh)
    if caller is None:
        raise NotSignedIn("令牌不存在、已过期或已作废，或应用、账号已停用，请重新申请令牌。")
    refuse_outside(caller)
    return caller


def refuse_outside(caller: Caller) -> None:
    """``WrongNetwork`` for a request from outside the networks of a client; none is any."""
    address = current_address.get()
    if caller.networks and not inside(address, caller.networks):
        raise WrongNetwork(
            f"应用不能从 {address or '未知地址'} 调用，请从登记的网络调用，或请安全管理员修改允许的网络。",
            caller,
        )


class _Csrf(CsrfViewMiddleware):
    """Django's check, called by hand: the view takes tokens as well and is therefore exempt from the middleware."""

    def _reject(self, request: HttpRequest, reason: str) -> Any:
        return reason


def _unused(request: HttpRequest) -> Any:
    raise AssertionError("the middleware is only asked for its check")
