"""How an answer stands to its day, in words."""

from django.utils import timezone

from core.periods import today
from linkage.datacalls.models import DataAnswer, DataCall


def lateness(answer: DataAnswer) -> str:
    """Whether it came late or is still missing; nothing where all is well. Needs the call."""
    call = answer.call
    if answer.submitted_at is not None:
        if timezone.localdate(answer.submitted_at) > call.due_on:
            return "逾期上报"
        return "退回待重报" if answer.status == DataAnswer.Status.RETURNED else ""
    if call.status == DataCall.Status.CLOSED:
        return "未上报"
    return "逾期未报" if call.status == DataCall.Status.ISSUED and today() > call.due_on else ""


def settled(answer: DataAnswer) -> bool:
    """Whether nobody waits for it any more."""
    return answer.status in ("submitted", "approved") or answer.call.status != DataCall.Status.ISSUED
