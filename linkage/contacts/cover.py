"""Whether the district's rules of cover are kept: who has no leader, who has no weak place, who was not visited."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from core.periods import Quarter
from core.permissions import Actor
from core.rulebook import rule_in_sql
from linkage.contacts.models import ContactPoint, ContactRules, WeakPlace


def with_visits(contacts: QuerySet[Any], day: date) -> QuerySet[Any]:
    """Add ``visits_now``: how many visits there were in the quarter of ``day``."""
    quarter = Quarter.of(day)
    first, after = quarter.start.date(), quarter.end.date()
    within = Q(visits__visited_on__gte=first, visits__visited_on__lt=after)
    found: QuerySet[Any] = contacts.annotate(visits_now=Count("visits", filter=within))
    return found


def unvisited(contacts: QuerySet[Any], day: date) -> QuerySet[Any]:
    """Running contact points that have fewer visits in the quarter than the district demands."""
    running = contacts.filter(status=ContactPoint.Status.ACTIVE)
    return with_visits(running, day).filter(visits_now__lt=rule_in_sql(ContactRules, "visits_per_quarter"))


@dataclass(frozen=True)
class Cover:
    """What is missing, as far as the actor sees it; None where the district does not demand it."""

    without_leader: QuerySet[WeakPlace] | None
    without_weak: QuerySet[ContactPoint] | None
    without_visit: QuerySet[ContactPoint] | None


def cover(actor: Actor, day: date) -> Cover:
    """The breaches of each rule on a day."""
    rules = ContactRules.current()
    active = ContactPoint.Status.ACTIVE
    bonds = ContactPoint.objects.filter(status=active, organization=OuterRef("organization"))
    weak = WeakPlace.objects.visible_to(actor).filter(status=WeakPlace.Status.NAMED)
    takes = ContactPoint.objects.filter(
        status=active, post=OuterRef("post"), organization__weaknesses__status=WeakPlace.Status.NAMED
    )
    contacts = ContactPoint.objects.visible_to(actor).select_related("organization", "seat")
    of_district = contacts.filter(status=active, seat__level="district")
    return Cover(
        weak.filter(~Exists(bonds)).select_related("organization") if rules.weak_needs_leader else None,
        of_district.filter(~Exists(takes)).order_by("post", "id").distinct("post") if rules.leader_takes_weak else None,
        unvisited(contacts, day).order_by(F("seat__path"), "id") if rules.visits_per_quarter else None,
    )
