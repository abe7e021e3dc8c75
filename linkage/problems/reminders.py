"""Said before a problem has to be ordered, before that has to be done, checked and closed, and when it was not."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from linkage.problems.models import Problem, Rectification, RectificationTerms
from linkage.reminders import due_reminders
from linkage.supervision.models import SupervisionRules
from tenants.duties import Due, reminder, stage_for


@reminder("problem.order", verb="problem.remind")
def orders(day: date) -> Iterable[Due]:
    """Problems that wait to be ordered, or dismissed, by the district's days before; and once they are late."""
    rows = Problem.objects.filter(status=Problem.Status.REPORTED)
    return _waiting_above(rows.select_related("organization", "reported_by"), "order_due_on", day, "逾期未下达")


@reminder("rectification.check", verb="rectification.remind_check")
def checks(day: date) -> Iterable[Due]:
    """What was handed in and waits to be checked, or to be closed, at the same stages; each step begins anew."""
    rows = Rectification.objects.filter(status__in=Rectification.HANDED_IN)
    return _waiting_above(
        rows.select_related("organization", "problem__organization"), "check_by", day, "逾期未审核销号"
    )


def _waiting_above(rows: Any, column: str, day: date, late: str) -> Iterable[Due]:
    before = RectificationTerms.current().remind_days
    overdue = SupervisionRules.current().remind_days
    for row in rows.filter(**{f"{column}__lte": day + timedelta(days=max(before, default=-1))}).order_by("pk"):
        due: Any = getattr(row, column)
        left = (due - day).days
        stage = "overdue" if -left >= overdue else stage_for(left, before) if left >= 0 else None
        if stage is None:
            continue
        words = f"{late}，已超过 {-left} 天" if left < 0 else "今天到期" if left == 0 else f"还剩 {left} 天"
        data = {"due_on": due, "days_left": left, "overdue": left < 0, "note": words}
        yield Due(subject=row, stage=f"{row.status} {due}:{stage}", data=data)


@reminder("rectification.due", verb="rectification.remind")
def rectifications(day: date) -> Iterable[Due]:
    return due_reminders(Rectification.objects.select_related("problem__organization"), day)
