"""Whom the verbs of this package concern."""

from collections.abc import Iterable

from core.models import Event
from core.permissions import ROOT, Perm, Place
from tenants.notices.rules import Audience, tell


@tell("city_consent.ask")
def security_administrator(event: Event) -> Iterable[Audience]:
    return [Audience(Perm.CLIENT_EDIT, ROOT)]


@tell("unit.move", "unit.absorb", "unit.restore")
def register_keepers(event: Event) -> Iterable[Audience]:
    """Those who keep the register where the unit lies now, and the unit itself."""
    return [
        Audience(Perm.UNIT_EDIT, Place(event.organization_path)),
        Audience(Perm.VIEW, Place(event.organization_path, event.unit_id)),
    ]


@tell("unit.leave")
def register_left(event: Event) -> Iterable[Audience]:
    """Those who kept the entry where the unit lay."""
    return [Audience(Perm.UNIT_EDIT, Place(event.organization_path))]


@tell("post.remind")
def term_ends(event: Event) -> Iterable[Audience]:
    """Those who appoint, and those where the post is held."""
    return [Audience(Perm.POST_EDIT, ROOT), Audience(Perm.VIEW, Place(event.organization_path, event.unit_id))]
