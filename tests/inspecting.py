"""Inspections of the district below street A and B, brought into a state by the people of the cast."""

from datetime import timedelta
from typing import Any

from cast import Cast
from oversight import on_day
from samples import photo
from stories import in_days

from core.periods import today
from core.permissions import SYSTEM
from linkage.inspections.actions import answers, draws, plans, records, targets
from linkage.inspections.actions.checklists import checklist_create, checklist_retire
from linkage.inspections.actions.records import FindingDraft
from linkage.inspections.models import Checklist, Finding, Inspection, InspectionDraw, InspectionTarget, InspectionTeam

LINES = "三会一课按期召开｜查会议记录｜40\n党群服务中心按时开放｜现场查看｜60\n台账资料｜抽查上季度"
ROUND = InspectionTarget.Status


def checklist_in(cast: Cast, status: str = "active", name: str = "基层党建检查表") -> Checklist:
    row = checklist_create(actor=cast.actor("office"), name=name, lines=LINES)
    return row if status == "active" else checklist_retire(actor=cast.actor("office"), checklist=row)


def plan_terms(cast: Cast, **changes: Any) -> dict[str, Any]:
    """What the district plans, from ten days ago on."""
    given = {
        "organization": cast.root,
        "title": "第三季度随机抽查",
        "kind": "random",
        "starts_on": in_days(-10),
        "ends_on": in_days(20),
        "scope": "检查党建责任落实和服务中心开放情况。",
        "lines": LINES,
    }
    return {**given, **changes}


def drafted(cast: Cast, **changes: Any) -> Inspection:
    return plans.inspection_plan(actor=cast.actor("office"), **plan_terms(cast, **changes))


def team_of(cast: Cast, inspection: Inspection, name: str = "第一检查组", *members: str) -> InspectionTeam:
    """A team in which the liaison of the police goes, unless others are named."""
    users = [cast.users[each] for each in members or ("department",)]
    given = {"name": name, "head": "赵建国", "people": "赵建国、钱红", "members": users}
    return plans.inspectionteam_form(actor=cast.actor("office"), inspection=inspection, **given)


def prepared(cast: Cast, *owners: Any, **changes: Any) -> Inspection:
    """A draft with one team and community A, unless others are named, as its targets."""
    plan = drafted(cast, **changes)
    team_of(cast, plan)
    plan = targets.inspection_choose(actor=SYSTEM, inspection=plan, owners=owners or (cast.community_a,))
    return targets.inspection_spread(actor=cast.actor("office"), inspection=plan)


def issued(cast: Cast, *owners: Any, **changes: Any) -> Inspection:
    return plans.inspection_issue(actor=cast.actor("office"), inspection=prepared(cast, *owners, **changes))


def inspection_in(cast: Cast, status: str) -> Inspection:
    """An inspection in any of its states; a draft has all that is asked before it is issued."""
    if status == "draft":
        return prepared(cast)
    if status == "cancelled":
        return plans.inspection_cancel(actor=cast.actor("office"), inspection=prepared(cast), reason="另行安排")
    if status == "issued":
        return issued(cast)
    target = target_in(cast, "closed" if status == "completed" else "checking")
    plan = target.inspection
    plan.refresh_from_db()
    if status == "completed":
        plan = plans.inspection_finish(actor=cast.actor("office"), inspection=plan, summary="总体较好")
    return plan


def reread(target: InspectionTarget) -> InspectionTarget:
    rows = InspectionTarget.objects.select_related("inspection__organization", "organization", "unit", "team")
    return rows.get(pk=target.pk)


def results(target: InspectionTarget, *marks: str) -> list[FindingDraft]:
    """A result for each item, in their order: the last of ``marks`` stands for the rest."""
    given = marks or ("met",)
    items = target.inspection.items.order_by("order")
    return [
        FindingDraft(item, mark, note="" if mark == "met" else "未见记录", severity="major" if mark == "unmet" else "")
        for number, item in enumerate(items)
        for mark in (given[min(number, len(given) - 1)],)
    ]


def recorded(cast: Cast, *marks: str, target: InspectionTarget | None = None) -> InspectionTarget:
    """A target with a result of every item."""
    target = reread(target or issued(cast).targets.get())
    given = {"visited_on": today(), "findings": results(target, *marks)}
    return reread(records.inspectiontarget_record(actor=cast.actor("department"), target=target, **given))


def submitted(cast: Cast, *marks: str, target: InspectionTarget | None = None) -> InspectionTarget:
    row = recorded(cast, *marks, target=target)
    return reread(records.inspectiontarget_submit(actor=cast.actor("department"), target=row, conclusion="总体较好"))


def target_in(cast: Cast, status: str, *, unmet: bool = False) -> InspectionTarget:
    """Community A as a target of the district in any of its states; confirmed only with something to put right."""
    marks = ("unmet", "met") if unmet or status == "confirmed" else ("met",)
    if status == "pending":
        return reread(issued(cast).targets.get())
    if status == "dropped":
        row = reread(issued(cast).targets.get())
        return targets.inspectiontarget_drop(actor=cast.actor("office"), target=row, reason="近期已检查")
    if status == "checking":
        return recorded(cast, *marks)
    row = submitted(cast, *marks)
    if status == "objected":
        return reread(answers.inspectiontarget_object(actor=cast.actor("community_a"), target=row, reason="记录在街道"))
    if status in ("confirmed", "closed"):
        return reread(answers.inspectiontarget_confirm(actor=cast.actor("community_a"), target=row))
    return row


def finding_with_photo(cast: Cast) -> Finding:
    """Something that was found at community A, with a photo, and put before it."""
    row = recorded(cast, "unmet", "met")
    finding = row.findings.order_by("item__order").first()
    records.finding_attach(actor=cast.actor("department"), finding=finding, evidence=[photo()])
    records.inspectiontarget_submit(actor=cast.actor("department"), target=row, conclusion="有一项不符合")
    return Finding.objects.select_related("target__inspection__organization", "target__organization", "item").get(
        pk=finding.pk
    )


def announced(cast: Cast, plan: Inspection | None = None, **changes: Any) -> Inspection:
    """A draft with one team and an announced draw of one of the communities of the district."""
    if plan is None:
        plan = drafted(cast)
        team_of(cast, plan)
    given = {"population": "communities", "count": 1, **changes}
    return draws.inspection_announce(actor=cast.actor("office"), inspection=plan, **given)


def draw_of(cast: Cast, **changes: Any) -> InspectionDraw:
    """A draw of one of two communities, of an inspection that is issued."""
    plan = draws.inspection_draw(actor=cast.actor("office"), inspection=announced(cast, **changes))
    plan = targets.inspection_spread(actor=cast.actor("office"), inspection=plan)
    plans.inspection_issue(actor=cast.actor("office"), inspection=plan)
    return InspectionDraw.objects.select_related("inspection__organization", "below").get(inspection=plan)


def silent(cast: Cast) -> InspectionTarget:
    """A result to which nobody has said anything beyond its day."""
    with on_day(today() - timedelta(days=30)):
        plan = issued(cast, starts_on=in_days(-40), ends_on=in_days(-20))
        row = reread(plan.targets.get())
        given = {"visited_on": in_days(-31), "findings": results(row, "unmet", "met")}
        row = reread(records.inspectiontarget_record(actor=cast.actor("department"), target=row, **given))
        records.inspectiontarget_submit(actor=cast.actor("department"), target=row, conclusion="有一项不符合")
    return reread(row)
