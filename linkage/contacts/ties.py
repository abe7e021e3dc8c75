"""What of this package holds a place back from being retired, and what ends with it where a table retires it."""

from collections.abc import Sequence

from django.db.models import Q

from core.changes import changes, snapshot
from core.events import action_day, record
from core.permissions import Actor
from core.transitions import advance
from linkage.contacts.models import ContactPoint, WeakPlace
from tenants.org.models import Organization, Post
from tenants.org.ties import Ending, ends_with_places, hears_of_naming, lying_at, ties_place, worded


def running_contacts(places: Sequence[Organization]) -> dict[int, str]:
    rows = ContactPoint.objects.filter(status=ContactPoint.Status.ACTIVE)
    return worded(" {} 个领导联系点", lying_at(places, rows))


@ties_place
def weakness(places: Sequence[Organization]) -> dict[int, str]:
    rows = WeakPlace.objects.filter(status=WeakPlace.Status.NAMED)
    return worded("未验收的薄弱组织整顿", lying_at(places, rows))


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


def contacts_end(actor: Actor, places: Sequence[Organization], reason: str) -> None:
    """Contact points of these places, and those of leaders who sat there; their visits stay."""
    running = ContactPoint.objects.filter(
        Q(organization__in=places) | Q(seat__in=places), status=ContactPoint.Status.ACTIVE
    )
    for row in running.select_related("organization", "seat").order_by("pk"):
        advance(row, "end", actor=actor, data={"reason": reason}, ended_on=action_day())


ends_with_places(Ending(running_contacts, contacts_end))
