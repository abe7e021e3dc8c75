"""督导检查: plan, form teams, choose or draw targets, record, answer, settle."""

from typing import Any

import graphene

from api.enums import plain
from api.mutations.base import Values, drop_null, find, find_owner, mutation, on_record, verb
from api.mutations.evidence import EVIDENCE, attached
from api.mutations.inputs import OWNER, VERSION, given, id_of, ids_of
from api.scalars import Date
from api.types.choices import DrawPopulation, FindingResult, InspectionKind, ProblemSeverity, UnitKind
from core.errors import InvalidInput
from core.permissions import Actor
from linkage.inspections.actions import answers, checklists, draws, plans, records, targets
from linkage.inspections.actions.records import FindingDraft
from linkage.inspections.checklists import MOST_ITEMS
from linkage.inspections.models import (
    Checklist,
    Finding,
    Inspection,
    InspectionItem,
    InspectionTarget,
    InspectionTeam,
)
from tenants.org.models import Organization, Post

_LINES = "检查事项，一行一项，写作“事项｜标准｜分值”，标准和分值可以不写；最多 60 项。"


class InspectionFindingInput(graphene.InputObjectType):
    class Meta:
        description = "一项检查事项的结果。"

    item = id_of("InspectionItem", "检查事项的全局编号。")
    result = given(FindingResult, "结果。")
    note = given(graphene.String, "情况说明，最多 1000 字；不符合的必须写。", required=False)
    severity = given(ProblemSeverity, "不符合和基本符合的严重程度；不写为一般。", required=False)


def _inspection(actor: Actor, values: Values, field: str = "id") -> Inspection:
    found: Inspection = find(actor, Inspection, values.pop(field), "Inspection", field)
    return found


def _target(actor: Actor, values: Values) -> InspectionTarget:
    found: InspectionTarget = find(actor, InspectionTarget, values.pop("id"), "InspectionTarget")
    return found


def _plan(actor: Actor, values: Values) -> Inspection:
    values = drop_null(values)
    values["organization"] = find(actor, Organization, values["organization"], "Organization", "organization")
    return plans.inspection_plan(actor=actor, **values)


def _edit(actor: Actor, values: Values) -> Inspection:
    values = drop_null(values)
    row = _inspection(actor, values)
    kept: dict[str, Any] = {
        name: getattr(row, name) for name in ("title", "kind", "starts_on", "ends_on", "scope", "unannounced")
    }
    if "lines" not in values:
        items = row.items.order_by("order")
        kept["lines"] = "\n".join(f"{each.title}｜{each.standard}｜{each.points or ''}" for each in items)
    return plans.inspection_edit(actor=actor, inspection=row, **{**kept, **values})


def _form(actor: Actor, values: Values) -> InspectionTeam:
    values = drop_null(values)
    values["inspection"] = _inspection(actor, values, "inspection")
    if "team" in values:
        values["team"] = find(actor, InspectionTeam, values["team"], "InspectionTeam", "team")
    if len(values.get("members", ())) > plans.MOST_MEMBERS:
        raise InvalidInput(f"一个检查组最多 {plans.MOST_MEMBERS} 名成员。", field="members")
    posts = [find(actor, Post, each, "Post", "members") for each in values.get("members", ())]
    values["members"] = [post.user for post in posts]
    return plans.inspectionteam_form(actor=actor, **values)


def _choose(actor: Actor, values: Values) -> Inspection:
    values = drop_null(values)
    row = _inspection(actor, values)
    given_ones = values.pop("owners")
    if len(given_ones) > targets.MOST_TARGETS:
        raise InvalidInput(f"一次督导检查最多 {targets.MOST_TARGETS} 个检查对象。", field="owners")
    owners = [find_owner(actor, each, "owners") for each in given_ones]
    return targets.inspection_choose(actor=actor, inspection=row, owners=owners, **values)


def _record(actor: Actor, values: Values) -> InspectionTarget:
    values = drop_null(values)
    row = _target(actor, values)
    found = values.pop("findings")
    if len(found) > MOST_ITEMS:
        raise InvalidInput(f"检查事项最多 {MOST_ITEMS} 项。", field="findings")
    drafts = []
    for each in found:
        told = {name: plain(value) for name, value in drop_null(dict(each)).items()}
        told["item"] = find(actor, InspectionItem, told["item"], "InspectionItem", "findings")
        drafts.append(FindingDraft(**told))
    return records.inspectiontarget_record(actor=actor, target=row, findings=drafts, **values)


def _attach(actor: Actor, values: Values) -> Finding:
    values = drop_null(values)
    row = find(actor, Finding, values.pop("id"), "Finding")
    values.setdefault("evidence", [])
    attached(values, "evidence")
    return records.finding_attach(actor=actor, finding=row, **values)


def _checklist_edit(actor: Actor, values: Values) -> Checklist:
    values = drop_null(values)
    row = find(actor, Checklist, values.pop("id"), "Checklist")
    return checklists.checklist_edit(actor=actor, checklist=row, **{"name": row.name, "lines": row.lines, **values})


def _content(*, required: bool) -> dict[str, graphene.InputField]:
    return {
        "title": given(graphene.String, "名称，最多 120 字。", required=required),
        "kind": given(InspectionKind, "方式。", required=required),
        "starts_on": given(Date, "开始日期。", required=required),
        "ends_on": given(Date, "结束日期，不早于今天。", required=required),
        "scope": given(graphene.String, "检查内容和要求，最多 2000 字。", required=required),
        "lines": given(graphene.String, _LINES, required=required),
        "unannounced": given(graphene.Boolean, "是否不提前通知被检查方；不写为通知。", required=False),
    }


_ID = {"id": id_of("Inspection", "督导检查的全局编号。")}
_TARGET = {"id": id_of("InspectionTarget", "检查对象的全局编号。")}
_ANSWER = {"answer": given(graphene.String, "答复，最多 2000 字。")}


def _target_mutation(
    name: str, description: str, inputs: dict[str, graphene.InputField], action: Any
) -> graphene.Field:
    run = on_record(action, "target", "InspectionTarget")
    return mutation(name, description, "InspectionTarget", {**_TARGET, **inputs, "version": VERSION}, run)


MUTATIONS = {
    "checklistCreate": mutation(
        "checklistCreate",
        "制定检查表。",
        "Checklist",
        {"name": given(graphene.String, "名称，最多 60 字。"), "lines": given(graphene.String, _LINES)},
        lambda actor, values: checklists.checklist_create(actor=actor, **values),
    ),
    "checklistEdit": mutation(
        "checklistEdit",
        "修改检查表；没有给出的不变，已制定的督导检查不受影响。",
        "Checklist",
        {
            "id": id_of("Checklist", "检查表的全局编号。"),
            "name": given(graphene.String, "名称，最多 60 字。", required=False),
            "lines": given(graphene.String, _LINES, required=False),
            "version": VERSION,
        },
        _checklist_edit,
    ),
    "checklistRetire": verb("checklistRetire", checklists.checklist_retire, "checklist", "Checklist", "停用检查表。"),
    "checklistRestore": verb(
        "checklistRestore", checklists.checklist_restore, "checklist", "Checklist", "恢复使用检查表。"
    ),
    "inspectionPlan": mutation(
        "inspectionPlan",
        "制定督导检查（草稿）。",
        "Inspection",
        {"organization": id_of("Organization", "检查组织：区或街道的编号。"), **_content(required=True)},
        _plan,
    ),
    "inspectionEdit": mutation(
        "inspectionEdit",
        "修改草稿；没有给出的不变。",
        "Inspection",
        {**_ID, **_content(required=False), "version": VERSION},
        _edit,
    ),
    "inspectionteamForm": mutation(
        "inspectionteamForm",
        "组建检查组，或修改其中一个。",
        "InspectionTeam",
        {
            "inspection": id_of("Inspection", "督导检查的全局编号。"),
            "team": id_of("InspectionTeam", "要修改的检查组的全局编号；不写为新组建。", required=False),
            "name": given(graphene.String, "检查组名称，最多 60 字。"),
            "head": given(graphene.String, "组长，最多 60 字。"),
            "people": given(graphene.String, "全体成员姓名，最多 500 字。", required=False),
            "members": ids_of(
                "Post",
                "在系统中记录的成员：其职务的全局编号，最多 30 名。",
                required=False,
            ),
            "version": VERSION,
        },
        _form,
    ),
    "inspectionteamDissolve": mutation(
        "inspectionteamDissolve",
        "撤销没有检查对象的检查组。",
        "Inspection",
        {"id": id_of("InspectionTeam", "检查组的全局编号。"), "version": VERSION},
        on_record(plans.inspectionteam_dissolve, "team", "InspectionTeam"),
    ),
    "inspectionChoose": mutation(
        "inspectionChoose",
        "确定草稿的检查对象：只保留给出的和随机抽中的。",
        "Inspection",
        {
            **_ID,
            "owners": ids_of(OWNER, "街道、社区或驻区单位的编号，最多 1000 个。"),
            "version": VERSION,
        },
        _choose,
    ),
    "inspectionAnnounce": mutation(
        "inspectionAnnounce",
        "公布随机抽取的方案：名单和数量从此固定，随机种子由这次公布的事件产生。",
        "Inspection",
        {
            **_ID,
            "population": given(DrawPopulation, "抽取范围。"),
            "count": given(graphene.Int, "抽取数量，1—1000；分层的为每个街道的数量。"),
            "per_street": given(graphene.Boolean, "是否按街道分层；不写为否。", required=False),
            "below": id_of("Organization", "在哪个组织以下抽取；不写为检查组织以下全部。", required=False),
            "unit_kind": given(UnitKind, "单位类型；只用于驻区单位。", required=False),
            "public_source": given(graphene.String, "公开随机数的来源，最多 120 字；不写为不用。", required=False),
            "version": VERSION,
        },
        on_record(draws.inspection_announce, "inspection", "Inspection", {"below": Organization}),
    ),
    "inspectionDraw": mutation(
        "inspectionDraw",
        "随机抽取，只能一次；抽中的加入检查对象。",
        "Inspection",
        {
            **_ID,
            "public_number": given(graphene.String, "公布时约定的公开随机数，最多 40 字。", required=False),
            "version": VERSION,
        },
        on_record(draws.inspection_draw, "inspection", "Inspection"),
    ),
    "inspectionSpread": verb(
        "inspectionSpread",
        targets.inspection_spread,
        "inspection",
        "Inspection",
        "把还没有开始的对象平均分给检查组。",
    ),
    "inspectionIssue": verb("inspectionIssue", plans.inspection_issue, "inspection", "Inspection", "下达督导检查。"),
    "inspectionFinish": mutation(
        "inspectionFinish",
        "全部对象办结后，完成并总结。",
        "Inspection",
        {**_ID, "summary": given(graphene.String, "总体情况，最多 4000 字。"), "version": VERSION},
        on_record(plans.inspection_finish, "inspection", "Inspection"),
    ),
    "inspectionCancel": verb("inspectionCancel", plans.inspection_cancel, "inspection", "Inspection", "取消督导检查。"),
    "inspectiontargetAssign": mutation(
        "inspectiontargetAssign",
        "调整一个检查对象的检查组和期限。",
        "InspectionTarget",
        {
            **_TARGET,
            "team": id_of("InspectionTeam", "检查组的全局编号。"),
            "due_on": given(Date, "检查期限；不写不变。", required=False),
            "version": VERSION,
        },
        on_record(targets.inspectiontarget_assign, "target", "InspectionTarget", {"team": InspectionTeam}),
    ),
    "inspectiontargetRecord": mutation(
        "inspectiontargetRecord",
        "检查组记录检查情况；同一事项再次记录的代替前一次，现场照片用 findingAttach 补充。",
        "InspectionTarget",
        {
            **_TARGET,
            "visited_on": given(Date, "检查日期。"),
            "findings": given(graphene.List(graphene.NonNull(InspectionFindingInput)), "各项结果，可以分几次记录。"),
            "version": VERSION,
        },
        _record,
    ),
    "findingAttach": mutation(
        "findingAttach",
        "补充一项检查结果的现场材料，提交结果以前。",
        "Finding",
        {"id": id_of("Finding", "检查结果的全局编号。"), "evidence": EVIDENCE},
        _attach,
    ),
    "inspectiontargetSubmit": _target_mutation(
        "inspectiontargetSubmit",
        "提交检查结果，交被检查方确认。",
        {"conclusion": given(graphene.String, "检查结论，最多 2000 字。")},
        records.inspectiontarget_submit,
    ),
    "inspectiontargetConfirm": _target_mutation(
        "inspectiontargetConfirm",
        "被检查方确认检查结果；不符合的登记为问题。",
        {"note": given(graphene.String, "说明，最多 500 字。", required=False)},
        answers.inspectiontarget_confirm,
    ),
    "inspectiontargetObject": _target_mutation(
        "inspectiontargetObject",
        "被检查方对检查结果提出申诉。",
        {"reason": given(graphene.String, "申诉理由，最多 2000 字。")},
        answers.inspectiontarget_object,
    ),
    "inspectiontargetUphold": _target_mutation(
        "inspectiontargetUphold", "答复申诉：维持结果。", _ANSWER, answers.inspectiontarget_uphold
    ),
    "inspectiontargetCorrect": _target_mutation(
        "inspectiontargetCorrect", "答复申诉：更正结果，退回检查组。", _ANSWER, answers.inspectiontarget_correct
    ),
    "inspectiontargetClose": _target_mutation(
        "inspectiontargetClose", "由此产生的问题全部销号后办结。", {}, answers.inspectiontarget_close
    ),
    "inspectiontargetDrop": _target_mutation(
        "inspectiontargetDrop",
        "注明不再检查。",
        {"reason": given(graphene.String, "原因，最多 500 字。")},
        targets.inspectiontarget_drop,
    ),
}
