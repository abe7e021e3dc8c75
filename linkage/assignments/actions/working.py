"""Doing tasks: accept, report, report as done; and what the level above says of it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from core.errors import InvalidInput, WrongState
from core.events import action, now
from core.files import Upload
from core.periods import SHANGHAI
from core.permissions import Actor, Perm, require
from core.transitions import advance, check
from core.values import clean_text
from linkage.assignments.models import Assignment, AssignmentFile, ProgressReport
from linkage.assignments.rollup import has_parts, lock_line, roll_up, told
from linkage.sendingback import later_day, told_day
from tenants.attachments import attachments_keep

Status = Assignment.Status


@action
def assignment_accept(
    *, actor: Actor, assignment: Assignment, responsible: str = "", version: int | None = None
) -> Assignment:
    """签收: the organization takes note of its part and may name the person in charge."""
    fresh, _ = lock_line(assignment, version=version)
    require(actor, Perm.ASSIGNMENT_WORK, at=fresh.place)
    person = clean_text(responsible, "responsible", "责任人", 60, required=False)
    changes: dict[str, Any] = {"accepted_at": now(), "responsible": person or fresh.responsible}
    return advance(fresh, "accept", actor=actor, data=told(fresh), locked=True, **changes)


@action
def assignment_report(
    *,
    actor: Actor,
    assignment: Assignment,
    text: str,
    progress: int | None = None,
    difficulty: str = "",
    evidence: Sequence[Upload] = (),
    version: int | None = None,
) -> Assignment:
    """调度: say how far it has come, in words and per cent, and what the level above should help with.

    A row with parts has its progress from them: ``progress`` is then not given. Raises ``InvalidInput`` for one outside
    0–100.
    """
    fresh, above = _own_part(actor, assignment, version)
    check(fresh, "report")
    split = has_parts(fresh)
    if split and progress is not None:
        raise InvalidInput("任务已分解，进度由下级汇总，请只填写进展情况。", field="progress")
    reached = fresh.progress if split else _clean_progress(progress)
    help_wanted = clean_text(difficulty, "difficulty", "困难", 500, required=False)
    _keep_report(actor, fresh, reached, text, evidence, difficulty=help_wanted)
    data = {**told(fresh), "progress": reached, "note": help_wanted or text, "difficulty": bool(help_wanted)}
    fresh = advance(fresh, "report", actor=actor, data=data, locked=True, progress=reached)
    if not split:
        roll_up(above, actor=actor)
    return fresh


@action
def assignment_submit(
    *,
    actor: Actor,
    assignment: Assignment,
    outcome: str,
    evidence: Sequence[Upload] = (),
    version: int | None = None,
) -> Assignment:
    """报结: say that it is done; the level above verifies. Raises ``WrongState`` while parts of it are not done."""
    fresh, above = _own_part(actor, assignment, version)
    check(fresh, "submit")
    open_parts = fresh.parts.filter(status__in=Assignment.RUNNING).count()
    if open_parts:
        raise WrongState(f"还有 {open_parts} 个下级组织没有办结，全部办结后才能报结。", field="status")
    text = clean_text(outcome, "outcome", "完成情况", 2000)
    _keep_report(actor, fresh, 100, text, evidence, final=True)
    changes: dict[str, Any] = {"progress": 100, "poor": False, "outcome": text, "submitted_at": now()}
    fresh = advance(fresh, "submit", actor=actor, data={**told(fresh), "note": text}, locked=True, **changes)
    roll_up(above, actor=actor)
    return fresh


@action
def assignment_return(
    *, actor: Actor, assignment: Assignment, reason: str, due_on: date | None = None, version: int | None = None
) -> Assignment:
    """Send it back to be done better; its progress is again what it was before it was reported as done.

    ``due_on`` gives more time than its term has left (``sendingback``).
    """
    fresh, above = lock_line(assignment, version=version)
    require(actor, Perm.ASSIGNMENT_VERIFY, at=fresh.issuer.place)
    text = clean_text(reason, "reason", "退回原因", 500)
    check(fresh, "return")
    last = fresh.reports.filter(final=True).order_by("-pk").first()
    before = last.before if last else fresh.progress
    day = later_day(fresh, due_on)
    data = {**told(fresh), "reason": text, **told_day(fresh, day)}
    changes: dict[str, Any] = {"progress": before, "poor": True, "submitted_at": None, **day}
    fresh = advance(fresh, "return", actor=actor, data=data, locked=True, **changes)
    roll_up(above, actor=actor)
    return fresh


@action
def assignment_verify(
    *, actor: Actor, assignment: Assignment, note: str = "", version: int | None = None
) -> Assignment:
    """核验: the level above agrees that it is done. With its last part the row above is done as well."""
    fresh, above = lock_line(assignment, version=version)
    require(actor, Perm.ASSIGNMENT_VERIFY, at=fresh.issuer.place)
    text = clean_text(note, "note", "核验意见", 500, required=False)
    data: dict[str, Any] = {**told(fresh), "note": text, "on_time": fresh.due_on >= _day_done(fresh)}
    fresh = advance(fresh, "verify", actor=actor, data=data, locked=True, progress=100, closed_at=now())
    roll_up(above, actor=actor)
    return fresh


def _own_part(actor: Actor, assignment: Assignment, version: int | None) -> tuple[Assignment, list[Assignment]]:
    fresh, above = lock_line(assignment, version=version)
    require(actor, Perm.ASSIGNMENT_WORK, at=fresh.place)
    return fresh, above


def _day_done(assignment: Assignment) -> date:
    moment = assignment.submitted_at or now()
    return moment.astimezone(SHANGHAI).date()


def _clean_progress(progress: int | None) -> int:
    if progress is None:
        raise InvalidInput("请填写进度。", field="progress")
    if not isinstance(progress, int) or not 0 <= progress <= 100:
        raise InvalidInput("进度应为 0—100 的整数。", field="progress")
    return progress


def _keep_report(
    actor: Actor,
    assignment: Assignment,
    progress: int,
    text: str,
    evidence: Sequence[Upload],
    *,
    difficulty: str = "",
    final: bool = False,
) -> None:
    report = ProgressReport.objects.create(
        assignment=assignment,
        progress=progress,
        before=assignment.progress,
        text=clean_text(text, "text", "进展情况", 2000),
        difficulty=difficulty,
        final=final,
        by_label=actor.label[:120],
        at=now(),
    )
    attachments_keep(AssignmentFile, report, evidence, by=actor)
