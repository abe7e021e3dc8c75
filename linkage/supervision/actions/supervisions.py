"""督办单: draft, issue with a number, reply, close (S2 §三(四))."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from core.changes import changes, snapshot
from core.errors import InvalidInput, NotAllowed, WrongState
from core.events import action, action_day, now, record
from core.numbers import next_number
from core.periods import day_in_words
from core.permissions import Actor, Perm, above, require
from core.transitions import Stateful, advance, check, lock
from core.values import clean_text
from linkage.subjects import about, naming, subject_of
from linkage.supervision.issuers import NO_SUPERIOR, has_superior, issuer_for, issues, require_superior
from linkage.supervision.models import Supervision, SupervisionRules
from tenants.calendars.models import WorkCalendar
from tenants.org.models import Organization, handler_of

RUNNING = (Supervision.Status.DRAFT, Supervision.Status.ISSUED, Supervision.Status.REPLIED)
DEMANDS = "请立即查明原因，制定措施，明确责任人和完成时限，尽快办结，并在回复期限内书面报告办理情况。"


@action
def supervision_draft(*, actor: Actor, subject: Stateful, facts: str = "", demands: str = DEMANDS) -> Supervision:
    """Draft an order about a tracked record that still has to be acted upon, by a place above it.

    Without ``facts`` they are told from the record's dates. The platform itself drafts one for each due date at most.
    """
    require(actor, Perm.SUPERVISION_ISSUE, at=above(subject.place))
    require_superior(subject)
    fresh: Any = lock(subject)
    if not fresh.must_act:
        raise WrongState(f"“{fresh}”现在是“{fresh.get_status_display()}”，无需督办。", field="subject")
    told = clean_text(facts, "facts", "督办事由", 2000, required=False) or _facts(fresh)
    made = Supervision(
        **naming(fresh),
        issuer=issuer_for(actor, fresh.place),
        for_due_on=fresh.due_on,
        by_ladder=actor.is_system,
        facts=told,
        demands=clean_text(demands, "demands", "督办要求", 2000),
        created_at=now(),
    )
    made.save()
    record("supervision.draft", actor=actor, subject=made, data={"due_on": made.for_due_on})
    return made


@action
def supervision_order(
    *, actor: Actor, subject: Stateful, demands: str = DEMANDS, reply_due_on: date | None = None
) -> Supervision:
    """Issue an order about an overdue record at once, as is done for several of them together.

    A draft that waits for the same due date (the ladder's, or somebody's) is issued with these demands: there is no
    second one beside it. Raises ``WrongState`` where the record is not overdue or an order for its due date still runs.
    """
    require(actor, Perm.SUPERVISION_ISSUE, at=above(subject.place))
    fresh: Any = lock(subject)
    if reason := why_no_order(fresh, waiting := orders_about(fresh)):
        raise WrongState(reason, field="subject")
    draft = next((each for each in waiting if each.status == Supervision.Status.DRAFT), None)
    if draft is None:
        draft = supervision_draft(actor=actor, subject=fresh, demands=demands)
    elif demands != draft.demands:
        draft = supervision_edit(actor=actor, supervision=draft, facts=draft.facts, demands=demands)
    return supervision_issue(actor=actor, supervision=draft, reply_due_on=reply_due_on)


def orders_about(subject: Any) -> list[Supervision]:
    """Orders for the present due date of a record that are not over, the oldest first."""
    rows = Supervision.objects.filter(**about(subject), for_due_on=subject.due_on, status__in=RUNNING)
    return list(rows.select_related("organization", "issuer").order_by("pk"))


def why_no_order(subject: Any, orders: Iterable[Supervision]) -> str:
    """Why no order can be issued now about a record with these orders; empty where one can."""
    if not has_superior(subject):
        return NO_SUPERIOR
    if not subject.must_act or action_day() <= subject.due_on:
        return f"“{subject}”没有逾期，或已不在办理中，无需督办。"
    running = next((each for each in orders if each.status != Supervision.Status.DRAFT), None)
    return f"这一期限已有督办单“{running.number}”正在办理，不再另发。" if running is not None else ""


def why_moot(order: Supervision, subject: Any) -> str:
    """Why there is nothing to order by a draft any more, as a sentence; empty as long as it may be issued.

    What was only handed in may come back, and the platform drafts nothing twice for one due date: that draft stays.
    """
    if subject.status not in subject.TRANSITIONS.leading_to(subject.ACTING):
        return f"“{subject}”已是“{subject.get_status_display()}”，无需再督办。"
    if subject.due_on != order.for_due_on:
        return f"“{subject}”的期限已改为{day_in_words(subject.due_on)}，这份督办单按原期限拟制。"
    return ""


@action
def supervision_edit(
    *, actor: Actor, supervision: Supervision, facts: str, demands: str, version: int | None = None
) -> Supervision:
    """Change the text of an order that is not issued yet."""
    require(actor, Perm.SUPERVISION_ISSUE, at=supervision.issuer.place)
    fresh = lock(supervision, version=version)
    check(fresh, "edit")
    before = snapshot(fresh)
    fresh.facts = clean_text(facts, "facts", "督办事由", 2000)
    fresh.demands = clean_text(demands, "demands", "督办要求", 2000)
    words: dict[str, Any] = {"facts": fresh.facts, "demands": fresh.demands}
    return advance(fresh, "edit", actor=actor, data=changes(fresh, before), locked=True, **words)


@action
def supervision_issue(
    *, actor: Actor, supervision: Supervision, reply_due_on: date | None = None, version: int | None = None
) -> Supervision:
    """Issue it: it gets the next number of its issuer and a day for the reply, which the district's rules give.

    Raises ``WrongState`` where there is nothing to order any more (``why_moot``).
    """
    require(actor, Perm.SUPERVISION_ISSUE, at=supervision.issuer.place)
    fresh = lock(supervision, version=version)
    check(fresh, "issue")
    if reason := why_moot(fresh, subject_of(fresh)):
        raise WrongState(f"{reason}请撤销这份督办单。", field="subject")
    day = action_day()
    if reply_due_on is not None and reply_due_on < day:
        raise InvalidInput("回复期限不能早于今天。", field="reply_due_on")
    due = reply_due_on or WorkCalendar.current().add_workdays(day, SupervisionRules.current().reply_days)
    return advance(
        fresh,
        "issue",
        actor=actor,
        locked=True,
        data={"number": (number := _number(fresh.issuer, day.year)), "due_on": due},
        number=number,
        reply_due_on=due,
        issued_at=now(),
        signer_label=actor.label[:120],
    )


@action
def supervision_discard(
    *, actor: Actor, supervision: Supervision, reason: str, version: int | None = None
) -> Supervision:
    """Give up a draft, for good."""
    require(actor, Perm.SUPERVISION_ISSUE, at=supervision.issuer.place)
    return advance(
        supervision,
        "discard",
        actor=actor,
        version=version,
        data={"reason": clean_text(reason, "reason", "撤销原因", 500)},
    )


@action
def supervision_reply(*, actor: Actor, supervision: Supervision, reply: str, version: int | None = None) -> Supervision:
    """Answer it, by the place that has to act and never by who may issue it. The event says whether in time."""
    require(actor, Perm.SUPERVISION_REPLY, at=supervision.place)
    if issues(actor, supervision):
        raise NotAllowed("督办单应由承办组织回复，督办的一方不能代为回复。")
    fresh = lock(supervision, version=version)
    check(fresh, "reply")
    words = clean_text(reply, "reply", "回复", 2000)
    due = fresh.reply_due_on or action_day()
    data = {"due_on": due, "on_time": action_day() <= due, "note": words[:200]}
    label = actor.label[:120]
    return advance(
        fresh, "reply", actor=actor, locked=True, data=data, reply=words, replied_at=now(), replier_label=label
    )


@action
def supervision_return(
    *, actor: Actor, supervision: Supervision, reason: str, version: int | None = None
) -> Supervision:
    """Ask for a better reply."""
    require(actor, Perm.SUPERVISION_ISSUE, at=supervision.issuer.place)
    return advance(
        supervision,
        "return",
        actor=actor,
        version=version,
        data={"reason": clean_text(reason, "reason", "退回原因", 500)},
    )


@action
def supervision_close(
    *, actor: Actor, supervision: Supervision, note: str = "", version: int | None = None
) -> Supervision:
    """Accept the reply; the order is done with."""
    require(actor, Perm.SUPERVISION_ISSUE, at=supervision.issuer.place)
    words = clean_text(note, "note", "办结意见", 500, required=False)
    return advance(
        supervision, "close", actor=actor, version=version, data={"note": words} if words else {}, closed_at=now()
    )


def _number(issuer: Organization, year: int) -> str:
    """Each issuer counts its own: 静安区督〔2026〕3号."""
    return f"{issuer.name}督〔{year}〕{next_number(f'order-{issuer.pk}', year, '{number}')}号"


def _facts(subject: Any) -> str:
    day, due = action_day(), subject.due_on
    term = f"期限为{day_in_words(due)}，目前进度{subject.progress}%"
    words = f"{handler_of(subject)}承担的“{subject.title}”，{term}"
    late = (day - due).days
    return f"{words}，已逾期{late}天，尚未办结。" if late > 0 else f"{words}，进展缓慢。"
