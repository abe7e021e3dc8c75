"""Filters that several lists share."""

from collections.abc import Sequence
from typing import Any

import graphene
from django.db.models import Q, Subquery

from api.rows.ids import key_of
from api.rows.pages import Filter
from api.scalars import Date
from tenants.org.models import Organization


def among(enum: Any, column: str, label: str) -> Filter:
    """One of several values of an enumeration."""
    return Filter(
        graphene.List(graphene.NonNull(enum)), f"只要{label}为其中之一的记录。", lambda v: Q(**{f"{column}__in": v})
    )


def within(column: str = "organization__path") -> Filter:
    """The subtree of an organization."""

    def rule(value: str) -> Q:
        place = Organization.objects.filter(pk=key_of(value, "Organization", field="within"))
        return Q(**{f"{column}__startswith": Subquery(place.order_by().values("path")[:1])})

    return Filter(graphene.ID, "只看这个组织及其下级的记录。", rule)


def of(target: str, column: str, argument: str, label: str) -> Filter:
    """Records that belong to one record of another type."""
    return Filter(graphene.ID, f"只看{label}的记录。", lambda v: Q(**{column: key_of(v, target, field=argument)}))


def search(*columns: str) -> Filter:
    """Every word must occur in one of the columns."""

    def rule(value: str) -> Q:
        found = Q()
        for word in value.split()[:8]:
            found &= _any(columns, word[:60])
        return found

    return Filter(graphene.String, "按文字查找，多个词以空格分开，每个词都要出现。", rule)


def _any(columns: Sequence[str], word: str) -> Q:
    rule = Q(pk__in=[])
    for column in columns:
        rule |= Q(**{f"{column}__icontains": word})
    return rule


def on_or_after(column: str, label: str) -> Filter:
    return Filter(Date, f"{label}不早于这一天。", lambda v: Q(**{f"{column}__gte": v}))


def on_or_before(column: str, label: str) -> Filter:
    return Filter(Date, f"{label}不晚于这一天。", lambda v: Q(**{f"{column}__lte": v}))
