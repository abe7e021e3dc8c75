"""What is said to an organization before its tasks are due."""

from collections.abc import Iterable
from datetime import date, timedelta

from linkage.assignments.models import Assignment
from linkage.assignments.rollup import told
from tenants.duties import Due, reminder, stage_for

# Days before the day on which a task is due.
STAGES = (7, 1)


@reminder("assignments.due", verb="assignment.remind")
def before_the_day(day: date) -> Iterable[Due]:
    """Parts that are not reported as done yet, a week and a day before."""
    soon = Assignment.objects.filter(
        status__in=(Assignment.Status.PENDING, Assignment.Status.ACTIVE),
        parent__isnull=False,
        due_on__range=(day, day + timedelta(days=max(STAGES))),
    )
    for row in soon.select_related("organization", "issuer").order_by("pk").iterator(chunk_size=500):
        left = (row.due_on - day).days
        if stage := stage_for(left, STAGES):
            yield Due(row, stage, {**told(row), "note": f"还剩 {left} 天" if left else "今天到期"})
