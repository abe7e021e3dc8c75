"""Whom the verbs of problems and rectifications concern."""

from collections.abc import Iterable

from core.models import Event
from core.permissions import Perm, Place, above
from tenants.notices.rules import Audience, tell


def _here(event: Event) -> Place:
    return Place(event.organization_path)


@tell("problem.report", "problem.recall")
def who_handles(event: Event) -> Iterable[Audience]:
    return [Audience(Perm.PROBLEM_HANDLE, above(_here(event)))]


@tell("problem.remind")
def who_has_to_order(event: Event) -> Iterable[Audience]:
    return _above(event, Perm.PROBLEM_HANDLE)


@tell("rectification.remind_check")
def who_has_to_check(event: Event) -> Iterable[Audience]:
    return _above(event, Perm.RECTIFICATION_REVIEW)


def _above(event: Event, permission: Perm) -> list[Audience]:
    """Before the day the level above; once it is late the level above that as well."""
    nearest = above(_here(event))
    higher = [above(nearest)] if event.data.get("overdue") else []
    return [Audience(permission, at) for at in dict.fromkeys([nearest, *higher])]


@tell("problem.dismiss", "problem.close")
def who_reported(event: Event) -> Iterable[Audience]:
    places = {event.organization_path, event.other_path or event.organization_path}
    return [Audience(Perm.PROBLEM_REPORT, Place(path)) for path in sorted(places)]


@tell(
    "rectification.create",
    "rectification.adjust",
    "rectification.return",
    "rectification.close",
    "rectification.extend",
    "rectification.withdraw",
)
def who_rectifies(event: Event) -> Iterable[Audience]:
    return [Audience(Perm.RECTIFICATION_FULFIL, _here(event))]


@tell("rectification.submit")
def who_reviews(event: Event) -> Iterable[Audience]:
    return [Audience(Perm.RECTIFICATION_REVIEW, above(_here(event)))]


@tell("rectification.approve")
def who_closes(event: Event) -> Iterable[Audience]:
    return [Audience(Perm.RECTIFICATION_CLOSE, above(_here(event)))]


@tell("rectification.remind")
def both_levels(event: Event) -> Iterable[Audience]:
    """Before it is due the place itself; once it is overdue the level above as well."""
    told = [Audience(Perm.RECTIFICATION_FULFIL, _here(event))]
    if event.data.get("overdue"):
        told.append(Audience(Perm.RECTIFICATION_REVIEW, above(_here(event))))
    return told
