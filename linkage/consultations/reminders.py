"""What is due: opinions of streets, answers of the district, and the yearly appraisal of outposts."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Exists, OuterRef

from linkage.consultations.models import Consultation, ConsultationRules, OutpostAppraisal
from tenants.duties import Due, reminder, stage_for
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
    stages = ConsultationRules.current().remind_before
    furthest = day + timedelta(days=max(stages, default=0))
    rows = Consultation.objects.filter(status=status, **{f"{field}__lte": furthest})
    for row in rows.select_related("organization", "department").order_by("pk").iterator(chunk_size=500):
        due: date = getattr(row, field)
        left = (due - day).days
        stage = "late" if left < 0 else stage_for(left, stages)
        if stage is not None:
            when = f"已逾期 {-left} 天" if left < 0 else f"还剩 {left} 天"
            yield Due(row, f"{due.isoformat()} {stage}", {"note": f"请在 {due:%Y-%m-%d} 前{what}，{when}"})


@reminder("consultations.appraisals", verb="department.remind_appraisal")
def appraisals(day: date) -> Iterable[Due]:
    """From the month of the rules on, each outpost that its street has not appraised this year; said once a year."""
    if day.month < ConsultationRules.current().appraisal_month:
        return
    given = OutpostAppraisal.objects.filter(outpost=OuterRef("pk"), year=day.year)
    rows = Department.objects.in_use().filter(~Exists(given), kind=Department.Kind.OUTPOST)
    for outpost in rows.select_related("organization").order_by("pk").iterator(chunk_size=500):
        yield Due(outpost, str(day.year), {"note": f"请评价{outpost} {day.year} 年度的工作"})
