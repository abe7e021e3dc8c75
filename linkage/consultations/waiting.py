"""What waits: opinions for streets, answers for departments and the district, outposts to be appraised."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Value
from django.db.models.lookups import GreaterThanOrEqual

from core.periods import today
from core.permissions import Actor, Perm
from core.rulebook import rule_in_sql
from core.visibility import under
from core.waiting import Waiting, waits
from linkage.consultations.models import Consultation, ConsultationRules, OutpostAppraisal, asked_for
from tenants.org.models import Department


def to_opine(actor: Actor) -> QuerySet[Any]:
    """Questions to streets for which the actor may answer."""
    rows = Consultation.objects.visible_to(actor).filter(status=Consultation.Status.ASKED)
    found: QuerySet[Any] = rows if actor.is_system else rows.filter(under(actor.paths(Perm.CONSULTATION_OPINE)))
    return found


def to_reply(actor: Actor) -> QuerySet[Any]:
    """Opinions and proposals to be answered by the actor's department, or by the district."""
    rows = Consultation.objects.visible_to(actor).filter(status=Consultation.Status.ANSWERED)
    found: QuerySet[Any] = rows.filter(asked_for(actor))
    return found


def to_appraise(actor: Actor) -> QuerySet[Any]:
    """Outposts of the actor's streets without an appraisal of this year, from the month of the rules on."""
    day = today()
    rows: QuerySet[Any] = Department.objects.visible_to(actor).in_use().filter(kind=Department.Kind.OUTPOST)
    rows = rows.filter(GreaterThanOrEqual(Value(day.month), rule_in_sql(ConsultationRules, "appraisal_month")))
    if not actor.is_system:
        rows = rows.filter(under(actor.paths(Perm.OUTPOST_APPRAISE)))
    return rows.filter(~Exists(OutpostAppraisal.objects.filter(outpost=OuterRef("pk"), year=day.year)))


waits(
    Waiting(
        kind="consultation.opine",
        title="待反馈的征求意见",
        icon="message-question",
        model=Consultation,
        rows=to_opine,
        label="title",
        who="department__name",
        due="due_on",
        listing="consultations",
        query={"waits": "opine"},
    ),
    Waiting(
        kind="consultation.reply",
        title="待答复的街道意见和建议",
        icon="message-check",
        model=Consultation,
        rows=to_reply,
        label="title",
        who="organization__name",
        due="reply_due_on",
        listing="consultations",
        query={"waits": "reply"},
    ),
    Waiting(
        kind="outpost.appraise",
        title="待评价的派出机构",
        icon="clipboard-check",
        model=Department,
        rows=to_appraise,
        label="name",
        who="parent__name",
        listing="departments",
        query={"waits": "appraise"},
        measure="个",
    ),
)
