"""查 and 验: what the level above says of it."""

from datetime import date
from typing import Any

from core.errors import InvalidInput
from core.events import action, now
from core.permissions import Actor, Perm, require
from core.transitions import advance, check, lock
from core.values import clean_text
from linkage.problems.actions.problems import problem_report
from linkage.problems.models import Problem, Severity
from linkage.responsibilities.actions.items import facts
from linkage.responsibilities.models import Responsibility, ResponsibilityCheck
from linkage.sendingback import later_day, told_day
from tenants.org.models import Organization


@action
def responsibility_check(
    *,
    actor: Actor,
    responsibility: Responsibility,
    passed: bool,
    findings: str,
    version: int | None = None,
) -> Responsibility:
    """查: look whether a published item is kept, as often as needed; each look stays with its findings.

    What is not kept is lit yellow at least until a later look finds it kept, and is entered as a problem of the
    subdistrict or community, which then has to be put right; the district's own stays with the check.
    """
    require(actor, Perm.RESPONSIBILITY_CHECK, at=responsibility.place_above)
    fresh = lock(responsibility, version=version)
    check(fresh, "check")
    text = clean_text(findings, "findings", "检查情况", 2000)
    ResponsibilityCheck.objects.create(
        responsibility=fresh, passed=passed, findings=text, by_label=actor.label[:120], at=now()
    )
    if not passed and fresh.organization.level != Organization.Level.DISTRICT:
        problem_report(
            actor=actor,
            organization=fresh.organization,
            title=f"责任未落实：{fresh.title}"[:120],
            detail=text,
            source=Problem.Source.INSPECTION,
            severity=Severity.MINOR,
            category=Problem.Category.DUTY,
            origin=fresh,
        )
    data = {**facts(fresh), "passed": passed, "note": text}
    return advance(fresh, "check", actor=actor, data=data, locked=True, poor=not passed)


@action
def responsibility_return(
    *,
    actor: Actor,
    responsibility: Responsibility,
    reason: str,
    due_on: date | None = None,
    version: int | None = None,
) -> Responsibility:
    """Send it back to be done better; until it is handed in again its light is yellow at least.

    ``due_on`` gives more time than its term has left (``sendingback``).
    """
    require(actor, Perm.RESPONSIBILITY_CHECK, at=responsibility.place_above)
    text = clean_text(reason, "reason", "退回原因", 500)
    fresh = lock(responsibility, version=version)
    check(fresh, "return")
    day = later_day(fresh, due_on)
    data = {**facts(fresh), "reason": text, **told_day(fresh, day)}
    changes: dict[str, Any] = {"poor": True, "submitted_at": None, **day}
    return advance(fresh, "return", actor=actor, data=data, locked=True, **changes)


@action
def responsibility_accept(
    *, actor: Actor, responsibility: Responsibility, result: str, note: str = "", version: int | None = None
) -> Responsibility:
    """验: accept with a result. What was not met must say why."""
    require(actor, Perm.RESPONSIBILITY_CHECK, at=responsibility.place_above)
    if result not in Responsibility.Result.values:
        raise InvalidInput("请选择验收结果。", field="result")
    fresh = lock(responsibility, version=version)
    check(fresh, "accept")
    text = clean_text(note, "note", "验收意见", 500, required=result != Responsibility.Result.MET)
    label = Responsibility.Result(result).label
    data = {**facts(fresh), "result": result, "note": f"{label}：{text}" if text else str(label)}
    reached = 100 if result == Responsibility.Result.MET else fresh.progress
    changes: dict[str, Any] = {"result": result, "result_note": text, "progress": reached, "accepted_at": now()}
    return advance(fresh, "accept", actor=actor, data=data, locked=True, **changes)
