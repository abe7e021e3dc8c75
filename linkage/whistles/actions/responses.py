"""应哨: a department reports in, works, hands in; the district rules on refusals; the street returns and rates."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from core.errors import InvalidInput
from core.events import action, action_day, now
from core.files import Upload
from core.periods import SHANGHAI
from core.permissions import ROOT, Actor, Perm, require
from core.privacy import clean_impersonal
from core.transitions import advance, check
from core.values import CENT, clean_percent
from linkage.sendingback import later_day, told_day
from linkage.whistles.clocks import add_workhours, workhours_between
from linkage.whistles.course import hand_over, lock_both, settle
from linkage.whistles.models import Result, WhistleFile, WhistleResponse, WhistleRules
from tenants.attachments import attachments_keep
from tenants.calendars.models import WorkCalendar
from tenants.org.models import Department

Status = WhistleResponse.Status
# A mark below it has to be explained.
POOR = Decimal(60)


@action
def whistleresponse_respond(
    *, actor: Actor, response: WhistleResponse, plan: str = "", version: int | None = None
) -> WhistleResponse:
    """应哨报到. The event says whether it was in time and how many working hours it took."""
    require(actor, Perm.WHISTLE_RESPOND, at=response.place)
    words = clean_impersonal(plan, "plan", "应哨安排", 500, required=False)
    whistle, fresh = lock_both(response, version)
    check(fresh, "respond")
    hours = workhours_between(fresh.called_at, now(), WorkCalendar.current())
    on_time = now() <= fresh.respond_by
    done = advance(
        fresh,
        "respond",
        actor=actor,
        data={"on_time": on_time, "hours": hours, "note": _joined("按时应哨" if on_time else "逾期应哨", words)},
        locked=True,
        plan=words,
        responded_at=now(),
        response_hours=hours,
        asked_hours=None,
        started_on=min(fresh.started_on, whistle.due_on),
        due_on=whistle.due_on,
    )
    settle(whistle, actor=actor)
    return done


@action
def whistleresponse_dispute(
    *, actor: Actor, response: WhistleResponse, reason: str, version: int | None = None
) -> WhistleResponse:
    """申请退单: the department says before reporting in why the matter is not its own; the district rules on it."""
    require(actor, Perm.WHISTLE_RESPOND, at=response.place)
    words = clean_impersonal(reason, "reason", "退单理由", 500)
    changes: dict[str, Any] = {"dispute": words, "asked_hours": None}
    return advance(response, "dispute", actor=actor, data={"reason": words}, version=version, **changes)


@action
def whistleresponse_uphold(
    *, actor: Actor, response: WhistleResponse, reason: str, version: int | None = None
) -> WhistleResponse:
    """维持分派: the department has to report in all the same; its hours begin anew."""
    require(actor, Perm.WHISTLE_ASSIGN, at=ROOT)
    words = clean_impersonal(reason, "reason", "裁定意见", 500)
    whistle, fresh = lock_both(response, version)
    check(fresh, "uphold")
    by = add_workhours(now(), WhistleRules.current().respond_hours(whistle.urgency), WorkCalendar.current())
    return advance(
        fresh,
        "uphold",
        actor=actor,
        data={"reason": words, "respond_by": by},
        locked=True,
        ruling=words,
        called_at=now(),
        respond_by=by,
        started_on=action_day(),
        due_on=by.astimezone(SHANGHAI).date(),
    )


@action
def whistleresponse_release(
    *,
    actor: Actor,
    response: WhistleResponse,
    reason: str,
    to: Department | None = None,
    version: int | None = None,
) -> WhistleResponse:
    """同意退单, and call another department in its place; of the leading one only together with another."""
    require(actor, Perm.WHISTLE_ASSIGN, at=ROOT)
    words = clean_impersonal(reason, "reason", "裁定意见", 500)
    whistle, fresh = lock_both(response, version)
    check(fresh, "release")
    led = fresh.lead
    if led and to is None:
        raise InvalidInput("牵头部门退单，须同时改派一个部门牵头。", field="to")
    told = f"改派{to}。{words}" if to else words
    released = advance(
        fresh,
        "release",
        actor=actor,
        data={"reason": told, "handed_to": to.pk if to else None},
        locked=True,
        ruling=words,
        lead=False,
    )
    if to is not None:
        hand_over(whistle, to, lead=led, actor=actor)
    settle(whistle, actor=actor)
    return released


@action
def whistleresponse_report(
    *,
    actor: Actor,
    response: WhistleResponse,
    text: str,
    progress: int,
    evidence: Sequence[Upload] = (),
    version: int | None = None,
) -> WhistleResponse:
    """Tell what was found on the spot and how far it has come, in whole percent; the first time counts as 到场."""
    require(actor, Perm.WHISTLE_RESPOND, at=response.place)
    words = clean_impersonal(text, "text", "到场和办理情况", 2000)
    percent = clean_percent(progress, "progress")
    whistle, fresh = lock_both(response, version)
    check(fresh, "report")
    attachments_keep(WhistleFile, fresh, evidence, by=actor)
    done = advance(
        fresh,
        "report",
        actor=actor,
        data={"progress": percent, "note": f"{percent}%：{words[:200]}"},
        locked=True,
        site_report=words,
        progress=percent,
        reported_at=fresh.reported_at or now(),
    )
    settle(whistle, actor=actor)
    return done


@action
def whistleresponse_finish(
    *,
    actor: Actor,
    response: WhistleResponse,
    measures: str,
    result: str,
    evidence: Sequence[Upload] = (),
    version: int | None = None,
) -> WhistleResponse:
    """Hand in what was done and with which result, with at least one file of evidence in all.

    When the last department has done so, the street rates them.
    """
    require(actor, Perm.WHISTLE_RESPOND, at=response.place)
    words = clean_impersonal(measures, "measures", "采取的措施", 2000)
    if result not in Result.values:
        raise InvalidInput("请选择办理结果：已解决、部分解决或暂不能解决。", field="result")
    whistle, fresh = lock_both(response, version)
    check(fresh, "finish")
    attachments_keep(WhistleFile, fresh, evidence, by=actor)
    if not fresh.files.exists():
        raise InvalidInput("请至少上传一份佐证材料，例如现场处置前后的照片。", field="evidence")
    on_time = action_day() <= fresh.due_on
    done = advance(
        fresh,
        "finish",
        actor=actor,
        data={"result": result, "due_on": fresh.due_on, "on_time": on_time, "note": Result(result).label},
        locked=True,
        measures=words,
        result=result,
        progress=100,
        asked_until=None,
        poor=False,
        finished_at=now(),
    )
    settle(whistle, actor=actor)
    return done


@action
def whistleresponse_return(
    *,
    actor: Actor,
    response: WhistleResponse,
    reason: str,
    due_on: date | None = None,
    version: int | None = None,
) -> WhistleResponse:
    """The street does not accept the result; until it is handed in again its light is yellow at least.

    ``due_on`` gives more time than its term has left (``sendingback``); the matter is to be solved no earlier.
    """
    require(actor, Perm.WHISTLE_BLOW, at=response.whistle.place)
    words = clean_impersonal(reason, "reason", "退回原因", 500)
    whistle, fresh = lock_both(response, version)
    check(fresh, "return")
    day = later_day(fresh, due_on)
    if day and whistle.due_on < day["due_on"]:
        whistle.due_on = day["due_on"]
        whistle.save(update_fields=["due_on"])
    told = {"reason": words, **told_day(fresh, day)}
    back = advance(fresh, "return", actor=actor, data=told, locked=True, poor=True, **day)
    settle(whistle, actor=actor)
    return back


@action
def whistleresponse_rate(
    *,
    actor: Actor,
    response: WhistleResponse,
    response_score: Decimal | int | str,
    solution_score: Decimal | int | str,
    satisfaction_score: Decimal | int | str,
    comment: str = "",
    version: int | None = None,
) -> WhistleResponse:
    """评哨: three marks from 0 to 100, weighed by the district's rules of today; a mark below 60 has to be explained.

    The event keeps the weights. With the last department the whistle is closed.
    """
    require(actor, Perm.WHISTLE_BLOW, at=response.whistle.place)
    marks = (
        _mark(response_score, "response_score", "响应评分"),
        _mark(solution_score, "solution_score", "解决评分"),
        _mark(satisfaction_score, "satisfaction_score", "满意评分"),
    )
    words = clean_impersonal(comment, "comment", "评哨意见", 500, required=min(marks) < POOR)
    whistle, fresh = lock_both(response, version)
    check(fresh, "rate")
    rules = WhistleRules.current()
    score = rules.weighed(*marks)
    weights = [rules.response_weight, rules.solution_weight, rules.satisfaction_weight]
    rated = advance(
        fresh,
        "rate",
        actor=actor,
        data={"score": score, "marks": list(marks), "weights": weights, "note": words},
        locked=True,
        response_score=marks[0],
        solution_score=marks[1],
        satisfaction_score=marks[2],
        score=score,
        comment=words,
        rated_at=now(),
    )
    settle(whistle, actor=actor)
    return rated


def _mark(value: Decimal | int | str, field: str, label: str) -> Decimal:
    try:
        number = Decimal(value)
        if not number.is_finite() or number != number.quantize(CENT):
            raise InvalidOperation
    except (InvalidOperation, TypeError, ValueError) as error:
        raise InvalidInput(f"{label}应为 0 到 100 之间的数字，最多两位小数，例如 92.5。", field=field) from error
    if not 0 <= number <= 100:
        raise InvalidInput(f"{label}应在 0 到 100 分之间。", field=field)
    return number.quantize(CENT)


def _joined(*words: str) -> str:
    return "。".join(word for word in words if word)
