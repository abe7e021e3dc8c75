"""Votes: who may, what carries a topic, and that a secret one keeps its secret."""

import pytest
from assemblies import meeting_in, rules, seat_for, topic_in, voter
from callers import gid, person
from cast import Cast
from django.db import IntegrityError, connection, transaction

from core.errors import NotAllowed, WrongState
from core.events import action_day
from core.models import Event
from core.permissions import SYSTEM
from linkage.conferences.actions import bodies, votes
from linkage.conferences.models import Ballot, Tally, Topic
from linkage.conferences.seats import speaks_for
from tenants.org.models import Post

VOTERS = ("street_a", "unit_a", "community_a", "member")


def vote(cast: Cast, topic: Topic, **choices: str) -> None:
    for who, choice in choices.items():
        votes.vote_cast(actor=voter(cast, who), topic=topic, choice=choice)


def close(cast: Cast, topic: Topic) -> Topic:
    return votes.vote_close(actor=cast.actor("street_a"), topic=topic)


def test_half_is_not_enough_and_three_of_four_are(cast: Cast) -> None:
    even = topic_in(cast, "voting")
    vote(cast, even, street_a="approve", unit_a="approve", community_a="against", member="against")
    assert close(cast, even).status == "rejected"
    most = topic_in(cast, "voting")
    vote(cast, most, street_a="approve", unit_a="approve", community_a="approve", member="abstain")
    most = close(cast, most)
    assert (most.status, most.votes_for, most.votes_against, most.votes_abstain, most.base) == ("passed", 3, 0, 1, 4)


def test_two_thirds_of_four_are_three(cast: Cast) -> None:
    for third, status in (("abstain", "rejected"), ("approve", "passed")):
        topic = topic_in(cast, "voting", majority="two_thirds")
        vote(cast, topic, street_a="approve", unit_a="approve", community_a=third, member="against")
        assert close(cast, topic).status == status


def test_who_does_not_vote_is_not_in_favour(cast: Cast) -> None:
    topic = topic_in(cast, "voting")
    vote(cast, topic, street_a="approve", unit_a="approve")
    assert close(cast, topic).status == "rejected"


def test_the_base_may_be_all_who_are_entitled(cast: Cast) -> None:
    present = topic_in(cast, "voting", absent=("member",))
    vote(cast, present, street_a="approve", unit_a="approve")
    assert (close(cast, present).status, present.ballots.count()) == ("passed", 3)
    rules(vote_base="entitled")
    entitled = topic_in(cast, "voting", absent=("member",))
    vote(cast, entitled, street_a="approve", unit_a="approve")
    entitled = close(cast, entitled)
    assert (entitled.status, entitled.base) == ("rejected", 4)


def test_only_voting_members_who_are_there_vote(cast: Cast) -> None:
    topic = topic_in(cast, "voting", absent=("unit_a",))
    for name in ("unit_a_head", "unit_b", "office", "leader"):
        with pytest.raises(NotAllowed):
            votes.vote_cast(actor=cast.actor(name), topic=topic, choice="approve")


def test_a_member_who_has_lost_the_post_has_lost_the_vote(cast: Cast) -> None:
    topic = topic_in(cast, "voting")
    seat = seat_for(topic.body, cast, "member")
    assert speaks_for(cast.actor("member"), seat)
    Post.objects.filter(user=cast.users["member"]).update(ends_on=action_day())
    assert not speaks_for(cast.actor("member"), seat)
    with pytest.raises(NotAllowed):
        votes.vote_cast(actor=cast.actor("member"), topic=topic, choice="approve")


def test_a_member_whose_seat_has_ended_sees_nothing_more(cast: Cast) -> None:
    topic = topic_in(cast, "voting")
    assert Topic.objects.visible_to(cast.actor("unit_a")).filter(pk=topic.pk).exists()
    bodies.seat_end(actor=cast.actor("street_a"), seat=seat_for(topic.body, cast, "unit_a"), reason="调离")
    assert not Topic.objects.visible_to(cast.actor("unit_a")).exclude(seat__unit=cast.unit_a).exists()


def test_an_open_vote_can_be_changed_until_it_is_closed(cast: Cast) -> None:
    topic = topic_in(cast, "voting")
    vote(cast, topic, unit_a="approve")
    vote(cast, topic, unit_a="against")
    assert topic.ballots.get(seat__unit=cast.unit_a).choice == "against"
    close(cast, topic)
    with pytest.raises(WrongState):
        vote(cast, topic, unit_a="approve")


def test_without_a_quorum_nothing_is_opened(cast: Cast) -> None:
    with pytest.raises(WrongState, match="实到 2 人，过半数需 3 人"):
        meeting_in(cast, "in_session", absent=("unit_a", "member"))
    rules(quorum="two_thirds")
    meeting_in(cast, "in_session", absent=("member",))


def test_delegates_count_only_where_the_rules_say_so(cast: Cast) -> None:
    topic = topic_in(cast, "accepted", for_verb="open_vote")
    topic.meeting.invitations.filter(seat__unit=cast.unit_a).update(presence="delegate")
    assert votes.vote_open(actor=cast.actor("street_a"), topic=topic).ballots.count() == 3
    votes.vote_cancel(actor=cast.actor("street_a"), topic=topic, reason="重来")
    rules(delegates_vote=True)
    assert votes.vote_open(actor=cast.actor("street_a"), topic=topic).ballots.count() == 4


class TestSecret:
    """Nothing that is kept or told joins a member to a choice."""

    def test_nobody_can_put_it_together_again(self, cast: Cast) -> None:
        topic = topic_in(cast, "voting", secret=True)
        before = Event.objects.latest("pk").pk
        vote(cast, topic, member="against", unit_a="approve", street_a="approve", community_a="approve")
        assert not Event.objects.filter(pk__gt=before).exists()
        ballots = list(Ballot.objects.filter(topic=topic).order_by("pk"))
        assert [ballot.seat_id for ballot in ballots] == sorted(ballot.seat_id for ballot in ballots)
        assert {(ballot.marked, ballot.choice) for ballot in ballots} == {(True, "")}
        names = {field.attname for field in Ballot._meta.concrete_fields}
        assert names == {"id", "topic_id", "seat_id", "secret", "marked", "choice"}, "no moment, no order of its own"
        topic = close(cast, topic)
        assert (topic.votes_for, topic.votes_against, topic.status) == (3, 1, "passed")
        assert not Tally.objects.exists()
        (told,) = Event.objects.filter(pk__gt=before)
        assert "seat" not in told.data
        assert told.actor_label.startswith("江宁路街道")

    def test_the_count_is_not_told_before_the_end(self, cast: Cast) -> None:
        topic = topic_in(cast, "voting", secret=True)
        vote(cast, topic, unit_a="approve")
        query = "query ($id: ID!) { topic(id: $id) { votesFor votesAgainst ballots { nodes { marked choice } } } }"
        for name in ("street_a", "office", "leader", "unit_a", "member"):
            found = person(cast.users[name]).ask(query, id=gid(topic))["topic"]
            assert (found["votesFor"], found["votesAgainst"]) == (None, None)
            assert {ballot["choice"] for ballot in found["ballots"]["nodes"]} <= {None}

    def test_members_do_not_see_who_has_voted(self, cast: Cast) -> None:
        topic = topic_in(cast, "voting", secret=True)
        vote(cast, topic, unit_a="approve")
        seen = Ballot.objects.visible_to(cast.actor("member")).filter(topic=topic)
        assert [ballot.seat.user for ballot in seen.exclude(seat__user=None)] == [cast.users["member"]]
        assert not seen.filter(seat__unit=cast.unit_a).exists()

    def test_the_database_refuses_to_keep_a_choice(self, cast: Cast) -> None:
        topic = topic_in(cast, "voting", secret=True)
        with pytest.raises(IntegrityError), transaction.atomic():
            topic.ballots.update(marked=True, choice="approve")
        connection.check_constraints()

    def test_it_is_given_once_and_by_the_member_alone(self, cast: Cast) -> None:
        topic = topic_in(cast, "voting", secret=True)
        vote(cast, topic, unit_a="approve")
        with pytest.raises(WrongState, match="您已投票"):
            vote(cast, topic, unit_a="against")
        seat = seat_for(topic.body, cast, "member")
        with pytest.raises(NotAllowed):
            votes.vote_cast(actor=cast.actor("street_a"), topic=topic, choice="approve", seat=seat)

    def test_too_few_would_give_each_other_away(self, cast: Cast) -> None:
        topic = topic_in(cast, "voting", secret=True)
        vote(cast, topic, unit_a="approve", member="against")
        with pytest.raises(WrongState, match="少于 3 人"):
            close(cast, topic)
        rules(secret_least=5)
        lonely = topic_in(cast, "accepted", secret=True, for_verb="open_vote")
        with pytest.raises(WrongState, match="改为记名表决"):
            votes.vote_open(actor=cast.actor("street_a"), topic=lonely)

    def test_the_interface_keeps_no_request(self, cast: Cast) -> None:
        topic = topic_in(cast, "voting", secret=True)
        caller = person(cast.users["unit_a_head"])
        text = "mutation ($input: VoteCastInput!) { voteCast(input: $input) { errors { code field } } }"
        body = {"query": text, "variables": {"input": {"id": gid(topic), "choice": "APPROVE"}}}
        answer = caller.send(body, **{"Idempotency-Key": "12345678-once"}).json()
        assert answer["data"]["voteCast"]["errors"] == [{"code": "INVALID_INPUT", "field": "Idempotency-Key"}]
        assert not topic.ballots.filter(marked=True).exists()
        assert caller.send(body).json()["data"]["voteCast"]["errors"] == []

    def test_a_voided_vote_is_forgotten(self, cast: Cast) -> None:
        topic = topic_in(cast, "voting", secret=True)
        vote(cast, topic, unit_a="approve")
        topic = votes.vote_cancel(actor=cast.actor("street_a"), topic=topic, reason="人数有误")
        assert topic.status == "accepted"
        assert not Ballot.objects.exists()
        assert not Tally.objects.exists()
        votes.vote_open(actor=SYSTEM, topic=topic)
