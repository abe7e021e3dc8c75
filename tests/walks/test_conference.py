"""联席会议 from its body to the close-out of its decision: what newcomers read to know meetings (S2 §三(一), S0-4)."""

from datetime import timedelta

from assemblies import seat_for
from cast import Cast
from samples import photo
from stories import in_days

from core.chain import verify
from core.events import at_moment, now
from core.history import history_of
from core.models import Event
from core.origins import origin_of
from core.outbox import deliver_waiting
from linkage.assignments.actions.working import (
    assignment_accept,
    assignment_report,
    assignment_submit,
    assignment_verify,
)
from linkage.conferences.actions.bodies import body_create, seat_add
from linkage.conferences.actions.decisions import (
    decision_record,
    inquiry_answer,
    inquiry_ask,
    request_accept,
    request_report,
)
from linkage.conferences.actions.meetings import (
    Attendance,
    invitation_answer,
    meeting_attend,
    meeting_close,
    meeting_notify,
    meeting_open,
    meeting_plan,
)
from linkage.conferences.actions.minutes import minutes_confirm, minutes_issue, minutes_submit
from linkage.conferences.actions.topics import topic_accept, topic_submit
from linkage.conferences.actions.votes import vote_cast, vote_close, vote_open
from linkage.conferences.document import minutes_document
from linkage.conferences.drafting import draft_minutes
from linkage.conferences.execution import is_settled
from linkage.conferences.models import Body, Decision, Invitation, Meeting, Topic
from tenants.notices.models import Notice

VOTES = {
    "street_a_secretary": "approve",
    "unit_a_head": "approve",
    "member": "approve",
    "community_a_secretary": "against",
}


def test_what_a_conference_decides_is_done(cast: Cast) -> None:
    with at_moment(now() - timedelta(days=25)):
        body, meeting, topic = announced(cast)
    deliver_waiting()
    assert Notice.objects.filter(user=cast.users["unit_a"], event__verb="meeting.notify").exists()
    sit_and_vote(cast, meeting, topic)
    topic.refresh_from_db()
    assert (topic.status, topic.votes_for, topic.votes_against) == ("passed", 3, 1)

    meeting, decision = decided(cast, Meeting.objects.get(pk=meeting.pk), topic)
    assert minutes_document(meeting).startswith(b"PK")
    body.refresh_from_db()
    assert body.last_met_on == meeting.opened_at.date() or body.last_met_on is not None

    carried_out(cast, decision)
    decision = Decision.objects.select_related("assignment").get(pk=decision.pk)
    assert is_settled(decision)
    said = [line.what for line in reversed(history_of(meeting))]
    assert said[0] == "筹备会议"
    assert said[-1] == "印发会议纪要"
    assert not Event.objects.filter(verb="topic.vote").exists(), "the vote was secret"
    assert verify() == []


def announced(cast: Cast) -> tuple[Body, Meeting, Topic]:
    """The office sets the body up, a unit brings a topic in time, everybody is asked."""
    office = cast.actor("street_a")
    body = body_create(actor=office, organization=cast.street_a, kind="joint", name="江宁路街道党建联席会议")
    seat_add(actor=office, body=body, owner=cast.street_a, role="convener")
    for owner in (cast.unit_a, cast.community_a):
        seat_add(actor=office, body=body, owner=owner)
    seat_add(actor=office, body=body, owner=cast.community_a, user=cast.users["member"])
    topic = topic_submit(
        actor=cast.actor("unit_a"), body=body, title="共享停车位方案", content="夜间开放", papers=[photo()]
    )
    starts = now() + timedelta(days=25, minutes=-1)
    meeting = meeting_plan(actor=office, body=body, title="第四季度联席会议", starts_at=starts, venue="三楼会议室")
    topic = topic_accept(actor=office, topic=topic, meeting=meeting, majority="two_thirds", secret=True)
    assert not topic.late
    return body, meeting_notify(actor=office, meeting=meeting), topic


def sit_and_vote(cast: Cast, meeting: Meeting, topic: Topic) -> None:
    office = cast.actor("street_a")
    own = meeting.invitations.select_related("seat__organization", "seat__unit", "meeting").get(seat__unit=cast.unit_a)
    assert invitation_answer(actor=cast.actor("unit_a"), invitation=own, answer="attend").answer == "attend"
    rows = meeting.invitations.select_related("seat__organization", "seat__unit")
    meeting_attend(
        actor=office, meeting=meeting, attendance=[Attendance(row.seat, Invitation.Presence.PRESENT) for row in rows]
    )
    meeting = meeting_open(actor=office, meeting=meeting)
    assert (meeting.entitled, meeting.present) == (4, 4)
    topic = Topic.objects.select_related("organization", "meeting").get(pk=topic.pk)
    vote_open(actor=office, topic=topic)
    for name, choice in VOTES.items():
        vote_cast(actor=cast.actor(name), topic=topic, choice=choice)
    vote_close(actor=office, topic=topic)


def decided(cast: Cast, meeting: Meeting, topic: Topic) -> tuple[Meeting, Decision]:
    office, chair = cast.actor("street_a"), cast.actor("street_a_secretary")
    decision = decision_record(
        actor=office,
        meeting=meeting,
        topic=topic,
        title="夜间开放共享车位",
        due_on=in_days(30),
        organizations=[cast.community_a],
        units=[cast.unit_a],
    )
    meeting = meeting_close(actor=office, meeting=meeting)
    text = draft_minutes(meeting)
    assert "以无记名方式表决，赞成3票、反对1票、弃权0票，通过该议题" in text
    meeting = minutes_submit(actor=office, meeting=meeting, minutes=text)
    meeting = minutes_confirm(actor=chair, meeting=meeting)
    meeting = minutes_issue(actor=office, meeting=meeting)
    decision = Decision.objects.select_related("assignment", "meeting__body", "organization").get(pk=decision.pk)
    assert decision.assignment is not None
    assert origin_of(decision.assignment, seen_by=office) == decision
    assert not is_settled(decision)
    return meeting, decision


def carried_out(cast: Cast, decision: Decision) -> None:
    """The community does its part, the unit accepts and reports, a member asks in between."""
    community, unit, office = cast.actor("community_a"), cast.actor("unit_a"), cast.actor("street_a")
    part = assignment_accept(actor=community, assignment=decision.assignment.parts.get())
    part = assignment_report(actor=community, assignment=part, progress=60, text="已划线")
    request = decision.requests.select_related("decision__organization", "organization", "unit__organization").get()
    request = request_accept(actor=unit, request=request)
    inquiry = inquiry_ask(actor=cast.actor("member"), decision=decision, question="什么时候开放？")
    inquiry_answer(actor=office, inquiry=inquiry, answer="下月初。")
    request_report(actor=unit, request=request, outcome="已开放 20 个车位")
    part = assignment_submit(actor=community, assignment=part, outcome="车位已启用")
    assignment_verify(actor=office, assignment=part)
    deliver_waiting()
    assert Notice.objects.filter(user=cast.users["member"], event__verb="inquiry.answer").exists()
    assert seat_for(decision.meeting.body, cast, "member").user == cast.users["member"]
