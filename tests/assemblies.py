"""Bodies, meetings, topics, decisions and proposals in any of their states, brought there by the actions alone."""

from datetime import datetime, timedelta
from typing import Any

from cast import Cast
from samples import photo
from stories import in_days

from core.events import at_moment, now
from core.periods import SHANGHAI
from core.permissions import SYSTEM, Actor
from linkage.conferences.actions import bodies, decisions, meetings, minutes, topics, votes
from linkage.conferences.actions.meetings import Attendance
from linkage.conferences.models import (
    Body,
    ConferenceRules,
    Decision,
    DecisionRequest,
    Inquiry,
    Invitation,
    Meeting,
    Seat,
    Topic,
)
from linkage.proposals.actions import proposals
from linkage.proposals.models import Proposal
from tenants.accounts.models import User

AHEAD = timedelta(days=20)


def rules(**changes: Any) -> ConferenceRules:
    """The district's rules for meetings, changed."""
    found, _ = ConferenceRules.objects.update_or_create(pk=1, defaults=changes)
    return found


def body_of(cast: Cast, *, office: str = "street_a", **changes: Any) -> Body:
    """The joint conference of street A without members."""
    name = f"江宁路街道党建联席会议{Body.objects.count() or ''}"
    given = {"organization": cast.street_a, "kind": "joint", "name": name, **changes}
    return bodies.body_create(actor=cast.actor(office), **given)


def body_in(cast: Cast, status: str = "active", **changes: Any) -> Body:
    """The joint conference of street A: the street convenes; unit A, community A and the 兼职委员 are members, unit B
    sits in. Four of them vote."""
    body = body_of(cast, **changes)
    actor = cast.actor("street_a")
    for owner, more in (
        (cast.street_a, {"role": "convener"}),
        (cast.unit_a, {}),
        (cast.community_a, {}),
        (cast.community_a, {"user": cast.users["member"]}),
        (cast.unit_b, {"role": "observer"}),
    ):
        bodies.seat_add(actor=actor, body=body, owner=owner, **more)
    if status == "dissolved":
        return bodies.body_dissolve(actor=actor, body=body, reason="任务完成")
    body.refresh_from_db()
    return body


def seat_for(body: Body, cast: Cast, who: str) -> Seat:
    """The seat of ``street_a``, ``unit_a``, ``community_a``, ``member`` or ``unit_b``."""
    seats = Seat.objects.filter(body=body).select_related("organization", "unit", "body__organization", "user")
    if who == "member":
        return seats.get(user=cast.users["member"])
    owner = getattr(cast, who)
    return (
        seats.get(user=None, unit=owner)
        if who.startswith("unit")
        else seats.get(user=None, unit=None, organization=owner)
    )


def _soon() -> datetime:
    """In half an hour, but not tomorrow: a meeting is held on its day."""
    local = now().astimezone(SHANGHAI)
    return min(local + timedelta(minutes=30), local.replace(hour=23, minute=59))


def meeting_in(
    cast: Cast, status: str = "notified", *, body: Body | None = None, absent: tuple[str, ...] = ()
) -> Meeting:
    """A meeting of the joint conference in any of its states; all are there but those named."""
    body = body or body_in(cast)
    office = cast.actor("street_a")
    # As the days of notice demand, it was announced long before.
    with at_moment(now() - AHEAD):
        meeting = meetings.meeting_plan(
            actor=office,
            body=body,
            title="第四季度党建联席会议",
            starts_at=_soon() + AHEAD,
            venue="街道三楼会议室",
        )
        if status == "draft":
            return meeting
        if status == "cancelled":
            return meetings.meeting_cancel(actor=office, meeting=meeting, reason="与换届冲突")
        meeting = meetings.meeting_notify(actor=office, meeting=meeting)
    if status == "notified":
        return meeting
    return _sit(cast, meeting, status, absent)


def _sit(cast: Cast, meeting: Meeting, status: str, absent: tuple[str, ...]) -> Meeting:
    office, chair = cast.actor("street_a"), cast.actor("street_a_secretary")
    all_there(cast, meeting, absent)
    meeting = meetings.meeting_open(actor=office, meeting=meeting)
    if status == "in_session":
        return meeting
    meeting = meetings.meeting_close(actor=office, meeting=meeting)
    if status == "held":
        return meeting
    meeting = minutes.minutes_submit(actor=office, meeting=meeting, minutes="会议研究了三项议题。")
    if status == "minuted":
        return meeting
    meeting = minutes.minutes_confirm(actor=chair, meeting=meeting)
    if status == "confirmed":
        return meeting
    return minutes.minutes_issue(actor=office, meeting=meeting)


def all_there(cast: Cast, meeting: Meeting, absent: tuple[str, ...] = ()) -> None:
    gone = {seat_for(meeting.body, cast, who).pk for who in absent}
    rows = meeting.invitations.select_related("seat__organization", "seat__unit")
    noted = [Attendance(row.seat, "absent" if row.seat_id in gone else "present") for row in rows]
    meetings.meeting_attend(actor=cast.actor("street_a"), meeting=meeting, attendance=noted)


def invitation_of(cast: Cast, who: str = "unit_a", meeting: Meeting | None = None) -> Invitation:
    meeting = meeting or meeting_in(cast)
    seat = seat_for(meeting.body, cast, who)
    return meeting.invitations.select_related("meeting__organization", "seat__organization", "seat__unit").get(
        seat=seat
    )


def submitted_topic(cast: Cast, *, by: str = "unit_a", body: Body | None = None, **given: Any) -> Topic:
    """A topic by the member of unit A, or by the office if ``by`` is it."""
    body = body or body_in(cast)
    actor = cast.actor("unit_a" if by == "unit_a" else by)
    values = {"title": "共享停车位方案", "content": "开放单位内部车位。", **given}
    return topics.topic_submit(actor=actor, body=body, **values)


def topic_in(
    cast: Cast,
    status: str = "submitted",
    *,
    secret: bool = False,
    majority: str = "half",
    by: str = "unit_a",
    absent: tuple[str, ...] = (),
    for_verb: str = "",
) -> Topic:
    """A topic in any of its states. An accepted one lies in a meeting that is in session if its verb needs one."""
    office = cast.actor("street_a")
    topic = submitted_topic(cast, by=by)
    if status == "submitted":
        return topic
    if status == "declined":
        return topics.topic_decline(actor=office, topic=topic, reason="不属本会范围")
    if status == "withdrawn":
        return topics.topic_withdraw(actor=office, topic=topic, reason="已解决")
    meeting = meeting_in(cast, "notified", body=topic.body)
    topic = topics.topic_accept(actor=office, topic=topic, meeting=meeting, majority=majority, secret=secret)
    if status == "accepted" and for_verb not in ("open_vote", "note"):
        return topic
    topic.meeting = _sit(cast, meeting, "in_session", absent)
    if status == "accepted":
        return topic
    if status == "noted":
        return topics.topic_note(actor=office, topic=topic, conclusion="同意试行")
    topic = votes.vote_open(actor=office, topic=topic)
    if status == "voting":
        return topic
    for ballot in topic.ballots.select_related("seat"):
        choice = "approve" if status == "passed" else "against"
        votes.vote_cast(actor=SYSTEM, topic=topic, choice=choice, seat=ballot.seat)
    return votes.vote_close(actor=office, topic=topic)


def voter(cast: Cast, who: str) -> Actor:
    """Who votes in the seat of that name."""
    return cast.actor(
        {"street_a": "street_a_secretary", "unit_a": "unit_a_head", "community_a": "community_a_secretary"}.get(
            who, who
        )
    )


def decision_in(cast: Cast, status: str = "held") -> Decision:
    """A decision for community A and unit A, of a meeting in that state (held, or issued and so handed out)."""
    meeting = meeting_in(cast, "held")
    office = cast.actor("street_a")
    decision = decisions.decision_record(
        actor=office,
        meeting=meeting,
        title="开放共享车位",
        content="每晚开放 20 个车位",
        due_on=in_days(30),
        organizations=[cast.community_a],
        units=[cast.unit_a],
    )
    if status == "issued":
        meeting = minutes.minutes_submit(actor=office, meeting=meeting, minutes="纪要")
        meeting = minutes.minutes_confirm(actor=cast.actor("street_a_secretary"), meeting=meeting)
        minutes.minutes_issue(actor=office, meeting=meeting)
        decision = Decision.objects.select_related("organization", "meeting__body").get(pk=decision.pk)
    return decision


def request_in(cast: Cast, status: str = "asked") -> DecisionRequest:
    decision = decision_in(cast, "held" if status == "planned" else "issued")
    request = decision.requests.select_related("decision__organization", "organization", "unit__organization").get()
    if status in ("planned", "asked"):
        return request
    actor = cast.actor("unit_a")
    if status == "declined":
        return decisions.request_decline(actor=actor, request=request, reason="车位不足")
    request = decisions.request_accept(actor=actor, request=request)
    if status == "accepted":
        return request
    return decisions.request_report(actor=actor, request=request, outcome="已开放")


def inquiry_in(cast: Cast, status: str = "asked") -> Inquiry:
    decision = decision_in(cast, "issued")
    inquiry = decisions.inquiry_ask(actor=cast.actor("member"), decision=decision, question="进展如何？")
    if status == "answered":
        return decisions.inquiry_answer(actor=cast.actor("street_a"), inquiry=inquiry, answer="已开放 10 个。")
    return inquiry


def proposal_terms(cast: Cast, **changes: Any) -> dict[str, Any]:
    return {
        "organization": cast.street_a,
        "owner": cast.unit_a,
        "title": "关于增设社区老年食堂的建议",
        "content": "辖区老年人就餐不便，建议利用闲置用房增设食堂。",
        "category": "people",
        **changes,
    }


def proposal_in(cast: Cast, status: str = "submitted", *, by: str = "unit_a", **changes: Any) -> Proposal:
    """A proposal of unit A to street A in any of its states; community A handles it."""
    office, actor = cast.actor("street_a"), cast.actor(by)
    proposal = proposals.proposal_submit(actor=actor, **proposal_terms(cast, **changes))
    if status == "submitted":
        return proposal
    if status == "returned":
        return proposals.proposal_return(actor=office, proposal=proposal, reason="请写明建议")
    if status == "withdrawn":
        return proposals.proposal_withdraw(actor=actor, proposal=proposal, reason="已解决")
    if status == "passed_on":
        return passed_on(cast, proposal)
    if status == "replied":
        return proposals.proposal_reply(
            actor=cast.actor("community_a"), proposal=passed_on(cast, proposal), answer="已列入计划。", result="planned"
        )
    if status == "merged":
        return proposals.proposal_merge(actor=office, proposal=proposal, into=proposal_in(cast, "filed"))
    proposal = proposals.proposal_file(actor=office, proposal=proposal, opinion="同意立案")
    if status == "filed":
        return proposal
    proposal = proposals.proposal_assign(actor=office, proposal=proposal, handler=cast.community_a)
    if status == "assigned":
        return proposal
    proposal = proposals.proposal_answer(
        actor=cast.actor("community_a"), proposal=proposal, answer="已选定场地。", result="planned", files=[photo()]
    )
    if status == "answered":
        return proposal
    return proposals.proposal_feedback(actor=actor, proposal=proposal, satisfaction="satisfied")


def passed_on(cast: Cast, proposal: Proposal) -> Proposal:
    """The proposal as an opinion, passed on to community A."""
    return proposals.proposal_pass_on(
        actor=cast.actor("street_a"), proposal=proposal, handler=cast.community_a, reason="作为意见参考"
    )


def department_proposal(cast: Cast, status: str = "assigned") -> Proposal:
    """A proposal of unit A to the district, handed to the department."""
    office = cast.actor("office")
    proposal = proposals.proposal_submit(actor=cast.actor("unit_a"), **proposal_terms(cast, organization=cast.root))
    proposal = proposals.proposal_file(actor=office, proposal=proposal)
    proposal = proposals.proposal_assign(actor=office, proposal=proposal, handler=cast.department)
    if status == "assigned":
        return proposal
    return proposals.proposal_answer(
        actor=cast.actor("department"), proposal=proposal, answer="已列入计划。", result="planned"
    )


def outpost_proposal(cast: Cast, status: str = "submitted") -> Proposal:
    """A proposal of the outpost to its street A, in any of its states."""
    return proposal_in(cast, status, by="outpost_a", owner=cast.outpost_a)


def soon(days: int = 20) -> datetime:
    return now() + timedelta(days=days)


def account(username: str) -> User:
    return User.objects.get(username=username)
