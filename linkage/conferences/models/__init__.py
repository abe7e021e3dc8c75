"""The models of this app; import them from here."""

from linkage.conferences.models.bodies import Body, ConferenceRules, Seat
from linkage.conferences.models.decisions import Decision, DecisionRequest, Inquiry
from linkage.conferences.models.meetings import Invitation, Meeting
from linkage.conferences.models.topics import Ballot, Paper, Tally, Topic

__all__ = [
    "Ballot",
    "Body",
    "ConferenceRules",
    "Decision",
    "DecisionRequest",
    "Inquiry",
    "Invitation",
    "Meeting",
    "Paper",
    "Seat",
    "Tally",
    "Topic",
]
