"""A problem that a meeting decided on names what of the meeting, and is found from there."""

from typing import Any

import pytest
from assemblies import decision_in, meeting_in, topic_in
from callers import gid, person
from cast import Cast
from oversight import problem_terms

from core.errors import InvalidInput
from core.origins import from_origin, origin_of
from linkage.conferences.models import Meeting
from linkage.conferences.naming import named, numbered, offered
from linkage.problems.actions.problems import problem_edit, problem_report
from linkage.problems.models import Problem

BY_ORIGIN = "query ($origin: ID!) { problems(origin: $origin) { edges { node { title originLabel } } } }"


def reported(cast: Cast, origin: Any, **changes: Any) -> Problem:
    terms = {**problem_terms(cast), "source": "meeting", **changes}
    return problem_report(actor=cast.actor("street_a"), origin=origin, **terms)


@pytest.mark.parametrize("made", [lambda cast: meeting_in(cast, "held"), topic_in, decision_in])
def test_it_can_be_followed_both_ways(cast: Cast, made: Any) -> None:
    origin = made(cast)
    problem = reported(cast, origin)
    assert origin_of(problem, seen_by=cast.actor("street_a")) == origin
    assert list(Problem.objects.filter(**from_origin(origin))) == [problem]
    # Whoever may not see the meeting reads its name and gets no way to it.
    assert origin_of(problem, seen_by=cast.actor("street_b")) is None
    assert problem.origin_label == str(origin)


@pytest.mark.parametrize(
    ("source", "origin", "field"),
    [
        ("meeting", lambda cast: None, "origin"),
        ("meeting", lambda cast: cast.community_a, "origin"),
        ("self", decision_in, "source"),
    ],
)
def test_the_source_and_the_meeting_go_together(cast: Cast, source: str, origin: Any, field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        reported(cast, origin(cast), source=source)
    assert refused.value.field == field


def test_neither_is_lost_by_a_correction(cast: Cast) -> None:
    words = {"title": "开放时间不足", "detail": "周末不开放", "severity": "minor", "category": "other"}
    out_of_a_meeting, found = reported(cast, decision_in(cast)), reported(cast, None, source="self")
    for problem, source in ((out_of_a_meeting, "self"), (found, "meeting")):
        with pytest.raises(InvalidInput, match="会议"):
            problem_edit(actor=cast.actor("street_a"), problem=problem, source=source, **words)
    problem_edit(actor=cast.actor("street_a"), problem=out_of_a_meeting, source="meeting", **words)


def test_only_meetings_that_one_sees_are_offered(cast: Cast) -> None:
    decision = decision_in(cast)
    (meeting, parts), *others = offered(cast.actor("street_a"))
    assert meeting == Meeting.objects.get(pk=decision.meeting_id)
    assert decision in parts
    assert others == []
    assert offered(cast.actor("street_b")) == []
    key = f"decision-{decision.pk}"
    assert named(cast.actor("street_a"), key) == decision
    assert named(cast.actor("street_b"), key) is None
    with pytest.raises(InvalidInput, match="没有编号为"):
        numbered(cast.actor("street_b"), decision.number, field="origin")


@pytest.mark.parametrize(
    "key", ["", "decision", "decision-", "decision-x", "body-1", "decision-²", "decision-" + "9" * 30]
)
def test_nonsense_names_no_meeting(cast: Cast, key: str) -> None:
    assert named(cast.actor("office"), key) is None


def test_the_interface_names_it_and_finds_by_it(cast: Cast) -> None:
    decision = decision_in(cast)
    caller = person(cast.users["street_a"])
    words = {"title": "开放时间不足", "detail": "周末不开放", "source": "MEETING", "severity": "MINOR"}
    given = {"organization": gid(cast.community_a), **words}
    refused = caller.do("problemReport", **given)
    assert [error["field"] for error in refused["errors"]] == ["origin"]
    wrong = caller.do("problemReport", **given, origin=gid(cast.community_a))
    assert [error["field"] for error in wrong["errors"]] == ["origin"]
    made = caller.do("problemReport", "problem { originLabel }", **given, origin=gid(decision))
    assert made["problem"] == {"originLabel": "开放共享车位"}
    found = caller.ask(BY_ORIGIN, origin=gid(decision))["problems"]["edges"]
    assert [edge["node"]["title"] for edge in found] == ["开放时间不足"]
    assert caller.ask(BY_ORIGIN, origin=gid(topic_in(cast)))["problems"]["edges"] == []
