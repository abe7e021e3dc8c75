"""Working days as the State Council arranges them, and as a district adds to them."""

from datetime import date, datetime

import pytest

from core.periods import SHANGHAI
from tenants.calendars.models import WorkCalendar

CALENDAR = WorkCalendar()


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2026, 2, 13), True),  # a Friday
        (date(2026, 2, 14), True),  # a Saturday that is worked for the Spring Festival
        (date(2026, 2, 15), False),
        (date(2026, 2, 23), False),  # a Monday of the Spring Festival
        (date(2026, 2, 24), True),
        (date(2026, 2, 28), True),  # a Saturday that is worked
        (date(2026, 10, 1), False),
        (date(2026, 10, 7), False),
        (date(2026, 10, 8), True),
        (date(2026, 10, 10), True),  # a Saturday that is worked
        (date(2026, 11, 28), False),
        (date(2027, 10, 1), False),  # no notice yet: the statutory day
    ],
)
def test_holidays_and_exchanged_weekends(day: date, worked: bool) -> None:
    assert CALENDAR.is_workday(day) is worked


def test_a_district_adds_what_is_missing() -> None:
    own = WorkCalendar(extra_holidays=["2026-11-27"], extra_workdays=["2026-11-28"])
    assert not own.is_workday(date(2026, 11, 27))
    assert own.is_workday(date(2026, 11, 28))


@pytest.mark.parametrize(
    ("day", "count", "found"),
    [
        (date(2026, 11, 27), 1, date(2026, 11, 30)),  # over a weekend
        (date(2026, 11, 27), 0, date(2026, 11, 27)),
        (date(2026, 11, 28), 0, date(2026, 11, 30)),
        (date(2026, 9, 30), 1, date(2026, 10, 8)),  # over the National Day
        (date(2026, 9, 30), 3, date(2026, 10, 10)),
        (date(2026, 2, 13), 2, date(2026, 2, 24)),  # the worked Saturday counts, the festival does not
    ],
)
def test_adding_working_days(day: date, count: int, found: date) -> None:
    assert CALENDAR.add_workdays(day, count) == found
    assert CALENDAR.workdays_between(day, found) == (count or int(found > day))


def test_counting_backwards_is_negative() -> None:
    assert CALENDAR.workdays_between(date(2026, 10, 8), date(2026, 9, 30)) == -1
    with pytest.raises(ValueError, match="forwards"):
        CALENDAR.add_workdays(date(2026, 10, 8), -1)


@pytest.mark.parametrize(("hour", "minute", "at_work"), [(8, 59, False), (9, 0, True), (16, 59, True), (17, 0, False)])
def test_working_hours(hour: int, minute: int, at_work: bool) -> None:
    assert CALENDAR.in_hours(datetime(2026, 11, 27, hour, minute, tzinfo=SHANGHAI)) is at_work
    assert not CALENDAR.in_hours(datetime(2026, 11, 28, hour, minute, tzinfo=SHANGHAI))
