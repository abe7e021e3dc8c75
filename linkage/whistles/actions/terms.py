"""More time, asked by a department before its hours or its day are over and decided by the district; 督办 of what is
overdue."""

from datetime import date
from typing import Any

from core.errors import InvalidInput, WrongState
from core.events import action, action_day
from core.periods import SHANGHAI
from core.permissions import ROOT, Actor, Perm, require
from core.privacy import clean_impersonal
from core.transitions import advance, check
from linkage.whistles.clocks import add_workhours
from linkage.whistles.course import lock_both
from linkage.whistles.models import WhistleResponse, WhistleRules
from linkage.whistles.rules import MOST_HOURS
from tenants.calendars.models import WorkCalendar

DEMANDS = "请立即到场办理，查明逾期原因，明确责任人和办结时间，并报告办理情况。"


@action
def whistleresponse_ask(
    *,
    actor: Actor,
    response: WhistleResponse,
    reason: str,
    due_on: date | None = None,
    hours: int | None = None,
    version: int | None = None,
) -> WhistleResponse:
    """申请延期: more time, asked before it is over. Before reporting in ``hours`` are asked, working hours on top of
    those that are left; after that ``due_on``, a later day for handing in.

    Raises ``WrongState`` when the time is over, when a request waits, or when the district's number is used up;
    ``InvalidInput`` for a day that is not later and for hours outside 1–80.
    """
    require(actor, Perm.WHISTLE_RESPOND, at=response.place)
    words = clean_impersonal(reason, "reason", "延期理由", 500)
    _, fresh = lock_both(response, version)
    check(fresh, "ask")
    if fresh.is_asking:
        raise WrongState("已有一份延期申请等待区里批准，请等候批复。", field="due_on")
    told: dict[str, Any]
    asked: dict[str, Any] = {"ask_reason": words, "ask_answer": ""}
    if fresh.status == WhistleResponse.Status.PENDING:
        asked["asked_hours"] = _clean_hours(fresh, hours)
        told = {"respond_by": fresh.respond_by, "hours": hours, "note": f"申请延长应哨 {hours} 个工作小时：{words}"}
    else:
        asked["asked_until"] = _clean_day(fresh, due_on)
        told = {"due_was": fresh.due_on, "due_on": due_on, "note": f"申请延至 {due_on}：{words}"}
    most = WhistleRules.current().most_extensions
    if fresh.extended >= most:
        raise WrongState(f"每个部门每件最多延期 {most} 次，已经用完，请向区里说明情况。", field="due_on")
    return advance(fresh, "ask", actor=actor, data={"reason": words, **told}, locked=True, **asked)


@action
def whistleresponse_approve(
    *, actor: Actor, response: WhistleResponse, note: str = "", version: int | None = None
) -> WhistleResponse:
    """同意延期: the department reports in within the further hours, or hands in by the later day; the matter as a whole
    is to be solved no earlier."""
    require(actor, Perm.WHISTLE_ASSIGN, at=ROOT)
    words = clean_impersonal(note, "note", "批复意见", 500, required=False)
    whistle, fresh = lock_both(response, version)
    _require_asked(fresh, "approve")
    changes: dict[str, Any] = {"extended": fresh.extended + 1, "ask_answer": words, **_NOTHING_ASKED}
    if fresh.asked_hours is not None:
        by = add_workhours(fresh.respond_by, fresh.asked_hours, WorkCalendar.current())
        until, label = by.astimezone(SHANGHAI).date(), f"{by.astimezone(SHANGHAI):%m月%d日 %H:%M}"
        changes |= {"respond_by": by}
    else:
        until = fresh.asked_until or fresh.due_on
        label = str(until)
    told = {"due_was": fresh.due_on, "due_on": until, "note": f"延至 {label}。{words}" if words else f"延至 {label}"}
    if whistle.due_on < until:
        whistle.due_on = until
        whistle.save(update_fields=["due_on"])
    return advance(fresh, "approve", actor=actor, data=told, locked=True, due_on=until, **changes)


@action
def whistleresponse_refuse(
    *, actor: Actor, response: WhistleResponse, reason: str, version: int | None = None
) -> WhistleResponse:
    """不同意延期: the time stays, and the district says why."""
    require(actor, Perm.WHISTLE_ASSIGN, at=ROOT)
    words = clean_impersonal(reason, "reason", "不同意的理由", 500)
    _, fresh = lock_both(response, version)
    _require_asked(fresh, "refuse")
    told = {"due_on": fresh.due_on, "reason": words}
    return advance(fresh, "refuse", actor=actor, data=told, locked=True, ask_answer=words, **_NOTHING_ASKED)


@action
def whistleresponse_retract(*, actor: Actor, response: WhistleResponse, version: int | None = None) -> WhistleResponse:
    """撤回延期申请: as long as the district has not decided; another may be asked for."""
    require(actor, Perm.WHISTLE_RESPOND, at=response.place)
    _, fresh = lock_both(response, version)
    _require_asked(fresh, "retract")
    wish = f"延至 {fresh.asked_until}" if fresh.asked_until else f"延长应哨 {fresh.asked_hours} 个工作小时"
    told = {"due_on": fresh.due_on, "note": f"不再申请{wish}"}
    return advance(fresh, "retract", actor=actor, data=told, locked=True, ask_reason="", **_NOTHING_ASKED)


@action
def whistleresponse_supervise(
    *, actor: Actor, response: WhistleResponse, demands: str = DEMANDS, version: int | None = None
) -> WhistleResponse:
    """督办: the district demands of a department that still has to act to do so; the platform once for a due date.

    Raises ``WrongState`` where that was demanded today already.
    """
    require(actor, Perm.WHISTLE_ASSIGN, at=ROOT)
    words = clean_impersonal(demands, "demands", "督办要求", 500)
    _, fresh = lock_both(response, version)
    check(fresh, "supervise")
    day = action_day()
    if fresh.supervised_today:
        raise WrongState("今天已经督办过，请等候部门报告情况。", field="demands")
    late = (day - fresh.due_on).days
    since = f"应于 {fresh.due_on} 前{step_of(fresh)}" + (f"，已逾期 {late} 天" if late > 0 else "")
    told = {"due_on": fresh.due_on, "overdue": late > 0, "note": f"{since}。{words}"}
    return advance(fresh, "supervise", actor=actor, data=told, locked=True, supervised_on=day, demands=words)


def step_of(response: WhistleResponse) -> str:
    """What the department has to do next, in words."""
    return "应哨报到" if response.status == WhistleResponse.Status.PENDING else "提交办理结果"


_NOTHING_ASKED: dict[str, Any] = {"asked_until": None, "asked_hours": None}


def _require_asked(fresh: WhistleResponse, verb: str) -> None:
    """Guarantee that a request waits, or raise ``WrongState``."""
    check(fresh, verb)
    if not fresh.is_asking:
        raise WrongState("现在没有等待批准的延期申请。", field="due_on")


def _clean_hours(fresh: WhistleResponse, hours: int | None) -> int:
    if not fresh.has_time:
        raise WrongState("应哨期限已过，不能再申请延长；请尽快到场应哨并报告情况。", field="hours")
    if isinstance(hours, bool) or not isinstance(hours, int) or not 1 <= hours <= MOST_HOURS:
        raise InvalidInput(f"应哨之前延长的是应哨时间，请填写 1—{MOST_HOURS} 的工作小时数。", field="hours")
    return hours


def _clean_day(fresh: WhistleResponse, due_on: date | None) -> date:
    if not fresh.has_time:
        raise WrongState("办结期限已过，不能再申请延期；请尽快办理并报告情况。", field="due_on")
    if due_on is None:
        raise InvalidInput("请填写申请延至哪一天。", field="due_on")
    if due_on <= fresh.due_on:
        raise InvalidInput(f"延至的日期应晚于现在的期限 {fresh.due_on}。", field="due_on")
    return due_on
