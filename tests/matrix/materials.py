"""Shared materials: owners share, the street reviews, both may take down."""

from typing import Any

from cast import Cast
from matrix.people import COMMUNITY_A, OFFICE, STREET_A, UNIT_A
from matrix.rows import PLACES_A, nothing, reason, row
from sharing import material_in, material_terms
from stories import in_days

from resources.materials.actions import materials

REVIEWERS = STREET_A | {OFFICE}
SHARERS = PLACES_A | {OFFICE}


def material(status: str, **changes: Any) -> Any:
    return lambda cast: material_in(cast, status, **changes)


def of_community(status: str) -> Any:
    return lambda cast: material_in(cast, status, owner=cast.community_a)


def terms(cast: Cast) -> dict[str, Any]:
    found = material_terms(cast, title="改过的标题", files=[])
    del found["owner"]
    return found


def later(cast: Cast) -> dict[str, Any]:
    return {"ends_on": in_days(300)}


def past(cast: Cast) -> Any:
    row = material_in(cast, "published")
    type(row).objects.filter(pk=row.pk).update(ends_on=in_days(-1))
    return row


row(materials.material_create, nothing, UNIT_A, case="of-a-unit", given=material_terms)
row(
    materials.material_create,
    nothing,
    SHARERS,
    case="of-a-place",
    given=lambda cast: material_terms(cast, owner=cast.community_a),
)
row(materials.material_edit, material("draft"), UNIT_A, subject="material", given=terms)
row(materials.material_submit, material("draft"), UNIT_A, subject="material")
row(materials.material_publish, material("submitted"), REVIEWERS, subject="material")
row(materials.material_return, material("submitted"), REVIEWERS, subject="material", given=reason)
row(materials.material_extend, material("published"), UNIT_A, subject="material", given=later)
row(materials.material_withdraw, material("published"), UNIT_A | REVIEWERS, subject="material", given=reason)
row(materials.material_withdraw, material("draft"), UNIT_A, case="draft", subject="material", given=reason)
row(
    materials.material_withdraw,
    of_community("published"),
    REVIEWERS | COMMUNITY_A,
    case="of-a-place",
    subject="material",
    given=reason,
)
row(materials.material_expire, past, REVIEWERS, subject="material")
