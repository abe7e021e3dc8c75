"""What residents of the demo raise over the year, where it goes, and what they are answered."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from core.events import action_day, now
from linkage.appeals.actions.appeals import (
    appeal_accept,
    appeal_answer,
    appeal_close,
    appeal_handle,
    appeal_refuse,
    appeal_register,
    appeal_report,
    appeal_transfer,
)
from linkage.appeals.actions.routing import appeal_to_problem, appeal_to_whistle
from linkage.appeals.models import Appeal
from linkage.whistles.models import Whistle
from local.demo import appealwords as words
from local.demo.cast import Cast, Player, Street
from local.demo.story import Story
from local.demo.whistles import Whistles
from resources.actions.appeals import appeal_to_need
from resources.actions.listings import listing_publish
from resources.models import Need

CHANNELS = ("visit", "hotline", "grid", "patrol", "online")
# Of a hundred so many are refused, given to the street, late, and not satisfied at first.
REFUSED, HANDED_UP, LATE, UNHAPPY = 0.04, 0.08, 0.08, 0.1


class Appeals:
    """Plans appeals; ``whistles`` takes those for which departments are called."""

    def __init__(self, story: Story, cast: Cast, whistles: Whistles) -> None:
        self.story, self.cast, self.whistles = story.aside("appeals"), cast, whistles
        self.hotline = 0

    def plan(self, count: int, first: datetime, last: datetime) -> None:
        seats = [(street, place) for street in self.cast.streets for place in street.communities]
        weights = [place.weight for _, place in seats]
        for street, place in self.story.rng.choices(seats, weights, k=count):
            self.story.plan(self.story.between(first, last), partial(self._register, street, place))

    def _register(self, street: Street, place: Player) -> None:
        rng = self.story.rng
        matter, channel = rng.choice(words.MATTERS), rng.choices(CHANNELS, (3, 4, 3, 2, 2))[0]
        number = ""
        if channel == "hotline":
            self.hotline += 1
            number = f"RX-{action_day():%Y%m}-{self.hotline:04d}"
        row = appeal_register(
            actor=place.actor,
            organization=place.owner,  # type: ignore[arg-type]
            title=matter.title,
            content=matter.content,
            category=matter.category,
            channel=channel,
            urgency=rng.choices(("normal", "urgent", "critical"), (6, 3, 1))[0],
            source_number=number,
        )
        step = self._refuse if self.story.chance(REFUSED) else partial(self._accept, matter=matter)
        self._later(0.1, 0.8, partial(step, street, place, row))

    def _refuse(self, street: Street, place: Player, row: Appeal) -> None:
        appeal_refuse(actor=place.actor, appeal=row, reason=self.story.rng.choice(words.REFUSALS))

    def _accept(self, street: Street, place: Player, row: Appeal, matter: words.Matter) -> None:
        row = appeal_accept(actor=place.actor, appeal=row)
        if matter.departments and self.story.chance(0.6):
            self._whistle(street, place, row, matter)
        elif self.story.chance(HANDED_UP):
            given = {"organization": street.organization, "reason": "需街道统筹解决。"}
            row = appeal_transfer(actor=place.actor, appeal=row, **given)  # type: ignore[arg-type]
            self._later(0.3, 1, partial(self._handle, street, place, street, row, matter))
        elif matter.category in words.NEEDS and self.story.chance(0.4):
            self._need(street, place, row, matter)
        elif self.story.chance(0.04):
            row = appeal_to_problem(actor=place.actor, appeal=row)
            self._later(6, 9, partial(self._answer, place, place, row, matter))
        else:
            self._later(0.1, 1, partial(self._handle, street, place, place, row, matter))

    # --- where it goes -------------------------------------------------------------------------------------

    def _handle(self, street: Street, place: Player, by: Player, row: Appeal, matter: words.Matter) -> None:
        row = appeal_handle(actor=by.actor, appeal=row)
        if self.story.chance(0.4):
            self._later(0.5, 1.5, partial(self._report, by, row))
        term = max((row.due_on - action_day()).days, 1)
        pace = self.story.rng.uniform(1.05, 1.4) if self.story.chance(LATE) else self.story.rng.uniform(0.2, 0.8)
        self._later(term * pace, term * pace + 0.5, partial(self._answer, place, by, row, matter))

    def _report(self, by: Player, row: Appeal) -> None:
        if row.status == Appeal.Status.HANDLING and row.progress < 60:
            text = self.story.rng.choice(words.PROGRESS)
            appeal_report(actor=by.actor, appeal=row, progress=60, text=text)

    def _need(self, street: Street, place: Player, row: Appeal, matter: words.Matter) -> None:
        title, category, quantity, measure = words.NEEDS[matter.category]
        row = appeal_to_need(
            actor=place.actor,
            appeal=row,
            title=title,
            category=category,
            quantity=quantity,
            measure=measure,
            due_on=action_day() + timedelta(days=40),
        )
        need = Need.objects.select_related("organization", "unit", "audience").get(origin_id=row.pk)
        self._later(0.5, 2, lambda: listing_publish(actor=street.actor, listing=need))
        self._later(4, 7, partial(self._answer, place, place, row, matter))

    def _whistle(self, street: Street, place: Player, row: Appeal, matter: words.Matter) -> None:
        row = appeal_to_whistle(actor=place.actor, appeal=row, suggestion="、".join(matter.departments))
        rows = Whistle.objects.select_related("organization", "raised_in")
        whistle = rows.get(origin_type=row._meta.label_lower, origin_id=row.pk)
        # The resident is answered when the departments are done.
        answered = partial(self._later, 0.1, 0.6, partial(self._answer, place, place, row, matter))
        self.whistles.take(whistle, street, matter.departments, answered)

    # --- answer and satisfaction ---------------------------------------------------------------------------

    def _answer(self, place: Player, by: Player, row: Appeal, matter: words.Matter) -> None:
        result = self.story.rng.choices(("solved", "partly", "explained"), (80, 14, 6))[0]
        row = appeal_answer(actor=by.actor, appeal=row, answer=matter.answer, result=result)
        self._later(0.5, 5, partial(self._close, place, by, row, matter))

    def _close(self, place: Player, by: Player, row: Appeal, matter: words.Matter) -> None:
        unhappy = self.story.chance(UNHAPPY if row.round == 1 else 0.25)
        mark = "dissatisfied" if unhappy else self.story.rng.choices(("satisfied", "fairly"), (75, 25))[0]
        feedback = self.story.rng.choice(words.UNHAPPY) if unhappy else ""
        row = appeal_close(actor=place.actor, appeal=row, satisfaction=mark, feedback=feedback)
        if row.status == Appeal.Status.HANDLING:
            self._later(1, 4, partial(self._answer, place, by, row, matter))

    def _later(self, least: float, most: float, step: Callable[[], object]) -> None:
        def run() -> None:
            step()

        self.story.plan(self.story.later(now(), least, most), run)
