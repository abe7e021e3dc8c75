"""Said before a problem has to be ordered, before that has to be done, checked and closed, and when it was not."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from linkage.problems.models import Problem, Rectification, RectificationTerms
from linkage.reminders import day_reminders, due_reminders
from tenants.duties import Due, reminder


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
    return day_reminders(rows, column, day, before, late=f"{late}，已超过", by_status=True)


@reminder("rectification.due", verb="rectification.remind")
def rectifications(day: date) -> Iterable[Due]:
    return due_reminders(Rectification.objects.select_related("problem__organization"), day)
