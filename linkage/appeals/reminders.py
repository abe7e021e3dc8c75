"""What is said in time: appeals to accept and to answer, and answers of which nobody has said whether they satisfy."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from linkage.appeals.models import Appeal, AppealRules
from linkage.reminders import approaching
from linkage.supervision.models import SupervisionRules
from tenants.duties import Due, left_in_words, reminder


@reminder("appeals.due", verb="appeal.remind")
def appeals(day: date) -> Iterable[Due]:
    """Each step before its day, by the district's days, and once it is overdue; a new day begins anew."""
    stages = AppealRules.current().remind_before
    overdue = SupervisionRules.current().remind_days
    rows = Appeal.objects.filter(status__in=Appeal.ACTING).select_related("organization", "raised_in")
    for row, due_on, left, stage in approaching(rows, "due_on", day, stages, late="overdue", late_after=overdue):
        what = "受理" if row.status == Appeal.Status.REGISTERED else "答复"
        yield _due(row, f"{row.status} {due_on} {stage}", due_on, left, what, "step")


@reminder("appeals.feedback", verb="appeal.remind")
def feedback(day: date) -> Iterable[Due]:
    """Answers whose satisfaction is not recorded in time; said once for each answer."""
    rows = Appeal.objects.filter(status=Appeal.Status.ANSWERED, feedback_by__lt=day)
    for row in rows.select_related("organization", "raised_in").order_by("pk"):
        by: Any = row.feedback_by
        left = (by - day).days
        yield _due(row, f"feedback {row.round}", by, left, "回访并记录满意度", "feedback")


def _due(row: Appeal, stage: str, due_on: date, left: int, what: str, of: str) -> Due:
    note = f"请在 {due_on} 前{what}，{left_in_words(left)}"
    overdue = left < 0 and of == "step"
    return Due(row, stage, {"due_on": due_on, "days_left": left, "overdue": overdue, "of": of, "note": note})
