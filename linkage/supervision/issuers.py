"""In whose name a place is supervised."""

from collections.abc import Iterable
from typing import Any

from core.errors import WrongState
from core.permissions import ROOT, Actor, Perm, Place, above, ancestor_paths
from linkage.supervision.models import Supervision
from tenants.org.models import Organization

NO_SUPERIOR = "这项由区里自己承担，平台上没有它的上级，不能督办。"


def issuer_for(actor: Actor, place: Place) -> Organization:
    """The nearest place above ``place`` for which the actor supervises; for the platform the 街道 or 区.

    A department's own place is above it.
    """
    return issuers_for(actor, [place])[place]


def issuers_for(actor: Actor, places: Iterable[Place]) -> dict[Place, Organization]:
    """The issuer for each of these places, read in one statement."""
    higher = {place: ancestor_paths(above(place).path) for place in places}
    rows = Organization.objects.filter(path__in={path for paths in higher.values() for path in paths})
    known = {place.path: place for place in rows}
    roots = set() if actor.is_system else set(actor.paths(Perm.SUPERVISION_ISSUE))
    found = {}
    for place, paths in higher.items():
        own = [each for each in paths if each in roots] or [
            each for each in paths if each in known and known[each].level in ("district", "subdistrict")
        ]
        found[place] = known[own[-1]]
    return found


def has_superior(subject: Any) -> bool:
    """Whether somebody stands above who has to act: the district itself answers to nobody on the platform."""
    return bool(subject.place != ROOT)


def require_superior(subject: Any) -> None:
    """Guarantee that somebody stands above who has to act, or raise ``WrongState``."""
    if not has_superior(subject):
        raise WrongState(NO_SUPERIOR, field="subject")


def issues(actor: Actor, supervision: Supervision) -> bool:
    """Whether the actor stands on the side that supervises; the platform stands on neither."""
    return not actor.is_system and actor.can(Perm.SUPERVISION_ISSUE, supervision.issuer.place)
