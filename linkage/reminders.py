"""Reminders of due dates, for everything tracked: before the day, and the first step of the ladder after it."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from linkage.supervision.models import SupervisionRules
from tenants.duties import Due, left_in_words, stage_for


def usual_stages(rules: SupervisionRules) -> list[int]:
    """Days before the due date, by the district's rules: when it turns blue, and once more or oftener."""
    return sorted({rules.soon_days, *rules.last_days}, reverse=True)


def due_reminders(rows: Any, day: date, *, stages: Sequence[int] | None = None) -> Iterable[Due]:
    """What is due soon or overdue among tracked rows, one stage each; a new due date begins anew.

    ``stages`` are the days before the due date, by default ``usual_stages``; none is for the overdue alone. The data
    say ``due_on``, ``days_left`` (below zero when overdue), ``overdue``, and a note in words.
    """
    before = usual_stages(SupervisionRules.current()) if stages is None else stages
    rows = rows.filter(status__in=rows.model.ACTING).select_related("organization")
    return day_reminders(rows, "due_on", day, before)


def day_reminders(
    rows: Any, column: str, day: date, stages: Sequence[int], *, late: str = "已逾期", by_status: bool = False
) -> Iterable[Due]:
    """The same for the day in any column; ``late`` are the words for one that is over.

    With ``by_status`` each status begins anew, for a column in which one day follows upon another.
    """
    overdue = SupervisionRules.current().remind_days
    for row, due, left, stage in approaching(rows, column, day, stages, late="overdue", late_after=overdue):
        data = {"due_on": due, "days_left": left, "overdue": left < 0, "note": left_in_words(left, late)}
        step = f"{row.status} " if by_status else ""
        yield Due(subject=row, stage=f"{step}{due}:{stage}", data=data)


def plain_reminders(rows: Any, column: str, day: date, stages: Sequence[int], what: str) -> Iterable[Due]:
    """Rows whose day in the column comes near or is over, with a note that says what is to be done by then."""
    for row, due, left, stage in approaching(rows, column, day, stages, late="late"):
        yield Due(row, f"{due} {stage}", {"note": f"请在 {due} 前{what}，{left_in_words(left)}"})


def approaching(
    rows: Any, column: str, day: date, stages: Sequence[int], *, late: str | None = None, late_after: int = 1
) -> Iterator[tuple[Any, date, int, str]]:
    """Rows of which something is to be said, each with its day in the column, the days left and the stage.

    For reminders whose words, data or stages are their own; ``late`` and ``late_after`` are those of ``stage_for``.
    """
    near = rows.filter(**{f"{column}__lte": day + timedelta(days=max(stages, default=0))}).order_by("pk")
    for row in near.iterator(chunk_size=500):
        due: date = getattr(row, column)
        left = (due - day).days
        if (stage := stage_for(left, stages, late=late, late_after=late_after)) is not None:
            yield row, due, left, stage
