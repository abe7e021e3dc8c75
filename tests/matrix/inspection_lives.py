"""How checklists, inspections and targets come into a state, and how each verb is done to them."""

from typing import Any

from cast import Cast
from inspecting import (
    LINES,
    announced,
    checklist_in,
    inspection_in,
    issued,
    plan_terms,
    recorded,
    reread,
    results,
    silent,
    target_in,
)
from matrix.lives import Life, inner
from stories import in_days

from core.periods import today
from core.permissions import SYSTEM
from linkage.inspections.actions import answers, checklists, draws, plans, records, targets
from linkage.inspections.models import Checklist, Inspection, InspectionTarget, InspectionTeam
from linkage.problems.models import Problem


def plan_row(cast: Cast, status: str, verb: str) -> Inspection:
    if status == "draft" and verb == "draw":
        return announced(cast)
    if status == "checking" and verb == "finish":
        return target_in(cast, "closed").inspection
    if status == "checking" and verb == "spread":
        plan = issued(cast, cast.community_a, cast.community_b)
        recorded(cast, target=plan.targets.get(organization=cast.community_a))
        return Inspection.objects.get(pk=plan.pk)
    return inspection_in(cast, status)


def edited(row: Inspection) -> Inspection:
    given = {name: value for name, value in plan_terms(_whole(row)).items() if name != "organization"}
    return plans.inspection_edit(actor=SYSTEM, inspection=row, **given)


def _whole(row: Inspection) -> Any:
    class Root:
        root = row.organization

    return Root


def formed(row: Inspection) -> Inspection:
    return plans.inspectionteam_form(actor=SYSTEM, inspection=row, name="第九检查组", head="周宁").inspection


def target_row(cast: Cast, status: str, verb: str) -> InspectionTarget:
    if verb == "presume" and status == "checked":
        return silent(cast)
    row = target_in(cast, status, unmet=status != "closed")
    if verb == "close":
        Problem.objects.update(status=Problem.Status.DISMISSED)
    return row


def assigned(row: InspectionTarget) -> InspectionTarget:
    team = InspectionTeam.objects.get(inspection=row.inspection_id)
    return targets.inspectiontarget_assign(actor=SYSTEM, target=row, team=team, due_on=in_days(3))


def written(row: InspectionTarget) -> InspectionTarget:
    given = {"visited_on": today(), "findings": results(row)}
    return records.inspectiontarget_record(actor=SYSTEM, target=reread(row), **given)


def of_plan(action: Any, **given: Any) -> Any:
    return lambda row: action(actor=SYSTEM, inspection=row, **given)


def of_target(action: Any, **given: Any) -> Any:
    return lambda row: action(actor=SYSTEM, target=reread(row), **given)


LIVES = (
    Life(
        Checklist,
        lambda cast, status, verb: checklist_in(cast, status),
        {
            "edit": lambda row: checklists.checklist_edit(actor=SYSTEM, checklist=row, name="新表", lines=LINES),
            "retire": lambda row: checklists.checklist_retire(actor=SYSTEM, checklist=row),
            "restore": lambda row: checklists.checklist_restore(actor=SYSTEM, checklist=row),
        },
    ),
    Life(
        Inspection,
        plan_row,
        {
            "edit": edited,
            "form": formed,
            "choose": of_plan(targets.inspection_choose, owners=[]),
            "announce": of_plan(draws.inspection_announce, population="communities", count=1),
            "draw": of_plan(draws.inspection_draw),
            "spread": of_plan(targets.inspection_spread),
            "issue": of_plan(plans.inspection_issue),
            "start": lambda row: inner(row, "start"),
            "finish": of_plan(plans.inspection_finish, summary="较好"),
            "cancel": of_plan(plans.inspection_cancel, reason="另行安排"),
        },
    ),
    Life(
        InspectionTarget,
        target_row,
        {
            "assign": assigned,
            "record": written,
            "submit": of_target(records.inspectiontarget_submit, conclusion="较好"),
            "confirm": of_target(answers.inspectiontarget_confirm),
            "presume": of_target(answers.inspectiontarget_presume),
            "object": of_target(answers.inspectiontarget_object, reason="不符"),
            "uphold": of_target(answers.inspectiontarget_uphold, answer="维持"),
            "correct": of_target(answers.inspectiontarget_correct, answer="更正"),
            "close": of_target(answers.inspectiontarget_close),
            "drop": of_target(targets.inspectiontarget_drop, reason="近期已查"),
        },
    ),
)
