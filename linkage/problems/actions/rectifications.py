"""整改清单: plan, report, hand in with evidence, check, close (S4)."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from core.errors import InvalidInput, NotAllowed, WrongState
from core.events import action, action_day, now
from core.files import Upload
from core.periods import SHANGHAI
from core.permissions import Actor, ActorKind, Perm, Place, above, require
from core.transitions import advance, check, lock
from core.values import clean_percent, clean_text
from linkage.problems.models import Problem, ProgressReport, Rectification, RectificationFile
from linkage.problems.terms import check_due_for, order_due_for
from linkage.sendingback import later_day, told_day
from tenants.attachments import attachments_keep
from tenants.org.models import Post


@action
def rectification_start(
    *,
    actor: Actor,
    rectification: Rectification,
    measures: str,
    person: str = "",
    post: Post | None = None,
    version: int | None = None,
) -> Rectification:
    """Say what will be done and who answers for it; from here on it is being put right.

    The responsible person is the holder of a ``post`` of the place, or is named in ``person``. Raises ``InvalidInput``
    for neither.
    """
    require(actor, Perm.RECTIFICATION_FULFIL, at=rectification.place)
    problem, fresh = _lock_both(rectification, version)
    check(fresh, "start")
    told = _plan(fresh, measures, person, post)
    advance(problem, "start", actor=actor, locked=True)
    return advance(fresh, "start", actor=actor, locked=True, data={"note": f"责任人：{told['person']}"}, **told)


@action
def rectification_revise(
    *,
    actor: Actor,
    rectification: Rectification,
    measures: str,
    person: str = "",
    post: Post | None = None,
    version: int | None = None,
) -> Rectification:
    """Change measures or the responsible person while it is being put right."""
    require(actor, Perm.RECTIFICATION_FULFIL, at=rectification.place)
    fresh = lock(rectification, version=version)
    check(fresh, "revise")
    told = _plan(fresh, measures, person, post)
    return advance(fresh, "revise", actor=actor, locked=True, data={"note": f"责任人：{told['person']}"}, **told)


@action
def rectification_report(
    *, actor: Actor, rectification: Rectification, progress: int, text: str, version: int | None = None
) -> Rectification:
    """Tell how far it has come, in whole percent and in words."""
    require(actor, Perm.RECTIFICATION_FULFIL, at=rectification.place)
    fresh = lock(rectification, version=version)
    check(fresh, "report")
    percent = clean_percent(progress, "progress")
    words = clean_text(text, "text", "进展", 2000)
    ProgressReport.objects.create(
        rectification=fresh, percent=percent, text=words, by_label=actor.label[:120], at=now()
    )
    data = {"progress": percent, "note": f"{percent}%：{words[:200]}"}
    return advance(fresh, "report", actor=actor, locked=True, data=data, progress=percent)


@action
def rectification_submit(
    *,
    actor: Actor,
    rectification: Rectification,
    outcome: str,
    evidence: Sequence[Upload] = (),
    version: int | None = None,
) -> Rectification:
    """Hand in what was done for the level above to check, with at least one file of evidence in all.

    The event says whether it was in time: ``due_on``, ``on_time`` and ``days`` since the order.
    """
    require(actor, Perm.RECTIFICATION_FULFIL, at=rectification.place)
    fresh = lock(rectification, version=version)
    check(fresh, "submit")
    words = clean_text(outcome, "outcome", "整改结果", 2000)
    attachments_keep(RectificationFile, fresh, evidence, by=actor)
    if not fresh.files.exists():
        raise InvalidInput("请至少上传一份佐证材料，例如整改前后的照片或会议记录。", field="evidence")
    return advance(
        fresh,
        "submit",
        actor=actor,
        locked=True,
        data=_timing(fresh, action_day()),
        outcome=words,
        progress=100,
        poor=False,
        check_by=check_due_for(fresh.severity, action_day()),
        submitted_at=now(),
        submitted_by_id=actor.id if actor.kind is not ActorKind.SYSTEM else None,
        submitter_label=actor.label[:120],
    )


@action
def rectification_adjust(
    *,
    actor: Actor,
    rectification: Rectification,
    requirement: str,
    due_on: date,
    reason: str,
    version: int | None = None,
) -> Rectification:
    """Change, above the place, what is demanded or until when; a later day that the place wants is an extension."""
    require(actor, Perm.PROBLEM_HANDLE, at=above(rectification.place))
    fresh = lock(rectification, version=version)
    check(fresh, "adjust")
    if due_on < action_day() and due_on != fresh.due_on:
        raise InvalidInput("整改期限不能早于今天。", field="due_on")
    data = {"reason": clean_text(reason, "reason", "调整原因", 500), "due_was": fresh.due_on, "due_on": due_on}
    words = clean_text(requirement, "requirement", "整改要求", 2000)
    return advance(fresh, "adjust", actor=actor, locked=True, data=data, requirement=words, due_on=due_on)


@action
def rectification_withdraw(
    *, actor: Actor, rectification: Rectification, reason: str, version: int | None = None
) -> Rectification:
    """Take back what was ordered by mistake, by the place that ordered it; the problem waits to be ordered anew.

    Raises ``WrongState`` once the place has reported on it: then it is adjusted or closed.
    """
    require(actor, Perm.PROBLEM_HANDLE, at=ordering_place(rectification))
    problem, fresh = _lock_both(rectification, version)
    check(fresh, "withdraw")
    if fresh.reports.exists():
        raise WrongState("责任组织已报告整改进展，不能撤回；要求有误的，请调整整改要求。", field="status")
    told = {"reason": clean_text(reason, "reason", "撤回原因", 500)}
    day = action_day()
    advance(
        problem,
        "recall",
        actor=actor,
        locked=True,
        data={**told, "number": fresh.number},
        waits_since=day,
        order_due_on=order_due_for(problem.severity, day),
    )
    return advance(fresh, "withdraw", actor=actor, locked=True, data=told)


@action
def rectification_approve(
    *, actor: Actor, rectification: Rectification, note: str = "", version: int | None = None
) -> Rectification:
    """Find, above the place, that what was handed in holds; it then waits to be closed."""
    require(actor, Perm.RECTIFICATION_REVIEW, at=above(rectification.place))
    fresh = lock(rectification, version=version)
    check(fresh, "approve")
    _keep_apart(actor, fresh, "审核")
    by = check_due_for(fresh.severity, action_day())
    return advance(fresh, "approve", actor=actor, locked=True, data=_noted(note), check_by=by)


@action
def rectification_return(
    *,
    actor: Actor,
    rectification: Rectification,
    reason: str,
    due_on: date | None = None,
    version: int | None = None,
) -> Rectification:
    """Send it back as not good enough; until it is handed in again its light is yellow at least.

    ``due_on`` gives more time than its term has left (``sendingback``).
    """
    require(actor, Perm.RECTIFICATION_REVIEW, at=above(rectification.place))
    fresh = lock(rectification, version=version)
    check(fresh, "return")
    day = later_day(fresh, due_on)
    told = {"reason": clean_text(reason, "reason", "退回原因", 500), **told_day(fresh, day)}
    return advance(fresh, "return", actor=actor, locked=True, data=told, poor=True, check_by=None, **day)


@action
def rectification_close(
    *, actor: Actor, rectification: Rectification, note: str = "", version: int | None = None
) -> Rectification:
    """销号, by the level above and never by who handed it in. It and its problem are closed for good.

    The event says whether it was handed in in time: ``due_on``, ``on_time``, and ``days`` since the order.
    """
    require(actor, Perm.RECTIFICATION_CLOSE, at=above(rectification.place))
    problem, fresh = _lock_both(rectification, version)
    check(fresh, "close")
    _keep_apart(actor, fresh, "销号")
    moment = now()
    advance(problem, "close", actor=actor, locked=True, data=_noted(note), closed_at=moment)
    handed_in = fresh.submitted_at or moment
    data = {**_timing(fresh, handed_in.astimezone(SHANGHAI).date()), "severity": fresh.severity, **_noted(note)}
    return advance(
        fresh, "close", actor=actor, locked=True, data=data, closed_at=moment, closer_label=actor.label[:120]
    )


def ordering_place(rectification: Rectification) -> Place:
    """Where it was ordered; of one that the platform ordered any place above may say that it was a mistake."""
    issuer = rectification.issuer
    return issuer.place if issuer is not None else above(rectification.place)


def _lock_both(rectification: Rectification, version: int | None = None) -> tuple[Problem, Rectification]:
    """The problem before its part."""
    problem = lock(rectification.problem)
    fresh = lock(rectification, version=version)
    fresh.problem = problem
    return problem, fresh


def _plan(fresh: Rectification, measures: str, person: str, post: Post | None) -> dict[str, Any]:
    if post is not None:
        if post.organization_id != fresh.organization_id or not Post.objects.in_force(action_day()).filter(pk=post.pk):
            raise InvalidInput("责任人应是责任组织现任的人员，请重新选择。", field="post")
        named = f"{post.user.name}（{post.office}）"
    else:
        named = clean_text(person, "person", "责任人", 60)
    return {"measures": clean_text(measures, "measures", "整改措施", 2000), "person": named, "post": post}


def _keep_apart(actor: Actor, fresh: Rectification, what: str) -> None:
    """Who handed it in checks and closes nothing of it, whatever posts they hold."""
    if actor.id is not None and actor.id == fresh.submitted_by_id:
        raise NotAllowed(f"整改结果由您提交，不能由您{what}，请由上级的其他人员办理。")


def _timing(fresh: Rectification, day: date) -> dict[str, Any]:
    return {"due_on": fresh.due_on, "on_time": day <= fresh.due_on, "days": (day - fresh.started_on).days}


def _noted(note: str) -> dict[str, str]:
    words = clean_text(note, "note", "说明", 500, required=False)
    return {"note": words} if words else {}
