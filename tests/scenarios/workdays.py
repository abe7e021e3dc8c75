"""The working days of 2026, copied by hand from the notice of the State Council's office of 4 November 2025.

Nothing here is computed by the product: it is what the product is held against.
"""

from collections.abc import Callable
from datetime import date, timedelta

DAY = timedelta(days=1)
FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)

# First and last day of each holiday.
HOLIDAYS = (
    (date(2026, 1, 1), date(2026, 1, 3)),  # 元旦
    (date(2026, 2, 15), date(2026, 2, 23)),  # 春节
    (date(2026, 4, 4), date(2026, 4, 6)),  # 清明节
    (date(2026, 5, 1), date(2026, 5, 5)),  # 劳动节
    (date(2026, 6, 19), date(2026, 6, 21)),  # 端午节
    (date(2026, 9, 25), date(2026, 9, 27)),  # 中秋节
    (date(2026, 10, 1), date(2026, 10, 7)),  # 国庆节
    (date(2027, 1, 1), date(2027, 1, 3)),  # 元旦
)
# Weekends that are worked instead.
MADE_UP = frozenset(
    {
        date(2026, 1, 4),
        date(2026, 2, 14),
        date(2026, 2, 28),
        date(2026, 5, 9),
        date(2026, 9, 20),
        date(2026, 10, 10),
    }
)
# What the district adds from the middle of the year on: a holiday of its own, and the Saturday worked for it.
ADDED_ON = date(2026, 6, 15)
OWN_HOLIDAY, OWN_WORKDAY = date(2026, 7, 10), date(2026, 7, 11)
SATURDAY = 5


def worked(day: date) -> bool:
    """Whether the district works on that day, as it stands on that day."""
    if day == OWN_HOLIDAY:
        return False
    if day in MADE_UP or day == OWN_WORKDAY:
        return True
    return day.weekday() < SATURDAY and not any(first <= day <= last for first, last in HOLIDAYS)


def after(day: date, count: int) -> date:
    """The ``count``-th working day after ``day``."""
    while count:
        day += DAY
        count -= worked(day)
    return day


def days(first: date = FIRST, last: date = LAST) -> list[date]:
    return [first + DAY * n for n in range((last - first).days + 1)]


def first_from(day: date, allowed: Callable[[date], bool]) -> date | None:
    """The first allowed day of the year from ``day`` on."""
    return next((each for each in days(max(day, FIRST)) if allowed(each)), None)
