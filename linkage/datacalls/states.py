"""How an answer stands to its day, in words."""

from django.utils import timezone

from core.periods import today
from linkage.datacalls.models import DataAnswer, DataCall


def lateness(answer: DataAnswer) -> str:
    """Whether it came late or is still missing; nothing where all is well. Needs the call."""
    call = answer.call
    if came_late(answer):
        return "逾期上报"
    if answer.submitted_at is not None:
        return "退回待重报" if answer.status == DataAnswer.Status.RETURNED else ""
    if call.status == DataCall.Status.CLOSED:
        return "未上报"
    return "逾期未报" if call.status == DataCall.Status.ISSUED and today() > call.due_on else ""


def came_late(answer: DataAnswer) -> bool:
    """Whether it was first handed in after the day of its call."""
    return answer.submitted_at is not None and timezone.localdate(answer.submitted_at) > answer.call.due_on


def settled(answer: DataAnswer) -> bool:
    """Whether nobody waits for it any more."""
    return answer.status in ("submitted", "approved") or answer.call.status != DataCall.Status.ISSUED
