"""Whether the district's rules of cover are kept: who has no leader, who has no weak place, who was not visited."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet

from core.errors import InvalidInput
from core.periods import Quarter, today
from core.permissions import Actor
from core.rulebook import rule_in_sql
from linkage.contacts.models import WEAK_NOW, ContactPoint, ContactRules, WeakPlace
from tenants.org.models import Organization, Post
from tenants.org.roles import Role


def last_day_of(quarter: str | None) -> date:
    """A day of the quarter written as ``2026Q3``: its last, or today in the present one and where none is named.

    Raises ``InvalidInput`` for what is no quarter, and for one to come.
    """
    asked = Quarter.parse(quarter) if quarter else Quarter.current()
    if asked > Quarter.current():
        raise InvalidInput("这个季度还没有开始，请选择本季度或以前的季度。", field="quarter")
    return today() if asked == Quarter.current() else asked.end.date() - timedelta(days=1)


def with_visits(contacts: QuerySet[Any], day: date) -> QuerySet[Any]:
    """Add ``visits_now``: how many visits there were in the quarter of ``day``."""
    quarter = Quarter.of(day)
    first, after = quarter.start.date(), quarter.end.date()
    within = Q(visits__visited_on__gte=first, visits__visited_on__lt=after)
    found: QuerySet[Any] = contacts.annotate(visits_now=Count("visits", filter=within))
    return found


def unvisited(contacts: QuerySet[Any], day: date) -> QuerySet[Any]:
    """Contact points that have fewer visits in the quarter of ``day`` than the district demands.

    Of a quarter that is over those that ran at its end; of the present one those that run.
    """
    after = Quarter.of(day).end.date()
    running = contacts.filter(Q(ended_on=None) | Q(ended_on__gte=after), since__lt=after)
    return with_visits(running, day).filter(visits_now__lt=rule_in_sql(ContactRules, "visits_per_quarter"))


def without_leader(weak: QuerySet[Any]) -> QuerySet[Any]:
    """Weak places, still being put right, that no leader looks after."""
    bonds = ContactPoint.objects.filter(status=ContactPoint.Status.ACTIVE, organization=OuterRef("organization"))
    return weak.filter(WEAK_NOW, ~Exists(bonds))


@dataclass(frozen=True)
class Cover:
    """What is missing, as far as the actor sees it; None where the district does not demand it.

    Of a quarter that is over only what was not visited in it: who looks after whom is known as it stands now.
    """

    without_leader: QuerySet[WeakPlace] | None
    without_weak: QuerySet[Post] | None
    without_visit: QuerySet[Any] | None


def cover(actor: Actor, day: date) -> Cover:
    """The breaches of each rule on a day, or in the quarter of a day that is over."""
    rules = ContactRules.current()
    now = Quarter.of(day) >= Quarter.current()
    weak = WeakPlace.objects.visible_to(actor)
    contacts = ContactPoint.objects.visible_to(actor).select_related("organization", "seat")
    return Cover(
        without_leader(weak).select_related("organization") if rules.weak_needs_leader and now else None,
        leaders_without_weak(actor, day) if rules.leader_takes_weak and now else None,
        unvisited(contacts, day).order_by(F("seat__path"), "id") if rules.visits_per_quarter else None,
    )


def within_place(found: Cover, path: str) -> Cover:
    """The same for the subtree of a place: a leader sits at the district, and counts where he looks after something."""
    below = Q(organization__path__startswith=path)
    running = ContactPoint.objects.filter(below, status=ContactPoint.Status.ACTIVE)
    leaders = below | Q(pk__in=running.values("post"))
    return Cover(
        None if found.without_leader is None else found.without_leader.filter(below),
        None if found.without_weak is None else found.without_weak.filter(leaders),
        None if found.without_visit is None else found.without_visit.filter(below),
    )


def leaders_without_weak(actor: Actor, day: date) -> QuerySet[Post]:
    """Leaders of the district in office on a day who look after no weak place, or after no place at all.

    Those whose post the actor sees, and those who look after a place that the actor sees; ``bonds`` are their running
    contact points, as far as the actor sees them.
    """
    running = ContactPoint.objects.filter(status=ContactPoint.Status.ACTIVE)
    seen = running.filter(pk__in=ContactPoint.objects.visible_to(actor).values("pk"))
    takes = running.filter(post=OuterRef("pk"), organization__weaknesses__in=WeakPlace.objects.filter(WEAK_NOW))
    # Starting from the posts, not from the contact points: a leader without any has to be named too.
    leads = Q(role=Role.DISTRICT_LEADER) | Q(pk__in=running.values("post"))
    visible = Q(pk__in=Post.objects.visible_to(actor).values("pk")) | Q(pk__in=seen.values("post"))
    found: QuerySet[Post] = (
        Post.objects.in_force(day)
        .filter(leads, visible, ~Exists(takes), organization__level=Organization.Level.DISTRICT, user__is_service=False)
        .select_related("user", "organization")
        .prefetch_related(
            Prefetch("contact_points", seen.select_related("organization").order_by("organization__path"), "bonds")
        )
        .order_by("pk")
    )
    return found
