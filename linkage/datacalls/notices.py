"""Whom the verbs of data calls concern."""

from collections.abc import Iterable

from core.models import Event
from core.permissions import Perm, Place
from linkage.datacalls.models import DataAnswer, DataCall
from tenants.notices.rules import Audience, tell


def asked(call_id: int, *, to_fill: bool) -> list[Audience]:
    """Those who were asked; with ``to_fill`` only those who have still to answer."""
    rows = DataAnswer.objects.filter(call_id=call_id).select_related("organization")
    if to_fill:
        rows = rows.filter(status__in=DataAnswer.TO_FILL)
    return [Audience(Perm.DATACALL_ANSWER, row.place) for row in rows]


@tell("datacall.issue", "datacall.extend", "datacall.publish")
def everybody_asked(event: Event) -> Iterable[Audience]:
    return asked(event.subject_id, to_fill=event.verb == "datacall.extend")


@tell("datacall.withdraw")
def who_had_got_it(event: Event) -> Iterable[Audience]:
    """A draft that is given up concerns nobody."""
    return asked(event.subject_id, to_fill=False) if event.data.get("issued") else []


@tell("datacall.urge")
def who_has_still_to_answer(event: Event) -> Iterable[Audience]:
    return asked(event.subject_id, to_fill=True)


@tell("datacall.remind")
def who_is_late(event: Event) -> Iterable[Audience]:
    """Those who have still to answer; once it is late, the place that asked as well."""
    found = asked(event.subject_id, to_fill=True)
    if event.data.get("late"):
        found.append(Audience(Perm.DATACALL_EDIT, Place(event.organization_path)))
    return found


@tell("dataanswer.submit")
def who_asked(event: Event) -> Iterable[Audience]:
    call = DataCall.objects.select_related("organization").get(pk=event.data["call"])
    return [Audience(Perm.DATACALL_EDIT, call.place)]


@tell("dataanswer.return", "dataanswer.accept")
def who_answered(event: Event) -> Iterable[Audience]:
    return [Audience(Perm.DATACALL_ANSWER, Place(event.organization_path))]
