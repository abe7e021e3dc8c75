"""数据调度 and 资料共享: what is asked for by a day that may be put off, and what is open until a day."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from scenarios.district import Expected, World, unit_account
from scenarios.oracle import FOREVER, Rule, Spell, first_run, once_over, stages
from scenarios.workdays import DAY

from core.models import Event
from linkage.datacalls.actions.answering import dataanswer_return, dataanswer_submit
from linkage.datacalls.actions.calling import (
    FieldDraft,
    datacall_close,
    datacall_create,
    datacall_extend,
    datacall_issue,
    datacall_withdraw,
)
from linkage.datacalls.models import DataAnswer, DataCall
from resources.materials.actions.materials import (
    material_create,
    material_extend,
    material_publish,
    material_submit,
    material_withdraw,
)
from resources.materials.models import Material

CALL, MATERIAL = "datacalls.datacall", "materials.material"
CHANGED = date(2026, 8, 10)
CALL_STAGES: Rule[tuple[int, ...]] = Rule((3, 1), ((CHANGED, (5, 0)),))
MATERIAL_STAGES: Rule[tuple[int, ...]] = Rule((7,), ((CHANGED, (14, 2)),))


@dataclass
class Call:
    """Asked of some places by a day; when each hands in and has it returned, and when the call is put off or ended."""

    asker: Any
    places: list[Any]
    issued: date
    due: date
    put_off: date | None = None
    later: date | None = None
    ended: date | None = None
    # From the morning of which day on it is owed, and until which.
    owing: dict[str, list[tuple[date, date]]] = field(default_factory=dict)
    row: Any = None

    def spells(self) -> list[Spell]:
        """When somebody owes an answer, by the day that holds then."""
        over = self.ended + DAY if self.ended else FOREVER
        turn = self.put_off + DAY if self.put_off else FOREVER
        dues = [(self.issued + DAY, turn, self.due), (turn, FOREVER, self.later or self.due)]
        found = [
            Spell(max(start, since), min(end, until, over), due)
            for spans in self.owing.values()
            for start, end in spans
            for since, until, due in dues
        ]
        return sorted((spell for spell in found if spell.start < spell.end), key=lambda spell: spell.start)


class Calls:
    """Six of the district to its streets, four of the street whose people are told to its communities."""

    def __init__(self, world: World) -> None:
        self.world, rng = world, world.rng
        self.calls: list[Call] = []
        below = [place for place in world.communities if place.path.startswith(world.told.path)]
        for number in range(10):
            asker, places = (world.told, below) if number % 5 > 2 else (world.root, world.streets)
            issued = date(2026, 1, 5) + 34 * number * DAY
            call = Call(asker, places, issued, issued + rng.randint(4, 25) * DAY)
            self.calls.append(call)
            world.on(issued, partial(self._issue, call))
            for index, place in enumerate(places):
                self._answers(call, place, missing=number % 2 and index % 6 == 5)
            if number % 3 == 1:
                # Before its day, on it, and when it was over.
                call.put_off = call.due + (number // 3 - 1) * 2 * DAY
                call.later = call.due + (6 + number) * DAY
                world.on(call.put_off, partial(self._put_off, call))
            if number == 3:
                call.ended = call.due + 5 * DAY
                world.on(call.ended, partial(self._close, call))
            if number == 9:
                call.ended = call.due - 2 * DAY
                world.on(call.ended, partial(self._withdraw, call))

    def _answers(self, call: Call, place: Any, *, missing: bool | int) -> None:
        """In time, late, returned and handed in again; or not at all."""
        if missing:
            call.owing[place.path] = [(call.issued + DAY, FOREVER)]
            return
        day = call.issued + self.world.rng.randint(1, (call.due - call.issued).days + 3) * DAY
        call.owing[place.path] = [(call.issued + DAY, day + DAY)]
        self.world.on(day, partial(self._hand_in, call, place))
        if self.world.rng.random() < 0.15:
            again = day + 9 * DAY
            call.owing[place.path].append((day + 2 * DAY, again + DAY))
            self.world.on(day + DAY, partial(self._send_back, call, place))
            self.world.on(again, partial(self._hand_in, call, place))

    # --- what people do --------------------------------------------------------------------------------------

    def _issue(self, call: Call) -> None:
        office = self.world.actor(call.asker)
        draft = datacall_create(
            actor=office,
            organization=call.asker,
            title="活动统计",
            due_on=call.due,
            fields=[FieldDraft("次数", "whole")],
            places=call.places,
        )
        call.row = datacall_issue(actor=office, call=draft)

    def _running(self, call: Call) -> bool:
        """Nothing is handed in any more when it was taken back."""
        return DataCall.objects.filter(pk=call.row.pk, status="issued").exists()

    def _answer(self, call: Call, place: Any) -> DataAnswer:
        rows = DataAnswer.objects.select_related("organization", "call__organization")
        found: DataAnswer = rows.get(call=call.row, organization=place)
        return found

    def _hand_in(self, call: Call, place: Any) -> None:
        if self._running(call):
            values = {call.row.fields.get().pk: "3"}
            dataanswer_submit(actor=self.world.actor(place), answer=self._answer(call, place), values=values)

    def _send_back(self, call: Call, place: Any) -> None:
        if self._running(call):
            actor = self.world.actor(call.asker)
            dataanswer_return(actor=actor, answer=self._answer(call, place), reason="次数不对")

    def _put_off(self, call: Call) -> None:
        assert call.later is not None
        actor = self.world.actor(call.asker)
        datacall_extend(actor=actor, call=call.row, due_on=call.later, reason="多数未报")

    def _close(self, call: Call) -> None:
        """Once what came has been looked through."""
        call.row.answers.filter(status="submitted").update(status="approved")
        datacall_close(actor=self.world.actor(call.asker), call=call.row)

    def _withdraw(self, call: Call) -> None:
        datacall_withdraw(actor=self.world.actor(call.asker), call=call.row, reason="口径有误")

    # --- what has to happen ----------------------------------------------------------------------------------

    def expected(self) -> Iterator[Expected]:
        for call in self.calls:
            for (due, stage), day in stages(call.spells(), CALL_STAGES).items():
                yield day, "datacall.remind", CALL, call.row.pk, f"{due}:{stage}"
            for due, day in once_over(call.spells(), Rule(1)).items():
                yield day, "datacall.remind", CALL, call.row.pk, f"{due}:late"

    def concerned(self, event: Event, day: date) -> set[str]:
        """Those who still owe it."""
        call = next(each for each in self.calls if each.row.pk == event.subject_id)
        return {path for path, spans in call.owing.items() if any(start <= day < end for start, end in spans)}


@dataclass
class Paper:
    """A shared material: open until a day that may be put off; or taken down before."""

    owner: Any
    account: Any
    published: date
    ends: date
    moved: date | None = None
    later: date | None = None
    gone: date | None = None
    row: Any = None

    def spells(self) -> list[Spell]:
        over = self.gone + DAY if self.gone else FOREVER
        turn = self.moved + DAY if self.moved else FOREVER
        dues = [(self.published + DAY, turn, self.ends), (turn, FOREVER, self.later or self.ends)]
        return [Spell(start, min(end, over), due) for start, end, due in dues if start < min(end, over)]


class Materials:
    """Of communities and of units; some are open for longer than they were to be, some are taken down."""

    def __init__(self, world: World) -> None:
        self.world, rng = world, world.rng
        self.papers: list[Paper] = []
        told = [place for place in world.communities if place.path.startswith(world.told.path)]
        owners = [(place, place) for place in [*told[:12], *world.communities[200:212]]]
        owners += [(unit, unit_account(world, unit)) for unit in world.units[:12]]
        for number, (owner, account) in enumerate(owners):
            published = date(2026, 1, 4) + 8 * number * DAY
            paper = Paper(owner, account, published, published + rng.randint(1, 90) * DAY)
            self.papers.append(paper)
            world.on(published, partial(self._publish, paper))
            before = min(rng.randint(0, 9), (paper.ends - published).days - 1) * DAY
            if number % 4 == 1 and paper.ends - before > published:
                paper.moved, paper.later = paper.ends - before, paper.ends + rng.randint(1, 60) * DAY
                world.on(paper.moved, partial(self._put_off, paper))
            elif number % 4 == 3 and paper.ends - before > published:
                paper.gone = paper.ends - before
                world.on(paper.gone, partial(self._take_down, paper))

    def _publish(self, paper: Paper) -> None:
        mine = self.world.actor(paper.account)
        row = material_create(
            actor=mine, owner=paper.owner, title="开放日", kind="文化资源", content="欢迎参观", ends_on=paper.ends
        )
        row = material_submit(actor=mine, material=row)
        street = next(each for each in self.world.streets if row.organization.path.startswith(each.path))
        paper.row = material_publish(actor=self.world.actor(street), material=row)

    def _fresh(self, paper: Paper) -> Material:
        found: Material = Material.objects.select_related("organization", "unit").get(pk=paper.row.pk)
        return found

    def _put_off(self, paper: Paper) -> None:
        assert paper.later is not None
        material_extend(actor=self.world.actor(paper.account), material=self._fresh(paper), ends_on=paper.later)

    def _take_down(self, paper: Paper) -> None:
        material_withdraw(actor=self.world.actor(paper.account), material=self._fresh(paper), reason="装修")

    def expected(self) -> Iterator[Expected]:
        for paper in self.papers:
            pk = paper.row.pk
            for (due, stage), day in stages(paper.spells(), MATERIAL_STAGES).items():
                yield day, "material.remind", MATERIAL, pk, f"{due}:{stage}"
            last = paper.spells()[-1]
            # Over with the day after its last, in the run of that day or the next one there is.
            if (day := first_run(max(last.due + DAY, last.start), last.end)) is not None:  # type: ignore[assignment]
                yield day, "material.expire", MATERIAL, pk, ""
