"""What the frame of every page shows, read only when the template asks for it."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.utils.functional import cached_property
from django_tenants.utils import get_public_schema_name

from tenants.notices.models import Notice
from tenants.org.models import Organization
from web.navigation import DISTRICT, PLATFORM, Item, items
from web.places import place_chain, place_was_chosen

PRODUCT = "联动"
PRODUCT_LONG = "区—街道—社区联动平台"


class Shell:
    """The frame: product, district, navigation, place, notices. One query for each part that is shown."""

    product = PRODUCT
    product_long = PRODUCT_LONG

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @property
    def on_platform(self) -> bool:
        return bool(connection.schema_name == get_public_schema_name())  # type: ignore[attr-defined]

    @property
    def district(self) -> str:
        # A host that is refused has no district yet, and the page that says so is framed all the same.
        district = getattr(self.request, "tenant", None)
        return "平台运维" if self.on_platform else str(getattr(district, "name", ""))

    @property
    def tenant_key(self) -> str:
        """Keeps drafts of one district apart from those of another in the same browser."""
        return str(connection.schema_name)  # type: ignore[attr-defined]

    @property
    def signed_in(self) -> bool:
        user = getattr(self.request, "user", None)
        return bool(user and user.is_authenticated)

    @cached_property
    def nav(self) -> list[Item]:
        if not self.signed_in:
            return []
        return items(self.request, PLATFORM if self.on_platform else DISTRICT)

    @cached_property
    def section(self) -> Item | None:
        """The entry that is open."""
        return next((item for item in self.nav if item.active), None)

    @cached_property
    def chain(self) -> Sequence[Organization]:
        """The chosen place with those above it; empty where places mean nothing."""
        return [] if self.on_platform or not self.signed_in else place_chain(self.request)

    @property
    def place(self) -> Organization | None:
        return self.chain[-1] if self.chain else None

    @property
    def place_chosen(self) -> bool:
        return place_was_chosen(self.request)

    @cached_property
    def unread(self) -> int:
        if self.on_platform or not self.signed_in:
            return 0
        return int(Notice.objects.filter(user_id=self.request.user.pk or 0, read_at=None).count())

    @property
    def idle_minutes(self) -> int:
        return int(settings.SESSION_IDLE_MINUTES)

    @property
    def footnote(self) -> str:
        """Said at the foot of every page: that the figures of a demo district are fictitious."""
        return str(getattr(self.request.tenant, "footnote", "") or settings.PAGE_FOOTNOTE)  # type: ignore[attr-defined]


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context processor."""
    return {"shell": Shell(request)}
