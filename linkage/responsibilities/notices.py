"""Whom the verbs of responsibilities concern."""

from collections.abc import Iterable

from core.models import Event
from core.permissions import Perm, Place
from tenants.notices.rules import Audience, tell


@tell(
    "responsibility.build",
    "responsibility.check",
    "responsibility.return",
    "responsibility.accept",
    "responsibility.pass_on",
)
def who_answers(event: Event) -> Iterable[Audience]:
    return [Audience(Perm.RESPONSIBILITY_EDIT, Place(event.organization_path))]


@tell("responsibility.remind")
def both_levels(event: Event) -> Iterable[Audience]:
    """Before it is due the organization itself; once it is overdue the level above as well."""
    return [*who_answers(event), *(who_checks(event) if event.data.get("overdue") else [])]


@tell("responsibility.publish", "responsibility.submit")
def who_checks(event: Event) -> Iterable[Audience]:
    return [Audience(Perm.RESPONSIBILITY_CHECK, Place(event.data["above_path"]))]
