"""Quorum, majorities, periods and lateness: the arithmetic by itself."""

from datetime import date

import pytest

from linkage.conferences.counting import is_late, meet_by, needed, period_end, reached


@pytest.mark.parametrize(
    ("count", "base", "half", "two_thirds"),
    [
        (0, 0, False, False),
        (1, 1, True, True),
        (1, 2, False, False),
        (2, 3, True, True),
        (2, 4, False, False),
        (3, 4, True, True),
        (3, 5, True, False),
        (4, 6, True, True),
        (6, 9, True, True),
        (5, 9, True, False),
        (7, 10, True, True),
        (6, 10, True, False),
    ],
)
def test_more_than_a_half_and_two_thirds_or_more(count: int, base: int, half: bool, two_thirds: bool) -> None:
    assert reached(count, base, "half") is half
    assert reached(count, base, "two_thirds") is two_thirds


@pytest.mark.parametrize("majority", ["half", "two_thirds"])
def test_what_is_needed_is_just_enough(majority: str) -> None:
    for base in range(1, 60):
        least = needed(base, majority)
        assert reached(least, base, majority)
        assert not reached(least - 1, base, majority)


def test_periods_end_with_the_calendar() -> None:
    assert period_end("monthly", date(2028, 2, 3)) == date(2028, 2, 29)
    assert period_end("quarterly", date(2026, 11, 1)) == date(2026, 12, 31)
    assert period_end("half_yearly", date(2026, 6, 30)) == date(2026, 6, 30)
    assert period_end("half_yearly", date(2026, 7, 1)) == date(2026, 12, 31)


def test_a_body_meets_once_in_every_period() -> None:
    founded = date(2026, 2, 10)
    assert meet_by("quarterly", founded, None) == date(2026, 6, 30)
    assert meet_by("quarterly", founded, date(2026, 4, 1)) == date(2026, 9, 30)
    assert meet_by("quarterly", founded, date(2026, 6, 30)) == date(2026, 9, 30)
    assert meet_by("monthly", founded, date(2026, 12, 5)) == date(2027, 1, 31)
    assert meet_by("half_yearly", founded, date(2026, 9, 9)) == date(2027, 6, 30)


def test_fifteen_days_ahead_is_in_time_and_fourteen_is_late() -> None:
    assert not is_late(date(2026, 11, 1), date(2026, 11, 16), 15)
    assert is_late(date(2026, 11, 2), date(2026, 11, 16), 15)
    assert not is_late(date(2026, 11, 16), date(2026, 11, 16), 0)
