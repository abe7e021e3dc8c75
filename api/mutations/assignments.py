"""任务清单: dispatch, split, accept, report, verify."""

from functools import partial
from typing import Any

import graphene

from api.mutations.base import Values, drop_null, find, mutation, on_record, verb
from api.mutations.evidence import EVIDENCE
from api.mutations.inputs import VERSION, given, id_of, ids_of
from api.rows.ids import key_of
from api.scalars import Date
from api.types.choices import AssignmentKind
from core.errors import InvalidInput, NotFound
from core.permissions import Actor
from linkage.assignments.actions import dispatching, working
from linkage.assignments.models import Assignment
from tenants.org.models import Department, Organization

MOST_NAMED = 500


def find_organizations(actor: Actor, ids: list[str], field: str) -> list[Organization]:
    """The organizations of global ids, in one statement; ``NotFound`` if one is absent."""
    return _find_all(actor, Organization, "组织", ids, field)


def _find_all(actor: Actor, model: Any, name: str, ids: list[str], field: str) -> list[Any]:
    if len(ids) > MOST_NAMED:
        raise InvalidInput(f"一次最多写明 {MOST_NAMED} 个{name}，请分批办理。", field=field)
    keys = [int(key_of(each, model.__name__, field=field)) for each in ids]
    found = model.objects.visible_to(actor).in_bulk(keys)
    if missing := set(keys) - set(found):
        raise NotFound(f"有 {len(missing)} 个{name}没有找到，请核对编号。", field=field)
    return [found[key] for key in keys]


def _receivers(actor: Actor, values: Values) -> Values:
    """The organizations and departments that are named, as the actions take them."""
    return {
        "organizations": find_organizations(actor, values.pop("organizations", []), "organizations"),
        "departments": _find_all(actor, Department, "部门", values.pop("departments", []), "departments"),
    }


def _dispatch(actor: Actor, values: Values) -> Assignment:
    values = drop_null(values)
    if "issuer" in values:
        values["issuer"] = find(actor, Organization, values["issuer"], "Organization", "issuer")
    receivers = _receivers(actor, values)
    return dispatching.assignment_dispatch(actor=actor, **receivers, **values)


def _split(actor: Actor, values: Values) -> Assignment:
    values = drop_null(values)
    assignment = find(actor, Assignment, values.pop("id"), "Assignment")
    receivers = _receivers(actor, values)
    return dispatching.assignment_split(actor=actor, assignment=assignment, **receivers, **values)


_on_it = partial(on_record, subject="assignment", result="Assignment")
_ID = {"id": id_of("Assignment", "任务的全局编号。")}
_PLACES = {
    "organizations": ids_of("Organization", f"承办组织的编号，最多 {MOST_NAMED} 个。", required=False),
    "departments": ids_of(
        "Department",
        f"承办部门的编号，归下达组织管理，最多 {MOST_NAMED} 个。",
        required=False,
    ),
}


def _verb(name: str, action: Any, description: str) -> graphene.Field:
    return verb(name, action, "assignment", "Assignment", description)


MUTATIONS = {
    "assignmentDispatch": mutation(
        "assignmentDispatch",
        "下达任务；返回整项任务，其下级任务为各承办组织的任务。",
        "Assignment",
        {
            "title": given(graphene.String, "任务名称，最多 120 字。"),
            "content": given(graphene.String, "任务要求，最多 4000 字。"),
            **_PLACES,
            "due_on": given(Date, "完成期限，不早于今天。"),
            "kind": given(AssignmentKind, "类别；不写为其他。", required=False),
            "issuer": id_of("Organization", "下达组织的编号，各承办组织都在其下；不写为您所在的组织。", required=False),
            "responsible": given(graphene.String, "责任人，最多 60 字。", required=False),
            "support": given(graphene.String, "随任务下沉的人员和经费，最多 1000 字。", required=False),
        },
        _dispatch,
    ),
    "assignmentSplit": mutation(
        "assignmentSplit",
        "把承办的任务分解给下级组织；此后进度由下级汇总，下级全部办结后自动报结。",
        "Assignment",
        {
            **_ID,
            **_PLACES,
            "content": given(graphene.String, "对下级的要求，最多 4000 字；不写与任务相同。", required=False),
            "due_on": given(Date, "对下级的期限，不晚于任务期限；不写与任务相同。", required=False),
            "version": VERSION,
        },
        _split,
    ),
    "assignmentAccept": mutation(
        "assignmentAccept",
        "签收任务。",
        "Assignment",
        {**_ID, "responsible": given(graphene.String, "责任人，最多 60 字。", required=False), "version": VERSION},
        _on_it(working.assignment_accept),
    ),
    "assignmentReport": mutation(
        "assignmentReport",
        "报告任务进展。",
        "Assignment",
        {
            **_ID,
            "text": given(graphene.String, "进展情况，最多 2000 字。"),
            "progress": given(graphene.Int, "进度，0—100；任务已分解的不写。", required=False),
            "difficulty": given(graphene.String, "需上级协调解决的困难，最多 500 字。", required=False),
            "evidence": EVIDENCE,
            "version": VERSION,
        },
        _on_it(working.assignment_report),
    ),
    "assignmentSubmit": mutation(
        "assignmentSubmit",
        "报结任务，等待上级核验。",
        "Assignment",
        {
            **_ID,
            "outcome": given(graphene.String, "完成情况，最多 2000 字。"),
            "evidence": EVIDENCE,
            "version": VERSION,
        },
        _on_it(working.assignment_submit),
    ),
    "assignmentReturn": _verb("assignmentReturn", working.assignment_return, "退回报结的任务，要求继续办理。"),
    "assignmentVerify": _verb("assignmentVerify", working.assignment_verify, "核验通过，任务办结。"),
    "assignmentWithdraw": _verb(
        "assignmentWithdraw", dispatching.assignment_withdraw, "撤回下达的任务；其下级任务一并撤回。"
    ),
}
