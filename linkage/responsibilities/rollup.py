"""汇总: how far the lists of a year are, for a place and each of those right below it."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Case, Count, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Cast, Coalesce, Left

from core.permissions import PATH_STEP, Actor
from linkage.responsibilities.models import Responsibility
from tenants.org.models import Organization
from tenants.org.tree import right_below

Status = Responsibility.Status
_RATIO = models.DecimalField(max_digits=7, decimal_places=4)


def rollup(actor: Actor, place: Organization, year: int, day: date) -> QuerySet[Organization]:
    """The place with its own items, and those right below with theirs and all further below; one statement.

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
    counted = lines.filter(line=OuterRef("path")).order_by().values("line")
    places = Organization.objects.in_use().filter(Q(pk=place.pk) | right_below([place.path], ""))
    rows = places.annotate(**{name: _number(counted.filter(rule)) for name, rule in rules.items()})
    share = Cast(F("accepted"), _RATIO) / Cast(F("total"), _RATIO)
    found: QuerySet[Organization] = rows.annotate(
        share=Case(When(total__gt=0, then=Cast(share, _RATIO)), default=None, output_field=_RATIO)
    )
    return found


def _number(rows: Any) -> Any:
    number = rows.annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(number, output_field=models.IntegerField()), 0)
