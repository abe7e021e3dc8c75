"""书记项目: apply, carry out, judge."""

from functools import partial
from typing import Any

import graphene

from api.mutations.base import Values, drop_null, find, mutation, on_record, verb
from api.mutations.evidence import EVIDENCE
from api.mutations.inputs import VERSION, given, id_of
from api.scalars import Date
from api.types.choices import ProjectPartKind
from core.permissions import Actor
from linkage.problems.models import Problem
from linkage.secretaryprojects.actions import applying, doing, judging
from linkage.secretaryprojects.models import ProjectPart, SecretaryProject
from tenants.org.models import Organization


def _content(*, required: bool) -> dict[str, graphene.InputField]:
    return {
        "title": given(graphene.String, "项目名称，最多 80 字。", required=required),
        "problem": given(graphene.String, "要解决的问题，最多 10000 字。", required=required),
        "goal": given(graphene.String, "预期成效，最多 2000 字。", required=required),
        "measures": given(graphene.String, "主要措施，最多 4000 字。", required=required),
        "due_on": given(Date, "完成期限，不早于今天。", required=required),
        "secretary": given(graphene.String, "书记姓名，最多 60 字；不写为在任书记。", required=False),
    }


def _create(actor: Actor, values: Values) -> SecretaryProject:
    values = drop_null(values)
    place = find(actor, Organization, values.pop("organization"), "Organization", "organization")
    if "source" in values:
        values["source"] = find(actor, Problem, values["source"], "Problem", "source")
    return applying.secretaryproject_create(actor=actor, organization=place, **values)


def _edit(actor: Actor, values: Values) -> SecretaryProject:
    values = drop_null(values)
    row = find(actor, SecretaryProject, values.pop("id"), "SecretaryProject")
    names = ("title", "goal", "measures", "due_on", "secretary", "version")
    kept: dict[str, Any] = {name: getattr(row, name) for name in names}
    kept["problem"] = row.parts.get(kind=ProjectPart.Kind.PROBLEM).text
    return applying.secretaryproject_edit(actor=actor, project=row, **{**kept, **values})


_on_it = partial(on_record, subject="project", result="SecretaryProject")
_ID = {"id": id_of("SecretaryProject", "书记项目的全局编号。")}


def _verb(name: str, action: Any, description: str) -> graphene.Field:
    return verb(name, action, "project", "SecretaryProject", description)


MUTATIONS = {
    "secretaryprojectCreate": mutation(
        "secretaryprojectCreate",
        "起草书记项目；一个组织一年一个。",
        "SecretaryProject",
        {
            "organization": id_of("Organization", "申报的街道或社区的编号。"),
            "year": given(graphene.Int, "年度，今年或明年；不写为今年。", required=False),
            "source": id_of("Problem", "要解决的问题在问题清单中的编号。", required=False),
            **_content(required=True),
        },
        _create,
    ),
    "secretaryprojectEdit": mutation(
        "secretaryprojectEdit",
        "修改草稿或退回的书记项目；没有给出的内容不变。",
        "SecretaryProject",
        {**_ID, **_content(required=False), "version": VERSION},
        _edit,
    ),
    "secretaryprojectSubmit": _verb("secretaryprojectSubmit", applying.secretaryproject_submit, "申报，等待上级审核。"),
    "secretaryprojectWithdraw": _verb("secretaryprojectWithdraw", applying.secretaryproject_withdraw, "立项前撤回。"),
    "secretaryprojectStop": _verb(
        "secretaryprojectStop", judging.secretaryproject_stop, "上级终止立项后不再实施的项目，本年度可以另报一个。"
    ),
    "secretaryprojectSucceed": mutation(
        "secretaryprojectSucceed",
        "变更立项后的项目的书记（原书记离任等），上级会收到通知。",
        "SecretaryProject",
        {
            **_ID,
            "secretary": given(graphene.String, "接任书记的姓名；不写则为登记的在任书记。", required=False),
            "reason": given(graphene.String, "变更原因，最多 500 字。"),
            "version": VERSION,
        },
        _on_it(applying.secretaryproject_succeed),
    ),
    "secretaryprojectApprove": _verb("secretaryprojectApprove", applying.secretaryproject_approve, "审核通过，立项。"),
    "secretaryprojectReturn": _verb("secretaryprojectReturn", applying.secretaryproject_return, "退回补充。"),
    "secretaryprojectWrite": mutation(
        "secretaryprojectWrite",
        "填写四项内容之一；材料增加到已有的材料中。",
        "SecretaryProject",
        {
            **_ID,
            "kind": given(ProjectPartKind, "哪一项。"),
            "text": given(graphene.String, "正文，最多 10000 字。"),
            "evidence": EVIDENCE,
            "version": VERSION,
        },
        _on_it(doing.secretaryproject_write),
    ),
    "secretaryprojectReport": mutation(
        "secretaryprojectReport",
        "报告季度进展；同一季度再报，以后报的为准。",
        "SecretaryProject",
        {
            **_ID,
            "text": given(graphene.String, "进展情况，最多 2000 字。"),
            "progress": given(graphene.Int, "进度，0—100。"),
            "quarter": graphene.String(
                description="哪一季度，写作 2026Q3：本季度或上季度；不填时，季度结束后规定的天数内为上季度。"
            ),
            "version": VERSION,
        },
        _on_it(doing.secretaryproject_report),
    ),
    "secretaryprojectCheck": mutation(
        "secretaryprojectCheck",
        "中期检查。",
        "SecretaryProject",
        {
            **_ID,
            "passed": given(graphene.Boolean, "是否按计划推进。"),
            "findings": given(graphene.String, "检查情况，最多 500 字。"),
            "version": VERSION,
        },
        _on_it(judging.secretaryproject_check),
    ),
    "secretaryprojectConclude": _verb(
        "secretaryprojectConclude", doing.secretaryproject_conclude, "四项内容都填写后，申请结项。"
    ),
    "secretaryprojectAccept": _verb("secretaryprojectAccept", judging.secretaryproject_accept, "验收合格。"),
    "secretaryprojectFail": mutation(
        "secretaryprojectFail",
        "验收不合格，限期整改。",
        "SecretaryProject",
        {
            **_ID,
            "reason": given(graphene.String, "不合格的原因，最多 500 字。"),
            "due_on": given(Date, "整改期限，不早于今天。"),
            "version": VERSION,
        },
        _on_it(judging.secretaryproject_fail),
    ),
    "secretaryprojectHonour": _verb("secretaryprojectHonour", judging.secretaryproject_honour, "评为标杆项目。"),
}
