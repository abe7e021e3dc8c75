"""督导检查."""

from typing import Any

from callers import gid
from cast import Cast
from inputs.makers import Good, good
from inspecting import (
    LINES,
    announced,
    checklist_in,
    drafted,
    inspection_in,
    prepared,
    recorded,
    reread,
    target_in,
    team_of,
)
from stories import in_days

from linkage.inspections.models import InspectionTarget
from linkage.problems.models import Problem
from tenants.org.models import Post

CONTENT: dict[str, Any] = {
    "title": "第三季度随机抽查",
    "kind": "RANDOM",
    "scope": "检查责任落实情况。",
    "lines": LINES,
    "unannounced": True,
}


def _days() -> dict[str, str]:
    return {"startsOn": in_days(0).isoformat(), "endsOn": in_days(20).isoformat()}


def _of(row: Any, **given: Any) -> Good:
    return "office", {"id": gid(row), **given, "version": row.version}


@good("checklistCreate")
def _create(cast: Cast) -> Good:
    return "office", {"name": "季度检查表", "lines": LINES}


@good("checklistEdit")
def _edit(cast: Cast) -> Good:
    return _of(checklist_in(cast), name="季度检查表", lines=LINES)


@good("checklistRetire")
def _retire(cast: Cast) -> Good:
    return _of(checklist_in(cast))


@good("checklistRestore")
def _restore(cast: Cast) -> Good:
    return _of(checklist_in(cast, "retired"))


@good("inspectionPlan")
def _plan(cast: Cast) -> Good:
    return "office", {"organization": gid(cast.root), **CONTENT, **_days()}


@good("inspectionEdit")
def _change(cast: Cast) -> Good:
    return _of(drafted(cast), **CONTENT, **_days())


@good("inspectionteamForm")
def _form(cast: Cast) -> Good:
    plan = drafted(cast)
    team = team_of(cast, plan)
    plan.refresh_from_db()
    member = gid(Post.objects.get(user=cast.users["department"]))
    whom = {"name": "第二检查组", "head": "钱红", "people": "钱红、孙立", "members": [member]}
    return "office", {"inspection": gid(plan), "team": gid(team), **whom, "version": plan.version}


@good("inspectionteamDissolve")
def _dissolve(cast: Cast) -> Good:
    team = team_of(cast, drafted(cast))
    return "office", {"id": gid(team), "version": team.inspection.version}


@good("inspectionChoose")
def _choose(cast: Cast) -> Good:
    return _of(drafted(cast), owners=[gid(cast.community_a), gid(cast.unit_a)])


@good("inspectionAnnounce")
def _announce(cast: Cast) -> Good:
    terms = {"population": "COMMUNITIES", "count": 1, "perStreet": True, "below": gid(cast.street_a)}
    return _of(drafted(cast), **terms, publicSource="当日开奖号码")


@good("inspectionDraw")
def _draw(cast: Cast) -> Good:
    return _of(announced(cast, public_source="当日开奖号码"), publicNumber="0719")


@good("inspectionSpread")
def _spread(cast: Cast) -> Good:
    return _of(prepared(cast))


@good("inspectionIssue")
def _issue(cast: Cast) -> Good:
    return _of(prepared(cast))


@good("inspectionFinish")
def _finish(cast: Cast) -> Good:
    plan = target_in(cast, "closed").inspection
    return _of(plan, summary="总体较好")


@good("inspectionCancel")
def _cancel(cast: Cast) -> Good:
    return _of(inspection_in(cast, "issued"), reason="另行安排")


@good("inspectiontargetAssign")
def _assign(cast: Cast) -> Good:
    target = target_in(cast, "pending")
    return _of(target, team=gid(target.team), dueOn=in_days(5).isoformat())


@good("inspectiontargetRecord")
def _record(cast: Cast) -> Good:
    target = target_in(cast, "pending")
    item = target.inspection.items.order_by("order").first()
    finding = {"item": gid(item), "result": "UNMET", "note": "未开放", "severity": "MAJOR"}
    return _of(target, visitedOn=in_days(0).isoformat(), findings=[finding])


@good("findingAttach")
def _attach(cast: Cast) -> Good:
    file = {"name": "现场.pdf", "contentBase64": "JVBERi0xLjQKJcOkw7zDtsOfCg=="}
    return "office", {"id": gid(recorded(cast).findings.first()), "evidence": [file]}


@good("inspectiontargetSubmit")
def _submit(cast: Cast) -> Good:
    return _of(recorded(cast), conclusion="总体较好")


def _mine(row: InspectionTarget, **given: Any) -> Good:
    return "community_a", {"id": gid(row), **given, "version": row.version}


@good("inspectiontargetConfirm")
def _confirm(cast: Cast) -> Good:
    return _mine(target_in(cast, "checked"), note="属实")


@good("inspectiontargetObject")
def _object(cast: Cast) -> Good:
    return _mine(target_in(cast, "checked"), reason="记录在街道")


@good("inspectiontargetUphold")
def _uphold(cast: Cast) -> Good:
    return _of(target_in(cast, "objected"), answer="维持")


@good("inspectiontargetCorrect")
def _correct(cast: Cast) -> Good:
    return _of(target_in(cast, "objected"), answer="更正")


@good("inspectiontargetClose")
def _close(cast: Cast) -> Good:
    target = target_in(cast, "confirmed")
    Problem.objects.update(status=Problem.Status.DISMISSED)
    return _of(reread(target))


@good("inspectiontargetDrop")
def _drop(cast: Cast) -> Good:
    return _of(target_in(cast, "pending"), reason="近期已检查")
