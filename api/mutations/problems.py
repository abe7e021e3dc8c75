"""问题清单 and 整改清单: one mutation for each action."""

from functools import partial
from typing import Any

import graphene

from api.mutations.base import Values, drop_null, find, find_among, mutation, on_record, verb
from api.mutations.evidence import EVIDENCE
from api.mutations.inputs import VERSION, given, id_of
from api.scalars import Date
from api.types.choices import ProblemCategory, ProblemSeverity, ProblemSource
from core.permissions import Actor
from linkage.conferences.naming import KINDS
from linkage.problems.actions import problems, rectifications
from linkage.problems.models import Problem
from tenants.org.models import Organization, Post

_on_rectification = partial(on_record, subject="rectification", result="Rectification", found={"post": Post})
_PROBLEM = {"id": id_of("Problem", "问题的全局编号。")}
_RECTIFICATION = {"id": id_of("Rectification", "整改的全局编号。")}


def _content(*, required: bool) -> dict[str, graphene.InputField]:
    return {
        "title": given(graphene.String, "问题，最多 120 字。", required=required),
        "detail": given(graphene.String, "具体表现，最多 2000 字。", required=required),
        "source": given(ProblemSource, "来源。", required=required),
        "severity": given(ProblemSeverity, "严重程度。", required=required),
        "category": given(ProblemCategory, "类别；不写为其他。", required=False),
    }


def _measures() -> dict[str, graphene.InputField]:
    return {
        "measures": given(graphene.String, "整改措施，最多 2000 字。"),
        "person": given(graphene.String, "责任人，写姓名和职务；已给出 post 的不必写。", required=False),
        "post": id_of("Post", "责任人的职务，须为责任组织现任人员。", required=False),
        "version": VERSION,
    }


def _report(actor: Actor, values: Values) -> Problem:
    values = drop_null(values)
    place = find(actor, Organization, values.pop("organization"), "Organization", "organization")
    if "origin" in values:
        values["origin"] = find_among(actor, KINDS, values["origin"], "origin")
    return problems.problem_report(actor=actor, organization=place, **values)


def _step(name: str, action: Any, description: str) -> graphene.Field:
    return verb(name, action, "rectification", "Rectification", description)


MUTATIONS = {
    "problemReport": mutation(
        "problemReport",
        "登记问题。可以登记本级、上级和下级的问题。",
        "Problem",
        {
            "organization": id_of("Organization", "存在问题的街道或社区的编号。"),
            "origin": id_of(
                ("Meeting", "Topic", "Decision"),
                "来源会议、议题或议定事项的编号；来源为会议议定的必填，其他来源不填。",
                required=False,
            ),
            **_content(required=True),
        },
        _report,
    ),
    "problemEdit": mutation(
        "problemEdit",
        "修改尚未处理的问题；没有给出的内容不变。",
        "Problem",
        {**_PROBLEM, **_content(required=False), "version": VERSION},
        on_record(
            problems.problem_edit,
            "problem",
            "Problem",
            kept=("title", "detail", "source", "severity", "category", "version"),
        ),
    ),
    "problemDispatch": mutation(
        "problemDispatch",
        "下发整改：由上级办理，随即产生整改记录。",
        "Problem",
        {
            **_PROBLEM,
            "requirement": given(graphene.String, "整改要求，最多 2000 字；不写为通用要求。", required=False),
            "organization": id_of("Organization", "责任组织；不写为存在问题的组织。", required=False),
            "due_on": given(Date, "整改期限；不写按严重程度的工作日数计算。", required=False),
            "version": VERSION,
        },
        on_record(problems.problem_dispatch, "problem", "Problem", {"organization": Organization}),
    ),
    "problemDismiss": verb("problemDismiss", problems.problem_dismiss, "problem", "Problem", "不予整改，并说明理由。"),
    "problemRevisit": mutation(
        "problemRevisit",
        "回头看：已销号的问题反弹，另立一个新问题；答复的是新问题。",
        "Problem",
        {
            **_PROBLEM,
            "detail": given(graphene.String, "回头看发现的情况，最多 2000 字。"),
            "severity": given(ProblemSeverity, "严重程度；不写与原问题相同。", required=False),
        },
        on_record(problems.problem_revisit, "problem", "Problem"),
    ),
    "rectificationStart": mutation(
        "rectificationStart",
        "制定措施、确定责任人，开始整改。",
        "Rectification",
        {**_RECTIFICATION, **_measures()},
        _on_rectification(rectifications.rectification_start),
    ),
    "rectificationRevise": mutation(
        "rectificationRevise",
        "修改整改措施或责任人。",
        "Rectification",
        {**_RECTIFICATION, **_measures()},
        _on_rectification(rectifications.rectification_revise),
    ),
    "rectificationReport": mutation(
        "rectificationReport",
        "报告整改进展。",
        "Rectification",
        {
            **_RECTIFICATION,
            "progress": given(graphene.Int, "进度，0—100 的整数。"),
            "text": given(graphene.String, "进展，最多 2000 字。"),
            "version": VERSION,
        },
        _on_rectification(rectifications.rectification_report),
    ),
    "rectificationSubmit": mutation(
        "rectificationSubmit",
        "提交整改结果和佐证，等待上级审核；至少要有一份佐证。",
        "Rectification",
        {
            **_RECTIFICATION,
            "outcome": given(graphene.String, "整改结果，最多 2000 字。"),
            "evidence": EVIDENCE,
            "version": VERSION,
        },
        _on_rectification(rectifications.rectification_submit),
    ),
    "rectificationAdjust": mutation(
        "rectificationAdjust",
        "上级调整整改要求或期限。",
        "Rectification",
        {
            **_RECTIFICATION,
            "requirement": given(graphene.String, "整改要求，最多 2000 字。"),
            "due_on": given(Date, "整改期限。"),
            "reason": given(graphene.String, "调整原因，最多 500 字。"),
            "version": VERSION,
        },
        _on_rectification(rectifications.rectification_adjust),
    ),
    "rectificationWithdraw": _step(
        "rectificationWithdraw",
        rectifications.rectification_withdraw,
        "撤回误发的整改：由下发的组织在责任组织报告进展之前办理，问题重新待下发。",
    ),
    "rectificationApprove": _step("rectificationApprove", rectifications.rectification_approve, "审核通过，待销号。"),
    "rectificationReturn": _step("rectificationReturn", rectifications.rectification_return, "退回整改。"),
    "rectificationClose": _step(
        "rectificationClose", rectifications.rectification_close, "销号：由上级办理，提交整改结果的人不能销号。"
    ),
}
