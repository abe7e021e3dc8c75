"""The types that columns of models have in the interface."""

from typing import Any

import graphene
from django.db import models

from api.scalars import Date, DateTime, Decimal_

# A moment is a kind of day for Django: the first that fits counts.
_SCALARS: tuple[tuple[type["models.Field[Any, Any]"], Any], ...] = (
    (models.DecimalField, Decimal_),
    (models.DateTimeField, DateTime),
    (models.DateField, Date),
    (models.BooleanField, graphene.Boolean),
    (models.IntegerField, graphene.Int),
    (models.CharField, graphene.String),
    (models.TextField, graphene.String),
    (models.GenericIPAddressField, graphene.String),
)


def scalar_of(source: "models.Field[Any, Any]") -> Any:
    """The scalar in which values of this column are written; ``TypeError`` where the interface has none for it."""
    for kind, scalar in _SCALARS:
        if isinstance(source, kind):
            return scalar
    raise TypeError(f"no scalar for {source}")
