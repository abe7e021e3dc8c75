"""The year itself: every day the platform's clock strikes at night, before, in and after the hours, and people act."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

import pytest
from database import SCHEMA
from django.db.models import Q
from django.utils import timezone
from scenarios.district import World
from scenarios.oracle import OUTAGES, looks_late, run_time, shanghai
from scenarios.workdays import days, worked

import assessment.tasks
import linkage.tasks
import resources.tasks
from core.events import action, at_moment, together
from core.models import Delivery, Event
from core.outbox import deliver_waiting
from local.demo.story import know_the_tables
from tenants.duties.running import run_duties

# At five past midnight and five before: what the quarter-hours of beat come to at either edge of a day.
AFTER_MIDNIGHT, BEFORE_MIDNIGHT = time(0, 5), time(23, 55)
# Out of the hours at which the district works, which are nine to five.
TOO_EARLY, TOO_LATE, EVENING = time(8, 59), time(17, 0), time(18, 0)
LAST_MINUTE = time(16, 59)
NIGHTLY = (linkage.tasks, resources.tasks, assessment.tasks)


@dataclass
class Year:
    """Plays the year and keeps what was seen at noon of each day."""

    world: World
    seen: Callable[[date], Any] = lambda day: None
    done: Counter[date] = field(default_factory=Counter)
    delivered: Counter[date] = field(default_factory=Counter)
    out_of_hours: int = 0
    told_up_to: int = 0

    def play(self, monkeypatch: pytest.MonkeyPatch) -> None:
        for module in NIGHTLY:
            monkeypatch.setattr(module, "fan_out", lambda task: task(SCHEMA))
        for day in days():
            if day.day == 1:
                know_the_tables()
            self._day(day)

    def _day(self, day: date) -> None:
        if day not in OUTAGES:
            self._night(day, AFTER_MIDNIGHT)
            self._try(day, TOO_EARLY)
        at = run_time(day)
        if at is not None:
            self.done[day] += self._run(day, at)
            # What is done is not done again, however often the clock strikes.
            self._try(day, LAST_MINUTE)
        elif day not in OUTAGES:
            assert not worked(day)
            self.out_of_hours += self._run(day, time(10, 0))
        self._deliver(day)
        # Every other day of them all, which tells a light that comes a day early or late as well.
        if day.toordinal() % 2:
            self.seen(day)
        if day not in OUTAGES:
            self._try(day, TOO_LATE)
        if deeds := self.world.evenings.get(day):
            with at_moment(shanghai(day, EVENING)), together():
                _all_of(deeds)
        if looks_late(day):
            self._night(day, BEFORE_MIDNIGHT)

    def _deliver(self, day: date) -> None:
        """What the platform did at the district's own level and in one street is told to people, the rest to nobody."""
        told = Q(event__organization_path=self.world.root.path)
        told |= Q(event__organization_path__startswith=self.world.told.path)
        # Those of earlier days are settled: looking through them again each day takes most of the year.
        last = Event.objects.order_by("-id").values_list("id", flat=True)[:1].get()
        waiting = Delivery.objects.filter(event_id__gt=self.told_up_to, event_id__lte=last, done_at=None)
        self.told_up_to = last
        others = list(waiting.exclude(told, event__actor_kind="system").values_list("pk", flat=True))
        Delivery.objects.filter(pk__in=others).update(done_at=timezone.now())
        with at_moment(shanghai(day, time(16, 59))):
            self.delivered[day] = deliver_waiting()

    def _run(self, day: date, at: time) -> int:
        return run_duties(shanghai(day, at))

    def _try(self, day: date, at: time) -> None:
        """Out of hours, or when all is done, nothing is done: on every fourth day it is tried, to save time."""
        if day.toordinal() % 4 == 0:
            self.out_of_hours += self._run(day, at)

    def _night(self, day: date, at: time) -> None:
        with at_moment(shanghai(day, at)):
            linkage.tasks.expire_everywhere()
            resources.tasks.expire_everywhere()
            assessment.tasks.draft_everywhere()


@action
def _all_of(deeds: list[Callable[[], Any]]) -> None:
    """What people do in one evening leaves its events in one go: thousands of them in a year."""
    for deed in deeds:
        deed()
