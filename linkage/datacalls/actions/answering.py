"""The side that is asked: save, submit; and what the asking side makes of it: return, accept."""

from collections.abc import Mapping
from typing import Any

from core.errors import WrongState
from core.events import action, action_day, now
from core.permissions import Actor, Perm, require
from core.transitions import advance, check, lock
from core.values import clean_text
from linkage.datacalls.models import DataAnswer, DataCall
from linkage.datacalls.questions import clean_values


@action
def dataanswer_save(
    *, actor: Actor, answer: DataAnswer, values: Mapping[str, Any], version: int | None = None
) -> DataAnswer:
    """Keep what has been filled in so far; gaps may stay, but what is there must fit. A street may do so for those
    below it."""
    return _fill_in(actor, answer, "save", values, version)


@action
def dataanswer_submit(
    *, actor: Actor, answer: DataAnswer, values: Mapping[str, Any], version: int | None = None
) -> DataAnswer:
    """Hand it in whole. The first time says whether it was in time; ``InvalidInput`` names the question by its key."""
    return _fill_in(actor, answer, "submit", values, version)


@action
def dataanswer_return(*, actor: Actor, answer: DataAnswer, reason: str, version: int | None = None) -> DataAnswer:
    """Send it back to be mended, and say why."""
    text = clean_text(reason, "reason", "退回原因", 500)
    return _judge(actor, answer, "return", text, {"reason": text}, version)


@action
def dataanswer_accept(*, actor: Actor, answer: DataAnswer, version: int | None = None) -> DataAnswer:
    """Find it in order."""
    return _judge(actor, answer, "accept", "", {}, version)


def _fill_in(actor: Actor, answer: DataAnswer, verb: str, values: Mapping[str, Any], version: int | None) -> DataAnswer:
    require(actor, Perm.DATACALL_ANSWER, at=answer.place)
    call = _running(answer)
    fresh = lock(answer, version=version)
    check(fresh, verb)
    submits = verb == "submit"
    cleaned = clean_values(call.form, values, whole=submits)
    changed: dict[str, Any] = {"values": cleaned, "filled_by": actor.label[:120]}
    changed |= {"submitted_at": now()} if submits else {"saved_at": now()}
    if submits and fresh.in_time is None:
        changed["in_time"] = action_day() <= call.due_on
    data = {**_facts(call), "in_time": changed.get("in_time", fresh.in_time)}
    return advance(fresh, verb, actor=actor, locked=True, data=data, **changed)


def _judge(
    actor: Actor, answer: DataAnswer, verb: str, note: str, data: dict[str, Any], version: int | None
) -> DataAnswer:
    require(actor, Perm.DATACALL_EDIT, at=answer.call.place)
    call = _running(answer)
    facts = {**_facts(call), **data}
    checked: dict[str, Any] = {"note": note, "checked_by": actor.label[:120], "checked_at": now()}
    return advance(answer, verb, actor=actor, version=version, data=facts, **checked)


def _running(answer: DataAnswer) -> DataCall:
    """The call, locked before its answer; ``WrongState`` where it takes no more answers."""
    call = lock(answer.call)
    if call.status != DataCall.Status.ISSUED:
        raise WrongState(f"这次调度{call.get_status_display()}，不能再办理。", field="status")
    return call


def _facts(call: DataCall) -> dict[str, Any]:
    return {"call": call.pk, "number": call.number}
