"""What follows from what: a decision from which a task follows, a finding that became a problem.

The link is one of kind and key, because anything may follow from anything and packages below do not know those above.
It is written once, when the record is made, together with the name that the origin had then.
"""

from typing import Any

from django.apps import apps
from django.db import models

from core.permissions import Actor


class Originated(models.Model):
    """A record that may have come out of another one; all three fields are empty where it did not."""

    origin_type = models.CharField("来源类型", max_length=60, blank=True, editable=False)
    origin_id = models.BigIntegerField("来源", null=True, blank=True, editable=False)
    origin_label = models.CharField("来源名称", max_length=200, blank=True, editable=False)

    class Meta:
        abstract = True
        indexes = (models.Index(fields=["origin_type", "origin_id"], name="%(app_label)s_%(class)s_origin"),)


def origin_fields(origin: models.Model | None) -> dict[str, Any]:
    """The fields of something that follows from ``origin``, or from nothing."""
    if origin is None:
        return {}
    return {
        "origin_type": origin._meta.label_lower,
        "origin_id": origin.pk,
        "origin_label": str(origin)[:200],
    }


def from_origin(origin: models.Model) -> dict[str, Any]:
    """The condition for records that followed from ``origin``: ``Problem.objects.filter(**from_origin(finding))``."""
    return {"origin_type": origin._meta.label_lower, "origin_id": origin.pk}


def origin_of(row: Originated, *, seen_by: Actor) -> models.Model | None:
    """The record out of which this one came, for somebody who may see it; None for everybody else, and without one."""
    if not row.origin_type:
        return None
    model: Any = apps.get_model(row.origin_type)
    found: models.Model | None = model.objects.visible_to(seen_by).filter(pk=row.origin_id).first()
    return found


def followers() -> list[type[Originated]]:
    """Every kind of record that may follow from another."""
    return [model for model in apps.get_models() if issubclass(model, Originated)]
