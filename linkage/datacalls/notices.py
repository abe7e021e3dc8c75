"""Whom the verbs of data calls concern."""

from collections.abc import Iterable

from core.models import Event
from core.permissions import Perm, Place
from linkage.datacalls.models import OPEN, DataAnswer
from tenants.notices.rules import Audience, tell


def asked(call_id: int, *, left: bool) -> list[Audience]:
    """Those who are asked; with ``left`` only those who have not handed in."""
    rows = DataAnswer.objects.filter(call_id=call_id).select_related("organization")
    if left:
        rows = rows.filter(OPEN)
    return [Audience(Perm.DATACALL_ANSWER, row.place) for row in rows]


@tell("datacall.issue", "datacall.publish")
def everybody_asked(event: Event) -> Iterable[Audience]:
    return asked(event.subject_id, left=False)


@tell("datacall.withdraw")
def who_was_asked(event: Event) -> Iterable[Audience]:
    """A draft that is given up concerns nobody."""
    return asked(event.subject_id, left=False) if event.data.get("issued") else []


@tell("datacall.urge", "datacall.close")
def who_has_not_answered(event: Event) -> Iterable[Audience]:
    return asked(event.subject_id, left=True)


@tell("datacall.extend")
def who_has_more_time(event: Event) -> Iterable[Audience]:
    """Those whose answer is not approved yet: what was returned or may still be returned has the later day too."""
    rows = DataAnswer.objects.filter(call_id=event.subject_id).exclude(status=DataAnswer.Status.APPROVED)
    return [Audience(Perm.DATACALL_ANSWER, row.place) for row in rows.select_related("organization")]


@tell("datacall.remind")
def who_is_late(event: Event) -> Iterable[Audience]:
    """Those who have not handed in; once it is late, the asking office as well."""
    found = asked(event.subject_id, left=True)
    if event.data.get("stage", "").endswith("late"):
        found.append(Audience(Perm.DATACALL_EDIT, Place(event.organization_path)))
    return found


@tell("dataanswer.approve", "dataanswer.return")
def who_answered(event: Event) -> Iterable[Audience]:
    """What was handed in waits in the asking office's list and is told to nobody."""
    row = DataAnswer.objects.select_related("organization").get(pk=event.subject_id)
    return [Audience(Perm.DATACALL_ANSWER, row.place)]
