"""Whom the verbs of this package concern."""

from collections.abc import Iterable

from core.models import Event
from core.permissions import ROOT, Perm, Place
from tenants.notices.rules import Audience, tell
from tenants.org.models import Post


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
    """Those who appoint, those where the post is held, and who sent the person."""
    here = Audience(Perm.VIEW, Place(event.organization_path, event.unit_id))
    return [Audience(Perm.POST_EDIT, ROOT), here, *_home(event)]


@tell("post.appoint", "post.edit", "post.end")
def the_person(event: Event) -> Iterable[Audience]:
    """Whoever is given or loses the post, or has another title, as far as in office still, and who sent the person."""
    here = Place(event.organization_path, event.unit_id)
    return [Audience(Perm.VIEW, here, only=event.data["user"]), *_home(event)]


def _home(event: Event) -> list[Audience]:
    homes = ("home_unit__organization", "home_organization", "home_department__organization")
    post = Post.objects.select_related(*homes).get(pk=event.subject_id)
    return [Audience(Perm.VIEW, post.home.place)] if post.home is not None else []
