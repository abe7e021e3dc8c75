"""五项权力: consult, propose, opine, reply, appraise."""

import graphene

from api.mutations.base import Told, Values, drop_null, find, mutation, on_record, verb
from api.mutations.inputs import VERSION, given, id_of, ids_of
from api.scalars import Date, Decimal_
from api.types.consultations import ConsultationAdopted, ConsultationKind, ConsultationOpinion
from core.errors import InvalidInput
from core.permissions import Actor
from linkage.consultations.actions import appraisals, consultations
from linkage.consultations.models import Consultation, OutpostAppraisal
from tenants.org.models import Department, Organization

_ID = {"id": id_of("Consultation", "征求意见的全局编号。")}


def _departments(actor: Actor, values: Values, *names: str) -> None:
    for name in names:
        if name in values:
            values[name] = find(actor, Department, values[name], "Department", name)


def _ask(actor: Actor, values: Values) -> Told:
    values = drop_null(values)
    _departments(actor, values, "department", "outpost")
    if len(values["organizations"]) > consultations.MOST_STREETS:
        raise InvalidInput(f"一次最多征求 {consultations.MOST_STREETS} 个街道的意见。", field="organizations")
    values["organizations"] = [
        find(actor, Organization, each, "Organization", "organizations") for each in values["organizations"]
    ]
    asked = consultations.consultation_ask(actor=actor, **values)
    return Told(asked[0], number=asked[0].number)


def _propose(actor: Actor, values: Values) -> Consultation:
    values = drop_null(values)
    _departments(actor, values, "department")
    values["organization"] = find(actor, Organization, values["organization"], "Organization", "organization")
    return consultations.consultation_propose(actor=actor, **values)


def _row(actor: Actor, values: Values) -> Consultation:
    found: Consultation = find(actor, Consultation, values.pop("id"), "Consultation")
    return found


def _opine(actor: Actor, values: Values) -> Consultation:
    values = drop_null(values)
    values.setdefault("reason", "")
    return consultations.consultation_opine(actor=actor, consultation=_row(actor, values), **values)


def _give(actor: Actor, values: Values) -> OutpostAppraisal:
    values = drop_null(values)
    _departments(actor, values, "outpost")
    return appraisals.outpostappraisal_give(actor=actor, **values)


_MATTER = {
    "kind": given(ConsultationKind, "事项类别。"),
    "title": given(graphene.String, "事项，最多 120 字。"),
    "content": given(graphene.String, "内容，最多 4000 字。"),
    "department": id_of("Department", "征求意见并答复的部门的编号；不填为区委。", required=False),
}
MUTATIONS = {
    "consultationAsk": mutation(
        "consultationAsk",
        "征求一个或几个街道的意见；每个街道一条，编号相同，返回第一条。",
        "Consultation",
        {
            **_MATTER,
            "organizations": ids_of("Organization", "街道的编号。"),
            "outpost": id_of("Department", "负责人任免所涉的派出机构的编号。", required=False),
            "candidate": given(graphene.String, "拟任免人员，最多 60 字。", required=False),
            "due_on": given(Date, "反馈期限；不填按本区规定的工作日计算。", required=False),
        },
        _ask,
        more={"number": graphene.Field(graphene.String, description="编号，可用它找到全部街道的各条；有错误时为空。")},
    ),
    "consultationPropose": mutation(
        "consultationPropose",
        "街道主动提出建议。",
        "Consultation",
        {**_MATTER, "organization": id_of("Organization", "街道的编号。")},
        _propose,
    ),
    "consultationOpine": mutation(
        "consultationOpine",
        "街道反馈意见；不同意和建议须写明理由。",
        "Consultation",
        {
            **_ID,
            "opinion": given(ConsultationOpinion, "意见。"),
            "reason": given(graphene.String, "意见和理由，最多 2000 字。", required=False),
            "version": VERSION,
        },
        _opine,
    ),
    "consultationReply": mutation(
        "consultationReply",
        "答复是否采纳及理由。",
        "Consultation",
        {
            **_ID,
            "adopted": given(ConsultationAdopted, "采纳情况。"),
            "reply": given(graphene.String, "答复和理由，最多 2000 字。"),
            "version": VERSION,
        },
        on_record(consultations.consultation_reply, "consultation", "Consultation"),
    ),
    "consultationWithdraw": verb(
        "consultationWithdraw",
        consultations.consultation_withdraw,
        "consultation",
        "Consultation",
        "撤回征求意见，或撤回街道的建议。",
    ),
    "outpostappraisalGive": mutation(
        "outpostappraisalGive",
        "街道评价派出机构，每年一次。",
        "OutpostAppraisal",
        {
            "outpost": id_of("Department", "派出机构的编号。"),
            "year": given(graphene.Int, "年度：本年或上年。"),
            "score": given(Decimal_, "评分，0—100，最多两位小数。"),
            "words": given(graphene.String, "评价意见，最多 2000 字。"),
        },
        _give,
    ),
    "outpostappraisalRevise": mutation(
        "outpostappraisalRevise",
        "修改派出机构评价；没有给出的不变，次年年底定案。",
        "OutpostAppraisal",
        {
            "id": id_of("OutpostAppraisal", "派出机构评价的全局编号。"),
            "score": given(Decimal_, "评分，0—100，最多两位小数。", required=False),
            "words": given(graphene.String, "评价意见，最多 2000 字。", required=False),
            "version": VERSION,
        },
        on_record(
            appraisals.outpostappraisal_revise, "appraisal", "OutpostAppraisal", kept=("score", "words", "version")
        ),
    ),
}
