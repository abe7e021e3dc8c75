"""What differs from one district to the next."""

from typing import Any

import graphene
from django.db import models
from graphene_django.converter import convert_django_field

from api.rows.shapes import Shape
from core.permissions import Actor, Perm
from tenants.org.models import DistrictSettings

HEADINGS = ("report_heading", "report_document_mark")
DAYS = ("claim_response_days", "report_confirm_days", "report_review_days")
SHARES = (
    "needs_met_target",
    "claims_closed_target",
    "answered_on_time_target",
    "weight_needs_met",
    "weight_claims_closed",
    "weight_satisfaction",
)
NAMES = (*SHARES, "satisfaction_target", *DAYS, *HEADINGS)


def type_of(name: str) -> Any:
    """The type of one setting in the interface."""
    return convert_django_field(source_of(name)).get_type()


def source_of(name: str) -> "models.Field[Any, Any]":
    field = DistrictSettings._meta.get_field(name)
    assert isinstance(field, models.Field)
    return field


def described(name: str) -> str:
    """The Chinese name of one setting, and how a share is written."""
    unit = "，0—1 之间的小数" if name in SHARES else ""
    return f"{source_of(name).verbose_name}{unit}。"


def _field(name: str) -> graphene.Field:
    return graphene.Field(
        graphene.NonNull(type_of(name)),
        description=described(name),
        resolver=lambda settings, info: getattr(settings, name),
    )


DistrictSettingsType = type(
    "DistrictSettingsType",
    (Shape,),
    {
        "Meta": type("Meta", (), {"name": "DistrictSettings", "description": "区级设置：各区不同的标准和期限。"}),
        **{name: _field(name) for name in NAMES},
        "version": graphene.Field(
            graphene.NonNull(graphene.Int), description="版本。", resolver=lambda settings, info: settings.version
        ),
    },
)


def settings_for(actor: Actor) -> DistrictSettings | None:
    """The settings for whoever may view anything, or change them."""
    allowed = any(actor.can_anywhere(permission) for permission in (Perm.VIEW, Perm.SETTINGS_EDIT))
    return DistrictSettings.current() if allowed else None
