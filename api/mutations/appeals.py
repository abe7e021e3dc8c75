"""诉求: one mutation for each action."""

from functools import partial
from typing import Any

import graphene

from api.mutations.base import Values, drop_null, find, mutation, on_record, verb
from api.mutations.inputs import VERSION, given, id_of
from api.scalars import Date, Decimal_
from api.types.choices import (
    AppealChannel,
    AppealResult,
    AppealSatisfaction,
    ListingCategory,
    ProblemCategory,
    ProblemSeverity,
    Urgency,
)
from core.permissions import Actor
from linkage.appeals.actions import appeals, routing
from linkage.appeals.models import Appeal
from resources.actions.appeals import appeal_to_need
from tenants.org.models import Organization

_ID = {"id": id_of("Appeal", "诉求的全局编号。")}
_EDITED = ("title", "content", "category", "channel", "urgency", "raised_on", "source_number", "version")


def _content(*, required: bool) -> dict[str, graphene.InputField]:
    return {
        "title": given(graphene.String, "诉求，最多 120 字；不得含手机号或身份证号。", required=required),
        "content": given(graphene.String, "具体情况，最多 2000 字；不得含手机号或身份证号。", required=required),
        "category": given(graphene.String, "类别，为区级设置 appealRules.categories 之一。", required=required),
        "channel": given(AppealChannel, "渠道。", required=required),
        "urgency": given(Urgency, "紧急程度；不写为一般。", required=False),
        "raised_on": given(Date, "提出日期，不晚于今天；不写为今天。", required=False),
        "source_number": given(graphene.String, "来文编号，最多 40 字；每个编号只登记一次。", required=False),
    }


def _place(actor: Actor, values: Values) -> Organization:
    found: Organization = find(actor, Organization, values.pop("organization"), "Organization", "organization")
    return found


def _register(actor: Actor, values: Values) -> Appeal:
    values = drop_null(values)
    return appeals.appeal_register(actor=actor, organization=_place(actor, values), **values)


_on_it = partial(on_record, subject="appeal", result="Appeal")


def _step(name: str, action: Any, description: str) -> graphene.Field:
    return verb(name, action, "appeal", "Appeal", description)


def _given(name: str, action: Any, description: str, inputs: dict[str, graphene.InputField]) -> graphene.Field:
    return mutation(name, description, "Appeal", {**_ID, **inputs, "version": VERSION}, _on_it(action))


MUTATIONS = {
    "appealRegister": mutation(
        "appealRegister",
        "登记诉求，由所在的社区或街道先行承办。",
        "Appeal",
        {"organization": id_of("Organization", "诉求所在的社区或街道的编号。"), **_content(required=True)},
        _register,
    ),
    "appealEdit": mutation(
        "appealEdit",
        "修改尚未受理的诉求；没有给出的内容不变。",
        "Appeal",
        {**_ID, **_content(required=False), "version": VERSION},
        on_record(appeals.appeal_edit, "appeal", "Appeal", kept=_EDITED),
    ),
    "appealAccept": _step("appealAccept", appeals.appeal_accept, "受理诉求，答复期限按紧急程度的工作日计算。"),
    "appealRefuse": _step("appealRefuse", appeals.appeal_refuse, "不予受理，并说明原因。"),
    "appealTransfer": mutation(
        "appealTransfer",
        "转办：转给所在街道，或转回提出诉求的社区。",
        "Appeal",
        {
            **_ID,
            "organization": id_of("Organization", "转给哪个组织。"),
            "reason": given(graphene.String, "转办原因，最多 500 字。"),
            "version": VERSION,
        },
        _on_it(appeals.appeal_transfer, found={"organization": Organization}),
    ),
    "appealHandle": _step("appealHandle", appeals.appeal_handle, "自行办理。"),
    "appealToNeed": _given(
        "appealToNeed",
        appeal_to_need,
        "按诉求发布需求并提交街道审核；单位只看到需求内容和诉求编号。",
        {
            "title": given(graphene.String, "需求名称，最多 120 字。"),
            "category": given(ListingCategory, "需求类别。"),
            "quantity": given(Decimal_, "数量，大于 0。"),
            "measure": given(graphene.String, "计量单位，最多 10 字。"),
            "due_on": given(Date, "截止日期，不早于今天。"),
            "description": given(graphene.String, "说明，最多 2000 字。", required=False),
        },
    ),
    "appealToProblem": _given(
        "appealToProblem",
        routing.appeal_to_problem,
        "列入承办组织的问题清单，由上级下发整改。",
        {
            "severity": given(ProblemSeverity, "严重程度；不写按紧急程度。", required=False),
            "category": given(ProblemCategory, "问题类别；不写为服务群众。", required=False),
        },
    ),
    "appealToWhistle": _given(
        "appealToWhistle",
        routing.appeal_to_whistle,
        "提请街道吹哨，请部门到场解决。",
        {
            "demand": given(graphene.String, "需要部门解决的问题，最多 1000 字。", required=False),
            "suggestion": given(graphene.String, "建议应哨部门，最多 200 字。", required=False),
        },
    ),
    "appealReport": _given(
        "appealReport",
        appeals.appeal_report,
        "报告办理进展。",
        {
            "progress": given(graphene.Int, "进度，0—100。"),
            "text": given(graphene.String, "进展，最多 500 字。"),
        },
    ),
    "appealAnswer": _given(
        "appealAnswer",
        appeals.appeal_answer,
        "答复诉求。",
        {
            "answer": given(graphene.String, "答复，最多 2000 字。"),
            "result": given(AppealResult, "办理结果。"),
        },
    ),
    "appealClose": _given(
        "appealClose",
        appeals.appeal_close,
        "记录满意度；不满意的退回二次办理一次，其余就此办结。",
        {
            "satisfaction": given(AppealSatisfaction, "满意度。"),
            "feedback": given(graphene.String, "反馈意见，最多 500 字；不满意时必填。", required=False),
        },
    ),
}
