"""Reminders of due dates, for everything tracked: before the day, and the first step of the ladder after it."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from linkage.supervision.models import SupervisionRules
from tenants.duties import Due, stage_for


def usual_stages(rules: SupervisionRules) -> list[int]:
    """Days before the due date, by the district's rules: when it turns blue, and once more or oftener."""
    return sorted({rules.soon_days, *rules.last_days}, reverse=True)


def due_reminders(rows: Any, day: date, *, stages: Sequence[int] | None = None) -> Iterable[Due]:
    """What is due soon or overdue among tracked rows, one stage each; a new due date begins anew.

    ``stages`` are the days before the due date, by default ``usual_stages``; none is for the overdue alone. The data
    say ``due_on``, ``days_left`` (below zero when overdue), ``overdue``, and a note in words.
    """
    rules = SupervisionRules.current()
    before = usual_stages(rules) if stages is None else stages
    rows = rows.filter(status__in=rows.model.ACTING, due_on__lte=day + timedelta(days=max(before, default=-1)))
    for row in rows.select_related("organization").order_by("pk"):
        left = (row.due_on - day).days
        stage = "overdue" if -left >= rules.remind_days else stage_for(left, before) if left >= 0 else None
        if stage is None:
            continue
        words = f"已逾期 {-left} 天" if left < 0 else "今天到期" if left == 0 else f"还剩 {left} 天"
        data = {"due_on": row.due_on, "days_left": left, "overdue": left < 0, "note": words}
        yield Due(subject=row, stage=f"{row.due_on}:{stage}", data=data)
