"""On which day something has to be said or done, in plain terms: the first run within the days that belong to it.

A reminder ``n`` days before a due date belongs to the days from ``n`` before it until the next stage begins, the last
stage up to and including the due date; what is said when it is over belongs to all days after it. A run that was missed
is made up by the next one, unless the next stage has come by then.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Generic, TypeVar

from scenarios.workdays import FIRST, LAST, days, worked

from core.periods import SHANGHAI

T = TypeVar("T")
END = LAST + timedelta(days=1)
FOREVER = date(2100, 1, 1)
FAR = 10_000

# Days on which the platform's clock stood still: no run at all.
OUTAGES = frozenset(
    {
        *days(date(2026, 3, 10), date(2026, 3, 12)),
        date(2026, 2, 13),
        date(2026, 5, 28),
        date(2026, 9, 29),
        date(2026, 9, 30),
        date(2026, 12, 8),
    }
)
# Days on which only the last run of the day came about.
LATE_RUNS = frozenset({date(2026, 1, 20), date(2026, 6, 30), date(2026, 10, 10)})
# On the eves of these days of the month the night is looked at before midnight as well.
EDGES = (1, 11, 21)


def run_time(day: date) -> time | None:
    """When the day's duties are done; None on days without a run."""
    if not worked(day) or day in OUTAGES:
        return None
    return time(16, 50) if day in LATE_RUNS else time(9, 0)


RUNS = [day for day in days() if run_time(day) is not None]
_NEXT: dict[date, date] = {}
for _day in reversed(days()):
    _later = _NEXT.get(_day + timedelta(days=1), END)
    _NEXT[_day] = _day if run_time(_day) is not None else _later


def first_night(start: date, end: date = FOREVER) -> date | None:
    """The first night from ``start`` on in which the hourly work is done, worked day or not."""
    found = max(start, FIRST)
    while found in OUTAGES:
        found += timedelta(days=1)
    return found if found < min(end, END) else None


def looks_late(day: date) -> bool:
    """Whether the hourly work is done in the last minutes of that day as well."""
    return day not in OUTAGES and (day + timedelta(days=1)).day in EDGES


def first_run(start: date, end: date = FOREVER) -> date | None:
    """The first run from ``start`` on and before ``end``, within the year."""
    if start > LAST:
        return None
    found = _NEXT[max(start, FIRST)]
    return found if found < min(end, END) else None


@dataclass(frozen=True)
class Rule(Generic[T]):
    """A setting of the district, with the days from which its values hold."""

    usual: T
    changes: tuple[tuple[date, T], ...] = ()

    def spans(self) -> Iterator[tuple[date, date, T]]:
        starts = [(date.min, self.usual), *self.changes]
        for (start, value), (end, _) in zip(starts, [*starts[1:], (FOREVER, self.usual)], strict=True):
            yield start, end, value

    def on(self, day: date) -> T:
        return next(value for start, end, value in self.spans() if start <= day < end)


@dataclass(frozen=True)
class Spell:
    """A time in which something is owed by a day: from ``start`` on, until before ``end``."""

    start: date
    end: date
    due: date


def stages(spells: Iterable[Spell], before: Rule[Sequence[int]]) -> dict[tuple[date, int], date]:
    """On which day each stage before each due date is said."""
    said: dict[tuple[date, int], date] = {}
    for spell in spells:
        for since, until, wanted in before.spans():
            ordered = sorted(set(wanted), reverse=True)
            for stage, following in zip(ordered, [*ordered[1:], -1], strict=True):
                opens = max(spell.due - timedelta(days=stage), spell.start, since)
                closes = min(spell.due - timedelta(days=following), spell.end, until)
                if (day := first_run(opens, closes)) is not None:
                    said.setdefault((spell.due, stage), day)
    return said


def once_over(spells: Iterable[Spell], late: Rule[int], until: Rule[int] | None = None) -> dict[date, date]:
    """On which day it is said of each due date that it was passed by ``late`` days, and by fewer than ``until``."""
    said: dict[date, date] = {}
    for spell in spells:
        for since, before, count in late.spans():
            for also, until_then, most in (until or Rule(FAR)).spans():
                opens = max(spell.due + timedelta(days=count), spell.start, since, also)
                closes = min(spell.end, before, until_then, spell.due + timedelta(days=most))
                if (day := first_run(opens, closes)) is not None:
                    said[spell.due] = min(day, said.get(spell.due, day))
    return said


def again_and_again(spells: Iterable[Spell], every: int) -> dict[tuple[date, int], date]:
    """What is said when a due date is over and again every so many days: on which day for which round."""
    said: dict[tuple[date, int], date] = {}
    for spell in spells:
        number, opens = 0, spell.due + timedelta(days=1)
        while opens <= LAST and opens < spell.end:
            closes = spell.due + timedelta(days=every * (number + 1))
            if (day := first_run(max(opens, spell.start), min(closes, spell.end))) is not None:
                said.setdefault((spell.due, number), day)
            number, opens = number + 1, closes
    return said


def shanghai(day: date, at: time) -> datetime:
    return datetime.combine(day, at, SHANGHAI)
