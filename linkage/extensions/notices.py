"""Whom the verbs of extensions concern."""

from collections.abc import Iterable

from core.models import Event
from core.permissions import Perm, Place, above
from linkage.extensions.models import Extension
from tenants.notices.rules import Audience, tell


@tell("extension.ask", "extension.withdraw")
def level_above(event: Event) -> Iterable[Audience]:
    return [Audience(Perm.EXTENSION_DECIDE, above(_place(event)))]


@tell("extension.approve", "extension.refuse", "extension.lapse")
def asking_place(event: Event) -> Iterable[Audience]:
    return [Audience(Perm.EXTENSION_ASK, _place(event))]


def _place(event: Event) -> Place:
    """Where the request belongs: to the organization or department that asks."""
    return Extension.objects.select_related("organization").get(pk=event.subject_id).place
