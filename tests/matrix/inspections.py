"""督导检查: places plan below themselves, members of a team record, and whoever was inspected answers for itself."""

from typing import Any

from cast import Cast
from inspecting import (
    LINES,
    announced,
    checklist_in,
    drafted,
    inspection_in,
    issued,
    plan_terms,
    prepared,
    recorded,
    reread,
    results,
    silent,
    target_in,
    team_of,
)
from matrix.people import LEADER, OFFICE, STREET_A, UNIT_A
from matrix.rows import PLACES_A, nothing, reason, row
from samples import photo
from stories import in_days

from core.periods import today
from linkage.inspections.actions import answers, checklists, draws, plans, records, targets
from linkage.inspections.models import InspectionTarget
from linkage.problems.models import Problem

DISTRICT = {LEADER, OFFICE}
TEAM = DISTRICT | {"department"}


def checklist_terms(cast: Cast) -> dict[str, Any]:
    return {"name": "新检查表", "lines": LINES}


def edited(cast: Cast) -> dict[str, Any]:
    terms = plan_terms(cast)
    del terms["organization"]
    return terms


def of_street(cast: Cast) -> dict[str, Any]:
    return plan_terms(cast, organization=cast.street_a)


def team_terms(cast: Cast) -> dict[str, Any]:
    return {"name": "第二检查组", "head": "钱红", "members": [cast.users["department"]]}


def idle_team(cast: Cast) -> Any:
    return team_of(cast, prepared(cast), "第二检查组")


def pending(cast: Cast) -> InspectionTarget:
    return target_in(cast, "pending")


def settled(cast: Cast) -> InspectionTarget:
    target = target_in(cast, "confirmed")
    Problem.objects.update(status=Problem.Status.DISMISSED)
    return target


def ready_to_finish(cast: Cast) -> Any:
    return target_in(cast, "closed").inspection


def of_unit(cast: Cast) -> InspectionTarget:
    """Unit A with its result."""
    target = recorded(cast, target=issued(cast, cast.unit_a).targets.get())
    given = {"actor": cast.actor("department"), "target": target, "conclusion": "较好"}
    return reread(records.inspectiontarget_submit(**given))


def first_finding(cast: Cast) -> Any:
    return recorded(cast).findings.select_related("target__inspection__organization").first()


row(checklists.checklist_create, nothing, DISTRICT, given=checklist_terms)
row(checklists.checklist_edit, checklist_in, DISTRICT, subject="checklist", given=checklist_terms)
row(checklists.checklist_retire, checklist_in, DISTRICT, subject="checklist")
row(checklists.checklist_restore, lambda cast: checklist_in(cast, "retired"), DISTRICT, subject="checklist")
row(plans.inspection_plan, nothing, DISTRICT, given=plan_terms)
row(plans.inspection_plan, nothing, STREET_A | DISTRICT, case="of-a-street", given=of_street)
row(plans.inspection_edit, drafted, DISTRICT, subject="inspection", given=edited)
row(plans.inspectionteam_form, drafted, DISTRICT, subject="inspection", given=team_terms)
row(plans.inspectionteam_dissolve, idle_team, DISTRICT, subject="team")
row(plans.inspection_issue, prepared, DISTRICT, subject="inspection")
row(plans.inspection_finish, ready_to_finish, DISTRICT, subject="inspection", given=lambda cast: {"summary": "较好"})
row(plans.inspection_cancel, prepared, DISTRICT, subject="inspection", given=reason)
row(
    targets.inspection_choose,
    drafted,
    DISTRICT,
    subject="inspection",
    given=lambda cast: {"owners": [cast.community_a, cast.unit_a]},
)
row(targets.inspection_spread, lambda cast: inspection_in(cast, "issued"), DISTRICT, subject="inspection")
row(
    draws.inspection_announce,
    drafted,
    DISTRICT,
    subject="inspection",
    given=lambda cast: {"population": "communities", "count": 1},
)
row(draws.inspection_draw, announced, DISTRICT, subject="inspection")
row(
    targets.inspectiontarget_assign,
    pending,
    DISTRICT,
    subject="target",
    given=lambda cast: {"team": InspectionTarget.objects.get().team, "due_on": in_days(5)},
)
row(targets.inspectiontarget_drop, pending, DISTRICT, subject="target", given=reason)
row(
    records.inspectiontarget_record,
    pending,
    TEAM,
    subject="target",
    given=lambda cast: {"visited_on": today(), "findings": results(InspectionTarget.objects.get())},
)
row(records.finding_attach, first_finding, TEAM, subject="finding", given=lambda cast: {"evidence": [photo()]})
row(records.inspectiontarget_submit, recorded, TEAM, subject="target", given=lambda cast: {"conclusion": "较好"})
row(answers.inspectiontarget_confirm, lambda cast: target_in(cast, "checked"), PLACES_A, subject="target")
row(answers.inspectiontarget_confirm, of_unit, UNIT_A, case="of-a-unit", subject="target")
row(answers.inspectiontarget_object, lambda cast: target_in(cast, "checked"), PLACES_A, subject="target", given=reason)
row(
    answers.inspectiontarget_uphold,
    lambda cast: target_in(cast, "objected"),
    DISTRICT,
    subject="target",
    given=lambda cast: {"answer": "维持"},
)
row(
    answers.inspectiontarget_correct,
    lambda cast: target_in(cast, "objected"),
    DISTRICT,
    subject="target",
    given=lambda cast: {"answer": "更正"},
)
row(answers.inspectiontarget_presume, silent, DISTRICT, subject="target")
row(answers.inspectiontarget_close, settled, DISTRICT, subject="target")
