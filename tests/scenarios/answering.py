"""责任清单: items of streets, built, claimed, published, reported on, and handed in some day or never."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from typing import Any

from scenarios.campaigns import in_order
from scenarios.district import Expected, World
from scenarios.oracle import once_over, stages
from scenarios.tracked import OVERDUE, Case, State, never_ordered, soon_stages
from scenarios.workdays import DAY

from core.events import action_day
from linkage.problems.models import Problem
from linkage.responsibilities.actions.checking import responsibility_accept, responsibility_check, responsibility_return
from linkage.responsibilities.actions.items import (
    responsibility_build,
    responsibility_claim,
    responsibility_publish,
)
from linkage.responsibilities.actions.working import responsibility_report, responsibility_submit

RESPONSIBILITY = "responsibilities.responsibility"
LAST = date(2026, 12, 31)


class Responsibilities:
    """Two items for each street, begun in spring and in summer."""

    def __init__(self, world: World) -> None:
        self.world, self.rng = world, world.rng
        self.cases: list[Case] = []
        # What was not kept becomes a problem, which nobody orders to be put right.
        self.found: list[tuple[int, date]] = []
        for number, street in enumerate(world.streets):
            for start in (date(2026, 1, 8), date(2026, 5, 12)):
                self._plan(street, start + timedelta(days=3 * number))

    def _plan(self, street: Any, start: date) -> None:
        due = min(start + timedelta(days=self.rng.randint(40, 160)), LAST)
        case = Case(RESPONSIBILITY, street, start, [State(start + DAY, due)])
        self.cases.append(case)
        self.world.on(start, partial(self._build, case, due))
        steps = [self._claim, self._publish, self._report, self._check, self._submit, self._return, self._submit]
        steps.append(self._accept)
        day = start
        for step in steps[: self.rng.choice((0, 1, 2, 3, 4, 5, 8))]:
            day += timedelta(days=self.rng.randint(4, 30))
            if day > LAST:
                break
            self.world.on(day, partial(step, case))
            self._turn(case, day, step.__name__)

    def _turn(self, case: Case, day: date, step: str) -> None:
        """What a step changes in how the item stands."""
        changes: dict[str, dict[str, Any]] = {
            "_report": {"progress": 60},
            "_check": {"poor": True},
            "_submit": {"acting": False, "poor": False},
            "_return": {"acting": True, "poor": True},
            "_accept": {"over": True},
        }
        if step in changes:
            case.evening(day, **changes[step])

    def _build(self, case: Case, due: date) -> None:
        case.row = responsibility_build(
            actor=self.world.actor(case.place),
            organization=case.place,
            year=2026,
            holder="secretary",
            category="organization",
            title=f"专题研究党建工作（{case.started}）",
            content="每季度至少一次。",
            started_on=case.started,
            due_on=due,
        )

    def _claim(self, case: Case) -> None:
        actor = self.world.actor(case.place)
        case.row = responsibility_claim(actor=actor, responsibility=case.row, responsible="书记")

    def _publish(self, case: Case) -> None:
        case.row = responsibility_publish(actor=self.world.actor(case.place), responsibility=case.row)

    def _report(self, case: Case) -> None:
        actor = self.world.actor(case.place)
        case.row = responsibility_report(actor=actor, responsibility=case.row, progress=60, text="已研究三次")

    def _check(self, case: Case) -> None:
        actor = self.world.actor(self.world.root)
        case.row = responsibility_check(actor=actor, responsibility=case.row, passed=False, findings="缺记录")
        problem = Problem.objects.get(origin_type=RESPONSIBILITY, origin_id=case.row.pk)
        self.found.append((problem.pk, action_day()))

    def _submit(self, case: Case) -> None:
        actor = self.world.actor(case.place)
        case.row = responsibility_submit(actor=actor, responsibility=case.row, outcome="均已落实")

    def _return(self, case: Case) -> None:
        actor = self.world.actor(self.world.root)
        case.row = responsibility_return(actor=actor, responsibility=case.row, reason="缺会议记录")

    def _accept(self, case: Case) -> None:
        actor = self.world.actor(self.world.root)
        case.row = responsibility_accept(actor=actor, responsibility=case.row, result="met")

    def expected(self) -> Iterator[Expected]:
        for case in self.cases:
            pk, spells = case.row.pk, in_order(case.spells())
            for (due, before), day in stages(spells, soon_stages()).items():
                yield day, "responsibility.remind", RESPONSIBILITY, pk, f"{due}:{before}"
            for due, day in once_over(spells, OVERDUE).items():
                yield day, "responsibility.remind", RESPONSIBILITY, pk, f"{due}:overdue"
            yield from case.ladder()
        for problem, day in self.found:
            yield from never_ordered(problem, day, "minor")
