"""汇总: what became of the problems of a year, for a place and each of those right below it."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Case, Count, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Cast, Coalesce, Left

from core.permissions import PATH_STEP, Actor
from linkage.problems.models import Problem, Rectification
from tenants.org.models import Organization

Status = Problem.Status
_RATIO = models.DecimalField(max_digits=7, decimal_places=4)


def rollup(actor: Actor, place: Organization, year: int, day: date) -> QuerySet[Organization]:
    """The place with its own problems, and those right below with theirs and all further below; one statement.

    Counted are the problems that were registered in the year, lie there and are seen by the actor. ``total`` is made up
    of ``to_order`` (待下发), ``in_hand`` (整改中), ``to_close`` (待审核、待销号), ``closed`` (已销号) and ``dismissed``
    (不予整改); ``overdue`` are those in hand whose day is over. ``share`` is the part of what has to be put right that
    is closed, null of nothing.
    """
    handed_in = (Rectification.Status.SUBMITTED, Rectification.Status.REVIEWED)
    rules = {
        "total": Q(),
        "to_order": Q(status=Status.REPORTED),
        "in_hand": Q(rectification__status__in=Rectification.ACTING),
        "overdue": Rectification.red(day, "rectification__"),
        "to_close": Q(rectification__status__in=handed_in),
        "closed": Q(status=Status.CLOSED),
        "dismissed": Q(status=Status.DISMISSED),
    }
    problems = Problem.objects.visible_to(actor).filter(reported_at__year=year)
    # The path of the line in which a problem counts: its own place's or, further below, that of the part above it.
    lines = problems.filter(organization__path__startswith=place.path).annotate(
        line=Left("organization__path", len(place.path) + PATH_STEP)
    )
    counted = lines.filter(line=OuterRef("path")).order_by().values("line")
    below = Q(depth=place.depth + 1, path__startswith=place.path)
    places = Organization.objects.in_use().filter(Q(pk=place.pk) | below)
    rows = places.annotate(**{name: _number(counted.filter(rule)) for name, rule in rules.items()})
    wanted = F("total") - F("dismissed")
    share = Cast(F("closed"), _RATIO) / Cast(wanted, _RATIO)
    found: QuerySet[Organization] = rows.annotate(
        share=Case(When(total__gt=F("dismissed"), then=Cast(share, _RATIO)), default=None, output_field=_RATIO)
    )
    return found


def _number(rows: Any) -> Any:
    number = rows.annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(number, output_field=models.IntegerField()), 0)
