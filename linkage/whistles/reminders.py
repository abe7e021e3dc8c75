"""What is said in time: steps of a whistle and responses of departments before their day and once it has passed; 督办.

Reminders run once on a working day; hours that run out in the middle of it are said by ``linkage.whistles.tasks``.
"""

from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date, timedelta
from typing import Any

from django.db.models import F, Q

from core.errors import WrongState
from core.permissions import SYSTEM
from linkage.reminders import approaching
from linkage.whistles.actions.terms import step_of, whistleresponse_supervise
from linkage.whistles.models import Whistle, WhistleResponse, WhistleRules
from tenants.duties import Due, duty, left_in_words, reminder

Status = Whistle.Status
_STEPS = {
    Status.COLLECTED: "审核",
    Status.REVIEWED: "吹哨",
    Status.BLOWN: "分派部门",
    Status.ASSIGNED: "办结",
    Status.HANDLING: "办结",
}
# Overdue matters are said again after so many days.
AGAIN = 7


@reminder("whistles.steps", verb="whistle.remind")
def steps(day: date) -> Iterable[Due]:
    """Whistles whose present step is due or overdue."""
    rows = Whistle.objects.filter(status__in=Whistle.ACTING).select_related("organization", "raised_in")
    return _dues(rows, "due_on", day, lambda row: _STEPS[Status(row.status)])


@reminder("whistles.ratings", verb="whistle.remind")
def ratings(day: date) -> Iterable[Due]:
    """Whistles that the street has to rate."""
    rows = Whistle.objects.filter(status=Status.FINISHED).select_related("organization", "raised_in")
    return _dues(rows, "rate_by", day, lambda row: "评哨")


@reminder("whistles.responses", verb="whistleresponse.remind")
def responses(day: date) -> Iterable[Due]:
    """Departments that have to report in, or to hand in what they did."""
    related = ("whistle__organization", "whistle__raised_in", "department__organization")
    rows = WhistleResponse.objects.filter(status__in=WhistleResponse.ACTING).select_related(*related)
    return _dues(rows, "due_on", day, step_of)


@duty("whistles.supervision")
def supervise(day: date) -> int:
    """督办 of departments that are overdue by the district's number of days, once for a due date; how many."""
    last = day - timedelta(days=WhistleRules.current().supervise_days)
    rows = WhistleResponse.objects.filter(
        Q(supervised_on=None) | Q(supervised_on__lte=F("due_on")), status__in=WhistleResponse.ACTING, due_on__lte=last
    )
    done = 0
    related = ("whistle__organization", "whistle__raised_in", "department__organization")
    for row in rows.select_related(*related).order_by("pk"):
        # Handed in since it was selected: then there is nothing to do.
        with suppress(WrongState):
            whistleresponse_supervise(actor=SYSTEM, response=row)
            done += 1
    return done


def _dues(rows: Any, column: str, day: date, what: Callable[[Any], str]) -> Iterable[Due]:
    stages = WhistleRules.current().remind_before
    for row, due_on, left, stage in approaching(rows, column, day, stages, late="late"):
        step = "rate" if column == "rate_by" else row.status
        said = f"{stage} {-left // AGAIN}" if left < 0 else stage
        note = f"请在 {due_on} 前{what(row)}，{left_in_words(left)}"
        data = {"due_on": due_on, "days_left": left, "overdue": left < 0, "note": note}
        yield Due(subject=row, stage=f"{step} {due_on} {said}", data=data)
