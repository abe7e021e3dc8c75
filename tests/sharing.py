"""Shared materials brought into a state by the people of the cast, by actions alone."""

from typing import Any

from cast import Cast
from samples import photo
from stories import in_days

from core.permissions import SYSTEM
from resources.materials.actions.materials import (
    material_create,
    material_expire,
    material_publish,
    material_return,
    material_submit,
    material_withdraw,
)
from resources.materials.models import Material, MaterialFile


def material_terms(cast: Cast, **changes: Any) -> dict[str, Any]:
    """What the school of street A shares with the street."""
    given: dict[str, Any] = {
        "owner": cast.unit_a,
        "title": "校园美术馆开放日",
        "kind": "文化资源",
        "content": "每月第一个周六向居民开放，可预约讲解。",
        "ends_on": in_days(60),
        "files": [photo(33)],
    }
    return {**given, **changes}


def material_in(cast: Cast, status: str, **changes: Any) -> Material:
    """A material of the school, or of another ``owner`` in street A, in any of its states."""
    given = material_terms(cast, **changes)
    mine = cast.actor("unit_a" if given["owner"] == cast.unit_a else "street_a")
    office = cast.actor("street_a")
    row = material_create(actor=mine, **given)
    if status == "draft":
        return row
    row = material_submit(actor=mine, material=row)
    if status == "submitted":
        return row
    if status == "returned":
        return material_return(actor=office, material=row, reason="请补充联系方式")
    row = material_publish(actor=office, material=row)
    if status == "withdrawn":
        return material_withdraw(actor=mine, material=row, reason="场馆装修")
    if status == "expired":
        Material.objects.filter(pk=row.pk).update(ends_on=in_days(-1))
        return material_expire(actor=SYSTEM, material=row)
    return row


def material_file(cast: Cast, status: str = "published") -> MaterialFile:
    return material_in(cast, status).files.get()
