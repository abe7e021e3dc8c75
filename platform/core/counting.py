"""How many rows belong to each row of a query, counted in the same statement."""

from typing import Any

from django.db.models import Func, IntegerField, QuerySet, Subquery, Value


def number_of(rows: QuerySet[Any]) -> Subquery:
    """How many of these rows, which refer to the outer row by ``OuterRef``, there are; 0 where there is none."""
    # Not an aggregate to Django, so that it groups by nothing: one number comes back, whatever there is.
    number = Func(Value(1), function="COUNT", output_field=IntegerField())
    return Subquery(rows.order_by().annotate(number_of=number).values("number_of"))
