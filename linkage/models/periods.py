"""How often: the periods of a commitment that is owed again and again."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from django.db import models

from core.errors import InvalidInput

# A promise of monthly service over ten years.
MOST_PERIODS = 120
# Quarters are counted until then.
FIRST_YEAR, LAST_YEAR = 2000, 2999


class Period(models.TextChoices):
    """The time in which the quantity of a commitment is owed once; empty: once in all."""

    MONTH = "month", "每月"
    QUARTER = "quarter", "每季度"
    YEAR = "year", "每年"


MONTHS = {Period.MONTH: 1, Period.QUARTER: 3, Period.YEAR: 12}


def months_after(start: date, count: int) -> date:
    """The same day so many months later, or the last day of that month where it is shorter."""
    month = start.month - 1 + count
    year, month = start.year + month // 12, month % 12 + 1
    if year > LAST_YEAR:
        raise InvalidInput(f"日期太远，请核对；最晚到 {LAST_YEAR} 年。", field="active_from")
    return date(year, month, min(start.day, monthrange(year, month)[1]))


def carried_over(day: date, begins: date, again: date) -> date:
    """The day that lies in a term from ``again`` on where ``day`` lies in one from ``begins`` on.

    Counted in whole months and the days left over, so that a year stays a year: what ended on 31 December ends on 31
    December again, whether or not there is a 29 February between, and holds as many months and quarters as before.
    """
    after = day + timedelta(days=1)
    months = (after.year - begins.year) * 12 + after.month - begins.month
    if months_after(begins, months) > after:
        months -= 1
    left = after - months_after(begins, months)
    # A longer month's rest may not make a whole month of a shorter one.
    ends = min(months_after(again, months) + left, months_after(again, months + 1) - timedelta(days=1))
    return ends - timedelta(days=1)


def whole_periods(period: str, start: date, end: date) -> Iterator[tuple[date, date]]:
    """First and last day of each whole period from ``start`` on that ends by ``end``.

    Periods run from the day on which the promise begins, not from the first of a month: ``每年 6 次`` of an agreement
    in force since 12 May is owed by 11 May. What is left at the end and is shorter than a period owes nothing.
    """
    step, count = MONTHS[Period(period)], 0
    first = start
    while True:
        count += step
        last = months_after(start, count) - timedelta(days=1)
        if last > end:
            return
        yield first, last
        first = last + timedelta(days=1)
