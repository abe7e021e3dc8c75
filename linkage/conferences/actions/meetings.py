"""会议: plan, notice, answers, attendance, opening and closing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from core.changes import changes, snapshot
from core.errors import InvalidInput, WrongState
from core.events import action, action_day, now, record
from core.numbers import next_number
from core.periods import SHANGHAI
from core.permissions import Actor, Perm, require
from core.transitions import advance, check, lock
from core.values import clean_text
from linkage.conferences.counting import Majority, meet_by, needed, reached
from linkage.conferences.models import Body, ConferenceRules, Invitation, Meeting, Seat, Topic
from linkage.conferences.seats import require_seat, with_rights

# Nobody plans a meeting further ahead; a slip of the finger in the year is noticed.
FURTHEST = timedelta(days=730)


@dataclass(frozen=True, slots=True)
class Attendance:
    """Who was there, as the secretary notes it: ``presence`` is one of ``Invitation.Presence``."""

    seat: Seat
    presence: str


@action
def meeting_plan(*, actor: Actor, body: Body, title: str, starts_at: datetime, venue: str, note: str = "") -> Meeting:
    """Plan a meeting of a body; nobody is told before the notice. Raises ``InvalidInput`` for a moment that has passed.

    ``WrongState`` for a dissolved body.
    """
    require(actor, Perm.CONFERENCE_EDIT, at=body.place)
    fresh = lock(body)
    if fresh.status != Body.Status.ACTIVE:
        raise WrongState("该机构已撤销，不能再召开会议。", field="body")
    meeting = Meeting(
        number=next_number("meeting", now().astimezone(SHANGHAI).year, "HY-{year}-{number:04d}"),
        body=fresh,
        organization=fresh.organization,
        created_at=now(),
    )
    _fill(meeting, title, starts_at, venue, note)
    meeting.save()
    record("meeting.plan", actor=actor, subject=meeting, data={"number": meeting.number, "starts_at": starts_at})
    return meeting


@action
def meeting_edit(
    *,
    actor: Actor,
    meeting: Meeting,
    title: str,
    starts_at: datetime,
    venue: str,
    note: str = "",
    version: int | None = None,
) -> Meeting:
    """Change a plan before its notice; after that ``meeting_postpone`` tells everybody."""
    require(actor, Perm.CONFERENCE_EDIT, at=meeting.place)
    fresh = lock(meeting, version=version)
    if fresh.status != Meeting.Status.DRAFT:
        raise WrongState("会议通知已发出，时间、地点请用“改期”调整，成员会收到通知。", field="status")
    before = snapshot(fresh)
    _fill(fresh, title, starts_at, venue, note)
    fresh.version += 1
    fresh.save()
    record("meeting.edit", actor=actor, subject=fresh, data={"starts_at": starts_at, **changes(fresh, before)})
    return fresh


@action
def meeting_notify(*, actor: Actor, meeting: Meeting, reason: str = "", version: int | None = None) -> Meeting:
    """Send the notice to all members of the body whose seats have rights today; they are asked to answer.

    Later than the rules' ``notice_days`` ahead it needs a reason. Raises ``InvalidInput`` where nobody may vote.
    """
    require(actor, Perm.CONFERENCE_EDIT, at=meeting.place)
    body = lock(meeting.body)
    fresh = lock(meeting, version=version)
    check(fresh, "notify")
    if fresh.starts_at <= now():
        raise InvalidInput("开会时间已过，请先修改会议时间。", field="starts_at")
    told = clean_text(reason, "reason", "紧急召开的理由", 500, required=False)
    least = ConferenceRules.current().notice_days
    if (fresh.day - action_day()).days < least and not told:
        raise InvalidInput(f"通知应至少提前 {least} 天；确需紧急召开的，请写明理由。", field="reason")
    seats = with_rights(Seat.objects.filter(body=body, ended_on=None).select_related("organization").order_by("id"))
    if not any(seat.votes for seat in seats):
        raise InvalidInput("该机构现在没有有表决权的在任成员，请先增补或调整成员再发通知。", field="seats")
    Invitation.objects.bulk_create([Invitation(meeting=fresh, seat=seat) for seat in seats])
    data = {"starts_at": fresh.starts_at, "seats": len(seats), "note": told}
    return advance(fresh, "notify", actor=actor, data=data, locked=True, notified_at=now())


@action
def meeting_postpone(
    *, actor: Actor, meeting: Meeting, starts_at: datetime, venue: str, reason: str, version: int | None = None
) -> Meeting:
    """Move a meeting that was announced; every member is asked again."""
    require(actor, Perm.CONFERENCE_EDIT, at=meeting.place)
    fresh = lock(meeting, version=version)
    check(fresh, "postpone")
    told = clean_text(reason, "reason", "改期原因", 500)
    fresh.starts_at, fresh.venue = _moment(starts_at), clean_text(venue, "venue", "地点", 120)
    fresh.invitations.update(
        answer=Invitation.Answer.NONE,
        reason="",
        delegate="",
        answered_at=None,
        presence=Invitation.Presence.UNKNOWN,
    )
    data = {"starts_at": fresh.starts_at, "reason": f"{told}，改到 {_words(fresh.starts_at)}"}
    return advance(fresh, "postpone", actor=actor, data=data, locked=True, starts_at=fresh.starts_at, venue=fresh.venue)


@action
def meeting_cancel(*, actor: Actor, meeting: Meeting, reason: str, version: int | None = None) -> Meeting:
    """Give up a meeting before it opens; its topics go back to the body and can be put on another agenda."""
    require(actor, Perm.CONFERENCE_EDIT, at=meeting.place)
    fresh = lock(meeting, version=version)
    check(fresh, "cancel")
    told = clean_text(reason, "reason", "取消原因", 500)
    for topic in fresh.topics.filter(status=Topic.Status.ACCEPTED).select_related("organization").order_by("pk"):
        advance(topic, "defer", actor=actor, data={"reason": "会议取消"}, meeting=None, position=None)
    fresh.topics.filter(status=Topic.Status.SUBMITTED).update(meeting=None)
    return advance(fresh, "cancel", actor=actor, data={"reason": told}, locked=True)


@action
def invitation_answer(
    *, actor: Actor, invitation: Invitation, answer: str, reason: str = "", delegate: str = ""
) -> Invitation:
    """Say for a seat whether it comes: 参加, 请假 with the reason, or 派代表 with the name. Until the meeting opens.

    A new answer replaces the old one. Only whoever holds the seat may answer.
    """
    require_seat(actor, invitation.seat)
    meeting = lock(invitation.meeting)
    if meeting.status != Meeting.Status.NOTIFIED:
        raise WrongState("会议已经开始、结束或取消，不能再答复；到会情况请联系会议工作人员登记。", field="answer")
    if answer not in Invitation.Answer.values or answer == Invitation.Answer.NONE:
        raise InvalidInput("请选择参加、请假或派代表。", field="answer")
    fresh: Invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    fresh.meeting, fresh.seat = meeting, invitation.seat
    fresh.answer, fresh.answered_at = answer, now()
    fresh.reason = clean_text(reason, "reason", "请假事由", 300, required=answer == Invitation.Answer.LEAVE)
    named = answer == Invitation.Answer.DELEGATE
    fresh.delegate = clean_text(delegate, "delegate", "代表姓名", 60, required=named) if named else ""
    fresh.save()
    words = {"leave": f"：{fresh.reason}", "delegate": f"：{fresh.delegate}"}.get(answer, "")
    note = f"{invitation.seat} {fresh.get_answer_display()}{words}"
    record("meeting.answer", actor=actor, subject=meeting, data={"seat": invitation.seat_id, "note": note})
    return fresh


@action
def meeting_attend(
    *, actor: Actor, meeting: Meeting, attendance: Sequence[Attendance], version: int | None = None
) -> Meeting:
    """Note who is there; before the meeting opens and while it lasts. Those not named keep what was noted."""
    require(actor, Perm.CONFERENCE_EDIT, at=meeting.place)
    fresh = lock(meeting, version=version)
    if fresh.status not in (Meeting.Status.NOTIFIED, Meeting.Status.IN_SESSION):
        raise WrongState("只有已通知或进行中的会议可以登记到会情况。", field="status")
    rows = {row.seat_id: row for row in fresh.invitations.select_for_update().order_by("id")}
    if not attendance:
        raise InvalidInput("请至少登记一名成员的到会情况。", field="attendance")
    for noted in attendance:
        row = rows.get(noted.seat.pk)
        if row is None:
            raise InvalidInput(f"“{noted.seat}”没有收到这次会议的通知，不能登记。", field="attendance")
        if noted.presence not in Invitation.Presence.values:
            raise InvalidInput("到会情况应为到会、代表到会、缺席或未登记。", field="attendance")
        row.presence = noted.presence
    Invitation.objects.bulk_update(rows.values(), ["presence"])
    fresh.version += 1
    fresh.save(update_fields=["version"])
    here = sum(row.presence in (Invitation.Presence.PRESENT, Invitation.Presence.DELEGATE) for row in rows.values())
    record("meeting.attend", actor=actor, subject=fresh, data={"note": f"到会 {here} 人，应到 {len(rows)} 人"})
    return fresh


@action
def meeting_open(*, actor: Actor, meeting: Meeting, version: int | None = None) -> Meeting:
    """Open the meeting on its day, if those with a vote who are there make the quorum of the rules."""
    require(actor, Perm.CONFERENCE_EDIT, at=meeting.place)
    fresh = lock(meeting, version=version)
    check(fresh, "open")
    if not fresh.may_open:
        raise WrongState(f"会议定于 {_words(fresh.starts_at)} 召开，提前开会请先改期。", field="starts_at")
    entitled, present = map(len, require_quorum(fresh))
    note = f"应到 {entitled} 人，实到 {present} 人"
    data = {"entitled": entitled, "present": present, "note": note}
    return advance(
        fresh, "open", actor=actor, data=data, locked=True, opened_at=now(), entitled=entitled, present=present
    )


@action
def meeting_close(*, actor: Actor, meeting: Meeting, version: int | None = None) -> Meeting:
    """Close the meeting; from here on it counts as held. Every topic has to be settled or taken off the agenda."""
    require(actor, Perm.CONFERENCE_EDIT, at=meeting.place)
    body = lock(meeting.body)
    fresh = lock(meeting, version=version)
    check(fresh, "close")
    unsettled = fresh.topics.filter(status__in=(Topic.Status.ACCEPTED, Topic.Status.VOTING)).order_by("position")
    if names := [str(topic) for topic in unsettled[:3]]:
        raise WrongState(f"议题“{'”“'.join(names)}”还没有结论，请表决、记为已讨论，或移出议程。", field="topics")
    body.last_met_on = _day(fresh.opened_at or now())
    body.meet_by = meet_by(body.cadence, body.founded_on, body.last_met_on)
    body.version += 1
    body.save(update_fields=["last_met_on", "meet_by", "version"])
    return advance(fresh, "close", actor=actor, locked=True, closed_at=now())


def voters(meeting: Meeting) -> tuple[list[Seat], list[Seat]]:
    """The seats asked that may vote today, and those of them that are there; see ``voters_of``."""
    asked = meeting.invitations.select_related("seat__organization").order_by("seat_id")
    return voters_of(asked, delegates=ConferenceRules.current().delegates_vote)


def voters_of(asked: Iterable[Invitation], *, delegates: bool) -> tuple[list[Seat], list[Seat]]:
    """Of those asked the seats that may vote today, and those of them that are there, by a delegate only if that is
    allowed. Each comes with its seat and the seat's organization.

    Whoever has lost the seat's rights since the notice keeps the invitation, and does not count any more.
    """
    here = [Invitation.Presence.PRESENT, *([Invitation.Presence.DELEGATE] if delegates else [])]
    presence = {row.seat: row.presence for row in asked if row.seat.votes}
    entitled = with_rights(presence)
    return entitled, [seat for seat in entitled if presence[seat] in here]


def require_quorum(meeting: Meeting) -> tuple[list[Seat], list[Seat]]:
    """The seats of ``voters``, or ``WrongState`` if too few are there."""
    entitled, present = voters(meeting)
    rule = ConferenceRules.current().quorum
    if not reached(len(present), len(entitled), rule):
        raise WrongState(
            f"应到有表决权的成员 {len(entitled)} 人，实到 {len(present)} 人，"
            f"{Majority(rule).label}需 {needed(len(entitled), rule)} 人。"
            "请核对到会登记，或改期召开。",
            field="present",
        )
    return entitled, present


def _fill(meeting: Meeting, title: str, starts_at: datetime, venue: str, note: str) -> None:
    meeting.title = clean_text(title, "title", "会议名称", 120)
    meeting.venue = clean_text(venue, "venue", "地点", 120)
    meeting.note = clean_text(note, "note", "会议须知", 2000, required=False)
    meeting.starts_at = _moment(starts_at)


def _moment(starts_at: datetime) -> datetime:
    if starts_at.tzinfo is None or starts_at <= now():
        raise InvalidInput("开会时间应晚于现在。", field="starts_at")
    if starts_at - now() > FURTHEST:
        raise InvalidInput("开会时间超过两年以后，请核对年份。", field="starts_at")
    return starts_at


def _day(moment: datetime) -> date:
    return moment.astimezone(SHANGHAI).date()


def _words(moment: datetime) -> str:
    local = moment.astimezone(SHANGHAI)
    return f"{local.month}月{local.day}日 {local:%H:%M}"
