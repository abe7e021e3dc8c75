"""Pages that several administrators share."""

from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from core.permissions import Perm
from web.access import SignedIn


class ForKeepers(SignedIn):
    """A page for those who hold any of ``keepers``; mix it in before the framework's page."""

    keepers: ClassVar[tuple[Perm, ...]]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and not any(self.actor.can_anywhere(perm) for perm in self.keepers):
            raise PermissionDenied("这一页只对管理员开放，请联系本区系统管理员或安全管理员。")
        return super().dispatch(request, *args, **kwargs)
