"""Bodies, meetings, topics, votes, decisions and proposals."""

from assemblies import (
    body_in,
    decision_in,
    department_proposal,
    inquiry_in,
    invitation_of,
    meeting_in,
    outpost_proposal,
    proposal_in,
    request_in,
    seat_for,
    topic_in,
)
from isolation.life import ballot, paper
from isolation.rows import ABOVE_A, BOTH, DISTRICT_SIDE, UNIT_SIDE, case
from matrix.people import OFFICE, STREET_A

from linkage.conferences.models import (
    Ballot,
    Body,
    Decision,
    DecisionRequest,
    Inquiry,
    Invitation,
    Meeting,
    Paper,
    Seat,
    Topic,
)
from linkage.proposals.models import Proposal, ProposalFile, Proposer

# Who has to do with the joint conference of street A: unit B sits in, without a vote.
CONFERENCE = BOTH | {"unit_b"}


case("body", Body, body_in, CONFERENCE)
case("seat", Seat, lambda cast: seat_for(body_in(cast), cast, "unit_b"), CONFERENCE)
case("meeting being planned", Meeting, lambda cast: meeting_in(cast, "draft"), ABOVE_A)
case("meeting with notice", Meeting, meeting_in, CONFERENCE)
case("invitation", Invitation, lambda cast: invitation_of(cast, "unit_b"), CONFERENCE)
case("submitted topic", Topic, topic_in, ABOVE_A | UNIT_SIDE)
case("topic on the agenda", Topic, lambda cast: topic_in(cast, "accepted"), CONFERENCE)
case("ballot of an open vote", Ballot, lambda cast: ballot(cast, secret=False), CONFERENCE)
case("ballot of a secret vote", Ballot, lambda cast: ballot(cast, secret=True), STREET_A | {OFFICE} | UNIT_SIDE)
case("paper of a submitted topic", Paper, paper, ABOVE_A | UNIT_SIDE)
case("paper on the agenda", Paper, lambda cast: paper(cast, "accepted"), CONFERENCE)
case("decision", Decision, decision_in, CONFERENCE)
case("decision handed out", Decision, lambda cast: decision_in(cast, "issued"), CONFERENCE)
case("request", DecisionRequest, request_in, CONFERENCE)
case("inquiry", Inquiry, inquiry_in, CONFERENCE)
case("proposal of the unit", Proposal, proposal_in, ABOVE_A | UNIT_SIDE)
case("proposal in hand", Proposal, lambda cast: proposal_in(cast, "assigned"), BOTH)
case(
    "proposal in person",
    Proposal,
    lambda cast: proposal_in(cast, by="member", owner=cast.community_a, personal=True),
    ABOVE_A | {"member"},
)
case("proposal handed to the department", Proposal, department_proposal, DISTRICT_SIDE | UNIT_SIDE)
case("proposal of the outpost", Proposal, outpost_proposal, ABOVE_A | {"outpost_a"})
case("proposal passed on as an opinion", Proposal, lambda cast: proposal_in(cast, "passed_on"), BOTH)
case("proposer", Proposer, lambda cast: proposal_in(cast).proposers.get(), ABOVE_A | UNIT_SIDE)
case("outpost as proposer", Proposer, lambda cast: outpost_proposal(cast).proposers.get(), ABOVE_A | {"outpost_a"})
case("file of a proposal", ProposalFile, lambda cast: proposal_in(cast, "answered").files.get(), BOTH)
