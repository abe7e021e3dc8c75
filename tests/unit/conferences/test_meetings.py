"""Meetings: notice, late topics, seats by office and in person, decisions, reminders."""

from datetime import datetime, timedelta

import pytest
from assemblies import (
    all_there,
    body_in,
    body_of,
    decision_in,
    inquiry_in,
    invitation_of,
    meeting_in,
    rules,
    seat_for,
    soon,
    submitted_topic,
    topic_in,
)
from cast import Cast
from stories import in_days

from core.errors import InvalidInput, NotAllowed, WrongState
from core.events import at_moment, now
from core.outbox import deliver_waiting
from core.periods import SHANGHAI, today
from core.permissions import SYSTEM
from linkage.conferences.actions import bodies, decisions, meetings, minutes, topics, votes
from linkage.conferences.models import Body, Inquiry, Meeting, Seat
from linkage.conferences.seats import speaks_for
from tenants.duties.running import run_duties
from tenants.notices.models import Notice
from tenants.org.models import Post


def office_hours(days: int = 0) -> datetime:
    """Ten o'clock on the first day from so many days on that is worked."""
    from tenants.calendars.models import WorkCalendar

    day = today() + timedelta(days=days)
    while not WorkCalendar.current().is_workday(day):
        day += timedelta(days=1)
    return datetime(day.year, day.month, day.day, 10, tzinfo=SHANGHAI)


def planned(cast: Cast, days: int) -> Meeting:
    return meetings.meeting_plan(
        actor=cast.actor("street_a"), body=body_in(cast), title="会议", starts_at=soon(days), venue="会议室"
    )


def test_a_notice_at_short_notice_needs_a_reason(cast: Cast) -> None:
    meeting = planned(cast, 2)
    with pytest.raises(InvalidInput, match="至少提前 3 天") as refused:
        meetings.meeting_notify(actor=cast.actor("street_a"), meeting=meeting)
    assert refused.value.field == "reason"
    meetings.meeting_notify(actor=cast.actor("street_a"), meeting=meeting, reason="防汛紧急")
    deliver_waiting()
    told = Notice.objects.get(user=cast.users["unit_a"], event__verb="meeting.notify")
    assert "防汛紧急" in told.text


def test_late_topics_are_marked_or_refused(cast: Cast) -> None:
    for days, late in ((16, False), (10, True)):
        meeting = planned(cast, days)
        topic = submitted_topic(cast, body=meeting.body)
        topic = topics.topic_accept(actor=cast.actor("street_a"), topic=topic, meeting=meeting)
        assert topic.late is late
    rules(late_topics="refuse")
    topic = submitted_topic(cast, body=meeting.body)
    with pytest.raises(InvalidInput, match="15 天前提交"):
        topics.topic_accept(actor=cast.actor("street_a"), topic=topic, meeting=meeting)
    rules(topic_days=7)
    assert topics.topic_accept(actor=cast.actor("street_a"), topic=topic, meeting=meeting).status == "accepted"


def test_a_cancelled_meeting_gives_its_topics_back(cast: Cast) -> None:
    meeting = planned(cast, 30)
    topic = submitted_topic(cast, body=meeting.body)
    topic = topics.topic_accept(actor=cast.actor("street_a"), topic=topic, meeting=meeting)
    meetings.meeting_cancel(actor=cast.actor("street_a"), meeting=meeting, reason="冲突")
    topic.refresh_from_db()
    assert (topic.status, topic.meeting, topic.position) == ("submitted", None, None)


def test_postponing_asks_everybody_again(cast: Cast) -> None:
    invitation = invitation_of(cast)
    meetings.invitation_answer(actor=cast.actor("unit_a"), invitation=invitation, answer="attend")
    meetings.meeting_postpone(
        actor=cast.actor("street_a"), meeting=invitation.meeting, starts_at=soon(40), venue="二楼", reason="冲突"
    )
    invitation.refresh_from_db()
    assert (invitation.answer, invitation.answered_at) == ("none", None)


@pytest.mark.parametrize(
    ("answer", "given", "field"),
    [("leave", {}, "reason"), ("delegate", {}, "delegate"), ("none", {}, "answer"), ("perhaps", {}, "answer")],
)
def test_an_answer_says_what_it_must(cast: Cast, answer: str, given: dict[str, str], field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        meetings.invitation_answer(actor=cast.actor("unit_a"), invitation=invitation_of(cast), answer=answer, **given)
    assert refused.value.field == field


def test_a_named_seat_is_that_persons_alone(cast: Cast) -> None:
    body = body_of(cast)
    head = cast.users["unit_a_head"]
    seat = bodies.seat_add(actor=cast.actor("street_a"), body=body, owner=cast.unit_a, user=head)
    assert seat.name == head.name
    bodies.seat_add(actor=cast.actor("street_a"), body=body, owner=cast.street_a, role="convener")
    meeting = meeting_in(cast, body=body)
    invitation = meeting.invitations.select_related("meeting", "seat__organization", "seat__unit").get(seat=seat)
    with pytest.raises(NotAllowed):
        meetings.invitation_answer(actor=cast.actor("unit_a"), invitation=invitation, answer="attend")
    meetings.invitation_answer(actor=cast.actor("unit_a_head"), invitation=invitation, answer="attend")
    deliver_waiting()
    assert Notice.objects.filter(user=head, event__verb="meeting.notify").count() == 1
    assert not Notice.objects.filter(user=cast.users["unit_a"], event__verb="meeting.notify").exists()


def test_seats_are_given_with_care(cast: Cast) -> None:
    body, office = body_in(cast), cast.actor("street_a")
    with pytest.raises(InvalidInput, match="已有召集人"):
        bodies.seat_add(actor=office, body=body, owner=cast.unit_b, name="钱", role="convener")
    with pytest.raises(InvalidInput, match="同名的成员"):
        bodies.seat_add(actor=office, body=body, owner=cast.unit_a)
    with pytest.raises(InvalidInput, match="没有在“江宁中学”任职"):
        bodies.seat_add(actor=office, body=body, owner=cast.unit_a, name="钱", user=cast.users["unit_b"])
    with pytest.raises(InvalidInput, match="已是该机构的成员"):
        bodies.seat_add(actor=office, body=body, owner=cast.community_a, name="郑", user=cast.users["member"])
    assert not bodies.seat_add(actor=office, body=body, owner=cast.unit_b, name="钱", role="observer").votes


def test_a_department_sits_votes_and_is_held_back_by_its_seat(cast: Cast) -> None:
    from tenants.org.ties import ties_of_department

    body = body_of(cast)
    seat = bodies.seat_add(actor=cast.actor("street_a"), body=body, owner=cast.outpost_a)
    meeting = meeting_in(cast, body=body)
    assert Meeting.objects.visible_to(cast.actor("outpost_a")).get() == meeting
    invitation = meeting.invitations.get(seat=seat)
    meetings.invitation_answer(actor=cast.actor("outpost_a"), invitation=invitation, answer="attend")
    assert ties_of_department(cast.outpost_a) == [" 1 个议事机构的席位"]


def test_who_leaves_or_is_retired_has_seats_to_give_up(cast: Cast) -> None:
    from tenants.org.ties import ties_of, ties_of_places

    decision_in(cast, "issued")
    assert sorted(phrase for phrase in ties_of(cast.unit_a) if "席位" in phrase or "商请" in phrase) == [
        " 1 个议事机构的席位",
        " 1 件未了结的会议商请事项",
    ]
    told = ties_of_places([cast.street_a, cast.community_a])
    assert any("运行中的议事机构" in phrase for phrase in told[cast.street_a.pk])
    assert any("议事机构的席位" in phrase for phrase in told[cast.community_a.pk])


def test_what_is_decided_is_recorded_in_time_and_below(cast: Cast) -> None:
    meeting, office = meeting_in(cast, "held"), cast.actor("street_a")
    given = {"actor": office, "meeting": meeting, "title": "事项", "due_on": in_days(9)}
    with pytest.raises(InvalidInput, match="至少选择一个"):
        decisions.decision_record(**given)
    with pytest.raises(InvalidInput, match="不在“江宁路街道”之下"):
        decisions.decision_record(**given, organizations=[cast.community_b])
    with pytest.raises(InvalidInput, match="不能早于今天"):
        decisions.decision_record(**{**given, "due_on": in_days(-1)}, organizations=[cast.community_a])
    decisions.decision_record(**given, organizations=[cast.community_a])
    minutes.minutes_submit(actor=office, meeting=meeting, minutes="纪要")
    with pytest.raises(WrongState, match="纪要已提交"):
        decisions.decision_record(**given, organizations=[cast.community_a])


def test_a_meeting_is_not_closed_over_open_topics(cast: Cast) -> None:
    topic = topic_in(cast, "accepted", for_verb="note")
    with pytest.raises(WrongState, match="还没有结论"):
        meetings.meeting_close(actor=cast.actor("street_a"), meeting=topic.meeting)
    topics.topic_note(actor=cast.actor("street_a"), topic=topic, conclusion="同意")
    meetings.meeting_close(actor=cast.actor("street_a"), meeting=topic.meeting)


def test_a_held_meeting_moves_the_day_by_which_to_meet_again(cast: Cast) -> None:
    body = body_in(cast)
    first = body.meet_by
    meeting_in(cast, "held", body=body)
    body.refresh_from_db()
    assert body.last_met_on == today()
    assert body.meet_by >= first


def test_bodies_that_have_not_met_are_reminded_once_and_each_month(cast: Cast) -> None:
    body = body_in(cast)
    moment = office_hours()
    Body.objects.filter(pk=body.pk).update(meet_by=moment.date() - timedelta(days=5))
    for days, said in ((0, 1), (3, 1), (40, 2)):
        run_duties(office_hours(days))
        assert body_events(body) == said
    deliver_waiting()
    told = Notice.objects.filter(event__verb="body.remind").values_list("user__username", flat=True)
    assert {"street.a", "street.a.secretary"} <= set(told)
    assert "unit.a" not in told


def body_events(body: Body) -> int:
    from core.models import Event

    return Event.objects.for_subject(body).filter(verb="body.remind").count()


def test_who_has_not_answered_is_reminded_the_day_before(cast: Cast) -> None:
    invitation = invitation_of(cast)
    meetings.invitation_answer(actor=cast.actor("unit_a"), invitation=invitation, answer="attend")
    with at_moment(now()):
        Meeting.objects.filter(pk=invitation.meeting_id).update(starts_at=office_hours() + timedelta(hours=4))
    run_duties(office_hours())
    deliver_waiting()
    told = set(Notice.objects.filter(event__verb="meeting.remind").values_list("user__username", flat=True))
    assert "member" in told
    assert "unit.a" not in told


def test_who_has_left_is_neither_asked_nor_counted(cast: Cast) -> None:
    """A named person without a post and a seat whose term is over leave the quorum possible for the others."""
    body = body_in(cast)
    unit = seat_for(body, cast, "unit_a")
    Seat.objects.filter(pk=unit.pk).update(starts_on=in_days(-90), term_ends_on=in_days(-31))
    Post.objects.filter(user=cast.users["member"]).update(ends_on=in_days(-30))
    meeting = meeting_in(cast, body=body)
    assert {row.seat for row in meeting.invitations.all()} == {
        seat_for(body, cast, who) for who in ("street_a", "community_a", "unit_b")
    }
    assert tuple(map(len, meetings.voters(meeting))) == (2, 0)
    all_there(cast, meeting)
    meeting = meetings.meeting_open(actor=cast.actor("street_a"), meeting=meeting)
    assert (meeting.entitled, meeting.present) == (2, 2)
    deliver_waiting()
    told = set(Notice.objects.filter(event__verb="meeting.notify").values_list("user__username", flat=True))
    assert "community.a" in told
    assert not told & {"unit.a", "member"}
    unit.refresh_from_db()
    assert not speaks_for(cast.actor("unit_a"), unit)
    assert not Meeting.objects.visible_to(cast.actor("unit_a")).exists()


def test_who_leaves_after_the_notice_stays_asked_and_does_not_count(cast: Cast) -> None:
    """The notice stays as it went out; on the day itself on which the term ends the seat still counts."""
    meeting = meeting_in(cast)
    all_there(cast, meeting, absent=("unit_a", "member"))
    assert tuple(map(len, meetings.voters(meeting))) == (4, 2)
    with pytest.raises(WrongState, match="实到 2 人"):
        meetings.meeting_open(actor=cast.actor("street_a"), meeting=meeting)
    seat = Seat.objects.filter(pk=seat_for(meeting.body, cast, "unit_a").pk)
    for ends, numbers in ((0, (4, 2)), (-1, (3, 2))):
        seat.update(starts_on=in_days(-90), term_ends_on=in_days(ends))
        assert tuple(map(len, meetings.voters(meeting))) == numbers
    Post.objects.filter(user=cast.users["member"]).update(ends_on=today())
    assert tuple(map(len, meetings.voters(meeting))) == (2, 2)
    assert meeting.invitations.count() == 5
    meetings.meeting_open(actor=cast.actor("street_a"), meeting=meeting)


def test_one_without_the_rights_of_the_seat_is_given_no_ballot(cast: Cast) -> None:
    topic = topic_in(cast, "accepted", for_verb="open_vote")
    Post.objects.filter(user=cast.users["member"]).update(ends_on=today())
    topic = votes.vote_open(actor=cast.actor("street_a"), topic=topic)
    assert topic.ballots.count() == 3
    assert not topic.ballots.filter(seat__user=cast.users["member"]).exists()


def test_a_body_of_those_who_have_left_sends_no_notice(cast: Cast) -> None:
    body = body_of(cast)
    bodies.seat_add(actor=cast.actor("street_a"), body=body, owner=cast.community_a, user=cast.users["member"])
    Post.objects.filter(user=cast.users["member"]).update(ends_on=in_days(-30))
    with pytest.raises(InvalidInput, match="没有有表决权的在任成员"):
        meeting_in(cast, body=body)


def test_a_body_with_business_is_not_dissolved(cast: Cast) -> None:
    meeting = meeting_in(cast)
    with pytest.raises(WrongState, match="1 次会议没有办结"):
        bodies.body_dissolve(actor=SYSTEM, body=meeting.body, reason="撤")
    assert seat_for(meeting.body, cast, "unit_a").ended_on is None


def test_meetings_and_what_they_ask_stand_on_the_calendar(cast: Cast) -> None:
    from core.duedates import due_between

    decision_in(cast, "issued")
    meeting = meeting_in(cast)
    wanted = ("meeting", "decisionrequest")

    def told(name: str, *, own: bool) -> list[tuple[str, str, bool]]:
        found = due_between(cast.actor(name), in_days(-1), in_days(40), own=own, kinds=wanted)
        return [(due.kind.kind, due.who, due.done) for due in found]

    both = [("meeting", "江宁路街道党建联席会议", True), ("meeting", str(meeting.body), False)]
    assert sorted(told("unit_a", own=True)) == sorted([*both, ("decisionrequest", "江宁中学", False)])
    assert sorted(told("street_a", own=True)) == sorted(both)
    assert told("community_b", own=False) == []


def test_those_who_carry_a_decision_out_read_what_is_asked_about_it(cast: Cast) -> None:
    """They are told of the question, seat in the body or not, and so have to be able to open it."""
    inquiry = inquiry_in(cast)
    community = cast.actor("community_a")
    Seat.objects.filter(body=inquiry.decision.meeting.body, organization=cast.community_a).update(ended_on=in_days(-1))
    assert not Body.objects.visible_to(community).exists()
    assert list(Inquiry.objects.visible_to(community)) == [inquiry]
    assert not Inquiry.objects.visible_to(cast.actor("community_b")).exists()
    deliver_waiting()
    assert Notice.objects.filter(user=cast.users["community_a"], event__verb="inquiry.ask").exists()
