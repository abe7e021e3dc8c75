"""Whom contact points and weak places concern."""

from collections.abc import Iterable

from core.models import Event
from core.permissions import Perm, Place
from tenants.notices.rules import Audience, tell


@tell("contactpoint.bind", "contactpoint.end")
def both_sides(event: Event) -> Iterable[Audience]:
    return [
        Audience(Perm.CONTACT_VISIT, Place(event.other_path)),
        Audience(Perm.RECTIFICATION_FULFIL, Place(event.organization_path)),
    ]


@tell("contactpoint.remind")
def leaders_place(event: Event) -> Iterable[Audience]:
    return [Audience(Perm.CONTACT_VISIT, Place(event.other_path))]


@tell("weakplace.name", "weakplace.accept")
def the_place(event: Event) -> Iterable[Audience]:
    return [Audience(Perm.RECTIFICATION_FULFIL, Place(event.organization_path))]
