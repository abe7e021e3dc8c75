"""Reminders of due dates, for everything tracked: before the day, and the first step of the ladder after it."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from linkage.supervision.models import SupervisionRules
from tenants.duties import Due, stage_for

# Days before the due date; the first is the district's own (``soon_days``).
LAST_STAGES = (3, 1)


def due_reminders(rows: Any, day: date, *, stages: tuple[int, ...] | None = None) -> Iterable[Due]:
    """What is due soon or overdue among tracked rows, one stage each; a new due date begins anew.

    ``stages`` are the days before the due date, by default the district's ``soon_days`` and ``LAST_STAGES``. The data
    say ``due_on``, ``days_left`` (below zero when overdue), ``overdue``, and a note in words.
    """
    rules = SupervisionRules.current()
    before = stages or tuple(sorted({rules.soon_days, *LAST_STAGES}, reverse=True))
    rows = rows.filter(status__in=rows.model.ACTING, due_on__lte=day + timedelta(days=max(before)))
    for row in rows.select_related("organization").order_by("pk"):
        left = (row.due_on - day).days
        stage = "overdue" if -left >= rules.remind_days else stage_for(left, before) if left >= 0 else None
        if stage is None:
            continue
        words = f"已逾期 {-left} 天" if left < 0 else "今天到期" if left == 0 else f"还剩 {left} 天"
        data = {"due_on": row.due_on, "days_left": left, "overdue": left < 0, "note": words}
        yield Due(subject=row, stage=f"{row.due_on}:{stage}", data=data)
