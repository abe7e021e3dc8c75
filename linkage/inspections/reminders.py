"""What is said before visits, confirmations and answers are due, and the silence that counts as consent."""

from collections.abc import Iterable
from datetime import date

from core.errors import DomainError
from core.permissions import SYSTEM
from linkage.inspections.actions.answers import inspectiontarget_presume
from linkage.inspections.models import Inspection, InspectionRules, InspectionTarget
from linkage.reminders import plain_reminders
from tenants.duties import Due, duty, reminder

_STATUS = InspectionTarget.Status


@reminder("inspections.visits", verb="inspectiontarget.remind_visit")
def visits(day: date) -> Iterable[Due]:
    """Visits at each stage before their day, and once when it has passed."""
    return _dues(day, InspectionTarget.TO_VISIT, "due_on", "完成检查并提交结果")


@reminder("inspections.confirmations", verb="inspectiontarget.remind_confirm")
def confirmations(day: date) -> Iterable[Due]:
    """Confirmations in the same way."""
    return _dues(day, (_STATUS.CHECKED,), "confirm_due_on", "确认检查结果或提出申诉")


@reminder("inspections.answers", verb="inspectiontarget.remind_answer")
def answers(day: date) -> Iterable[Due]:
    """Answers to objections in the same way."""
    return _dues(day, (_STATUS.OBJECTED,), "answer_due_on", "答复申诉")


@duty("inspections.silence")
def silence(day: date) -> int:
    """Results to which nobody objected in time count as agreed, where the district's rules say so."""
    if not InspectionRules.current().silence_confirms:
        return 0
    rows = InspectionTarget.objects.filter(status=_STATUS.CHECKED, confirm_due_on__lt=day)
    done = 0
    for target in rows.select_related("inspection__organization", "organization", "unit", "team").order_by("pk"):
        try:
            inspectiontarget_presume(actor=SYSTEM, target=target)
            done += 1
        except DomainError:
            # Somebody has spoken this very moment.
            continue
    return done


def _dues(day: date, states: Iterable[str], field: str, what: str) -> Iterable[Due]:
    rows = InspectionTarget.objects.filter(status__in=states)
    if field == "due_on":
        rows = rows.filter(inspection__status__in=Inspection.RUNNING)
    related = rows.select_related("inspection__organization", "organization", "unit", "team")
    return plain_reminders(related, field, day, InspectionRules.current().remind_before, what)
