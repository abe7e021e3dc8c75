"""Whom the verbs of responsibilities concern."""

from collections.abc import Iterable

from core.models import Event
from core.permissions import Perm, Place
from tenants.notices.rules import Audience, tell


@tell("responsibility.build", "responsibility.check", "responsibility.accept", "responsibility.pass_on")
def who_answers(event: Event) -> Iterable[Audience]:
    return [Audience(Perm.RESPONSIBILITY_EDIT, Place(event.organization_path))]


@tell("responsibility.publish")
def who_checks(event: Event) -> Iterable[Audience]:
    return [Audience(Perm.RESPONSIBILITY_CHECK, Place(event.data["above_path"]))]
