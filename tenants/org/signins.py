"""Signing in and out as events: who, when, from where, and with what outcome (等保三级)."""

from typing import Any

from axes.signals import user_locked_out
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest

from core.events import action, record
from core.permissions import Actor, ActorKind
from tenants.accounts.models import User


@action
def _tell(verb: str, user: User) -> None:
    record(verb, actor=Actor(ActorKind.USER, user.pk, user.name), subject=user)


def _asked(request: HttpRequest | None) -> bool:
    """Whether a browser asked: a session that a program opens for itself is nobody's sign-in."""
    return request is not None and bool(request.META.get("REMOTE_ADDR"))


@receiver(user_logged_in, dispatch_uid="org.sign_in")
def signed_in(request: HttpRequest, user: User, **kwargs: Any) -> None:
    if _asked(request):
        _tell("user.sign_in", user)


@receiver(user_logged_out, dispatch_uid="org.sign_out")
def signed_out(request: HttpRequest, user: User | None, **kwargs: Any) -> None:
    if user is not None and _asked(request):
        _tell("user.sign_out", user)


@receiver(user_login_failed, dispatch_uid="org.sign_in_failed")
def failed(credentials: dict[str, Any], request: HttpRequest | None = None, **kwargs: Any) -> None:
    """Only for accounts that exist; what was typed into the other ones stays in the log of failed attempts."""
    user = User.objects.filter(username=credentials.get("username") or "").first()
    if user is not None and _asked(request):
        _tell("user.sign_in_failed", user)


@receiver(user_locked_out, dispatch_uid="org.lock_out")
def locked_out(request: HttpRequest, username: str, **kwargs: Any) -> None:
    user = User.objects.filter(username=username or "").first()
    if user is not None and _asked(request):
        _tell("user.lock_out", user)
