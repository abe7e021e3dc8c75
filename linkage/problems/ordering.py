"""What waits for the level above: problems to be ordered or dismissed, and what was handed in to be checked and closed.

The level above has a number of working days for each, by severity (``RectificationTerms``). Nobody's progress stands
behind such waiting; its light goes by the day alone.
"""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from core.periods import today
from linkage.lights import Light, light_by_day, with_day_light
from linkage.problems.models import Problem, Rectification
from linkage.supervision.models import SupervisionRules

TO_ORDER = Q(status=Problem.Status.REPORTED, order_due_on__isnull=False)
TO_CHECK = Q(status__in=Rectification.HANDED_IN, check_by__isnull=False)


def with_order_light(rows: QuerySet[Problem], *, day: date | None = None) -> QuerySet[Problem]:
    """Add ``light`` and ``days_left`` to each problem that waits to be ordered; null to all others."""
    return with_day_light(rows, "order_due_on", TO_ORDER, day=day)


def with_check_light(rows: QuerySet[Rectification], *, day: date | None = None) -> QuerySet[Rectification]:
    """Add ``check_light`` and ``check_days_left`` to what was handed in and is not closed; null to all others."""
    return with_day_light(rows, "check_by", TO_CHECK, day=day, prefix="check_")


def order_standing(problem: Problem, *, day: date | None = None) -> tuple[Light | None, int | None]:
    """The light and the days left of one problem."""
    return _standing(problem.order_due_on if problem.status == Problem.Status.REPORTED else None, day)


def check_standing(row: Rectification, *, day: date | None = None) -> tuple[Light | None, int | None]:
    """The light and the days left of one rectification that waits to be checked or closed."""
    return _standing(row.check_by if row.status in Rectification.HANDED_IN else None, day)


def _standing(due: Any, day: date | None) -> tuple[Light | None, int | None]:
    if due is None:
        return None, None
    left = (due - (day or today())).days
    return light_by_day(left, SupervisionRules.current()), left


def late_to_order(day: date) -> Q:
    """Problems for which nobody has ordered anything in time."""
    return Q(status=Problem.Status.REPORTED, order_due_on__lt=day)
