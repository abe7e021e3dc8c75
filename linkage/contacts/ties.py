"""What of this package holds a place back from being retired, and what ends with it where a table retires it."""

from collections.abc import Sequence

from django.db.models import Q

from core.events import action_day
from core.permissions import Actor
from core.transitions import advance
from linkage.contacts.models import ContactPoint, WeakPlace
from tenants.org.models import Organization
from tenants.org.ties import ends_with_places, ties_place


@ties_place
def running_contacts(place: Organization) -> str:
    count = ContactPoint.objects.filter(organization=place, status=ContactPoint.Status.ACTIVE).count()
    return f" {count} 个领导联系点" if count else ""


@ties_place
def weakness(place: Organization) -> str:
    named = WeakPlace.objects.filter(organization=place, status=WeakPlace.Status.NAMED).exists()
    return "未验收的薄弱组织整顿" if named else ""


@ends_with_places
def contacts_end(actor: Actor, places: Sequence[Organization], reason: str) -> None:
    """Contact points of these places, and those of leaders who sat there; their visits stay."""
    running = ContactPoint.objects.filter(
        Q(organization__in=places) | Q(seat__in=places), status=ContactPoint.Status.ACTIVE
    )
    for row in running.select_related("organization", "seat").order_by("pk"):
        advance(row, "end", actor=actor, data={"reason": reason}, ended_on=action_day())
