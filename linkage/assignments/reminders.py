"""What is said to an organization before its tasks are due, and when they were not done by then."""

from collections.abc import Iterable
from datetime import date

from linkage.assignments.models import Assignment
from linkage.assignments.rollup import told
from linkage.reminders import due_reminders
from linkage.supervision.models import SupervisionRules
from tenants.duties import Due, reminder


@reminder("assignments.due", verb="assignment.remind")
def tasks(day: date) -> Iterable[Due]:
    """Parts that are not reported as done yet, by the district's days before; overdue ones as the ladder's first step.

    A task that was extended is reminded of anew before its new day.
    """
    parts = Assignment.objects.filter(parent__isnull=False).select_related("issuer", "organization")
    for due in due_reminders(parts, day, stages=SupervisionRules.current().task_days):
        yield Due(due.subject, due.stage, {**told(due.subject), **due.data})
