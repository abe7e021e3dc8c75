"""What is due: opinions of streets, answers of the district, and the yearly appraisal of outposts."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef

from linkage.consultations.models import Consultation, ConsultationRules, OutpostAppraisal
from linkage.reminders import plain_reminders
from tenants.duties import Due, reminder
from tenants.org.models import Department


@reminder("consultations.opinions", verb="consultation.remind_opinion")
def opinions(day: date) -> Iterable[Due]:
    """Opinions at each stage before their day, and once when it has passed."""
    return _dues(day, Consultation.Status.ASKED, "due_on", "反馈意见")


@reminder("consultations.replies", verb="consultation.remind_reply")
def replies(day: date) -> Iterable[Due]:
    """Answers in the same way."""
    return _dues(day, Consultation.Status.ANSWERED, "reply_due_on", "答复采纳情况")


def _dues(day: date, status: str, field: str, what: str) -> Iterable[Due]:
    rows = Consultation.objects.filter(status=status).select_related("organization", "department")
    return plain_reminders(rows, field, day, ConsultationRules.current().remind_before, what)


@reminder("consultations.appraisals", verb="department.remind_appraisal")
def appraisals(day: date) -> Iterable[Due]:
    """From the month of the rules on, each outpost that its street has not appraised this year; said once a year."""
    if day.month < ConsultationRules.current().appraisal_month:
        return
    given = OutpostAppraisal.objects.filter(outpost=OuterRef("pk"), year=day.year)
    rows = Department.objects.in_use().filter(~Exists(given), kind=Department.Kind.OUTPOST)
    for outpost in rows.select_related("organization").order_by("pk").iterator(chunk_size=500):
        yield Due(outpost, str(day.year), {"note": f"请评价{outpost} {day.year} 年度的工作"})
