"""数据调度 and 书记项目: kinds of apps that are part of the year where they are installed."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from typing import Any

from django.apps import apps
from scenarios.district import Expected, World
from scenarios.oracle import FOREVER, Rule, Spell, first_run, once_over, stages
from scenarios.workdays import DAY

DATACALL = "datacalls.datacall"
CALL_STAGES: Rule[tuple[int, ...]] = Rule((3, 1))


@dataclass
class Form:
    """A data call to some streets; the evenings in which each answers, and a later day if one is set."""

    issued: date
    places: list[Any]
    due: date
    later: tuple[date, date] | None = None
    answered: dict[int, date] = field(default_factory=dict)
    row: Any = None


class DataCalls:
    """Ten data calls of the district; every third is put off, of every second one street never answers."""

    def __init__(self, world: World) -> None:
        self.world, rng = world, world.rng
        self.forms: list[Form] = []
        for number in range(10):
            issued = date(2026, 1, 21) + timedelta(days=33 * number)
            form = Form(issued, world.streets[4:8], issued + timedelta(days=rng.randint(4, 15)))
            self.forms.append(form)
            world.on(issued, partial(self._issue, form))
            if number % 3 == 0:
                evening = form.due - DAY
                form.later = (evening, form.due + timedelta(days=9))
                world.on(evening, partial(self._put_off, form, form.later[1]))
            for place in form.places[number % 2 :]:
                form.answered[place.pk] = issued + timedelta(days=rng.randint(1, 20))
                world.on(form.answered[place.pk], partial(self._answer, form, place))

    def _issue(self, form: Form) -> None:
        from linkage.datacalls.actions.calling import datacall_create, datacall_issue

        office = self.world.actor(self.world.root)
        draft = datacall_create(
            actor=office,
            organization=self.world.root,
            title="活动开展情况",
            purpose="季度调度",
            questions=[{"label": "活动次数", "kind": "whole"}],
            places=form.places,
            due_on=form.due,
        )
        form.row = datacall_issue(actor=office, call=draft)

    def _put_off(self, form: Form, later: date) -> None:
        from linkage.datacalls.actions.calling import datacall_extend

        office = self.world.actor(self.world.root)
        form.row = datacall_extend(actor=office, call=form.row, due_on=later, reason="材料较多")

    def _answer(self, form: Form, place: Any) -> None:
        from linkage.datacalls.actions.answering import dataanswer_submit

        answer = form.row.answers.select_related("organization", "call__organization").get(organization=place)
        (question,) = form.row.questions
        dataanswer_submit(actor=self.world.actor(place), answer=answer, values={question["key"]: 3})

    def expected(self) -> Iterator[Expected]:
        for form in self.forms:
            if form.row is None:
                continue
            everybody = len(form.answered) == len(form.places)
            end = max(form.answered.values()) + DAY if everybody else FOREVER
            changed = form.later[0] + DAY if form.later else FOREVER
            spells = [Spell(form.issued + DAY, min(end, changed), form.due)]
            if form.later:
                spells.append(Spell(changed, end, form.later[1]))
            for (due, stage), day in stages(spells, CALL_STAGES).items():
                yield day, "datacall.remind", DATACALL, form.row.pk, f"{due} {stage}"
            for due, day in once_over(spells, Rule(1)).items():
                yield day, "datacall.remind", DATACALL, form.row.pk, f"{due} late"


class Projects:
    """书记项目: no place has one in this year, which is called to mind when they are due and when that is over."""

    def __init__(self, world: World) -> None:
        self.world = world

    def expected(self) -> Iterator[Expected]:
        for place in (self.world.root, *self.world.streets):
            for stage, first, after_it in (
                ("open", date(2026, 3, 1), date(2026, 4, 1)),
                ("late", date(2026, 4, 1), FOREVER),
            ):
                if (day := first_run(first, after_it)) is not None:
                    yield day, "organization.remind_project", "org.organization", place.pk, f"2026:{stage}"


def everywhere(world: World) -> list[Any]:
    """What happens in a district whatever is laid down in it."""
    return [Projects(world)] if apps.is_installed("linkage.secretaryprojects") else []


def installed(world: World) -> list[Any]:
    """The kinds of the apps that are there."""
    return [DataCalls(world)] if apps.is_installed("linkage.datacalls") else []
