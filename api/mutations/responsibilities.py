"""责任清单: build, claim, publish, check, accept."""

from functools import partial
from typing import Any

import graphene

from api.mutations.base import Told, Values, drop_null, find, mutation, on_record, verb
from api.mutations.evidence import EVIDENCE
from api.mutations.inputs import VERSION, given, id_of
from api.scalars import Date
from api.types.choices import ResponsibilityCategory, ResponsibilityHolder, ResponsibilityResult
from core.permissions import Actor
from linkage.responsibilities.actions import checking, items, working
from linkage.responsibilities.models import Responsibility
from tenants.org.models import Organization

_EDITED = (
    "holder",
    "category",
    "title",
    "content",
    "measures",
    "post",
    "responsible",
    "started_on",
    "due_on",
    "version",
)


def _content(*, required: bool) -> dict[str, graphene.InputField]:
    return {
        "holder": given(ResponsibilityHolder, "责任主体。", required=required),
        "category": given(ResponsibilityCategory, "类别。", required=required),
        "title": given(graphene.String, "责任事项，最多 120 字。", required=required),
        "content": given(graphene.String, "责任内容，最多 2000 字。", required=required),
        "measures": given(graphene.String, "落实措施，最多 2000 字。", required=False),
        "post": given(graphene.String, "职务，最多 60 字。", required=False),
        "responsible": given(graphene.String, "责任人，最多 60 字。", required=False),
        "started_on": given(Date, "开始日期，在该年度内。", required=required),
        "due_on": given(Date, "完成期限，在该年度内，不早于开始日期。", required=required),
    }


def _place(actor: Actor, values: Values) -> Organization:
    found: Organization = find(actor, Organization, values.pop("organization"), "Organization", "organization")
    return found


def _build(actor: Actor, values: Values) -> Responsibility:
    values = drop_null(values)
    return items.responsibility_build(actor=actor, organization=_place(actor, values), **values)


def _copy(actor: Actor, values: Values) -> Told:
    values = drop_null(values)
    made = items.responsibility_copy(actor=actor, organization=_place(actor, values), **values)
    return Told(None, copied=len(made))


_on_one = partial(on_record, subject="responsibility", result="Responsibility")
_ID = {"id": id_of("Responsibility", "责任事项的全局编号。")}
_ORGANIZATION = {"organization": id_of("Organization", "责任组织的编号。")}


def _verb(name: str, action: Any, description: str) -> graphene.Field:
    return verb(name, action, "responsibility", "Responsibility", description)


MUTATIONS = {
    "responsibilityBuild": mutation(
        "responsibilityBuild",
        "建：在组织的年度责任清单中建立一项。",
        "Responsibility",
        {**_ORGANIZATION, "year": given(graphene.Int, "年度，例如 2026。"), **_content(required=True)},
        _build,
    ),
    "responsibilityEdit": mutation(
        "responsibilityEdit",
        "修改公示前的责任事项；没有给出的内容不变。",
        "Responsibility",
        {**_ID, **_content(required=False), "version": VERSION},
        on_record(items.responsibility_edit, "responsibility", "Responsibility", kept=_EDITED),
    ),
    "responsibilityClaim": mutation(
        "responsibilityClaim",
        "领：责任人认领。",
        "Responsibility",
        {
            **_ID,
            "responsible": given(graphene.String, "责任人，最多 60 字；建立时已写明的可以不写。", required=False),
            "post": given(graphene.String, "职务，最多 60 字。", required=False),
            "version": VERSION,
        },
        _on_one(items.responsibility_claim),
    ),
    "responsibilityPublish": _verb("responsibilityPublish", items.responsibility_publish, "晒：公示，此后不能修改。"),
    "responsibilityDiscard": _verb("responsibilityDiscard", items.responsibility_discard, "作废公示前的责任事项。"),
    "responsibilityReport": mutation(
        "responsibilityReport",
        "报告已公示的责任事项落实到哪一步。",
        "Responsibility",
        {
            **_ID,
            "progress": given(graphene.Int, "进度，0—100 的整数。"),
            "text": given(graphene.String, "落实进展，最多 2000 字。"),
            "evidence": EVIDENCE,
            "version": VERSION,
        },
        _on_one(working.responsibility_report),
    ),
    "responsibilitySubmit": mutation(
        "responsibilitySubmit",
        "申请验收，等待上级办理。",
        "Responsibility",
        {
            **_ID,
            "outcome": given(graphene.String, "落实情况，最多 2000 字。"),
            "evidence": EVIDENCE,
            "version": VERSION,
        },
        _on_one(working.responsibility_submit),
    ),
    "responsibilityReturn": _verb(
        "responsibilityReturn", checking.responsibility_return, "退回申请验收的责任事项，要求继续落实。"
    ),
    "responsibilityCheck": mutation(
        "responsibilityCheck",
        "查：上级检查落实情况，可以多次。",
        "Responsibility",
        {
            **_ID,
            "passed": given(graphene.Boolean, "是否已落实。"),
            "findings": given(graphene.String, "检查情况，最多 2000 字。"),
            "version": VERSION,
        },
        _on_one(checking.responsibility_check),
    ),
    "responsibilityAccept": mutation(
        "responsibilityAccept",
        "验：上级验收。",
        "Responsibility",
        {
            **_ID,
            "result": given(ResponsibilityResult, "验收结果。"),
            "note": given(graphene.String, "验收意见，最多 500 字；没有完成的必填。", required=False),
            "version": VERSION,
        },
        _on_one(checking.responsibility_accept),
    ),
    "responsibilityCopy": mutation(
        "responsibilityCopy",
        "从上一年度复制清单中还没有的责任事项，重新认领。",
        "",
        {**_ORGANIZATION, "year": given(graphene.Int, "复制到哪一年度。")},
        _copy,
        more={"copied": graphene.Field(graphene.Int, description="复制了几项；有错误时为空。")},
    ),
}
