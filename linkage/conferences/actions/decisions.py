"""议定事项: recorded at the meeting, answered by units, questioned by members."""

from collections.abc import Sequence
from datetime import date

from core.errors import InvalidInput, NotAllowed, NotFound, WrongState
from core.events import action, action_day, now, record
from core.numbers import next_number
from core.periods import SHANGHAI
from core.permissions import Actor, Perm, require
from core.transitions import advance, lock
from core.values import clean_text
from linkage.conferences.models import Decision, DecisionRequest, Inquiry, Meeting, Topic
from linkage.conferences.seats import own_seat
from tenants.org.models import Department, Organization, Owner, ResidentUnit
from tenants.org.tenure import keep_named

RECORDING = (Meeting.Status.IN_SESSION, Meeting.Status.HELD)
MOST_OWNERS = 200


@action
def decision_record(
    *,
    actor: Actor,
    meeting: Meeting,
    title: str,
    due_on: date,
    organizations: Sequence[Organization] = (),
    departments: Sequence[Department] = (),
    units: Sequence[ResidentUnit] = (),
    content: str = "",
    topic: Topic | None = None,
) -> Decision:
    """Record who does what until when, during the meeting or before its minutes are put before the chair.

    ``organizations`` and ``departments`` lie in the body's own subtree and will be assigned; ``units`` will be asked.
    Raises ``InvalidInput`` for nobody to do it or somebody named twice, for a topic of another meeting or one that was
    rejected, and for a past day.
    """
    require(actor, Perm.CONFERENCE_EDIT, at=meeting.place)
    owners: list[Owner | Department] = [*organizations, *units, *departments]
    if not owners:
        raise InvalidInput("请至少选择一个责任组织、责任部门或商请单位。", field="organizations")
    if len(owners) > MOST_OWNERS:
        raise InvalidInput(f"一项议定事项最多 {MOST_OWNERS} 个责任方，请拆分。", field="organizations")
    keep_named(owners, within=meeting.organization, purpose="承担议定事项")
    fresh = lock(meeting)
    _require_recording(fresh)
    if due_on < action_day():
        raise InvalidInput("完成期限不能早于今天。", field="due_on")
    if topic is not None and (topic.meeting_id != fresh.pk or topic.status == Topic.Status.REJECTED):
        raise InvalidInput("该议题不属于这次会议或没有通过，请重新选择。", field="topic")
    decision = Decision.objects.create(
        number=next_number("decision", now().astimezone(SHANGHAI).year, "JY-{year}-{number:04d}"),
        meeting=fresh,
        organization=fresh.organization,
        topic=topic,
        title=clean_text(title, "title", "议定事项", 120),
        content=clean_text(content, "content", "具体要求", 2000, required=False),
        due_on=due_on,
    )
    decision.organizations.set(organizations)
    decision.departments.set(departments)
    DecisionRequest.objects.bulk_create(
        [DecisionRequest(decision=decision, organization=unit.organization, unit=unit) for unit in units]
    )
    note = "、".join(map(str, owners))[:300]
    record("decision.record", actor=actor, subject=decision, data={"due_on": due_on, "note": note})
    return decision


@action
def decision_drop(*, actor: Actor, decision: Decision, reason: str) -> Meeting:
    """Take back a decision recorded by mistake, before the minutes are put before the chair."""
    require(actor, Perm.CONFERENCE_EDIT, at=decision.place)
    meeting = lock(decision.meeting)
    _require_recording(meeting)
    told = clean_text(reason, "reason", "删去原因", 500)
    record("decision.drop", actor=actor, subject=decision, data={"reason": told, "title": decision.title})
    # Rows that others add by the same meeting wait for its lock; the row itself keeps its key for whoever asked.
    if not Decision.objects.filter(pk=decision.pk).delete()[0]:
        raise NotFound
    return meeting


@action
def request_accept(
    *, actor: Actor, request: DecisionRequest, note: str = "", version: int | None = None
) -> DecisionRequest:
    """Accept what a meeting asks of one's unit."""
    require(actor, Perm.CONFERENCE_ATTEND, at=request.place)
    words = clean_text(note, "note", "说明", 500, required=False)
    return advance(
        request, "accept", actor=actor, data={"note": words}, version=version, answer=words, answered_at=now()
    )


@action
def request_decline(
    *, actor: Actor, request: DecisionRequest, reason: str, version: int | None = None
) -> DecisionRequest:
    """Decline what a meeting asks, and say why; a unit is free to."""
    require(actor, Perm.CONFERENCE_ATTEND, at=request.place)
    words = clean_text(reason, "reason", "谢绝原因", 500)
    return advance(
        request, "decline", actor=actor, data={"reason": words}, version=version, answer=words, answered_at=now()
    )


@action
def request_report(
    *, actor: Actor, request: DecisionRequest, outcome: str, version: int | None = None
) -> DecisionRequest:
    """Say what the unit has done about what it accepted."""
    require(actor, Perm.CONFERENCE_ATTEND, at=request.place)
    words = clean_text(outcome, "outcome", "落实情况", 2000)
    return advance(
        request, "report", actor=actor, data={"note": words[:300]}, version=version, outcome=words, reported_at=now()
    )


@action
def inquiry_ask(*, actor: Actor, decision: Decision, question: str) -> Inquiry:
    """Ask as a member of the body how a decision is carried out, once its minutes are issued (S0-4)."""
    seat = own_seat(actor, decision.meeting.body)
    if seat is None:
        raise NotAllowed("只有该机构的成员可以质询议定事项的落实情况。")
    if decision.dispatched_at is None:
        raise WrongState("会议纪要还没有印发，议定事项交办后才能质询落实情况。", field="decision")
    inquiry = Inquiry(
        decision=decision,
        organization=decision.organization,
        seat=seat,
        question=clean_text(question, "question", "质询内容", 1000),
        asked_at=now(),
    )
    inquiry.save()
    record("inquiry.ask", actor=actor, subject=inquiry, data={"seat": seat.pk, "note": inquiry.question[:300]})
    return inquiry


@action
def inquiry_answer(*, actor: Actor, inquiry: Inquiry, answer: str, version: int | None = None) -> Inquiry:
    """Answer a member's question, by the office that runs the body."""
    require(actor, Perm.CONFERENCE_EDIT, at=inquiry.place)
    words = clean_text(answer, "answer", "答复内容", 2000)
    return advance(
        inquiry,
        "answer",
        actor=actor,
        data={"note": words[:300]},
        version=version,
        answer=words,
        answerer=actor.label[:120],
        answered_at=now(),
    )


def _require_recording(meeting: Meeting) -> None:
    if meeting.status not in RECORDING:
        raise WrongState("议定事项应在会议进行中或纪要提交之前记录；纪要已提交的，请先退回。", field="status")
