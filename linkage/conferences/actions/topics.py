"""议题: submit, put on an agenda, take off, take note of."""

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.db.models import Max

from core.errors import InvalidInput, NotAllowed, WrongState
from core.events import action, action_day, now, record
from core.files import Upload
from core.numbers import next_number
from core.origins import origin_fields
from core.periods import SHANGHAI
from core.permissions import Actor, Perm, require
from core.transitions import advance, check, lock
from core.values import clean_text
from linkage.conferences.counting import Majority, is_late
from linkage.conferences.models import Body, ConferenceRules, Meeting, Paper, Seat, Topic
from linkage.conferences.seats import own_seat, require_seat, speaks_for
from tenants.attachments import attachments_keep

OPEN_AGENDA = (Meeting.Status.DRAFT, Meeting.Status.NOTIFIED)


@action
def topic_submit(
    *,
    actor: Actor,
    body: Body,
    title: str,
    content: str,
    seat: Seat | None = None,
    meeting: Meeting | None = None,
    papers: Sequence[Upload] = (),
    origin: models.Model | None = None,
) -> Topic:
    """Submit a topic to a body, by a member (``seat``, or the actor's own) or by the office that runs it.

    For a ``meeting`` already planned the days ahead are counted at once: late ones are refused or marked as the rules
    say. ``origin`` is the record that the topic follows from.
    """
    seat = _submitter(actor, body, seat)
    fresh = lock(body)
    if fresh.status != Body.Status.ACTIVE:
        raise WrongState("该机构已撤销，不能再提交议题。", field="body")
    topic = Topic(
        number=next_number("topic", now().astimezone(SHANGHAI).year, "YT-{year}-{number:04d}"),
        body=fresh,
        organization=fresh.organization,
        seat=seat,
        title=clean_text(title, "title", "议题", 120),
        content=clean_text(content, "content", "内容和建议", 5000),
        submitted_at=now(),
        **origin_fields(origin),
    )
    if meeting is not None:
        topic.meeting = _open_meeting(fresh, meeting)
        topic.late = _late(topic, topic.meeting)
    topic.save()
    attachments_keep(Paper, topic, papers, by=actor, field="papers")
    record("topic.submit", actor=actor, subject=topic, data={"number": topic.number, "late": topic.late})
    return topic


@action
def paper_add(*, actor: Actor, topic: Topic, papers: Sequence[Upload], version: int | None = None) -> Topic:
    """Add papers to a topic that is not settled, by its submitter or the office."""
    _require_submitter(actor, topic)
    fresh = lock(topic, version=version)
    if fresh.status not in (Topic.Status.SUBMITTED, Topic.Status.ACCEPTED):
        raise WrongState("议题已表决、讨论或撤回，不能再补充材料。", field="status")
    if not papers:
        raise InvalidInput("请选择要上传的材料。", field="papers")
    kept = attachments_keep(Paper, fresh, papers, by=actor, field="papers")
    fresh.version += 1
    fresh.save(update_fields=["version"])
    note = "、".join(paper.name for paper in kept)[:300] or "材料与已有的相同"
    record("topic.paper", actor=actor, subject=fresh, data={"note": note})
    return fresh


@action
def topic_withdraw(*, actor: Actor, topic: Topic, reason: str, version: int | None = None) -> Topic:
    """Take a topic back before it stands on an agenda, by its submitter or the office."""
    _require_submitter(actor, topic)
    told = clean_text(reason, "reason", "撤回原因", 500)
    return advance(topic, "withdraw", actor=actor, data={"reason": told}, version=version, meeting=None)


@action
def topic_accept(
    *,
    actor: Actor,
    topic: Topic,
    meeting: Meeting,
    majority: str = Majority.HALF,
    secret: bool = False,
    position: int | None = None,
    version: int | None = None,
) -> Topic:
    """Put a topic on the agenda of a meeting that has not begun, with the rule by which it will be carried.

    Without ``position`` it stands last. A topic that came too late is refused or marked as the rules say.
    """
    require(actor, Perm.CONFERENCE_EDIT, at=topic.place)
    agenda = lock(_open_meeting(topic.body, meeting))
    if agenda.status not in OPEN_AGENDA:
        raise WrongState("会议已开始或已结束，不能再增加议题。", field="meeting")
    fresh = lock(topic, version=version)
    check(fresh, "accept")
    _majority(majority)
    late = _late(fresh, agenda)
    last = agenda.topics.aggregate(last=Max("position"))["last"] or 0
    changes: dict[str, Any] = {
        "meeting": agenda,
        "late": late,
        "majority": majority,
        "secret": bool(secret),
        "position": last + 1 if position is None else _position(position),
    }
    data = {"meeting": agenda.pk, "late": late, "note": f"{agenda}{'（逾期提交）' if late else ''}"}
    return advance(fresh, "accept", actor=actor, data=data, locked=True, **changes)


@action
def topic_arrange(
    *, actor: Actor, topic: Topic, position: int, majority: str, secret: bool, version: int | None = None
) -> Topic:
    """Change the place on the agenda, the majority and the secrecy, until the vote opens."""
    require(actor, Perm.CONFERENCE_EDIT, at=topic.place)
    fresh = lock(topic, version=version)
    if fresh.status != Topic.Status.ACCEPTED:
        raise WrongState("只有列入议程、还没有表决或讨论的议题可以调整。", field="status")
    fresh.position, fresh.majority, fresh.secret = _position(position), _majority(majority), bool(secret)
    fresh.version += 1
    fresh.save(update_fields=["position", "majority", "secret", "version"])
    note = f"第 {fresh.position} 项，{fresh.get_majority_display()}通过，{'无记名' if secret else '记名'}表决"
    record("topic.arrange", actor=actor, subject=fresh, data={"note": note})
    return fresh


@action
def topic_decline(*, actor: Actor, topic: Topic, reason: str, version: int | None = None) -> Topic:
    """Not put a topic on any agenda, and say why."""
    require(actor, Perm.CONFERENCE_EDIT, at=topic.place)
    told = clean_text(reason, "reason", "不列入的原因", 500)
    return advance(topic, "decline", actor=actor, data={"reason": told}, version=version, meeting=None)


@action
def topic_defer(*, actor: Actor, topic: Topic, reason: str, version: int | None = None) -> Topic:
    """Take a topic off the agenda; it waits for another meeting."""
    require(actor, Perm.CONFERENCE_EDIT, at=topic.place)
    told = clean_text(reason, "reason", "移出原因", 500)
    return advance(topic, "defer", actor=actor, data={"reason": told}, version=version, meeting=None, position=None)


@action
def topic_note(*, actor: Actor, topic: Topic, conclusion: str, version: int | None = None) -> Topic:
    """Settle a topic that needs no vote, with what was concluded; only while its meeting lasts."""
    require(actor, Perm.CONFERENCE_EDIT, at=topic.place)
    fresh = lock(topic, version=version)
    check(fresh, "note")
    require_session(fresh)
    words = clean_text(conclusion, "conclusion", "结论", 500)
    return advance(fresh, "note", actor=actor, data={"note": words}, locked=True, conclusion=words)


def require_session(topic: Topic) -> Meeting:
    """The topic's meeting, which has to be in session."""
    meeting = topic.meeting
    if meeting is None or meeting.status != Meeting.Status.IN_SESSION:
        raise WrongState("会议没有在进行，不能表决或作出结论；请先宣布开会。", field="meeting")
    return meeting


def _submitter(actor: Actor, body: Body, seat: Seat | None) -> Seat | None:
    if seat is not None:
        if seat.body_id != body.pk:
            raise InvalidInput("该成员不属于这个机构，请重新选择。", field="seat")
        require_seat(actor, seat)
        return seat
    if actor.can(Perm.CONFERENCE_EDIT, body.place):
        return None
    seat = own_seat(actor, body)
    if seat is None:
        require(actor, Perm.CONFERENCE_EDIT, at=body.place)
    return seat


def _require_submitter(actor: Actor, topic: Topic) -> None:
    if topic.seat is not None and speaks_for(actor, topic.seat):
        return
    if not actor.can(Perm.CONFERENCE_EDIT, topic.place):
        raise NotAllowed("只有提交该议题的成员和会议组织方可以这样做。")


def _open_meeting(body: Body, meeting: Meeting) -> Meeting:
    if meeting.body_id != body.pk:
        raise InvalidInput("该会议不是这个机构的会议，请重新选择。", field="meeting")
    if meeting.status not in OPEN_AGENDA:
        raise InvalidInput("该会议已开始、结束或取消，请选择其他会议。", field="meeting")
    return meeting


def _late(topic: Topic, meeting: Meeting) -> bool:
    rules = ConferenceRules.current()
    came = topic.submitted_at.astimezone(SHANGHAI).date() if topic.pk else action_day()
    late = is_late(came, meeting.day, rules.topic_days)
    if late and rules.late_topics == ConferenceRules.Late.REFUSE:
        raise InvalidInput(
            f"议题应在会议召开 {rules.topic_days} 天前提交，这次会议已截止，请留待下次会议。", field="meeting"
        )
    return late


def _majority(majority: str) -> str:
    if majority not in Majority.values:
        raise InvalidInput("请选择通过规则：过半数或三分之二以上。", field="majority")
    return majority


def _position(position: int) -> int:
    if isinstance(position, bool) or not isinstance(position, int) or not 1 <= position <= 200:
        raise InvalidInput("议程序号应为 1 到 200 之间的整数。", field="position")
    return position
