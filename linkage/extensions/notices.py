"""Whom the verbs of extensions concern."""

from collections.abc import Iterable

from core.models import Event
from core.permissions import Perm, Place, above
from tenants.notices.rules import Audience, tell


@tell("extension.ask", "extension.withdraw")
def level_above(event: Event) -> Iterable[Audience]:
    return [Audience(Perm.EXTENSION_DECIDE, above(Place(event.organization_path)))]


@tell("extension.approve", "extension.refuse")
def asking_place(event: Event) -> Iterable[Audience]:
    return [Audience(Perm.EXTENSION_ASK, Place(event.organization_path))]
