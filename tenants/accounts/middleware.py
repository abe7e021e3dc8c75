"""The actor of a request, and the end of idle sessions."""

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject
from django_tenants.utils import get_public_schema_name

from core.permissions import Actor, ActorKind
from tenants.accounts.operators import operator_actor

GetResponse = Callable[[HttpRequest], HttpResponse]
# Sent with what an open page asks by itself: nobody need be sitting there.
BACKGROUND = "X-Background"
LAST_SEEN = "last_seen"
LAST_SEEN_SECONDS = 60
# Left in the empty session, so that the sign-in page can say why it is shown.
IDLED_OUT = "idled_out"


class IdleTimeoutMiddleware:
    """Sign out a session idle for ``SESSION_IDLE_MINUTES``; the session is written at most once a minute.

    What a page asks in the background does not count as use.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        last = request.session.get(LAST_SEEN)
        moment = int(time.time())
        if last is not None:
            if moment - last > settings.SESSION_IDLE_MINUTES * 60:
                logout(request)
                request.session[IDLED_OUT] = True
            elif moment - last >= LAST_SEEN_SECONDS and BACKGROUND not in request.headers:
                request.session[LAST_SEEN] = moment
        elif request.user.is_authenticated:
            request.session[LAST_SEEN] = moment
        return self.get_response(request)


class ActorMiddleware:
    """Give every request of a district a lazy ``request.actor``, built in one query when first used."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = SimpleLazyObject(lambda: _actor(request))  # type: ignore[attr-defined]
        return self.get_response(request)


def _actor(request: HttpRequest) -> Actor:
    user = request.user
    if not user.is_authenticated:
        return Actor(ActorKind.USER, None, "未登录")
    if connection.schema_name == get_public_schema_name():  # type: ignore[attr-defined]
        return operator_actor(user)
    from tenants.org.actors import actor_of

    return actor_of(user)
