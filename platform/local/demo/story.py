"""A year of office life, played in the order of time."""

import heapq
import random
from collections.abc import Callable
from copy import copy
from datetime import date, datetime, time, timedelta
from itertools import count

from django.db import connection

from core.events import action, at_moment
from core.periods import SHANGHAI

Step = Callable[[], None]

# So many steps share one transaction: a commit each would cost more than the steps themselves.
BATCH = 1000
SATURDAY = 5


class Story:
    """Steps with their moments. A step may plan later ones; nothing is played after ``until``.

    The same seed and the same calls give the same story: chance comes from ``rng`` alone.
    """

    def __init__(self, *, seed: int, until: datetime) -> None:
        self.seed = seed
        self.rng = random.Random(seed)  # noqa: S311 - chance, not a secret
        self.until = until
        self.played = 0
        self._order = count()
        self._steps: list[tuple[datetime, int, Step, bool]] = []

    def aside(self, name: str) -> "Story":
        """The same story with a chance of its own: what happens there does not change what happens elsewhere."""
        other = copy(self)
        other.rng = random.Random(f"{self.seed} {name}")  # noqa: S311 - chance, not a secret
        return other

    def plan(self, moment: datetime, step: Step, *, alone: bool = False) -> None:
        """Let the step happen then. ``alone``: in transactions of its own, when all events before it are written."""
        if moment <= self.until:
            heapq.heappush(self._steps, (moment, next(self._order), step, alone))

    def play(self, tell: Callable[[datetime, int], None]) -> None:
        """Play everything; ``tell(moment, steps so far)`` is called after each batch."""
        unknown = BATCH
        while self._steps:
            if self.played >= unknown:
                know_the_tables()
                unknown *= 4
            moment, _, step, alone = self._steps[0]
            if alone:
                heapq.heappop(self._steps)
                with at_moment(moment):
                    step()
                self.played += 1
            else:
                moment = self._play_batch()
            tell(moment, self.played)

    @action
    def _play_batch(self) -> datetime:
        moment = self._steps[0][0]
        for _ in range(BATCH):
            if not self._steps or self._steps[0][3]:
                break
            moment, _, step, _ = heapq.heappop(self._steps)
            with at_moment(moment):
                step()
            self.played += 1
        return moment

    # --- time ---------------------------------------------------------------------------------------------

    def at_work(self, day: date) -> datetime:
        """A moment in office hours of that day, or of the Monday after a weekend."""
        if day.weekday() >= SATURDAY:
            day += timedelta(days=7 - day.weekday())
        minutes = self.rng.randrange(510, 1050)
        return datetime.combine(day, time(minutes // 60, minutes % 60, self.rng.randrange(60)), SHANGHAI)

    def later(self, moment: datetime, least: float, most: float) -> datetime:
        """A moment in office hours between ``least`` and ``most`` days on, never before ``moment``."""
        then = moment + timedelta(days=self.rng.uniform(least, most))
        found = self.at_work(then.astimezone(SHANGHAI).date())
        return found if found > moment else moment + timedelta(minutes=self.rng.randrange(5, 90))

    def between(self, first: datetime, last: datetime) -> datetime:
        """A moment in office hours from one day to another; work slowly grows over the time."""
        share = self.rng.random() ** 0.85
        return self.at_work((first + (last - first) * share).astimezone(SHANGHAI).date())

    def night_after(self, day: date) -> datetime:
        """When the platform looks after what has run out: at night on the next day."""
        return datetime.combine(day + timedelta(days=1), time(1, 7), SHANGHAI)

    # --- chance -------------------------------------------------------------------------------------------

    def chance(self, share: float) -> bool:
        return self.rng.random() < share


def know_the_tables() -> None:
    """What the server does by itself, but not inside one transaction: it would go on taking every table for empty.

    Only tables of this district that hold something: there are hundreds of others, and of them there is nothing new.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT string_agg(quote_ident(relname), ', ') FROM pg_class WHERE relkind = 'r'"
            " AND relnamespace = current_schema()::regnamespace AND pg_relation_size(oid) > 0"
        )
        (tables,) = cursor.fetchone()
        if tables:
            cursor.execute(f"ANALYZE {tables}")
