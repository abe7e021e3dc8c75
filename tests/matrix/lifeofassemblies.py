"""The lives of bodies, meetings, topics, requests, questions and proposals."""

from functools import partial
from typing import Any

from assemblies import (
    all_there,
    body_in,
    inquiry_in,
    meeting_in,
    proposal_in,
    request_in,
    soon,
    topic_in,
)
from cast import Cast
from matrix.lives import Life, inner
from samples import photo

from core.permissions import SYSTEM
from linkage.conferences.actions import bodies, decisions, meetings, minutes, topics, votes
from linkage.conferences.models import Body, DecisionRequest, Inquiry, Meeting, Topic
from linkage.proposals.actions import proposals
from linkage.proposals.models import Proposal

BODY = Life(
    Body,
    lambda cast, status, verb: body_in(cast, status),
    {"dissolve": lambda row: bodies.body_dissolve(actor=SYSTEM, body=row, reason="任务完成")},
)


def meeting_row(cast: Cast, status: str, verb: str) -> Meeting:
    row = meeting_in(cast, status)
    if status == "notified" and verb == "open":
        all_there(cast, row)
    return row


def of_meeting(action: Any, **given: Any) -> Any:
    return lambda row: action(actor=SYSTEM, meeting=row, **given)


MEETING = Life(
    Meeting,
    meeting_row,
    {
        "notify": of_meeting(meetings.meeting_notify, reason="紧急"),
        "postpone": lambda row: meetings.meeting_postpone(
            actor=SYSTEM, meeting=row, starts_at=soon(), venue="二楼", reason="冲突"
        ),
        "cancel": of_meeting(meetings.meeting_cancel, reason="取消"),
        "open": of_meeting(meetings.meeting_open),
        "close": of_meeting(meetings.meeting_close),
        "submit": of_meeting(minutes.minutes_submit, minutes="议定三项"),
        "return": of_meeting(minutes.minutes_return, reason="再核对"),
        "confirm": of_meeting(minutes.minutes_confirm),
        "issue": of_meeting(minutes.minutes_issue),
    },
    apart=True,
)


def topic_row(cast: Cast, status: str, verb: str) -> Topic:
    row = topic_in(cast, status, for_verb=verb)
    if verb == "accept":
        meeting_in(cast, body=row.body)
    if status == "voting" and verb in ("pass", "reject"):
        choice = "approve" if verb == "pass" else "against"
        for ballot in row.ballots.select_related("seat"):
            votes.vote_cast(actor=SYSTEM, topic=row, choice=choice, seat=ballot.seat)
    return row


def accept(row: Topic) -> Topic:
    agenda = Meeting.objects.filter(body=row.body_id, status="notified").latest("pk")
    return topics.topic_accept(actor=SYSTEM, topic=row, meeting=agenda)


def of_topic(action: Any, **given: Any) -> Any:
    return lambda row: action(actor=SYSTEM, topic=row, **given)


TOPIC = Life(
    Topic,
    topic_row,
    {
        "accept": accept,
        "decline": of_topic(topics.topic_decline, reason="不属本会范围"),
        "withdraw": of_topic(topics.topic_withdraw, reason="已解决"),
        "defer": of_topic(topics.topic_defer, reason="下次再议"),
        "open_vote": of_topic(votes.vote_open),
        "cancel_vote": of_topic(votes.vote_cancel, reason="人数有误"),
        "note": of_topic(topics.topic_note, conclusion="同意"),
        "pass": of_topic(votes.vote_close),
        "reject": of_topic(votes.vote_close),
    },
)

REQUEST = Life(
    DecisionRequest,
    lambda cast, status, verb: request_in(cast, status),
    {
        "ask": lambda row: inner(row, "ask"),
        "accept": lambda row: decisions.request_accept(actor=SYSTEM, request=row),
        "decline": lambda row: decisions.request_decline(actor=SYSTEM, request=row, reason="不便"),
        "report": lambda row: decisions.request_report(actor=SYSTEM, request=row, outcome="已办"),
    },
)

INQUIRY = Life(
    Inquiry,
    lambda cast, status, verb: inquiry_in(cast, status),
    {"answer": lambda row: decisions.inquiry_answer(actor=SYSTEM, inquiry=row, answer="已办")},
)


def proposal_row(cast: Cast, status: str, verb: str) -> Proposal:
    row = proposal_in(cast, status)
    if verb == "merge":
        proposal_in(cast, "filed")
    return row


def merge(row: Proposal) -> Proposal:
    into = Proposal.objects.filter(status="filed").exclude(pk=row.pk).latest("pk")
    return proposals.proposal_merge(actor=SYSTEM, proposal=row, into=into)


def assign(row: Proposal) -> Proposal:
    return proposals.proposal_assign(actor=SYSTEM, proposal=row, handler=row.organization)


def of_proposal(action: Any, **given: Any) -> Any:
    return lambda row: action(actor=SYSTEM, proposal=row, **given)


judge = partial(of_proposal, proposals.proposal_feedback)
PROPOSAL = Life(
    Proposal,
    proposal_row,
    {
        "file": of_proposal(proposals.proposal_file),
        "merge": merge,
        "pass_on": lambda row: proposals.proposal_pass_on(
            actor=SYSTEM, proposal=row, handler=row.organization, reason="作为意见"
        ),
        "reply": of_proposal(proposals.proposal_reply, answer="已采纳", result="planned"),
        "return": of_proposal(proposals.proposal_return, reason="请补充"),
        "withdraw": of_proposal(proposals.proposal_withdraw, reason="不提了"),
        "resubmit": of_proposal(proposals.proposal_resubmit, title="案由", content="建议", category="people"),
        "assign": assign,
        "refer": of_proposal(proposals.proposal_refer, reason="不属本社区"),
        "answer": of_proposal(proposals.proposal_answer, answer="已办", result="solved", files=[photo(5)]),
        "again": judge(satisfaction="dissatisfied", feedback="没有解决"),
        "close": judge(satisfaction="satisfied"),
    },
    apart=True,
)

ASSEMBLIES = [BODY, MEETING, TOPIC, REQUEST, INQUIRY, PROPOSAL]
