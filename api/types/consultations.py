"""五项权力: consultation of streets, and their appraisal of outposts."""

from typing import Any

import graphene
from django.db.models import Q

from api.compiled.text import Sql
from api.enums import enum_of
from api.filters import among, of, on_or_after, on_or_before, search, within
from api.rows.fields import Named, One, column, computed
from api.rows.pages import Filter, Ordering
from api.rows.records import Record
from api.types.events import history
from linkage.consultations.models import Consultation, OutpostAppraisal

ConsultationKind = enum_of("ConsultationKind", Consultation.Kind.choices, "征求意见的事项类别。")
ConsultationStatus = enum_of("ConsultationStatus", Consultation.Status.choices, "征求意见的状态。")
ConsultationOpinion = enum_of("ConsultationOpinion", Consultation.Opinion.choices, "街道的意见。")
ConsultationAdopted = enum_of("ConsultationAdopted", Consultation.Adopted.choices, "采纳情况。")
_BY_AGE = {"NEWEST": ("最近提出的在前。", ("-pk",)), "OLDEST": ("最早提出的在前。", ("pk",))}


def _or_none(enum: Any, name: str, description: str) -> Any:
    """An enumeration whose column is empty until somebody has spoken."""
    return computed(enum, description, [name], lambda row: row[name] or None, lambda value: Sql(f"NULLIF({value}, '')"))


class ConsultationType(Record):
    class Meta:
        model = Consultation
        description = "征求意见：区里或部门就一件事征求一个街道的意见，或街道主动提出建议；最后答复是否采纳。"
        ordering = Ordering(
            "ConsultationOrder",
            {
                **_BY_AGE,
                "OPINION_DUE": ("先到反馈期限的在前。", ("due_on", "pk")),
                "REPLY_DUE": ("先到答复期限的在前。", ("reply_due_on", "pk")),
            },
        )
        filters = {
            "status": among(ConsultationStatus, "status", "状态"),
            "kind": among(ConsultationKind, "kind", "类别"),
            "within": within(),
            "department": of("Department", "department_id", "department", "该部门征求"),
            "outpost": of("Department", "outpost_id", "outpost", "该派出机构负责人任免"),
            "proposed": Filter(graphene.Boolean, "只看街道主动提出（或征求）的。", lambda v: Q(proposed=v)),
            "due_from": on_or_after("due_on", "反馈期限"),
            "due_until": on_or_before("due_on", "反馈期限"),
            "search": search("title", "number", "content"),
        }

    number = column(Consultation, "number")
    kind = column(Consultation, "kind", enum=ConsultationKind)
    title = column(Consultation, "title")
    content = column(Consultation, "content")
    department = One("Department", "department", "征求意见并答复的部门；以区委名义的为空。", follows=True, null=True)
    outpost = One("Department", "outpost", "所涉派出机构；不涉及的为空。", follows=True, null=True)
    candidate = column(Consultation, "candidate")
    organization = One("Organization", "organization", "街道。", follows=True)
    proposed = column(Consultation, "proposed")
    due_on = column(Consultation, "due_on")
    opinion = _or_none(ConsultationOpinion, "opinion", "街道意见；还没有反馈的为空。")
    reason = column(Consultation, "reason")
    opined_at = column(Consultation, "opined_at")
    reply_due_on = column(Consultation, "reply_due_on")
    adopted = _or_none(ConsultationAdopted, "adopted", "采纳情况；还没有答复的为空。")
    reply = column(Consultation, "reply")
    replied_at = column(Consultation, "replied_at")
    status = column(Consultation, "status", enum=ConsultationStatus)
    status_label = Named("状态的中文名称。", "status", dict(Consultation.Status.choices))
    created_at = column(Consultation, "created_at")
    version = column(Consultation, "version")
    history = history(Consultation)


class OutpostAppraisalType(Record):
    class Meta:
        model = OutpostAppraisal
        description = "派出机构评价：街道每年对设在本街道的派出机构的评分和意见。"
        ordering = Ordering("OutpostAppraisalOrder", {**_BY_AGE, "SCORE": ("评分高的在前。", ("-score", "pk"))})
        filters = {
            "within": within(),
            "outpost": of("Department", "outpost_id", "outpost", "该派出机构"),
            "department": of("Department", "outpost__parent_id", "department", "该部门的派出机构"),
            "year": Filter(graphene.Int, "只看该年度的。", lambda v: Q(year=v)),
            "search": search("outpost__name", "words"),
        }

    outpost = One("Department", "outpost", "派出机构。", follows=True)
    year = column(OutpostAppraisal, "year")
    organization = One("Organization", "organization", "评价的街道。", follows=True)
    score = column(OutpostAppraisal, "score")
    words = column(OutpostAppraisal, "words")
    given_at = column(OutpostAppraisal, "given_at")
    version = column(OutpostAppraisal, "version")
    history = history(OutpostAppraisal)
