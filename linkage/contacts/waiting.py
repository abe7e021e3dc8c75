"""Contact points that wait for a visit of the one who holds the post."""

from collections.abc import Callable

from django.db.models import Q

from core.periods import today
from core.permissions import Actor
from core.waiting import Waiting, waits
from linkage.contacts.cover import unvisited
from linkage.contacts.models import ContactPoint


def to_visit(actor: Actor) -> Q:
    """One's own contact points that lack a visit this quarter."""
    own = ContactPoint.objects.filter(post__user_id=actor.id or 0)
    return Q(pk__in=unvisited(own, today()).values("pk"))


# By the word of the list's filter ``waits``.
CONTACT_WAITS: dict[str, tuple[str, Callable[[Actor], Q]]] = {"visit": ("本季度待我走访", to_visit)}

waits(
    Waiting(
        kind="contactpoint.visit",
        title="本季度待走访的联系点",
        icon="walk",
        model=ContactPoint,
        rows=lambda actor: ContactPoint.objects.visible_to(actor).filter(to_visit(actor)),
        label="organization__name",
        who="leader",
        listing="contactpoints",
        query={"waits": "visit"},
        measure="个",
    )
)
