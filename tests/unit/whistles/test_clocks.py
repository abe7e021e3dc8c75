"""Working hours: only those in which the district works, across nights, weekends and holidays."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from core.periods import SHANGHAI
from linkage.whistles.clocks import add_workhours, workhours_between
from tenants.calendars.models import WorkCalendar


def at(day: int, hour: int, minute: int = 0, *, month: int = 10) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=SHANGHAI)


# 2026-10-16 is a Friday; the district works from 9 to 17; 1–7 October are holidays.
CASES = [
    (at(16, 10), 2, at(16, 12)),
    (at(16, 15), 2, at(16, 17)),
    (at(16, 16), 2, at(19, 10)),
    (at(16, 20), 2, at(19, 11)),
    (at(17, 12), 8, at(19, 17)),
    (at(16, 7), 1, at(16, 10)),
    (at(16, 9), 9, at(19, 10)),
    (at(30, 16, 30, month=9), 4, at(8, 12, 30)),
]


@pytest.mark.parametrize(("start", "hours", "end"), CASES)
def test_hours_are_counted_while_the_district_works(start: datetime, hours: int, end: datetime) -> None:
    calendar = WorkCalendar()
    found = add_workhours(start.astimezone(UTC), hours, calendar)
    assert found == end
    assert workhours_between(start, found, calendar) == Decimal(hours)


def test_between_is_none_the_other_way_round_and_at_night() -> None:
    calendar = WorkCalendar()
    assert workhours_between(at(16, 12), at(16, 10), calendar) == 0
    assert workhours_between(at(16, 18), at(17, 8), calendar) == 0
    assert workhours_between(at(16, 16, 50), at(19, 9, 10), calendar) == Decimal("0.33")
    assert workhours_between(at(16, 10), at(16, 10, 1), calendar) == Decimal("0.02")


def test_a_district_that_works_around_the_clock() -> None:
    calendar = WorkCalendar(opens=0, closes=24)
    assert add_workhours(at(16, 22), 4, calendar) == at(19, 2)
