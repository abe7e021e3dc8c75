"""What is said to an organization before its responsibilities are due, and when they were not kept by then."""

from collections.abc import Iterable
from datetime import date

from linkage.reminders import due_reminders
from linkage.responsibilities.actions.items import facts
from linkage.responsibilities.models import Responsibility
from tenants.duties import Due, reminder

Status = Responsibility.Status
# What is still to be done, by the state.
_NEXT = {Status.BUILT: "还没有认领", Status.CLAIMED: "还没有公示", Status.PUBLISHED: "还没有申请验收"}


@reminder("responsibilities.due", verb="responsibility.remind")
def responsibilities(day: date) -> Iterable[Due]:
    """Items that are not handed in yet, at the stages of the district's rules of supervision; overdue ones as the
    first step of the ladder. One that was extended is reminded of anew."""
    for due in due_reminders(Responsibility.objects.all(), day):
        row: Responsibility = due.subject
        note = f"{_NEXT[Status(row.status)]}，{due.data['note']}"
        yield Due(row, due.stage, {**facts(row), **due.data, "note": note})
