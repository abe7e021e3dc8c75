"""Bodies, their seats, meetings, topics and votes."""

from collections.abc import Iterable
from datetime import date

from fuzz.sight import Row, Sight, parts, rule

HIDDEN = ("draft",)


def _speaks(sight: Sight, seat: Row) -> bool:
    """For a seat that is held: the person who is named, or whoever stands for the office that it belongs to."""
    me, facts = sight.seat, sight.facts
    if seat["ended_on"] is not None or (seat["term_ends_on"] is not None and seat["term_ends_on"] < date.today()):
        return False
    path = facts.path(seat["organization_id"])
    if seat["unit_id"] is not None:
        stands = seat["unit_id"] in me.units
    elif seat["department_id"] is not None:
        stands = seat["department_id"] in me.departments
    else:
        stands = path in me.sees
    if seat["user_id"] is None:
        return stands
    return seat["user_id"] == me.user and (stands or (seat["unit_id"] is None and me.over(path)))


def _mine(sight: Sight) -> set[int]:
    return {key for key, row in sight.facts["conferences_seat"].items() if _speaks(sight, row)}


def _bodies_sat_in(sight: Sight) -> set[int]:
    seats = sight.facts["conferences_seat"]
    return {seats[key]["body_id"] for key in _mine(sight)}


def _over(sight: Sight, row: Row) -> bool:
    return sight.seat.over(sight.facts.path(row["organization_id"]))


@rule("Body")
def _bodies(sight: Sight) -> Iterable[int]:
    sat_in = _bodies_sat_in(sight)
    return (key for key, row in sight.facts["conferences_body"].items() if _over(sight, row) or key in sat_in)


rule("Seat")(parts("conferences_seat", "body_id", "Body"))


@rule("Meeting")
def _meetings(sight: Sight) -> Iterable[int]:
    """Members from the notice on."""
    sat_in = _bodies_sat_in(sight)
    for key, row in sight.facts["conferences_meeting"].items():
        if _over(sight, row) or (row["body_id"] in sat_in and row["status"] not in HIDDEN):
            yield key


rule("Invitation")(parts("conferences_invitation", "meeting_id", "Meeting"))


@rule("Topic")
def _topics(sight: Sight) -> Iterable[int]:
    """Of one's seat; of others in the body only what stands on a noticed agenda."""
    sat_in, mine, meetings = _bodies_sat_in(sight), _mine(sight), sight.facts["conferences_meeting"]
    for key, row in sight.facts["conferences_topic"].items():
        meeting = meetings.get(row["meeting_id"])
        noticed = meeting is not None and meeting["status"] not in HIDDEN
        if _over(sight, row) or row["seat_id"] in mine or (row["body_id"] in sat_in and noticed):
            yield key


rule("Paper")(parts("conferences_paper", "topic_id", "Topic"))


@rule("Ballot")
def _ballots(sight: Sight) -> Iterable[int]:
    """One's own; who has voted, for those who run the meeting; of an open vote all, for whoever is there or above."""
    sat_in, mine, topics = _bodies_sat_in(sight), _mine(sight), sight.facts["conferences_topic"]
    for key, row in sight.facts["conferences_ballot"].items():
        topic = topics[row["topic_id"]]
        runs = sight.seat.meets and _over(sight, topic)
        there = _over(sight, topic) or topic["body_id"] in sat_in
        if row["seat_id"] in mine or runs or (there and not row["secret"]):
            yield key


@rule("DecisionRequest")
def _requests(sight: Sight) -> Iterable[int]:
    """The places and bodies that ask, and the unit once it is asked."""
    sat_in, facts = _bodies_sat_in(sight), sight.facts
    for key, row in facts["conferences_decisionrequest"].items():
        decision = facts["conferences_decision"][row["decision_id"]]
        body = facts["conferences_meeting"][decision["meeting_id"]]["body_id"]
        asked = row["unit_id"] in sight.seat.units and row["status"] != "planned"
        if _over(sight, decision) or body in sat_in or asked:
            yield key


@rule("Decision")
def _decisions(sight: Sight) -> Iterable[int]:
    """Of one's places and bodies, and those that one has to carry out, once they are handed out."""
    sat_in, facts = _bodies_sat_in(sight), sight.facts
    owners: dict[int, list[Row]] = {}
    for owner in facts["conferences_decision_organizations"].values():
        owners.setdefault(owner["decision_id"], []).append(owner)
    asked = {
        row["decision_id"]
        for row in facts["conferences_decisionrequest"].values()
        if row["unit_id"] in sight.seat.units
    }
    named = {
        row["decision_id"]
        for row in facts["conferences_decision_departments"].values()
        if row["department_id"] in sight.seat.departments
    }
    for key, row in facts["conferences_decision"].items():
        body = facts["conferences_meeting"][row["meeting_id"]]["body_id"]
        carries_out = key in asked or key in named or any(_over(sight, owner) for owner in owners.get(key, []))
        if _over(sight, row) or body in sat_in or (row["dispatched_at"] is not None and carries_out):
            yield key


rule("Inquiry")(parts("conferences_inquiry", "decision_id", "Decision"))
