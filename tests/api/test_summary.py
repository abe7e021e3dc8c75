"""The summary says what the leader's page says, of one's own places only."""

from decimal import Decimal

import pytest
from callers import gid, person
from cast import Cast
from django.db import connection
from django.test.utils import CaptureQueriesContext
from quarters import AFTER_Q3, IN_Q3, IN_Q4, closed_claim, issued

from assessment.reading import Standing, read_quarter, standing_of
from assessment.terms import Terms
from core.events import at_moment
from core.periods import Quarter
from tenants.org.models import DistrictSettings

SUMMARY = """
query Summary($place: ID, $quarter: String) {
  summary(place: $place, quarter: $quarter) {
    quarter isFrozen
    place { id name level standing figures { indicator name unit value numerator denominator previous change target } }
    parts { id name standing figures { indicator value } }
    history { quarter values { indicator value } }
  }
}
"""


def test_it_is_what_the_page_reads(cast: Cast) -> None:
    closed_claim(cast, at=IN_Q3)
    closed_claim(cast, "b", at=IN_Q3)
    issued(cast)
    closed_claim(cast, at=IN_Q4)
    with at_moment(IN_Q4):
        for number in (3, 4):
            told = person(cast.users["leader"]).ask(SUMMARY, quarter=f"2026Q{number}")["summary"]
            reading = read_quarter(Quarter(2026, number), cast.root)
            assert told["isFrozen"] is reading.is_frozen is (number == 3)
            assert told["place"]["id"] == gid(cast.root)
            for place, figures in [(told["place"], reading.figures[cast.root.path])] + [
                (part, reading.figures[found.path]) for part, found in zip(told["parts"], reading.parts, strict=True)
            ]:
                values = {each["indicator"].lower(): each["value"] for each in place["figures"]}
                assert {code: None if v is None else Decimal(v) for code, v in values.items()} == {
                    code: shown.value for code, shown in figures.items()
                }
                assert place["standing"] == standing_of(reading.terms, figures).name
            closed = next(each for each in told["place"]["figures"] if each["indicator"] == "CLAIMS_CLOSED")
            assert Decimal(closed["value"]) == (2 if number == 3 else 1)
        assert [each["quarter"] for each in told["history"]] == ["2026Q3"]
        assert Decimal(closed["change"]) == -1


def test_a_street_sees_its_own_and_nobody_elses(cast: Cast) -> None:
    street = person(cast.users["street_a"])
    assert street.ask(SUMMARY)["summary"]["place"]["id"] == gid(cast.street_a)
    assert street.ask(SUMMARY, place=gid(cast.community_a))["summary"]["parts"] == []
    for hidden in (cast.root, cast.street_b, cast.community_b):
        error = street.post(SUMMARY, {"place": gid(hidden)}).json()["errors"][0]
        assert (error["extensions"]["code"], error["extensions"]["field"]) == ("NOT_FOUND", "place")


@pytest.mark.parametrize(
    ("who", "given", "code", "field"),
    [
        ("unit_a", {}, "NOT_ALLOWED", None),
        ("leader", {"quarter": "2026Q5"}, "INVALID_INPUT", "quarter"),
        ("leader", {"quarter": "2999Q1"}, "INVALID_INPUT", "quarter"),
        ("leader", {"place": "x"}, "INVALID_INPUT", "place"),
    ],
)
def test_what_cannot_be_answered_is_said(
    cast: Cast, who: str, given: dict[str, str], code: str, field: str | None
) -> None:
    error = person(cast.users[who]).post(SUMMARY, given).json()["errors"][0]
    assert (error["extensions"]["code"], error["extensions"].get("field")) == (code, field)


def test_it_takes_the_same_statements_however_many_places(cast: Cast) -> None:
    leader, street = person(cast.users["leader"]), person(cast.users["street_a"])
    counts = []
    for caller in (leader, street):
        caller.ask(SUMMARY)
        with (
            CaptureQueriesContext(
                connection,
            ) as found,
            at_moment(AFTER_Q3),
        ):
            caller.ask(SUMMARY)
        counts.append(len(found))
    assert counts[0] == counts[1] <= 12


def test_standing_needs_something_to_judge(cast: Cast) -> None:
    assert standing_of(Terms.of(DistrictSettings.current()), {}) is Standing.UNKNOWN
