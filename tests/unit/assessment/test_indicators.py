"""Indicators from tallies: nothing is made up where nothing was counted, and equal scores share a rank."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.indicators import INDICATORS, SCORE, Kind, Tally, Weights, ranks_of, values_of

WEIGHTS = Weights(Decimal("0.4"), Decimal("0.3"), Decimal("0.3"))


def test_nothing_counted_is_zero_for_counts_and_nothing_for_the_rest() -> None:
    values = values_of({}, WEIGHTS)
    assert list(values) == [indicator.code for indicator in INDICATORS]
    for indicator in INDICATORS:
        value = values[indicator.code].value
        assert (value == 0) if indicator.kind is Kind.COUNT else (value is None)


def test_shares_means_and_score() -> None:
    values = values_of(
        {
            "need.close": Tally(3),
            "need.expire": Tally(1),
            "claim.close": Tally(3, 0, Decimal("13.5")),
            "claim.release": Tally(3),
            "claim.confirm": Tally(5, 4, Decimal(10)),
            "claim.decline": Tally(1, 0, Decimal(8)),
        },
        WEIGHTS,
    )
    found = {code: value.value for code, value in values.items()}
    assert found["need_completion_rate"] == Decimal("75.0")
    assert found["claim_closure_rate"] == Decimal("50.0")
    assert found["response_days"] == Decimal("3.00")
    assert found["answered_on_time"] == Decimal("66.7")
    assert found["satisfaction"] == Decimal("4.50")
    assert found[SCORE] == Decimal("75") * Decimal("0.4") + 50 * Decimal("0.3") + 90 * Decimal("0.3")


def test_what_was_not_measured_does_not_weigh() -> None:
    values = values_of({"claim.close": Tally(2, 0, Decimal(8)), "claim.release": Tally(2)}, WEIGHTS)
    assert values[SCORE].value == Decimal("65.00")
    alone = values_of({"claim.close": Tally(2, 0, Decimal(8))}, Weights(Decimal(1), Decimal(0), Decimal(0)))
    assert alone[SCORE].value is None


tallies = st.builds(
    lambda count, hits, hundredths: Tally(count, min(hits, count), count * Decimal(hundredths) / 100),
    st.integers(0, 500),
    st.integers(0, 500),
    st.integers(100, 500),
)


@given(st.dictionaries(st.sampled_from(sorted({v for i in INDICATORS for v in i.verbs})), tallies))
def test_every_value_stays_in_its_bounds(counted: dict[str, Tally]) -> None:
    for code, found in values_of(counted, WEIGHTS).items():
        indicator = next(i for i in INDICATORS if i.code == code)
        if found.value is None:
            assert not found.denominator
        elif indicator.unit == "%" or code == SCORE:
            assert 0 <= found.value <= 100
        else:
            assert found.value >= 0


@pytest.mark.parametrize(
    ("scores", "ranks"),
    [
        ([90, 80, 70], [1, 2, 3]),
        ([80, 90, 80, 70], [2, 1, 2, 4]),
        ([None, 60, None], [None, 1, None]),
        ([None], [None]),
    ],
)
def test_equal_scores_share_a_rank(scores: list, ranks: list) -> None:
    given_scores = {index: None if score is None else Decimal(score) for index, score in enumerate(scores)}
    assert list(ranks_of(given_scores).values()) == ranks
