"""Whom the verbs of materials concern."""

from collections.abc import Iterable

from core.models import Event
from core.permissions import Perm, Place
from tenants.notices.rules import Audience, tell


@tell("material.submit")
def reviewers(event: Event) -> Iterable[Audience]:
    return [Audience(Perm.MATERIAL_REVIEW, Place(event.organization_path))]


@tell(
    "material.publish",
    "material.return",
    "material.withdraw",
    "material.expire",
    "material.remind",
    "material.pass_on",
)
def owner(event: Event) -> Iterable[Audience]:
    return [Audience(Perm.MATERIAL_EDIT, Place(event.organization_path, event.unit_id))]
