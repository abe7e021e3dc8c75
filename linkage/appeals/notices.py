"""Whom the verbs of appeals concern."""

from collections.abc import Iterable

from core.models import Event
from core.permissions import Perm, Place, above
from tenants.notices.rules import Audience, tell


def _handler(event: Event) -> Audience:
    return Audience(Perm.APPEAL_HANDLE, Place(event.organization_path))


def _raised(event: Event) -> Audience:
    """Where it was raised: there the resident is told."""
    return Audience(Perm.APPEAL_REGISTER, Place(event.other_path or event.organization_path))


@tell("appeal.register", "appeal.transfer")
def who_handles(event: Event) -> Iterable[Audience]:
    return [_handler(event), *([_raised(event)] if event.verb == "appeal.transfer" else [])]


@tell("appeal.accept", "appeal.refuse", "appeal.route", "appeal.handle", "appeal.report", "appeal.answer")
def who_tells_the_resident(event: Event) -> Iterable[Audience]:
    return [_raised(event)]


@tell("appeal.again", "appeal.close", "appeal.extend")
def who_answered(event: Event) -> Iterable[Audience]:
    return [_handler(event)]


@tell("appeal.remind")
def who_is_late(event: Event) -> Iterable[Audience]:
    """Who handles it or records satisfaction; once it is overdue the level above as well."""
    told = [_raised(event) if event.data.get("of") == "feedback" else _handler(event)]
    if event.data.get("overdue"):
        told.append(Audience(Perm.SUPERVISION_ISSUE, above(Place(event.organization_path))))
    return told
