"""议定事项, 商请 and 质询."""

import graphene

from api.mutations.base import Values, drop_null, find, mutation, on_record, verb
from api.mutations.inputs import VERSION, given, id_of, ids_of
from api.scalars import Date
from core.errors import InvalidInput
from core.permissions import Actor
from linkage.conferences.actions import decisions
from linkage.conferences.models import Decision, Inquiry, Meeting, Topic
from tenants.org.models import Department, Organization, ResidentUnit


def _record(actor: Actor, values: Values) -> Decision:
    values = drop_null(values)
    meeting = find(actor, Meeting, values.pop("meeting"), "Meeting", "meeting")
    for name, model, kind in (
        ("organizations", Organization, "Organization"),
        ("departments", Department, "Department"),
        ("units", ResidentUnit, "ResidentUnit"),
    ):
        ids = values.get(name, [])
        if len(ids) > decisions.MOST_OWNERS:
            raise InvalidInput(f"一项议定事项最多 {decisions.MOST_OWNERS} 个责任方，请拆分。", field=name)
        values[name] = [find(actor, model, each, kind, name) for each in ids]
    if "topic" in values:
        values["topic"] = find(actor, Topic, values["topic"], "Topic", "topic")
    return decisions.decision_record(actor=actor, meeting=meeting, **values)


def _ask(actor: Actor, values: Values) -> Inquiry:
    decision = find(actor, Decision, values["decision"], "Decision", "decision")
    return decisions.inquiry_ask(actor=actor, decision=decision, question=values["question"])


def _drop(actor: Actor, values: Values) -> Meeting:
    decision = find(actor, Decision, values["id"], "Decision")
    return decisions.decision_drop(actor=actor, decision=decision, reason=values["reason"])


_REQUEST = {"id": id_of("DecisionRequest", "商请事项的全局编号。")}

MUTATIONS = {
    "decisionRecord": mutation(
        "decisionRecord",
        "记录议定事项；印发纪要时向责任组织和部门交办、向单位商请。",
        "Decision",
        {
            "meeting": id_of("Meeting", "会议的编号。"),
            "title": given(graphene.String, "议定事项，最多 120 字。"),
            "content": given(graphene.String, "具体要求，最多 2000 字。", required=False),
            "due_on": given(Date, "完成期限，不早于今天。"),
            "organizations": ids_of("Organization", "责任组织的编号，在该机构所属组织之下。", required=False),
            "departments": ids_of("Department", "责任部门的编号，归该机构所属组织管理。", required=False),
            "units": ids_of("ResidentUnit", "商请的驻区单位的编号。", required=False),
            "topic": id_of("Topic", "对应的议题。", required=False),
        },
        _record,
    ),
    "decisionDrop": mutation(
        "decisionDrop",
        "删去记错的议定事项，限纪要提交之前。",
        "Meeting",
        {
            "id": id_of("Decision", "议定事项的全局编号。"),
            "reason": given(graphene.String, "原因，最多 500 字。"),
        },
        _drop,
    ),
    "requestAccept": verb(
        "requestAccept", decisions.request_accept, "request", "DecisionRequest", "单位接受会议的商请。"
    ),
    "requestDecline": verb(
        "requestDecline", decisions.request_decline, "request", "DecisionRequest", "单位谢绝会议的商请，并说明原因。"
    ),
    "requestReport": mutation(
        "requestReport",
        "单位反馈落实情况。",
        "DecisionRequest",
        {**_REQUEST, "outcome": given(graphene.String, "落实情况，最多 2000 字。"), "version": VERSION},
        on_record(decisions.request_report, "request", "DecisionRequest"),
    ),
    "inquiryAsk": mutation(
        "inquiryAsk",
        "成员质询议定事项的落实情况。",
        "Inquiry",
        {
            "decision": id_of("Decision", "议定事项的编号。"),
            "question": given(graphene.String, "质询内容，最多 1000 字。"),
        },
        _ask,
    ),
    "inquiryAnswer": mutation(
        "inquiryAnswer",
        "答复质询。",
        "Inquiry",
        {
            "id": id_of("Inquiry", "质询的全局编号。"),
            "answer": given(graphene.String, "答复内容，最多 2000 字。"),
            "version": VERSION,
        },
        on_record(decisions.inquiry_answer, "inquiry", "Inquiry"),
    ),
}
