"""专项工作: steps that many places do by one day, places with a day of their own, days that are moved, and a stop.

A step is called to mind once for all that still have to do it by the day of the plan. Whoever was given another day is
reminded of that one alone. Lights and the ladder are those of 整改, row by row.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from scenarios.district import Expected, World
from scenarios.oracle import FOREVER, Spell, once_over, stages
from scenarios.tracked import OVERDUE, Case, State, soon_stages
from scenarios.workdays import DAY, FIRST

from core.models import Event
from linkage.campaigns.actions.drafts import StepDraft
from linkage.campaigns.actions.leading import campaign_join, campaign_reschedule, campaign_start, campaign_stop
from linkage.campaigns.actions.planning import campaign_create
from linkage.campaigns.actions.working import (
    campaignstep_excuse,
    campaignstep_refuse,
    campaignstep_report,
    campaignstep_return,
    campaignstep_submit,
    campaignstep_verify,
    campaignstep_waive,
)
from linkage.campaigns.models import CampaignStep
from linkage.extensions.actions import extension_approve, extension_ask, extension_refuse

CAMPAIGN, STEP = "campaigns.campaign", "campaigns.campaignstep"
Changes = dict[str, Any]


@dataclass
class Stage:
    """One step of the plan: its days, the later one with the evening in which it is moved, and who does it."""

    starts: date
    due: date
    moved: date | None = None
    later: date | None = None
    cases: list[Case] = field(default_factory=list)
    row: Any = None

    def planned(self) -> list[tuple[date, date, date]]:
        """From when until when which day stands in the plan."""
        if self.moved is None or self.later is None:
            return [(FIRST, FOREVER, self.due)]
        return [(FIRST, self.moved + DAY, self.due), (self.moved + DAY, FOREVER, self.later)]

    def shared(self) -> Iterator[tuple[Case, Spell]]:
        """When which place owes it by the day of the plan."""
        for case in self.cases:
            for spell in case.spells():
                for since, until, due in self.planned():
                    start, end = max(spell.start, since), min(spell.end, until)
                    if spell.due == due and start < end:
                        yield case, Spell(start, end, due)

    def own(self, case: Case) -> Iterator[Spell]:
        """When the place owes it by a day of its own."""
        for spell in case.spells():
            for since, until, due in self.planned():
                start, end = max(spell.start, since), min(spell.end, until)
                if spell.due != due and start < end:
                    yield Spell(start, end, spell.due)


@dataclass
class Course:
    """A campaign: who leads it, who takes part from when on, its steps, and when it is stopped."""

    leader: Any
    started: date
    plan: list[Stage]
    places: list[Any]
    joining: list[Any] = field(default_factory=list)
    joined: date = FOREVER
    stopped: date | None = None
    row: Any = None
    turns: dict[int, list[tuple[date, Callable[[State], Changes]]]] = field(default_factory=dict)


class Campaigns:
    """Four of them: all streets; a street whose people are told; a street that stops its own; all communities."""

    def __init__(self, world: World) -> None:
        self.world, self.rng = world, world.rng
        self.courses = [self._of_streets(), self._of_one_street(), self._stopped(), self._of_all()]
        for course in self.courses:
            self._plan(course)

    @property
    def cases(self) -> list[Case]:
        return [case for course in self.courses for stage in course.plan for case in stage.cases]

    def _below(self, street: Any) -> list[Any]:
        return [place for place in self.world.communities if place.path.startswith(street.path)]

    def _of_streets(self) -> Course:
        """One step is put off before its day and one when it is over already; two streets join later."""
        plan = [
            Stage(date(2026, 1, 8), date(2026, 2, 26), date(2026, 2, 11), date(2026, 3, 11)),
            Stage(date(2026, 3, 1), date(2026, 5, 6), date(2026, 5, 12), date(2026, 6, 22)),
            Stage(date(2026, 6, 1), date(2026, 8, 8)),
        ]
        streets = self.world.streets
        return Course(self.world.root, date(2026, 1, 7), plan, streets[:12], streets[12:], date(2026, 1, 30))

    def _of_one_street(self) -> Course:
        plan = [
            Stage(date(2026, 3, 2), date(2026, 4, 3)),
            Stage(date(2026, 4, 7), date(2026, 9, 24), date(2026, 9, 21), date(2026, 10, 12)),
        ]
        street = self.world.told
        return Course(street, date(2026, 3, 1), plan, self._below(street))

    def _stopped(self) -> Course:
        plan = [Stage(date(2026, 5, 12), date(2026, 6, 5)), Stage(date(2026, 6, 8), date(2026, 7, 31))]
        street = self.world.streets[3]
        return Course(street, date(2026, 5, 11), plan, self._below(street), stopped=date(2026, 7, 14))

    def _of_all(self) -> Course:
        return Course(
            self.world.root,
            date(2026, 10, 19),
            [Stage(date(2026, 10, 20), date(2026, 11, 27))],
            self.world.communities,
        )

    # --- plans -----------------------------------------------------------------------------------------------

    def _plan(self, course: Course) -> None:
        self.world.on(course.started, partial(self._start, course))
        entered = [(course.started, place) for place in course.places]
        if course.joining:
            self.world.on(course.joined, partial(self._join, course))
            entered += [(course.joined, place) for place in course.joining]
        for position, stage in enumerate(course.plan):
            for number, (since, place) in enumerate(entered):
                case = Case(STEP, place, stage.starts, [State(since + DAY, stage.due)])
                stage.cases.append(case)
                self._fate(course, stage, case, number + position)
            if course.leader == self.world.root and stage is course.plan[-1] and len(entered) > 100:
                self._most_are_done(course, stage)
            if stage.moved is not None:
                self.world.on(stage.moved, partial(self._move, course, stage))
        for stage in course.plan:
            for case in stage.cases:
                self._tell_the_states(course, stage, case)
        if course.stopped is not None:
            self.world.on(course.stopped, partial(self._stop, course))

    def _tell_the_states(self, course: Course, stage: Stage, case: Case) -> None:
        turns = list(course.turns.get(id(case), []))
        if stage.moved is not None:
            # Whoever has the day of the plan gets the later one; a day of one's own is kept.
            turns.append((stage.moved, lambda state: {"due": stage.later} if state.due == stage.due else {}))
        if course.stopped is not None:
            turns = [turn for turn in turns if turn[0] < course.stopped]
            turns.append((course.stopped, lambda state: {"acting": False, "over": True}))
        for day, changes in sorted(turns, key=lambda turn: turn[0]):
            case.evening(day, **changes(case.states[-1]))

    def _most_are_done(self, course: Course, stage: Stage) -> None:
        """In a step of hundreds all but a few are done in one evening."""
        done, day = stage.cases[24:], date(2026, 11, 16)
        for case in done:
            course.turns[id(case)] = [(day, lambda state: {"acting": False, "over": True})]
        places = [case.place.pk for case in done]
        self.world.on(
            day,
            lambda: CampaignStep.objects.filter(plan=stage.row, organization__in=places).update(status="done"),
        )

    def _fate(self, course: Course, stage: Stage, case: Case, number: int) -> None:
        if len(course.places) > 100 and number >= 24:
            return
        fates = (
            self._never,
            self._in_time,
            self._own_day,
            self._late,
            self._refused,
            self._sent_back,
            self._slow,
            self._excused,
        )
        fates[number % len(fates)](course, stage, case, self.rng.randint(0, 9))

    def _turn(self, course: Course, case: Case, day: date, deed: Callable[..., None], *args: Any, **to: Any) -> None:
        """It changes in an evening, unless the campaign has been stopped by then."""
        course.turns.setdefault(id(case), []).append((day, lambda state: to))
        if course.stopped is None or day < course.stopped:
            self.world.on(day, partial(deed, case, *args))

    def _before(self, stage: Stage, case: Case, count: int) -> date:
        """So many days before the day of the plan, but not before it takes part."""
        return max(stage.due - count * DAY, case.states[0].since + DAY)

    def _never(self, course: Course, stage: Stage, case: Case, chance: int) -> None:
        """Nobody does anything."""

    def _in_time(self, course: Course, stage: Stage, case: Case, chance: int) -> None:
        day = self._before(stage, case, chance)
        self._hand_in(course, case, day)
        self._turn(course, case, day + 2 * DAY, self._verify, over=True)

    def _late(self, course: Course, stage: Stage, case: Case, chance: int) -> None:
        self._hand_in(course, case, stage.due + (1 + 3 * chance) * DAY)

    def _own_day(self, course: Course, stage: Stage, case: Case, chance: int) -> None:
        """A later day than any of the plan, asked for and agreed to; then handed in late or never."""
        later = max(stage.due, stage.later or stage.due) + (12 + chance) * DAY
        self._turn(course, case, self._before(stage, case, chance), self._extend, later, True, due=later)
        if chance % 2:
            self._hand_in(course, case, later + 2 * chance * DAY)

    def _refused(self, course: Course, stage: Stage, case: Case, chance: int) -> None:
        later = max(stage.due, stage.later or stage.due) + 30 * DAY
        self._turn(course, case, self._before(stage, case, chance), self._extend, later, False)

    def _sent_back(self, course: Course, stage: Stage, case: Case, chance: int) -> None:
        first = self._before(stage, case, 8)
        self._hand_in(course, case, first)
        self._turn(course, case, first + (2 + chance) * DAY, self._send_back, acting=True, poor=True)
        self._hand_in(course, case, stage.due + (14 + chance) * DAY)

    def _slow(self, course: Course, stage: Stage, case: Case, chance: int) -> None:
        """It is told twice how far it has come."""
        first = case.states[0].since
        for share, progress in ((2, 25 + chance), (4, 50 + 3 * chance)):
            day = first + (stage.due - first).days * share // 5 * DAY
            self._turn(course, case, day, self._report, progress, progress=progress)

    def _excused(self, course: Course, stage: Stage, case: Case, chance: int) -> None:
        """It cannot concern the place: agreed to, or to be done after all."""
        day = self._before(stage, case, 5)
        self._turn(course, case, day, self._excuse, acting=False)
        if chance % 2:
            self._turn(course, case, day + chance * DAY, self._insist, acting=True)
        else:
            self._turn(course, case, day + DAY, self._waive, over=True)

    def _hand_in(self, course: Course, case: Case, day: date) -> None:
        self._turn(course, case, day, self._submit, acting=False, progress=100, poor=False)

    # --- what people do --------------------------------------------------------------------------------------

    def _start(self, course: Course) -> None:
        leader = self.world.actor(course.leader)
        drafts = [
            StepDraft(f"第{number}阶段", f"步骤{number}", "按要求办理。", stage.starts, stage.due)
            for number, stage in enumerate(course.plan, 1)
        ]
        draft = campaign_create(
            actor=leader,
            organization=course.leader,
            title="专项工作",
            aim="按期完成",
            steps=drafts,
            places=course.places,
        )
        course.row = campaign_start(actor=leader, campaign=draft)
        for stage, row in zip(course.plan, course.row.plan.order_by("position"), strict=True):
            stage.row = row
        self._find_rows(course)

    def _join(self, course: Course) -> None:
        leader = self.world.actor(course.leader)
        course.row = campaign_join(actor=leader, campaign=course.row, places=course.joining)
        self._find_rows(course)

    def _find_rows(self, course: Course) -> None:
        for stage in course.plan:
            rows = {row.organization_id: row for row in CampaignStep.objects.filter(plan=stage.row)}
            for case in stage.cases:
                case.row = rows.get(case.place.pk)

    def _move(self, course: Course, stage: Stage) -> None:
        assert stage.later is not None
        course.row = campaign_reschedule(
            actor=self.world.actor(course.leader),
            campaign=course.row,
            step=stage.row,
            due_on=stage.later,
            reason="统一顺延",
        )

    def _stop(self, course: Course) -> None:
        course.row = campaign_stop(actor=self.world.actor(course.leader), campaign=course.row, reason="另行部署")

    def _mine(self, case: Case) -> Any:
        return self.world.actor(case.place)

    def _above(self, case: Case) -> Any:
        return self.world.actor(self.world.above(case.place))

    def _fresh(self, case: Case) -> Any:
        return CampaignStep.objects.select_related("organization", "plan").get(pk=case.row.pk)

    def _submit(self, case: Case) -> None:
        campaignstep_submit(actor=self._mine(case), step=self._fresh(case), text="已完成")

    def _verify(self, case: Case) -> None:
        campaignstep_verify(actor=self._above(case), step=self._fresh(case))

    def _send_back(self, case: Case) -> None:
        campaignstep_return(actor=self._above(case), step=self._fresh(case), reason="材料不全")

    def _report(self, case: Case, progress: int) -> None:
        campaignstep_report(actor=self._mine(case), step=self._fresh(case), text="推进中", progress=progress)

    def _excuse(self, case: Case) -> None:
        campaignstep_excuse(actor=self._mine(case), step=self._fresh(case), reason="没有这项工作")

    def _waive(self, case: Case) -> None:
        campaignstep_waive(actor=self._above(case), step=self._fresh(case))

    def _insist(self, case: Case) -> None:
        campaignstep_refuse(actor=self._above(case), step=self._fresh(case), reason="应当办理")

    def _extend(self, case: Case, later: date, agreed: bool) -> None:
        asked = extension_ask(
            actor=self._mine(case), subject=self._fresh(case), due_on=later, reason="时间不够", progress=0
        )
        if agreed:
            extension_approve(actor=self._above(case), extension=asked)
        else:
            extension_refuse(actor=self._above(case), extension=asked, reason="请按期完成")

    # --- what has to happen ----------------------------------------------------------------------------------

    def expected(self) -> Iterator[Expected]:
        for course in self.courses:
            for stage in course.plan:
                pk = stage.row.pk
                shared = in_order(spell for _, spell in stage.shared())
                for (due, before), day in stages(shared, soon_stages()).items():
                    yield day, "campaign.remind", CAMPAIGN, course.row.pk, f"{pk}:{due}:{before}"
                for due, day in once_over(shared, OVERDUE).items():
                    yield day, "campaign.remind", CAMPAIGN, course.row.pk, f"{pk}:{due}:overdue"
                for case in stage.cases:
                    yield from self._of_row(stage, case)

    def _of_row(self, stage: Stage, case: Case) -> Iterator[Expected]:
        own = in_order(stage.own(case))
        for (due, before), day in stages(own, soon_stages()).items():
            yield day, "campaignstep.remind", STEP, case.row.pk, f"{due}:{before}"
        for due, day in once_over(own, OVERDUE).items():
            yield day, "campaignstep.remind", STEP, case.row.pk, f"{due}:overdue"
        yield from case.ladder()

    # --- who hears of it -------------------------------------------------------------------------------------

    def concerned(self, event: Event, day: date) -> set[str]:
        """Those that still owe the step by the day of the plan; a street too, if all of its communities do."""
        course = next(each for each in self.courses if each.row.pk == event.subject_id)
        stage = next(each for each in course.plan if each.row.pk == event.data["step"])
        paths = {case.place.path for case, spell in stage.shared() if spell.start <= day < spell.end}
        whole = {street.path for street in self.world.streets if {p.path for p in self._below(street)} <= paths}
        return paths | whole


def in_order(spells: Iterable[Spell]) -> list[Spell]:
    return sorted(spells, key=lambda spell: (spell.start, spell.end))
