"""Extensions, orders of supervision, talks and changes of office: one mutation for each action."""

from functools import partial
from typing import Any

import graphene

from api.mutations.base import Values, drop_null, mutation, on_record, verb
from api.mutations.inputs import VERSION, given, id_of
from api.rows.ids import read_id
from api.rows.records import record_named
from api.scalars import Date
from api.types.choices import AccountabilityKind
from core.errors import InvalidInput
from core.permissions import Actor
from linkage.extensions import actions as extensions
from linkage.subjects import find_subject
from linkage.supervision.actions import accountability, supervisions

_SUBJECT = {"subject": id_of(("Rectification", "Assignment", "Appeal"), "整改、任务或诉求的全局编号。")}
_on_supervision = partial(on_record, subject="supervision", result="Supervision")
_SUPERVISION = {"id": id_of("Supervision", "督办单的全局编号。")}


def _tracked(actor: Actor, value: str) -> Any:
    name, key = read_id(value, field="subject")
    try:
        label = record_named(name)._meta.model._meta.label_lower
    except KeyError as error:
        raise InvalidInput("这类事项不能督办或延期。", field="subject") from error
    return find_subject(actor, label, key)


def _on_subject(action: Any) -> Any:
    def run(actor: Actor, values: Values) -> Any:
        values = drop_null(values)
        return action(actor=actor, subject=_tracked(actor, values.pop("subject")), **values)

    return run


def _extension(name: str, action: Any, description: str) -> graphene.Field:
    return verb(name, action, "extension", "Extension", description)


def _step(name: str, action: Any, description: str) -> graphene.Field:
    return verb(name, action, "supervision", "Supervision", description)


MUTATIONS = {
    "extensionAsk": mutation(
        "extensionAsk",
        "申请延期，须在到期之前（含当天）。",
        "Extension",
        {
            **_SUBJECT,
            "due_on": given(Date, "申请延至哪一天。"),
            "reason": given(graphene.String, "延期理由，最多 500 字。"),
            "progress": given(graphene.Int, "目前进度，0—100 的整数。"),
        },
        _on_subject(extensions.extension_ask),
    ),
    "extensionApprove": _extension("extensionApprove", extensions.extension_approve, "上级同意延期，期限随即改变。"),
    "extensionRefuse": _extension("extensionRefuse", extensions.extension_refuse, "上级不同意延期，原期限不变。"),
    "extensionWithdraw": _extension("extensionWithdraw", extensions.extension_withdraw, "撤回延期申请。"),
    "supervisionDraft": mutation(
        "supervisionDraft",
        "对办理中的整改、任务或诉求拟制督办单。",
        "Supervision",
        {
            **_SUBJECT,
            "facts": given(graphene.String, "督办事由，最多 2000 字；不写按期限和进度自动写明。", required=False),
            "demands": given(graphene.String, "督办要求，最多 2000 字；不写为通用要求。", required=False),
        },
        _on_subject(supervisions.supervision_draft),
    ),
    "supervisionOrder": mutation(
        "supervisionOrder",
        "对逾期的整改、任务或诉求直接签发督办单；已有待签发的，签发这一份。督办多项时逐项调用。",
        "Supervision",
        {
            **_SUBJECT,
            "demands": given(graphene.String, "督办要求，最多 2000 字；不写为通用要求。", required=False),
            "reply_due_on": given(Date, "回复期限；不写按督办规则的工作日数计算。", required=False),
        },
        _on_subject(supervisions.supervision_order),
    ),
    "supervisionEdit": mutation(
        "supervisionEdit",
        "修改尚未签发的督办单。",
        "Supervision",
        {
            **_SUPERVISION,
            "facts": given(graphene.String, "督办事由，最多 2000 字。"),
            "demands": given(graphene.String, "督办要求，最多 2000 字。"),
            "version": VERSION,
        },
        _on_supervision(supervisions.supervision_edit),
    ),
    "supervisionIssue": mutation(
        "supervisionIssue",
        "签发督办单，随即编号。",
        "Supervision",
        {
            **_SUPERVISION,
            "reply_due_on": given(Date, "回复期限；不写按督办规则的工作日数计算。", required=False),
            "version": VERSION,
        },
        _on_supervision(supervisions.supervision_issue),
    ),
    "supervisionDiscard": _step("supervisionDiscard", supervisions.supervision_discard, "撤销尚未签发的督办单。"),
    "supervisionReply": mutation(
        "supervisionReply",
        "承办组织回复督办单。",
        "Supervision",
        {
            **_SUPERVISION,
            "reply": given(graphene.String, "办理情况，最多 2000 字。"),
            "version": VERSION,
        },
        _on_supervision(supervisions.supervision_reply),
    ),
    "supervisionReturn": _step("supervisionReturn", supervisions.supervision_return, "退回，要求重新回复。"),
    "supervisionClose": _step("supervisionClose", supervisions.supervision_close, "办结督办单。"),
    "accountabilityPropose": mutation(
        "accountabilityPropose",
        "对逾期未办结的整改、任务或诉求提请约谈或组织调整。",
        "Accountability",
        {
            **_SUBJECT,
            "kind": given(AccountabilityKind, "方式。"),
            "reason": given(graphene.String, "事由，最多 500 字；不写按逾期天数写明。", required=False),
        },
        _on_subject(accountability.accountability_propose),
    ),
    "accountabilityRecord": mutation(
        "accountabilityRecord",
        "记录约谈或组织调整的办理情况。",
        "Accountability",
        {
            "id": id_of("Accountability", "问责记录的全局编号。"),
            "held_on": given(Date, "办理日期，不晚于今天。"),
            "person": given(graphene.String, "对象的职务和姓名，最多 120 字。"),
            "held_by": given(graphene.String, "办理人的职务和姓名，最多 120 字。"),
            "result": given(graphene.String, "结果，最多 2000 字。"),
            "version": VERSION,
        },
        on_record(accountability.accountability_record, "accountability", "Accountability"),
    ),
    "accountabilityWaive": verb(
        "accountabilityWaive",
        accountability.accountability_waive,
        "accountability",
        "Accountability",
        "不予办理，并说明理由。",
    ),
}
