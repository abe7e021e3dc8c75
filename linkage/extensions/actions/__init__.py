"""延期: ask, decide, withdraw; the same for everything tracked."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from core.errors import InvalidInput, WrongState
from core.events import action, now, record
from core.permissions import Actor, Perm, above, require
from core.transitions import Stateful, advance, check, lock
from core.values import clean_percent, clean_text
from linkage.extensions.models import Extension
from linkage.sendingback import keep_within
from linkage.subjects import about, naming, subject_of
from linkage.supervision.models import SupervisionRules


@action
def extension_ask(*, actor: Actor, subject: Stateful, due_on: date, reason: str, progress: int) -> Extension:
    """Ask for a later due date of a tracked record, up to and on the day it is due, by the place that has to act.

    Raises ``WrongState`` when it is over or does not run, when a request is open, or when the district's number of
    extensions is used up; ``InvalidInput`` for a day that is not later than the due date, or
    later than what it is a part of allows.
    """
    require(actor, Perm.EXTENSION_ASK, at=subject.place)
    if getattr(subject, "extends_itself", False):
        raise WrongState("这类事项的延期在它自己的页面上申请，由区里批准。", field="subject")
    fresh: Any = lock(subject)
    check(fresh, "extend")
    if not fresh.has_time:
        raise WrongState("期限已过，不能再申请延期；请尽快办理，并向上级说明情况。", field="due_on")
    if reason_against := why_no_request(Extension.objects.filter(**about(fresh))):
        raise WrongState(reason_against, field="subject")
    if due_on <= fresh.due_on:
        raise InvalidInput(f"延至的日期应晚于现在的期限 {fresh.due_on}。", field="due_on")
    keep_within(fresh, due_on)
    made = Extension(
        **naming(fresh),
        due_was=fresh.due_on,
        due_on=due_on,
        reason=clean_text(reason, "reason", "延期理由", 500),
        progress=clean_percent(progress, "progress"),
        asker_label=actor.label[:120],
        asked_at=now(),
    )
    made.save()
    told = {"due_was": made.due_was, "due_on": made.due_on, "reason": made.reason, "progress": made.progress}
    record("extension.ask", actor=actor, subject=made, data=told)
    return made


def why_no_request(before: Iterable[Extension]) -> str:
    """Why no more time can be asked for after these requests about the record; empty where it can."""
    states = [request.status for request in before]
    if Extension.Status.ASKED in states:
        return "已有一份延期申请等待批准，请等候批复或先撤回。"
    most = SupervisionRules.current().most_extensions
    used_up = states.count(Extension.Status.APPROVED) >= most
    return f"每项最多延期 {most} 次，已经用完，请向上级说明情况。" if used_up else ""


@action
def extension_approve(*, actor: Actor, extension: Extension, note: str = "", version: int | None = None) -> Extension:
    """Agree, above the place: the record is due on the later day, and says so by its own event.

    Raises ``WrongState`` if its due date has been changed otherwise since.
    """
    require(actor, Perm.EXTENSION_DECIDE, at=above(extension.place))
    subject = lock(subject_of(extension))
    fresh = lock(extension, version=version)
    check(fresh, "approve")
    if subject.due_on != fresh.due_was:
        raise WrongState("这项的期限已另行调整，申请不再适用，请选择不同意，由承办组织重新申请。", field="due_on")
    keep_within(subject, fresh.due_on)
    told = {"due_was": fresh.due_was, "due_on": fresh.due_on, "reason": fresh.reason}
    advance(subject, "extend", actor=actor, locked=True, data=told, due_on=fresh.due_on)
    return _decide(actor, fresh, "approve", clean_text(note, "note", "批复意见", 500, required=False))


@action
def extension_refuse(*, actor: Actor, extension: Extension, reason: str, version: int | None = None) -> Extension:
    """Refuse, above the place, and say why; the due date stays."""
    require(actor, Perm.EXTENSION_DECIDE, at=above(extension.place))
    fresh = lock(extension, version=version)
    check(fresh, "refuse")
    return _decide(actor, fresh, "refuse", clean_text(reason, "reason", "不同意的理由", 500))


@action
def extension_withdraw(
    *, actor: Actor, extension: Extension, reason: str = "", version: int | None = None
) -> Extension:
    """Take the request back before it is decided, by the place that asked."""
    require(actor, Perm.EXTENSION_ASK, at=extension.place)
    words = clean_text(reason, "reason", "撤回原因", 500, required=False)
    return advance(extension, "withdraw", actor=actor, version=version, data={"reason": words} if words else {})


def why_moot(extension: Extension, subject: Any) -> str:
    """Why nothing can come of an open request any more; empty as long as it is to be decided."""
    if not subject.must_act:
        return f"“{subject}”已是“{subject.get_status_display()}”，不再需要延期。"
    return "期限已另行调整，如仍需延期请重新申请。" if subject.due_on != extension.due_was else ""


@action
def extension_lapse(*, actor: Actor, extension: Extension) -> Extension:
    """End a request of which nothing can come: the record was handed in, or is due on another day by now.

    Done by the platform, so that nobody is waited for in vain; raises ``WrongState`` for one that can be decided.
    """
    require(actor, Perm.EXTENSION_DECIDE, at=above(extension.place))
    subject = lock(subject_of(extension))
    fresh = lock(extension)
    check(fresh, "lapse")
    words = why_moot(fresh, subject)
    if not words:
        raise WrongState("这份延期申请仍然有效，请同意或不同意。", field="status")
    return _decide(actor, fresh, "lapse", words[:500])


def _decide(actor: Actor, fresh: Extension, verb: str, words: str) -> Extension:
    data = {"due_was": fresh.due_was, "due_on": fresh.due_on, **({"note": words} if words else {})}
    label = actor.label[:120]
    return advance(
        fresh, verb, actor=actor, locked=True, data=data, answer=words, decided_at=now(), decider_label=label
    )
