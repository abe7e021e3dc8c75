"""Whom the verbs of assignments concern."""

from collections.abc import Iterable

from core.models import Event
from core.permissions import Perm, Place
from tenants.notices.rules import Audience, tell


@tell(
    "assignment.dispatch",
    "assignment.return",
    "assignment.verify",
    "assignment.withdraw",
    "assignment.pass_on",
)
def who_does_it(event: Event) -> Iterable[Audience]:
    """Who has the part; the task as a whole concerns nobody but whoever dispatched it."""
    at = Place(event.organization_path, department_id=event.data.get("department"))
    return [] if event.data["whole"] else [Audience(Perm.ASSIGNMENT_WORK, at)]


@tell("assignment.remind")
def both_levels(event: Event) -> Iterable[Audience]:
    """Before it is due the organization itself; once it is overdue whoever dispatched it as well."""
    above = [Audience(Perm.ASSIGNMENT_VERIFY, Place(event.data["issuer_path"]))]
    return [*who_does_it(event), *(above if event.data.get("overdue") else [])]


@tell("assignment.submit", "assignment.gather")
def who_verifies(event: Event) -> Iterable[Audience]:
    return [Audience(Perm.ASSIGNMENT_VERIFY, Place(event.data["issuer_path"]))]


@tell("assignment.report")
def who_can_help(event: Event) -> Iterable[Audience]:
    """A difficulty is put before the level above; other reports are read when somebody looks."""
    wanted = event.data["difficulty"]
    return [Audience(Perm.ASSIGNMENT_DISPATCH, Place(event.data["issuer_path"]))] if wanted else []


@tell("assignment.finish")
def who_dispatched(event: Event) -> Iterable[Audience]:
    return [Audience(Perm.ASSIGNMENT_DISPATCH, Place(event.data["issuer_path"]))]
