"""Who calls: a person with a session, or a client with a token."""

import hashlib
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.http import HttpRequest
from django.middleware.csrf import CsrfViewMiddleware
from oauth2_provider.models import AccessToken

from core.errors import DomainError
from core.permissions import Actor, ActorKind, Perm
from tenants.accounts.passwords import must_change
from tenants.org.actors import actor_of

BEARER = "Bearer "


class NotSignedIn(DomainError):
    """There is no session, or the token is of no use here."""

    code = "UNAUTHENTICATED"


class Forged(DomainError):
    """A request with a session but without its CSRF token."""

    code = "CSRF"


@dataclass(frozen=True, slots=True)
class Caller:
    """An actor and the name under which its requests are counted."""

    actor: Actor
    name: str


def caller_of(request: HttpRequest) -> Caller:
    """The caller of this request; ``NotSignedIn`` or ``Forged`` otherwise.

    A token wins over a session. A token of another district is unknown here: every district keeps its own.
    """
    header = request.META.get("HTTP_AUTHORIZATION", "")
    if header:
        return _client(header)
    user = request.user
    if not user.is_authenticated:
        raise NotSignedIn("请先登录，或在请求头 Authorization 中携带应用令牌。")
    if must_change(user):
        raise NotSignedIn("登录密码须先修改，请到网页上修改密码后再试。")
    if request.method == "POST":
        check = _Csrf(_unused)
        check.process_request(request)
        if check.process_view(request, _unused, (), {}) is not None:
            raise Forged("缺少防伪令牌，请在请求头 X-CSRFToken 中带上 Cookie csrftoken 的值。")
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return Caller(actor, f"user:{user.pk}")


def _client(header: str) -> Caller:
    if not header.startswith(BEARER) or not header.isascii():
        raise NotSignedIn("Authorization 应写作“Bearer 令牌”。")
    digest = hashlib.sha256(header.removeprefix(BEARER).strip().encode()).hexdigest()
    found = AccessToken.objects.select_related("application__service_user").filter(token_checksum=digest)
    token: Any = found.first()
    if token is None or token.is_expired() or token.application is None or not token.application.is_active:
        raise NotSignedIn("令牌不存在、已过期或应用已停用，请重新申请令牌。")
    client = token.application
    scopes = set(token.scope.split()) & set(client.scopes)
    actor = actor_of(client.service_user, kind=ActorKind.CLIENT)
    return Caller(actor.only(perm for perm in Perm if perm.value in scopes), f"client:{client.pk}")


class _Csrf(CsrfViewMiddleware):
    """Django's check, called by hand: the view takes tokens as well and is therefore exempt from the middleware."""

    def _reject(self, request: HttpRequest, reason: str) -> Any:
        return reason


def _unused(request: HttpRequest) -> Any:
    raise AssertionError("the middleware is only asked for its check")


def schema_name() -> str:
    """The district of the request in hand."""
    name: str = connection.schema_name  # type: ignore[attr-defined]
    return name
