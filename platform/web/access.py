"""What every page asks of its visitor."""

from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views import View

from core.permissions import Actor, Perm
from tenants.org.models import DistrictSettings


class SignedIn(LoginRequiredMixin, View):
    """A page for signed-in people; with ``permission`` only for those who hold it at some place.

    The permission decides who gets the page at all. What may be done there is checked by the action.
    """

    permission: Perm | None = None
    request: HttpRequest

    @property
    def actor(self) -> Actor:
        actor: Actor = self.request.actor  # type: ignore[attr-defined]
        return actor

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and self.permission and not self.actor.can_anywhere(self.permission):
            raise PermissionDenied(f"这一页只对有“{self.permission.label}”权限的人员开放。")
        return super().dispatch(request, *args, **kwargs)


def is_fragment(request: HttpRequest, *targets: str) -> bool:
    """Whether htmx asks for just one of these parts of the page (and not for the whole page after “back”)."""
    htmx = request.htmx  # type: ignore[attr-defined]
    return bool(htmx) and not htmx.history_restore_request and htmx.target in targets


def typed(request: HttpRequest, name: str = "q") -> str:
    """What was typed into a search box: one line of at most 60 signs, without those that no database takes."""
    return "".join(sign for sign in request.GET.get(name, "") if sign.isprintable()).strip()[:60]


def answer(response: HttpResponse, **headers: str) -> HttpResponse:
    """Set response headers: ``answer(response, HX_Trigger="record-changed")``."""
    for name, value in headers.items():
        response[name.replace("_", "-")] = value
    return response


def district_settings(request: HttpRequest) -> DistrictSettings:
    """The district's settings, read once a request."""
    kept: DistrictSettings | None = getattr(request, "_district_settings", None)
    if kept is None:
        kept = DistrictSettings.current()
        request._district_settings = kept  # type: ignore[attr-defined]
    return kept
