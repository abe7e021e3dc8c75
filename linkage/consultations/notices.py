"""Whom the verbs of consultations and appraisals concern."""

from collections.abc import Iterable

from core.models import Event
from core.permissions import Perm, Place
from core.verbs import register
from linkage.consultations.models import Consultation
from tenants.notices.rules import Audience, tell
from tenants.org.models import Department

register(
    {
        "outpostappraisal.give": "评价派出机构",
        "outpostappraisal.revise": "修改派出机构评价",
        "department.remind_appraisal": "年度评价派出机构",
    }
)


@tell("consultation.ask", "consultation.reply", "consultation.remind_opinion", "consultation.pass_on")
def the_street(event: Event) -> Iterable[Audience]:
    return [Audience(Perm.CONSULTATION_OPINE, Place(event.organization_path))]


@tell("consultation.propose", "consultation.opine", "consultation.remind_reply")
def who_asked(event: Event) -> Iterable[Audience]:
    row = Consultation.objects.select_related("department__organization").get(pk=event.subject_id)
    return [Audience(Perm.CONSULTATION_ASK, row.asker)]


@tell("consultation.withdraw")
def both_sides(event: Event) -> Iterable[Audience]:
    return [*the_street(event), *who_asked(event)]


@tell("outpostappraisal.give", "outpostappraisal.revise")
def outpost_and_department(event: Event) -> Iterable[Audience]:
    found = Department.objects.filter(pk__in=[event.data["outpost"], event.data["parent"]])
    return [Audience(Perm.VIEW, department.place) for department in found.select_related("organization")]


@tell("department.remind_appraisal")
def who_appraises(event: Event) -> Iterable[Audience]:
    return [Audience(Perm.OUTPOST_APPRAISE, Place(event.organization_path))]
