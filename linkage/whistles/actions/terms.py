"""More time, asked by a department before its day is over and decided by the district; 督办 of what is overdue."""

from datetime import date

from core.errors import InvalidInput, WrongState
from core.events import action, action_day
from core.permissions import ROOT, Actor, Perm, require
from core.privacy import clean_impersonal
from core.transitions import advance, check
from linkage.whistles.course import lock_both
from linkage.whistles.models import WhistleResponse, WhistleRules

DEMANDS = "请立即到场办理，查明逾期原因，明确责任人和办结时间，并报告办理情况。"


@action
def whistleresponse_ask(
    *, actor: Actor, response: WhistleResponse, due_on: date, reason: str, version: int | None = None
) -> WhistleResponse:
    """申请延期: a later day for handing in, asked up to and on the day on which it is due.

    Raises ``WrongState`` when that is over, when a request waits, or when the district's number is used up;
    ``InvalidInput`` for a day that is not later. Hours for reporting in are not extended.
    """
    require(actor, Perm.WHISTLE_RESPOND, at=response.place)
    words = clean_impersonal(reason, "reason", "延期理由", 500)
    _, fresh = lock_both(response, version)
    check(fresh, "ask")
    if fresh.asked_until is not None:
        raise WrongState("已有一份延期申请等待区里批准，请等候批复。", field="due_on")
    if action_day() > fresh.due_on:
        raise WrongState("办结期限已过，不能再申请延期；请尽快办理并报告情况。", field="due_on")
    if due_on <= fresh.due_on:
        raise InvalidInput(f"延至的日期应晚于现在的期限 {fresh.due_on}。", field="due_on")
    most = WhistleRules.current().most_extensions
    if fresh.extended >= most:
        raise WrongState(f"每个部门每件最多延期 {most} 次，已经用完，请向区里说明情况。", field="due_on")
    told = {"due_was": fresh.due_on, "due_on": due_on, "reason": words, "note": f"申请延至 {due_on}：{words}"}
    return advance(
        fresh, "ask", actor=actor, data=told, locked=True, asked_until=due_on, ask_reason=words, ask_answer=""
    )


@action
def whistleresponse_approve(
    *, actor: Actor, response: WhistleResponse, note: str = "", version: int | None = None
) -> WhistleResponse:
    """同意延期: the department hands in by the later day, and the matter as a whole is to be solved no earlier."""
    require(actor, Perm.WHISTLE_ASSIGN, at=ROOT)
    words = clean_impersonal(note, "note", "批复意见", 500, required=False)
    whistle, fresh = lock_both(response, version)
    until = _asked(fresh, "approve")
    told = {"due_was": fresh.due_on, "due_on": until, "note": f"延至 {until}。{words}" if words else f"延至 {until}"}
    if whistle.due_on < until:
        whistle.due_on = until
        whistle.save(update_fields=["due_on"])
    return advance(
        fresh,
        "approve",
        actor=actor,
        data=told,
        locked=True,
        due_on=until,
        extended=fresh.extended + 1,
        asked_until=None,
        ask_answer=words,
    )


@action
def whistleresponse_refuse(
    *, actor: Actor, response: WhistleResponse, reason: str, version: int | None = None
) -> WhistleResponse:
    """不同意延期: the day stays, and the district says why."""
    require(actor, Perm.WHISTLE_ASSIGN, at=ROOT)
    words = clean_impersonal(reason, "reason", "不同意的理由", 500)
    _, fresh = lock_both(response, version)
    _asked(fresh, "refuse")
    told = {"due_on": fresh.due_on, "reason": words}
    return advance(fresh, "refuse", actor=actor, data=told, locked=True, asked_until=None, ask_answer=words)


@action
def whistleresponse_retract(*, actor: Actor, response: WhistleResponse, version: int | None = None) -> WhistleResponse:
    """撤回延期申请: as long as the district has not decided; another may be asked for."""
    require(actor, Perm.WHISTLE_RESPOND, at=response.place)
    _, fresh = lock_both(response, version)
    until = _asked(fresh, "retract")
    told = {"due_on": fresh.due_on, "note": f"不再申请延至 {until}"}
    return advance(fresh, "retract", actor=actor, data=told, locked=True, asked_until=None, ask_reason="")


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
    if fresh.supervised_on == day:
        raise WrongState("今天已经督办过，请等候部门报告情况。", field="demands")
    late = (day - fresh.due_on).days
    since = f"应于 {fresh.due_on} 前{step_of(fresh)}" + (f"，已逾期 {late} 天" if late > 0 else "")
    told = {"due_on": fresh.due_on, "overdue": late > 0, "note": f"{since}。{words}"}
    return advance(fresh, "supervise", actor=actor, data=told, locked=True, supervised_on=day, demands=words)


def step_of(response: WhistleResponse) -> str:
    """What the department has to do next, in words."""
    return "应哨报到" if response.status == WhistleResponse.Status.PENDING else "提交办理结果"


def _asked(fresh: WhistleResponse, verb: str) -> date:
    """The day that was asked for, or ``WrongState``."""
    check(fresh, verb)
    if fresh.asked_until is None:
        raise WrongState("现在没有等待批准的延期申请。", field="due_on")
    return fresh.asked_until
