"""What is said in time: steps of a whistle and responses of departments before their day and once it has passed; 督办.

Reminders run once on a working day; hours that run out in the middle of it are said by ``linkage.whistles.tasks``.
"""

from collections.abc import Iterable
from contextlib import suppress
from datetime import date, timedelta
from typing import Any

from django.db.models import F, Q

from core.errors import WrongState
from core.permissions import SYSTEM
from linkage.whistles.actions.terms import step_of, whistleresponse_supervise
from linkage.whistles.models import Whistle, WhistleResponse, WhistleRules
from tenants.duties import Due, duty, left_in_words, reminder, stage_for

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
    stages = _stages()
    for row in _soon(Whistle, day, stages).select_related("organization", "raised_in"):
        words = f"请在 {row.due_on} 前{_STEPS[Status(row.status)]}"
        yield from _due(row, row.due_on, day, words, row.status, stages)


@reminder("whistles.ratings", verb="whistle.remind")
def ratings(day: date) -> Iterable[Due]:
    """Whistles that the street has to rate."""
    stages = _stages()
    furthest = day + timedelta(days=max(stages, default=0))
    rows = Whistle.objects.filter(status=Status.FINISHED, rate_by__lte=furthest).order_by("pk")
    for row in rows.select_related("organization", "raised_in"):
        by: Any = row.rate_by
        yield from _due(row, by, day, f"请在 {by} 前评哨", "rate", stages)


@reminder("whistles.responses", verb="whistleresponse.remind")
def responses(day: date) -> Iterable[Due]:
    """Departments that have to report in, or to hand in what they did."""
    stages = _stages()
    rows = _soon(WhistleResponse, day, stages).select_related(
        "whistle__organization", "whistle__raised_in", "department__organization"
    )
    for row in rows:
        yield from _due(row, row.due_on, day, f"请在 {row.due_on} 前{step_of(row)}", row.status, stages)


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


def _stages() -> list[int]:
    return list(WhistleRules.current().remind_before)


def _soon(model: Any, day: date, stages: list[int]) -> Any:
    furthest = day + timedelta(days=max(stages, default=0))
    return model.objects.filter(status__in=model.ACTING, due_on__lte=furthest).order_by("pk")


def _due(row: Any, due_on: date, day: date, words: str, step: str, stages: list[int]) -> Iterable[Due]:
    left = (due_on - day).days
    stage = stage_for(left, stages, late=f"late {-left // AGAIN}")
    if stage is None:
        return
    note = f"{words}，{left_in_words(left)}"
    data = {"due_on": due_on, "days_left": left, "overdue": left < 0, "note": note}
    yield Due(subject=row, stage=f"{step} {due_on} {stage}", data=data)
