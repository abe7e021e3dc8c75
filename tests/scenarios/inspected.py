"""督导检查: visits, results to be confirmed, objections to be answered, and silence that counts as consent."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from scenarios.district import Expected, World, unit_account
from scenarios.oracle import FOREVER, Rule, Spell, first_run, once_over, stages
from scenarios.tracked import PROBLEM, never_ordered
from scenarios.workdays import DAY, after

from linkage.inspections.actions import answers, plans, records, targets
from linkage.inspections.actions.records import FindingDraft
from linkage.inspections.models import Finding, InspectionTarget
from linkage.problems.models import Problem

TARGET = "inspections.inspectiontarget"
CONFIRM_DAYS, ANSWER_DAYS = 5, 5
# The district changes its rules twice: when it calls to mind, and that silence no longer counts as consent.
SOONER, SPOKEN = date(2026, 6, 24), date(2026, 10, 12)
BEFORE: Rule[tuple[int, ...]] = Rule((7, 3, 1), ((SOONER, (4, 1)),))
TEAM = "chengguan"


@dataclass
class Visit:
    """One that is inspected: the evenings in which it is recorded, put before it, objected to, answered, agreed to."""

    owner: Any
    account: Any
    issued: date
    due: date
    unmet: bool = False
    recorded: date | None = None
    submitted: date | None = None
    objected: date | None = None
    upheld: date | None = None
    confirmed: date | None = None
    dropped: date | None = None
    row: Any = None

    @property
    def presumed(self) -> date | None:
        """The run in which silence counts as consent, as long as the rules of the district say so."""
        if self.submitted is None:
            return None
        spoken = min(day + DAY for day in (self.objected, self.confirmed, FOREVER - DAY) if day is not None)
        return first_run(after(self.submitted, CONFIRM_DAYS) + DAY, min(spoken, SPOKEN))

    def owed(self) -> Iterator[tuple[str, Spell]]:
        """What is owed by whom, under the verb by which it is called to mind."""
        ended = [day + DAY for day in (self.submitted, self.dropped) if day is not None]
        yield "remind_visit", Spell(self.issued + DAY, min(ended, default=FOREVER), self.due)
        if self.submitted is not None:
            # Who is reminded and presumed to agree in one run is reminded first.
            silent = self.presumed + DAY if self.presumed else FOREVER
            spoken = [day + DAY for day in (self.objected, self.confirmed) if day is not None]
            end = min([silent, *spoken])
            yield "remind_confirm", Spell(self.submitted + DAY, end, after(self.submitted, CONFIRM_DAYS))
        if self.objected is not None:
            end = self.upheld + DAY if self.upheld else FOREVER
            yield "remind_answer", Spell(self.objected + DAY, end, after(self.objected, ANSWER_DAYS))


@dataclass
class Round:
    """An inspection with all that it looks at."""

    issued: date
    ends: date
    visits: list[Visit] = field(default_factory=list)
    cancelled: date | None = None
    row: Any = None


class Inspections:
    """Eight rounds of the district at communities, streets and units; of each target a story of its own."""

    def __init__(self, world: World) -> None:
        self.world, rng = world, world.rng
        self.rounds: list[Round] = []
        told = [place for place in world.communities if place.path.startswith(world.told.path)]
        for number in range(8):
            issued = date(2026, 1, 9) + 43 * number * DAY
            inspection = Round(issued, issued + rng.randint(5, 40) * DAY)
            self.rounds.append(inspection)
            world.on(issued, partial(self._issue, inspection))
            places = [*told[number : number + 4], *world.communities[30 * number : 30 * number + 4]]
            owners = [(place, place) for place in (*dict.fromkeys(places), world.streets[number])]
            owners += [(unit, unit_account(world, unit)) for unit in world.units[9 * number : 9 * number + 3]]
            for index, (owner, account) in enumerate(owners):
                visit = Visit(owner, account, issued, inspection.ends, unmet=(index + number) % 3 == 0)
                inspection.visits.append(visit)
                self._fate(visit, index + number)
            if number == 5:
                self._call_off(inspection)

    def _fate(self, visit: Visit, number: int) -> None:
        """How far it comes: not at all, recorded, submitted, and what is said to that."""
        rng, fate = self.world.rng, number % 7
        if fate == 0:
            return
        if fate == 1 and number % 2:
            visit.dropped = visit.due - rng.randint(0, 3) * DAY
            self.world.on(visit.dropped, partial(self._drop, visit))
            return
        visit.recorded = visit.issued + rng.randint(1, (visit.due - visit.issued).days + 4) * DAY
        self.world.on(visit.recorded, partial(self._record, visit))
        if fate == 2:
            return
        visit.submitted = visit.recorded + rng.randint(0, 3) * DAY
        self.world.on(visit.submitted, partial(self._submit, visit))
        if fate in (3, 4):
            self._confirm_on(visit, visit.submitted + rng.randint(1, 5) * DAY)
        elif fate == 5:
            visit.objected = visit.submitted + rng.randint(1, 5) * DAY
            self.world.on(visit.objected, partial(self._object, visit))
            if number % 2:
                visit.upheld = visit.objected + rng.randint(1, 14) * DAY
                self.world.on(visit.upheld, partial(self._uphold, visit))
        # What is left is silent.

    def _confirm_on(self, visit: Visit, day: date) -> None:
        visit.confirmed = day
        self.world.on(day, partial(self._confirm, visit))

    def _call_off(self, inspection: Round) -> None:
        """What was not put before anybody ends with it."""
        day = inspection.cancelled = inspection.issued + 3 * DAY
        for visit in inspection.visits:
            if visit.submitted is None or visit.submitted >= day:
                visit.recorded = visit.recorded if visit.recorded and visit.recorded < day else None
                visit.submitted = visit.objected = visit.upheld = visit.confirmed = None
                visit.dropped = min(day, visit.dropped or day)
        self.world.on(day, partial(self._cancel, inspection))

    # --- what people do --------------------------------------------------------------------------------------

    def _issue(self, inspection: Round) -> None:
        office = self.world.actor(self.world.root)
        plan = plans.inspection_plan(
            actor=office,
            organization=self.world.root,
            title="抽查",
            kind="on_site",
            starts_on=inspection.issued,
            ends_on=inspection.ends,
            scope="看阵地",
            lines="中心开放｜现场查看｜100",
        )
        given = {"name": "第一组", "head": "赵组长", "members": [self.world.users[TEAM]]}
        plans.inspectionteam_form(actor=office, inspection=plan, **given)
        plan = targets.inspection_choose(
            actor=office, inspection=plan, owners=[visit.owner for visit in inspection.visits]
        )
        plan = targets.inspection_spread(actor=office, inspection=plan)
        inspection.row = plans.inspection_issue(actor=office, inspection=plan)
        rows = {(row.organization_id, row.unit_id): row for row in inspection.row.targets.all()}
        for visit in inspection.visits:
            unit = getattr(visit.owner, "organization_id", None)
            visit.row = rows[(unit, visit.owner.pk) if unit else (visit.owner.pk, None)]

    def _fresh(self, visit: Visit) -> InspectionTarget:
        rows = InspectionTarget.objects.select_related("inspection__organization", "organization", "unit", "team")
        found: InspectionTarget = rows.get(pk=visit.row.pk)
        return found

    def _ended(self, visit: Visit) -> bool:
        return self._fresh(visit).status == "dropped"

    def _record(self, visit: Visit) -> None:
        if self._ended(visit) or visit.recorded is None:
            return
        row = self._fresh(visit)
        result = "unmet" if visit.unmet else "met"
        finding = FindingDraft(row.inspection.items.get(), result, note="未开放", severity="minor")
        records.inspectiontarget_record(
            actor=self.world.actor(TEAM), target=row, visited_on=visit.recorded, findings=[finding]
        )

    def _submit(self, visit: Visit) -> None:
        if visit.submitted is not None:
            records.inspectiontarget_submit(
                actor=self.world.actor(TEAM), target=self._fresh(visit), conclusion="总体较好"
            )

    def _confirm(self, visit: Visit) -> None:
        if visit.confirmed is not None:
            answers.inspectiontarget_confirm(actor=self.world.actor(visit.account), target=self._fresh(visit))

    def _object(self, visit: Visit) -> None:
        if visit.objected is not None:
            actor = self.world.actor(visit.account)
            answers.inspectiontarget_object(actor=actor, target=self._fresh(visit), reason="当天停电")

    def _uphold(self, visit: Visit) -> None:
        if visit.upheld is not None:
            office = self.world.actor(self.world.root)
            answers.inspectiontarget_uphold(actor=office, target=self._fresh(visit), answer="维持")

    def _drop(self, visit: Visit) -> None:
        if not self._ended(visit):
            office = self.world.actor(self.world.root)
            targets.inspectiontarget_drop(actor=office, target=self._fresh(visit), reason="近期查过")

    def _cancel(self, inspection: Round) -> None:
        inspection.row.refresh_from_db()
        office = self.world.actor(self.world.root)
        plans.inspection_cancel(actor=office, inspection=inspection.row, reason="另行安排")

    # --- what has to happen ----------------------------------------------------------------------------------

    def expected(self) -> Iterator[Expected]:
        for visit in (visit for inspection in self.rounds for visit in inspection.visits if visit.row is not None):
            pk = visit.row.pk
            for what, spell in visit.owed():
                for (due, stage), day in stages([spell], BEFORE).items():
                    yield day, f"inspectiontarget.{what}", TARGET, pk, f"{due} {stage}"
                for due, day in once_over([spell], Rule(1)).items():
                    yield day, f"inspectiontarget.{what}", TARGET, pk, f"{due} late"
            if (day := visit.presumed) is not None:  # type: ignore[assignment]
                yield day, "inspectiontarget.presume", TARGET, pk, ""
                if not visit.unmet:
                    yield day, "inspectiontarget.close", TARGET, pk, ""
            # The problem is registered in the name of the team, whoever agreed to it.
            agreed = visit.presumed or visit.confirmed or visit.upheld
            if visit.unmet and agreed is not None and agreed.year == visit.issued.year:
                finding = Finding.objects.get(target=visit.row)
                problem = Problem.objects.get(origin_type="inspections.finding", origin_id=finding.pk)
                yield agreed, "problem.report", PROBLEM, problem.pk, ""
                yield from never_ordered(problem.pk, agreed)
