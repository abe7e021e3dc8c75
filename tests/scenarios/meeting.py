"""议事机构 that have to meet, and notices of meetings that are not answered."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from scenarios.district import Expected, World
from scenarios.oracle import FOREVER, Rule, Spell, again_and_again, first_run, shanghai, stages
from scenarios.workdays import DAY, FIRST

from core.events import at_moment
from linkage.conferences.actions import bodies, meetings
from linkage.conferences.actions.meetings import Attendance
from linkage.conferences.models import Body

BODY, MEETING = "conferences.body", "conferences.meeting"
BEFORE: Rule[tuple[int, ...]] = Rule((14, 3))
TERMS: Rule[tuple[int, ...]] = Rule((30, 7, 1))
MONTHS = {"monthly": 1, "quarterly": 3, "half_yearly": 6}
MONTH, AHEAD = 30, 8


def period_end(months: int, day: date) -> date:
    """The last day of the month, quarter or half-year."""
    month = (day.month + months - 1) // months * months
    return date(day.year, month, monthrange(day.year, month)[1])


def next_by(cadence: str, met: date) -> date:
    """One period after the one in which it met or was founded."""
    months = MONTHS[cadence]
    return period_end(months, period_end(months, met) + DAY)


@dataclass
class Circle:
    """A body with the evenings in which it sits."""

    place: Any
    cadence: str
    founded: date
    sits: list[date] = field(default_factory=list)
    answered: list[bool] = field(default_factory=list)
    # The last day of the convener's term, of a body that never sits.
    term: date | None = None
    row: Any = None
    meetings: list[Any] = field(default_factory=list)

    def spells(self) -> list[Spell]:
        marks = [self.founded, *self.sits]
        ends = [*(day + DAY for day in self.sits), FOREVER]
        return [Spell(mark + DAY, end, next_by(self.cadence, mark)) for mark, end in zip(marks, ends, strict=True)]


class Bodies:
    """Every street and every twentieth community has a body; some meet in time, some late, some never again."""

    def __init__(self, world: World) -> None:
        self.world, rng = world, world.rng
        self.circles: list[Circle] = []
        for number, place in enumerate([world.root, *world.streets, *world.communities[::20]]):
            cadence = ("half_yearly", "quarterly", "monthly")[place.depth - 1]
            founded = FIRST - timedelta(days=rng.randint(1, 40)) if number % 4 else date(2026, 5, 20)
            term = date(2026, 7, 1) + timedelta(days=9 * number) if number % 4 == 0 else None
            circle = Circle(place, cadence, founded, term=term)
            self.circles.append(circle)
            if founded < FIRST:
                self._found(circle)
            else:
                world.on(founded, partial(self._found, circle))
            gap = 30 * MONTHS[cadence]
            day = max(founded, FIRST) + timedelta(days=rng.randint(10, gap + 20))
            for sitting in range(number % 4):
                circle.sits.append(day)
                circle.answered.append((number + sitting) % 3 == 0)
                self._plan(circle, sitting, day)
                day += timedelta(days=rng.randint(gap // 2 + AHEAD, gap + 40))

    def _found(self, circle: Circle) -> None:
        actor = self.world.actor(circle.place)
        with at_moment(shanghai(circle.founded, time(18))):
            circle.row = bodies.body_create(
                actor=actor, organization=circle.place, kind="joint", name="党建联席会议", cadence=circle.cadence
            )
            bodies.seat_add(actor=actor, body=circle.row, owner=circle.place, role="convener", term_ends_on=circle.term)

    def _plan(self, circle: Circle, sitting: int, day: date) -> None:
        """Told eight days ahead, answered or not, and held in the evening: it begins at seven."""
        self.world.on(day - timedelta(days=AHEAD), partial(self._announce, circle, day, circle.answered[sitting]))
        self.world.on(day, partial(self._sit, circle, sitting))

    def _announce(self, circle: Circle, day: date, answered: bool) -> None:
        actor = self.world.actor(circle.place)
        starts: datetime = shanghai(day, time(18, 15))
        body = Body.objects.select_related("organization").get(pk=circle.row.pk)
        meeting = meetings.meeting_plan(actor=actor, body=body, title="联席会议", starts_at=starts, venue="三楼")
        meeting = meetings.meeting_notify(actor=actor, meeting=meeting)
        circle.meetings.append(meeting)
        if answered:
            for invitation in meeting.invitations.select_related("seat__organization", "meeting__organization"):
                meetings.invitation_answer(actor=actor, invitation=invitation, answer="attend")

    def _sit(self, circle: Circle, sitting: int) -> None:
        actor, meeting = self.world.actor(circle.place), circle.meetings[sitting]
        rows = meeting.invitations.select_related("seat__organization", "seat__unit")
        meetings.meeting_attend(
            actor=actor, meeting=meeting, attendance=[Attendance(row.seat, "present") for row in rows]
        )
        meeting = meetings.meeting_open(actor=actor, meeting=meeting)
        meetings.meeting_close(actor=actor, meeting=meeting)

    def expected(self) -> Iterator[Expected]:
        for circle in self.circles:
            if circle.row is None:
                continue
            pk = circle.row.pk
            for (due, stage), day in stages(circle.spells(), BEFORE).items():
                yield day, "body.remind", BODY, pk, f"{due} {stage}"
            for (due, month), day in again_and_again(circle.spells(), MONTH).items():
                yield day, "body.remind", BODY, pk, f"{due} late {month}"
            if circle.term is not None:
                for (due, stage), day in stages([Spell(circle.founded + DAY, FOREVER, circle.term)], TERMS).items():
                    yield day, "body.seat_remind", BODY, pk, f"{due} {stage}"
            for meeting, day, answered in zip(circle.meetings, circle.sits, circle.answered, strict=False):
                said = first_run(max(day - DAY, FIRST), day + DAY)
                if said is not None and not answered:
                    yield said, "meeting.remind", MEETING, meeting.pk, str(day)
