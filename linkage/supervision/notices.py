"""Whom the verbs of supervision concern."""

from collections.abc import Iterable

from core.models import Event
from core.permissions import Perm, above
from linkage.supervision.models import Accountability, Supervision
from tenants.notices.rules import Audience, tell


@tell("supervision.issue", "supervision.return", "supervision.close", "supervision.remind")
def place_that_acts(event: Event) -> Iterable[Audience]:
    order = Supervision.objects.select_related("organization").get(pk=event.subject_id)
    return [Audience(Perm.SUPERVISION_REPLY, order.place)]


@tell("supervision.draft", "supervision.reply")
def issuer_of_supervision(event: Event) -> Iterable[Audience]:
    supervision = Supervision.objects.select_related("issuer").get(pk=event.subject_id)
    return [Audience(Perm.SUPERVISION_ISSUE, supervision.issuer.place)]


@tell("accountability.propose")
def issuer_of_accountability(event: Event) -> Iterable[Audience]:
    found = Accountability.objects.select_related("issuer").get(pk=event.subject_id)
    return [Audience(Perm.SUPERVISION_ISSUE, found.issuer.place)]


@tell("accountability.record")
def place_held_to_account(event: Event) -> Iterable[Audience]:
    place = Accountability.objects.select_related("organization").get(pk=event.subject_id).place
    return [Audience(Perm.SUPERVISION_REPLY, place), Audience(Perm.SUPERVISION_ISSUE, above(place))]
