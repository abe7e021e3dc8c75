"""What of this package holds a place back from being retired, and what ends with it where a table retires it."""

from collections.abc import Sequence

from django.db.models import Q

from core.changes import changes, snapshot
from core.events import action_day, record
from core.permissions import Actor
from core.transitions import advance
from linkage.contacts.models import ContactPoint, WeakPlace
from tenants.org.models import Organization, Post
from tenants.org.ties import ends_with_places, hears_of_naming, ties_place


@ties_place
def running_contacts(place: Organization) -> str:
    count = ContactPoint.objects.filter(organization=place, status=ContactPoint.Status.ACTIVE).count()
    return f" {count} 个领导联系点" if count else ""


@ties_place
def weakness(place: Organization) -> str:
    named = WeakPlace.objects.filter(organization=place, status=WeakPlace.Status.NAMED).exists()
    return "未验收的薄弱组织整顿" if named else ""


@hears_of_naming
def leaders_renamed(actor: Actor, posts: Sequence[Post]) -> None:
    """Contact points, ended ones too, name their leader as the corrected post does."""
    rows = ContactPoint.objects.filter(post__in=posts).select_for_update(of=("self",))
    for row in rows.select_related("post__user", "organization", "seat").order_by("pk"):
        before = snapshot(row)
        row.leader = row.post.holder[:140]
        if row.leader != before["leader"]:
            row.version += 1
            row.save(update_fields=["leader", "version"])
            record("contactpoint.rename", actor=actor, subject=row, data=changes(row, before))


@ends_with_places
def contacts_end(actor: Actor, places: Sequence[Organization], reason: str) -> None:
    """Contact points of these places, and those of leaders who sat there; their visits stay."""
    running = ContactPoint.objects.filter(
        Q(organization__in=places) | Q(seat__in=places), status=ContactPoint.Status.ACTIVE
    )
    for row in running.select_related("organization", "seat").order_by("pk"):
        advance(row, "end", actor=actor, data={"reason": reason}, ended_on=action_day())
