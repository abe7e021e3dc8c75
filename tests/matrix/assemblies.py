"""Bodies, meetings, votes, decisions and proposals."""

from datetime import timedelta
from typing import Any

from assemblies import (
    all_there,
    body_in,
    body_of,
    decision_in,
    department_proposal,
    inquiry_in,
    invitation_of,
    meeting_in,
    outpost_proposal,
    proposal_in,
    proposal_terms,
    request_in,
    seat_for,
    soon,
    topic_in,
)
from cast import Cast
from matrix.people import COMMUNITY_A, LEADER, OFFICE, STREET_A, UNIT_A
from matrix.rows import nothing, reason, row
from samples import photo
from stories import in_days

from core.events import at_moment, now
from linkage.conferences.actions import bodies, decisions, meetings, minutes, topics, votes
from linkage.conferences.actions.meetings import Attendance
from linkage.conferences.models import Meeting, Topic
from linkage.proposals.actions import proposals

RUNS = STREET_A | {OFFICE}
# The seat of street A belongs to its office: those at the very place.
SEAT_OF_STREET = STREET_A
MEMBERS = SEAT_OF_STREET | COMMUNITY_A | UNIT_A | {"member", "unit_b"}


def body_values(cast: Cast) -> dict[str, Any]:
    return {"kind": "leading_group", "name": "党建工作领导小组", "cadence": "quarterly"}


row(bodies.body_create, nothing, RUNS, given=lambda cast: {**body_values(cast), "organization": cast.street_a})
row(bodies.body_edit, body_of, RUNS, subject="body", given=body_values)
row(bodies.body_dissolve, body_of, RUNS, subject="body", given=reason)
row(
    bodies.seat_add,
    body_of,
    RUNS,
    subject="body",
    given=lambda cast: {"owner": cast.unit_a, "name": "孙校长", "title": "校长"},
)


def a_seat(cast: Cast) -> Any:
    return seat_for(body_in(cast), cast, "unit_a")


row(bodies.seat_edit, a_seat, RUNS, subject="seat", given=lambda cast: {"role": "deputy", "title": "书记"})
row(bodies.seat_end, a_seat, RUNS, subject="seat", given=reason)


def terms(cast: Cast) -> dict[str, Any]:
    return {"title": "联席会议", "starts_at": soon(), "venue": "会议室"}


row(meetings.meeting_plan, body_of, RUNS, subject="body", given=terms)
row(meetings.meeting_edit, lambda cast: meeting_in(cast, "draft"), RUNS, subject="meeting", given=terms)


def long_before(cast: Cast) -> Meeting:
    with at_moment(now() + timedelta(days=1)):
        return meetings.meeting_plan(actor=cast.actor("street_a"), body=body_in(cast), **terms(cast))


row(meetings.meeting_notify, long_before, RUNS, subject="meeting")
row(
    meetings.meeting_postpone,
    meeting_in,
    RUNS,
    subject="meeting",
    given=lambda cast: {"starts_at": soon(), "venue": "二楼", "reason": "时间冲突"},
)
row(meetings.meeting_cancel, meeting_in, RUNS, subject="meeting", given=reason)


def attendance(cast: Cast) -> dict[str, Any]:
    meeting = Meeting.objects.latest("pk")
    return {"attendance": [Attendance(seat_for(meeting.body, cast, "unit_a"), "present")]}


row(meetings.meeting_attend, meeting_in, RUNS, subject="meeting", given=attendance)


def with_quorum(cast: Cast) -> Meeting:
    meeting = meeting_in(cast)
    all_there(cast, meeting)
    return meeting


row(meetings.meeting_open, with_quorum, RUNS, subject="meeting")
row(meetings.meeting_close, lambda cast: meeting_in(cast, "in_session"), RUNS, subject="meeting")
row(
    meetings.invitation_answer,
    invitation_of,
    UNIT_A,
    case="of-the-unit",
    subject="invitation",
    given=lambda cast: {"answer": "leave", "reason": "外出培训"},
)
row(
    meetings.invitation_answer,
    lambda cast: invitation_of(cast, "member"),
    {"member"},
    case="in-person",
    subject="invitation",
    given=lambda cast: {"answer": "attend"},
)

row(
    topics.topic_submit,
    body_in,
    RUNS | MEMBERS,
    subject="body",
    given=lambda cast: {"title": "议题", "content": "建议", "papers": [photo()]},
)
row(
    topics.paper_add,
    topic_in,
    RUNS | UNIT_A,
    subject="topic",
    given=lambda cast: {"papers": [photo(9)]},
)
row(topics.topic_withdraw, topic_in, RUNS | UNIT_A, subject="topic", given=reason)
row(topics.topic_decline, topic_in, RUNS, subject="topic", given=reason)


def with_agenda(cast: Cast) -> Topic:
    topic = topic_in(cast)
    meeting_in(cast, body=topic.body)
    return topic


row(
    topics.topic_accept,
    with_agenda,
    RUNS,
    subject="topic",
    given=lambda cast: {"meeting": Meeting.objects.latest("pk"), "majority": "two_thirds"},
)
row(
    topics.topic_arrange,
    lambda cast: topic_in(cast, "accepted"),
    RUNS,
    subject="topic",
    given=lambda cast: {"position": 3, "majority": "two_thirds", "secret": True},
)
row(topics.topic_defer, lambda cast: topic_in(cast, "accepted"), RUNS, subject="topic", given=reason)
row(
    topics.topic_note,
    lambda cast: topic_in(cast, "accepted", for_verb="note"),
    RUNS,
    subject="topic",
    given=lambda cast: {"conclusion": "同意"},
)
row(votes.vote_open, lambda cast: topic_in(cast, "accepted", for_verb="open_vote"), RUNS, subject="topic")
row(
    votes.vote_cast,
    lambda cast: topic_in(cast, "voting"),
    {"street_a_secretary", "community_a_secretary", "unit_a_head", "member"},
    case="in-the-open",
    subject="topic",
    given=lambda cast: {"choice": "approve"},
)
row(
    votes.vote_cast,
    lambda cast: topic_in(cast, "voting"),
    # The secretary of the meeting notes hands that are raised; a program does not vote.
    (RUNS | {"unit_a_head"}) - {"client_of_street_a"},
    case="for-the-unit",
    subject="topic",
    given=lambda cast: {"choice": "approve", "seat": seat_for(Topic.objects.latest("pk").body, cast, "unit_a")},
)
row(
    votes.vote_cast,
    lambda cast: topic_in(cast, "voting", secret=True),
    {"street_a_secretary", "community_a_secretary", "unit_a_head", "member"},
    case="in-secret",
    subject="topic",
    given=lambda cast: {"choice": "approve"},
    silent="an event for each vote, in order, would help to tell who voted how",
)
row(votes.vote_close, lambda cast: topic_in(cast, "voting"), RUNS, subject="topic")
row(votes.vote_cancel, lambda cast: topic_in(cast, "voting"), RUNS, subject="topic", given=reason)

row(
    minutes.minutes_submit,
    lambda cast: meeting_in(cast, "held"),
    RUNS,
    subject="meeting",
    given=lambda cast: {"minutes": "会议议定三项。"},
)
# The convener is street A by office; above it the district's leader.
CHAIR = {"street_a_secretary", LEADER}
row(minutes.minutes_return, lambda cast: meeting_in(cast, "minuted"), CHAIR, subject="meeting", given=reason)
row(minutes.minutes_confirm, lambda cast: meeting_in(cast, "minuted"), CHAIR, subject="meeting")
row(minutes.minutes_issue, lambda cast: meeting_in(cast, "confirmed"), RUNS, subject="meeting")

row(
    decisions.decision_record,
    lambda cast: meeting_in(cast, "held"),
    RUNS,
    subject="meeting",
    given=lambda cast: {
        "title": "开放车位",
        "due_on": in_days(20),
        "organizations": [cast.community_a],
        "units": [cast.unit_a],
    },
)
row(decisions.decision_drop, decision_in, RUNS, subject="decision", given=reason)
row(decisions.request_accept, request_in, UNIT_A, subject="request")
row(decisions.request_decline, request_in, UNIT_A, subject="request", given=reason)
row(
    decisions.request_report,
    lambda cast: request_in(cast, "accepted"),
    UNIT_A,
    subject="request",
    given=lambda cast: {"outcome": "已开放"},
)
row(
    decisions.inquiry_ask,
    lambda cast: decision_in(cast, "issued"),
    MEMBERS,
    subject="decision",
    given=lambda cast: {"question": "进展如何？"},
)
row(decisions.inquiry_answer, inquiry_in, RUNS, subject="inquiry", given=lambda cast: {"answer": "已完成"})

PLACE_A = STREET_A | COMMUNITY_A | {OFFICE}
row(proposals.proposal_submit, nothing, UNIT_A, given=proposal_terms)
row(
    proposals.proposal_submit,
    nothing,
    PLACE_A | {"member"},
    case="by-the-community",
    given=lambda cast: proposal_terms(cast, owner=cast.community_a),
)
row(
    proposals.proposal_submit,
    nothing,
    {OFFICE, "department"},
    case="by-the-department",
    given=lambda cast: proposal_terms(cast, owner=cast.department, organization=cast.root),
)
row(
    proposals.proposal_submit,
    nothing,
    STREET_A | {OFFICE, "outpost_a"},
    case="by-the-outpost",
    given=lambda cast: proposal_terms(cast, owner=cast.outpost_a),
)


def content(cast: Cast) -> dict[str, Any]:
    return {"title": "增设食堂", "content": "补充了选址建议", "category": "people"}


def proposal(status: str) -> Any:
    return lambda cast: proposal_in(cast, status)


row(proposals.proposal_resubmit, proposal("returned"), UNIT_A, subject="proposal", given=content)
row(proposals.proposal_withdraw, proposal("submitted"), UNIT_A, subject="proposal", given=reason)
row(proposals.proposal_return, proposal("submitted"), RUNS, subject="proposal", given=reason)
row(proposals.proposal_file, proposal("submitted"), RUNS, subject="proposal")
row(
    proposals.proposal_pass_on,
    proposal("submitted"),
    RUNS,
    subject="proposal",
    given=lambda cast: {"handler": cast.community_a, "reason": "作为意见参考"},
)
row(
    proposals.proposal_reply,
    proposal("passed_on"),
    PLACE_A,
    subject="proposal",
    given=lambda cast: {"answer": "已列入计划", "result": "planned"},
)


def two_of_a_kind(cast: Cast) -> Any:
    proposal_in(cast, "filed")
    return proposal_in(cast, "submitted")


def the_other(cast: Cast) -> dict[str, Any]:
    from linkage.proposals.models import Proposal

    return {"into": Proposal.objects.filter(status="filed").latest("pk")}


row(proposals.proposal_merge, two_of_a_kind, RUNS, subject="proposal", given=the_other)
row(
    proposals.proposal_assign,
    proposal("filed"),
    RUNS,
    subject="proposal",
    given=lambda cast: {"handler": cast.community_a, "due_on": in_days(60)},
)
row(proposals.proposal_refer, proposal("assigned"), PLACE_A, subject="proposal", given=reason)
row(
    proposals.proposal_answer,
    proposal("assigned"),
    PLACE_A,
    subject="proposal",
    given=lambda cast: {"answer": "已办理", "result": "solved", "files": [photo(3)]},
)
row(
    proposals.proposal_refer,
    department_proposal,
    {OFFICE, "department"},
    case="by-the-department",
    subject="proposal",
    given=reason,
)
row(
    proposals.proposal_answer,
    department_proposal,
    {OFFICE, "department"},
    case="by-the-department",
    subject="proposal",
    given=lambda cast: {"answer": "已办理", "result": "solved"},
)
row(
    proposals.proposal_feedback,
    proposal("answered"),
    UNIT_A,
    subject="proposal",
    given=lambda cast: {"satisfaction": "satisfied"},
)
row(
    proposals.proposal_feedback,
    lambda cast: outpost_proposal(cast, "answered"),
    STREET_A | {OFFICE, "outpost_a"},
    case="of-the-outpost",
    subject="proposal",
    given=lambda cast: {"satisfaction": "satisfied"},
)


def filed_with_a_body(cast: Cast) -> Any:
    body_of(cast)
    return proposal_in(cast, "filed")


def the_body(cast: Cast) -> dict[str, Any]:
    from linkage.conferences.models import Body

    return {"body": Body.objects.latest("pk")}


row(proposals.proposal_table, filed_with_a_body, RUNS, subject="proposal", given=the_body)
