"""汇总: records counted in one line for a place and one for each of those right below it."""

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.db.models import Case, F, OuterRef, Q, QuerySet, When
from django.db.models.functions import Cast, Left
from django.db.models.lookups import GreaterThan

from core.counting import number_of
from core.permissions import PATH_STEP
from tenants.org.models import Organization

_RATIO = models.DecimalField(max_digits=7, decimal_places=4)


def counted_by_line(rows: QuerySet[Any], place: Organization, rules: Mapping[str, Q]) -> QuerySet[Organization]:
    """The place with its own rows, and those right below with theirs and all further below; one statement.

    Each row counts in one line: of a street with 片区 the communities inside stand in the lines of the 片区 itself.
    ``rows`` have an ``organization``; every rule adds the number of those it fits, under its name.
    """
    # The path of the line in which a row counts: its own organization's or, further below, that of the part above it.
    lines = rows.filter(organization__path__startswith=place.path).annotate(
        line=Left("organization__path", len(place.path) + PATH_STEP)
    )
    counted = lines.filter(line=OuterRef("path"))
    below = Q(path__startswith=place.path, depth=place.depth + 1)
    places: QuerySet[Organization] = Organization.objects.in_use().filter(Q(pk=place.pk) | below)
    return places.annotate(**{name: number_of(counted.filter(rule)) for name, rule in rules.items()})


def share_of(part: str, whole: Any) -> Case:
    """The part of the whole, 0 to 1; null of nothing."""
    share = Cast(F(part), _RATIO) / Cast(whole, _RATIO)
    return Case(When(GreaterThan(whole, 0), then=Cast(share, _RATIO)), default=None, output_field=_RATIO)
