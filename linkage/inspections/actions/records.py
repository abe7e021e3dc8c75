"""What a team records at a target, item by item, and the result that it puts before those inspected."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.errors import InvalidInput, WrongState
from core.events import action, action_day, now, record
from core.files import Upload
from core.permissions import Actor
from core.transitions import advance, check, lock
from core.values import clean_text
from linkage.inspections.models import (
    Finding,
    FindingFile,
    Inspection,
    InspectionItem,
    InspectionRules,
    InspectionTarget,
)
from linkage.inspections.recording import mark, percentage, require_team
from linkage.problems.models import Severity
from tenants.attachments import attachments_keep
from tenants.calendars.models import WorkCalendar
from tenants.org.tenure import keep_in_use


@dataclass(frozen=True, slots=True)
class FindingDraft:
    """What somebody says of one item, with photos and papers that show it."""

    item: InspectionItem
    result: str
    note: str = ""
    severity: str = ""
    evidence: Sequence[Upload] = ()


@action
def inspectiontarget_record(
    *,
    actor: Actor,
    target: InspectionTarget,
    visited_on: date,
    findings: Sequence[FindingDraft],
    version: int | None = None,
) -> InspectionTarget:
    """Record what was found on a day; a finding of an item replaces the one before, other items stay as they are.

    Raises ``InvalidInput`` for a day outside the inspection or to come, an item of another inspection, and something
    that does not fit without a word about it.
    """
    require_team(actor, target)
    keep_in_use([target.owner], purpose="接受检查", field="target")
    plan = lock(target.inspection)
    if plan.status not in Inspection.RUNNING:
        raise WrongState(f"督导检查{plan.get_status_display()}，不能记录检查情况。", field="status")
    fresh = lock(target, version=version)
    fresh.inspection = plan
    check(fresh, "record")
    if not plan.starts_on <= visited_on <= action_day():
        raise InvalidInput(f"检查日期应在 {plan.starts_on:%Y-%m-%d} 和今天之间。", field="visited_on")
    if not findings:
        raise InvalidInput("请至少记录一项检查结果。", field="findings")
    rules = InspectionRules.current()
    rows = [_finding(fresh, each, rules, actor) for each in findings]
    if len({row.item_id for row in rows}) < len(rows):
        raise InvalidInput("同一检查事项只能有一个结果。", field="findings")
    Finding.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["target", "item"],
        update_fields=["result", "severity", "note", "score", "recorder_label", "recorded_at"],
    )
    kept = {row.item_id: row for row in fresh.findings.all()}
    for each in findings:
        attachments_keep(FindingFile, kept[each.item.pk], each.evidence, by=actor)
    if plan.status == Inspection.Status.ISSUED:
        advance(plan, "start", actor=actor, locked=True)
    data = {"visited_on": visited_on, "note": f"已记录 {len(kept)} 项，检查日期 {visited_on:%Y-%m-%d}"}
    return advance(fresh, "record", actor=actor, locked=True, data=data, visited_on=visited_on)


@action
def finding_attach(*, actor: Actor, finding: Finding, evidence: Sequence[Upload]) -> Finding:
    """Keep photos and papers with a finding until the result is submitted."""
    require_team(actor, finding.target)
    target = lock(finding.target)
    if target.status != InspectionTarget.Status.CHECKING:
        raise WrongState("检查结果提交后不能再补充现场材料。", field="status")
    if not evidence:
        raise InvalidInput("请选择要上传的照片或文件。", field="evidence")
    kept = attachments_keep(FindingFile, finding, evidence, by=actor)
    note = f"{finding.item}：{len(kept)} 份"
    record("inspectiontarget.attach", actor=actor, subject=target, data={"note": note})
    return finding


@action
def inspectiontarget_submit(
    *, actor: Actor, target: InspectionTarget, conclusion: str, version: int | None = None
) -> InspectionTarget:
    """Put the result before those inspected, once every item has one; from here their days count."""
    require_team(actor, target)
    fresh = lock(target, version=version)
    check(fresh, "submit")
    text = clean_text(conclusion, "conclusion", "检查结论", 2000)
    found = list(fresh.findings.values_list("score", "item__points", "result"))
    missing = fresh.inspection.items.count() - len(found)
    if missing > 0:
        raise WrongState(f"还有 {missing} 项没有检查结果，请先记录；不适用的请选“不适用”。", field="findings")
    rules = InspectionRules.current()
    changes: dict[str, Any] = {
        "conclusion": text,
        "score": percentage((got, points) for got, points, _ in found),
        "unmet": sum(result == Finding.Result.UNMET for *_, result in found),
        "submitted_at": now(),
        "submitter_label": actor.label[:120],
        "confirm_due_on": WorkCalendar.due_in(rules.confirm_days),
    }
    # The event says how it stands afterwards: the inspected side is told of it from now on.
    data: dict[str, Any] = {"unmet": changes["unmet"], "due_on": changes["confirm_due_on"], "note": text[:300]}
    if changes["score"] is not None:
        data["score"] = changes["score"]
    return advance(fresh, "submit", actor=actor, locked=True, data=data, **changes)


def _finding(target: InspectionTarget, given: FindingDraft, rules: InspectionRules, actor: Actor) -> Finding:
    if given.item.inspection_id != target.inspection_id:
        raise InvalidInput("检查事项不属于本次督导检查。", field="findings")
    if given.result not in Finding.Result.values:
        raise InvalidInput(f"请选择“{given.item}”的结果：符合、基本符合、不符合或不适用。", field="findings")
    unmet = given.result in (Finding.Result.UNMET, Finding.Result.MOSTLY)
    note = clean_text(
        given.note, "findings", f"“{given.item}”的情况说明", 1000, required=given.result == Finding.Result.UNMET
    )
    severity = (given.severity or Severity.MINOR) if unmet else ""
    if severity and severity not in Severity.values:
        raise InvalidInput(f"请选择“{given.item}”的严重程度：一般、较重或严重。", field="findings")
    return Finding(
        target=target,
        item=given.item,
        result=given.result,
        severity=severity,
        note=note,
        score=mark(given.result, given.item.points, rules),
        recorder_label=actor.label[:120],
        recorded_at=now(),
    )
