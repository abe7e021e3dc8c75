"""Commitments by periods: which periods there are, what counts in each, and what a supplement does to them."""

import itertools
from datetime import date, timedelta
from decimal import Decimal

import pytest
from cast import Cast
from samples import photo
from stories import aged, agreement_in, in_days, open_listing

from core.errors import InvalidInput
from core.events import at_moment
from core.periods import SHANGHAI
from linkage.actions.agreements import CommitmentDraft
from linkage.models import Commitment, CommitmentPeriod
from linkage.models.periods import carried_over, months_after, whole_periods
from linkage.reminding import promised_again
from resources.actions.claims import claim_confirm, claim_evaluate, claim_fulfil, claim_propose
from resources.progress import behind, with_mean_progress, with_period_progress, with_progress


@pytest.mark.parametrize(
    ("period", "start", "end", "found"),
    [
        ("month", date(2026, 1, 31), date(2026, 4, 30), ["01-31 02-27", "02-28 03-30", "03-31 04-29"]),
        ("month", date(2026, 5, 12), date(2026, 6, 10), []),
        ("month", date(2026, 5, 12), date(2026, 6, 11), ["05-12 06-11"]),
        ("quarter", date(2026, 1, 1), date(2026, 12, 31), ["01-01 03-31", "04-01 06-30", "07-01 09-30", "10-01 12-31"]),
        ("year", date(2026, 2, 1), date(2027, 1, 30), []),
        ("year", date(2024, 2, 29), date(2025, 2, 27), ["02-29 02-27"]),
    ],
)
def test_periods_run_from_the_day_on_which_the_promise_begins(
    period: str, start: date, end: date, found: list[str]
) -> None:
    assert [f"{a:%m-%d} {b:%m-%d}" for a, b in whole_periods(period, start, end)] == found


def test_a_month_later_is_the_last_day_of_a_shorter_month() -> None:
    assert months_after(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert months_after(date(2026, 12, 31), 2) == date(2027, 2, 28)


@pytest.mark.parametrize(
    ("day", "begins", "again", "found"),
    [
        # A year with a 29 February is a day longer, and still one year.
        (date(2027, 12, 31), date(2027, 1, 1), date(2028, 1, 1), date(2028, 12, 31)),
        (date(2028, 12, 31), date(2028, 1, 1), date(2029, 1, 1), date(2029, 12, 31)),
        (date(2027, 6, 30), date(2027, 1, 1), date(2028, 1, 1), date(2028, 6, 30)),
        (date(2027, 2, 14), date(2027, 1, 1), date(2028, 1, 1), date(2028, 2, 14)),
        (date(2027, 1, 1), date(2027, 1, 1), date(2028, 1, 1), date(2028, 1, 1)),
        # Taken up again some days late: the same length from there.
        (date(2026, 12, 31), date(2026, 1, 1), date(2027, 1, 20), date(2028, 1, 19)),
        # 30 days that were less than a month stay less than a month.
        (date(2027, 2, 13), date(2027, 1, 15), date(2027, 2, 15), date(2027, 3, 13)),
    ],
)
def test_a_renewal_keeps_the_days_of_the_term(day: date, begins: date, again: date, found: date) -> None:
    assert carried_over(day, begins, again) == found


def monthly(cast: Cast, **changes: object) -> CommitmentDraft:
    given = {"quantity": Decimal(2), "measure": "次", "due_on": in_days(365), "period": "month", **changes}
    return CommitmentDraft(cast.unit_a, "开放日", **given)  # type: ignore[arg-type]


def test_all_that_is_owed_follows_from_the_periods(cast: Cast) -> None:
    agreement = agreement_in(cast, "active", commitments=[monthly(cast)])
    one = agreement.commitments.get()
    periods = list(one.periods.all())
    assert len(periods) == 12
    assert one.total == 24
    assert periods[0].starts_on == agreement.active_from
    assert all(a.ends_on + timedelta(days=1) == b.starts_on for a, b in itertools.pairwise(periods))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"due_on": in_days(10)}, "period"),
        ({"period": "week"}, "period"),
        ({"quantity": Decimal(0)}, "quantity"),
        ({"due_on": in_days(400)}, "due_on"),
    ],
)
def test_what_cannot_be_owed_is_refused(cast: Cast, changes: dict[str, object], field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        agreement_in(cast, "draft", commitments=[monthly(cast, **changes)])
    assert refused.value.field == field


def test_more_periods_than_anybody_looks_through(cast: Cast) -> None:
    with pytest.raises(InvalidInput) as refused:
        agreement_in(cast, "draft", active_to=in_days(4000), commitments=[monthly(cast, due_on=in_days(4000))])
    assert refused.value.field == "period"


def deliver(cast: Cast, commitment: Commitment, day: date) -> None:
    """One occasion, reported done on the day, evaluated a week later."""
    need = open_listing(cast, quantity=1, measure="场")
    claim = claim_propose(
        actor=cast.actor("unit_a"), target=need, claimant=cast.unit_a, quantity=1, commitment=commitment
    )
    claim_confirm(actor=cast.actor("street_a"), claim=claim)
    moment = _noon(day)
    with at_moment(moment):
        claim_fulfil(actor=cast.actor("unit_a"), claim=claim, outcome="已办", evidence=[photo()])
    with at_moment(moment + timedelta(days=7)):
        claim_evaluate(actor=cast.actor("community_a"), claim=claim, score=5)
        claim_evaluate(actor=cast.actor("unit_a"), claim=claim, score=5)


def _noon(day: date):
    from datetime import datetime, time

    return datetime.combine(day, time(12), tzinfo=SHANGHAI)


def test_what_was_done_counts_in_the_period_in_which_it_was_done(cast: Cast) -> None:
    agreement = agreement_in(cast, "active", commitments=[monthly(cast)])
    one = agreement.commitments.get()
    first, second, third = one.periods.all()[:3]
    deliver(cast, one, first.ends_on)  # closed in the second period, done in the first
    for _ in range(3):
        deliver(cast, one, second.starts_on)
    counted = {p.pk: p.done for p in with_period_progress(CommitmentPeriod.objects.filter(commitment=one))}
    assert (counted[first.pk], counted[second.pk], counted[third.pk]) == (1, 3, 0)
    # The third of the second period makes up for nothing.
    assert with_progress(Commitment.objects.all()).get(pk=one.pk).done == 3
    share = with_mean_progress(type(agreement).objects.filter(pk=agreement.pk)).get().progress
    assert share == Decimal("0.125")
    assert not behind(Commitment.objects.owed(), first.ends_on).exists()
    assert behind(Commitment.objects.owed(), first.ends_on + timedelta(days=1)).get() == one
    CommitmentPeriod.objects.filter(pk=first.pk).update(quantity=1)
    assert not behind(Commitment.objects.owed(), second.ends_on + timedelta(days=1)).exists()


def test_a_month_is_called_to_mind_before_it_is_over(cast: Cast) -> None:
    """As long as something of it is owed; what other months did makes up for nothing."""
    agreement = agreement_in(cast, "active", commitments=[monthly(cast)])
    one = agreement.commitments.get()
    first, second = one.periods.all()[:2]

    def said(period: CommitmentPeriod, left: int) -> list[str]:
        return [due.stage for due in promised_again(period.ends_on - timedelta(days=left))]

    assert [said(first, left) for left in (8, 7, 2, 1, 0)] == [
        [],
        [f"{first.ends_on}:7"],
        [f"{first.ends_on}:7"],
        [f"{first.ends_on}:1"],
        [f"{first.ends_on}:1"],
    ]
    [due] = promised_again(first.ends_on - timedelta(days=7))
    assert due.subject == agreement
    assert due.data["note"] == f"开放日（已完成 0/2 次）还有 7 天本期结束（{first.ends_on}）"
    for _ in range(2):
        deliver(cast, one, first.starts_on)
    assert said(first, 1) == []
    assert said(second, 1) == [f"{second.ends_on}:1"]
    # The last one ends with the promise, of which it is said that it falls due.
    one.periods.exclude(pk=second.pk).delete()
    one.periods.update(ends_on=one.due_on)
    assert said(one.periods.get(), 1) == []


def test_a_total_is_behind_when_its_day_is_past(cast: Cast) -> None:
    agreement = aged(agreement_in(cast, "active"), in_days(-1))
    assert behind(Commitment.objects.owed(), in_days(0)).get().agreement == agreement
    assert not behind(Commitment.objects.owed(), in_days(-1)).exists()
