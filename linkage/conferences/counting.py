"""The arithmetic of meetings: periods, lateness, quorum and majorities. Whole numbers only, nothing is rounded."""

from calendar import monthrange
from datetime import date, timedelta

from django.db import models


class Cadence(models.TextChoices):
    """How often a body meets (S2: 定期)."""

    MONTHLY = "monthly", "每月"
    QUARTERLY = "quarterly", "每季度"
    HALF_YEARLY = "half_yearly", "每半年"


class Majority(models.TextChoices):
    """What share must be in favour. ``HALF`` is more than a half, ``TWO_THIRDS`` is two thirds or more."""

    HALF = "half", "过半数"
    TWO_THIRDS = "two_thirds", "三分之二以上"


MONTHS = {Cadence.MONTHLY: 1, Cadence.QUARTERLY: 3, Cadence.HALF_YEARLY: 6}


def reached(count: int, base: int, majority: str) -> bool:
    """Whether ``count`` of ``base`` is such a majority. Of nobody there is none."""
    if base <= 0:
        return False
    return count * 3 >= base * 2 if majority == Majority.TWO_THIRDS else count * 2 > base


def needed(base: int, majority: str) -> int:
    """The least count that is such a majority of ``base``."""
    return -(-base * 2 // 3) if majority == Majority.TWO_THIRDS else base // 2 + 1


def period_end(cadence: str, day: date) -> date:
    """The last day of the calendar month, quarter or half-year in which the day lies."""
    months = MONTHS[Cadence(cadence)]
    month = -(-day.month // months) * months
    return date(day.year, month, monthrange(day.year, month)[1])


def meet_by(cadence: str, founded_on: date, last_met_on: date | None) -> date:
    """The day by which a body has to meet again: the end of the period after the one in which it last met.

    Before its first meeting it is the end of the period after the one in which it was founded.
    """
    return period_end(cadence, period_end(cadence, last_met_on or founded_on) + timedelta(days=1))


def is_late(submitted_on: date, meeting_day: date, days_ahead: int) -> bool:
    """Whether a topic came less than so many days ahead of its meeting."""
    return (meeting_day - submitted_on).days < days_ahead
