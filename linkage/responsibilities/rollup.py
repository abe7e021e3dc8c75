"""汇总: how far the lists of a year are, for a place and each of those right below it."""

from datetime import date

from django.db import models
from django.db.models import Case, F, OuterRef, Q, QuerySet, When
from django.db.models.functions import Cast, Left

from core.counting import number_of
from core.permissions import PATH_STEP, Actor
from linkage.responsibilities.models import Responsibility
from tenants.org.models import Organization

Status = Responsibility.Status
_RATIO = models.DecimalField(max_digits=7, decimal_places=4)


def rollup(actor: Actor, place: Organization, year: int, day: date) -> QuerySet[Organization]:
    """The place with its own items, and those one level below with theirs and all further below; one statement.

    Each item counts in one line: of a street with 片区 the communities inside stand in the lines of the 片区 itself.
    Adds ``total`` and of it ``unclaimed`` (未领), ``in_hand`` (在办: claimed or published), ``to_accept`` (待验收) and
    ``accepted`` (已验收), which come to the total; ``overdue`` are those of the first two whose day is over;
    ``share`` is the part of the total that is accepted, null of nothing. Counted is what the actor sees.
    """
    rules = {
        "total": Q(),
        "unclaimed": Q(status=Status.BUILT),
        "in_hand": Q(status__in=(Status.CLAIMED, Status.PUBLISHED)),
        "overdue": Responsibility.red(day),
        "to_accept": Q(status=Status.SUBMITTED),
        "accepted": Q(status=Status.ACCEPTED),
    }
    items = Responsibility.objects.visible_to(actor).exclude(status=Status.DISCARDED)
    # The path of the line in which an item counts: its own organization's or, further below, that of the part above it.
    lines = items.filter(year=year, organization__path__startswith=place.path).annotate(
        line=Left("organization__path", len(place.path) + PATH_STEP)
    )
    counted = lines.filter(line=OuterRef("path"))
    below = Q(path__startswith=place.path, depth=place.depth + 1)
    places = Organization.objects.in_use().filter(Q(pk=place.pk) | below)
    rows = places.annotate(**{name: number_of(counted.filter(rule)) for name, rule in rules.items()})
    share = Cast(F("accepted"), _RATIO) / Cast(F("total"), _RATIO)
    found: QuerySet[Organization] = rows.annotate(
        share=Case(When(total__gt=0, then=Cast(share, _RATIO)), default=None, output_field=_RATIO)
    )
    return found
