"""整改 and 任务: reminders before their day, lights, the ladder of supervision and the replies to its orders.

Half of the 整改 are due by their severity in working days, half on any day; each has a fate of its own that is known
from the beginning, so that everything the platform will do about it can be told beforehand.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from fractions import Fraction
from functools import partial
from typing import Any

from samples import photo
from scenarios.district import Expected, World
from scenarios.oracle import FOREVER, Rule, Spell, first_run, once_over, stages
from scenarios.workdays import DAY, FIRST, after

from core.events import now
from linkage.assignments.actions.dispatching import assignment_dispatch, assignment_withdraw
from linkage.assignments.actions.working import assignment_accept, assignment_report, assignment_submit
from linkage.assignments.models import Assignment
from linkage.extensions.actions import extension_approve, extension_ask, extension_refuse
from linkage.extensions.models import Extension
from linkage.problems.actions.problems import problem_dispatch, problem_report
from linkage.problems.actions.rectifications import (
    rectification_report,
    rectification_return,
    rectification_submit,
)
from linkage.problems.models import Problem, Rectification
from linkage.supervision.actions.supervisions import supervision_issue, supervision_reply
from linkage.supervision.models import Supervision

# The district changes its rules once, in the evening before.
CHANGED = date(2026, 8, 1)
SOON: Rule[int] = Rule(10, ((CHANGED, 15),))
POINTS: Rule[int] = Rule(10, ((CHANGED, 25),))
OVERDUE, ORDER, TALK, ADJUST = Rule(1), Rule(5), Rule(15, ((CHANGED, 12),)), Rule(30)
NEAR, MIDDLE = 10, 20
TERMS = {"minor": 30, "major": 15, "grave": 7}
ABOVE_TERMS = {"minor": 5, "major": 3, "grave": 1}
REPLY_DAYS = 3
TASK_STAGES: Rule[tuple[int, ...]] = Rule((7, 1))
RECTIFICATION, TASK, PROBLEM = "problems.rectification", "assignments.assignment", "problems.problem"
# Days in whose evening new ones come; before holidays and exchanged weekends among them.
ARRIVALS = [FIRST - DAY, *(date(2026, 1, 2) + timedelta(days=9 * n) for n in range(36)), date(2026, 2, 13)]
BY_SEVERITY = (date(2026, 2, 12), date(2026, 4, 29), date(2026, 9, 18))


def soon_stages() -> Rule[tuple[int, ...]]:
    return Rule((SOON.usual, 3, 1), tuple((day, (value, 3, 1)) for day, value in SOON.changes))


@dataclass(frozen=True)
class State:
    """How it stands from the morning of ``since`` on."""

    since: date
    due: date
    acting: bool = True
    progress: int = 0
    poor: bool = False
    # Closed or taken back for good.
    over: bool = False
    # Where the term of a step began; by default the whole term's beginning.
    started: date | None = None


@dataclass
class Case:
    """One record with its whole story."""

    kind: str
    place: Any
    started: date
    states: list[State]
    row: Any = None
    # When the order of the ladder is issued and answered; by the due date that it was drafted for.
    issued: dict[date, date] = field(default_factory=dict)
    replied: dict[date, date] = field(default_factory=dict)
    # A request for a later day that is overtaken, and in which evening.
    asked: Extension | None = None
    overtaken: date = FOREVER

    def evening(self, day: date, **changes: Any) -> None:
        """It changes in the evening of a day."""
        self.states.append(replace(self.states[-1], since=day + DAY, **changes))

    def on(self, day: date) -> State | None:
        return next((state for state in reversed(self.states) if state.since <= day), None)

    def spells(self) -> list[Spell]:
        ends = [*(state.since for state in self.states), FOREVER][1:]
        pairs = zip(self.states, ends, strict=True)
        return [Spell(state.since, end, state.due) for state, end in pairs if state.acting and state.since < end]

    def handed_in(self) -> list[Spell]:
        """The times in which it waits to be checked; ``due`` is the evening in which it was handed in."""
        ends = [*(state.since for state in self.states), FOREVER][1:]
        pairs = zip(self.states, ends, strict=True)
        return [Spell(state.since, end, state.since - DAY) for state, end in pairs if not state.acting]

    def steps(self) -> Iterator[tuple[str, date, date]]:
        """Each step of the ladder: which, for which due date, and on which day it is taken."""
        for step, late, until in (("order", ORDER, TALK), ("talk", TALK, ADJUST), ("adjust", ADJUST, None)):
            for due, day in once_over(self.spells(), late, until).items():
                yield step, due, day

    def moot(self, due: date, drafted: date) -> date:
        """The morning from which an order drafted for a due date has nothing to order any more."""
        later = (state for state in self.states if state.since > drafted)
        return next((state.since for state in later if state.over or state.due != due), FOREVER)

    def ladder(self) -> Iterator[Expected]:
        """Each step of the ladder, and each of its orders that nobody issued while there was anything to order."""
        for step, due, day in self.steps():
            verb = "supervision.draft" if step == "order" else "accountability.propose"
            yield day, verb, self.kind, self.row.pk, f"{due} {step}"
            given_up = first_run(self.moot(due, day)) if step == "order" and due not in self.issued else None
            if given_up is not None:
                yield given_up, "supervision.discard", self.kind, self.row.pk, f"{due} order"


def never_ordered(pk: int, reported: date, severity: str = "minor") -> Iterator[Expected]:
    """What is said of a problem that nobody orders to be put right, reported on a day."""
    spell = Spell(reported + DAY, FOREVER, after(reported, ABOVE_TERMS[severity]))
    yield from _above("problem.remind", PROBLEM, pk, "reported", spell)


def _above(verb: str, label: str, pk: int, status: str, spell: Spell) -> Iterator[Expected]:
    """What is said to the level above of what waits for it: the day before, and once it is late."""
    for (due, stage), day in stages([spell], Rule((1,))).items():
        yield day, verb, label, pk, f"{status} {due}:{stage}"
    for due, day in once_over([spell], Rule(1)).items():
        yield day, verb, label, pk, f"{status} {due}:overdue"


def light_of(case: Case, day: date) -> tuple[str, str, int] | tuple[None, None, None]:
    """Light, bucket and days left by the rules of the district on that day."""
    state = case.on(day)
    if state is None or not state.acting:
        return None, None, None
    left = (state.due - day).days
    if left < 0:
        return "overdue", "overdue", left
    bucket = "near" if left <= NEAR else "middle" if left <= MIDDLE else "far"
    started = state.started or case.started
    term = (state.due - started).days
    passed = Fraction(100 * (day - started).days, term) if term else Fraction(0)
    if state.poor or state.progress + POINTS.on(day) < passed:
        return "behind", bucket, left
    return ("soon" if left <= SOON.on(day) else "steady"), bucket, left


class Tracked:
    """Lays down both kinds and tells what has to happen."""

    def __init__(self, world: World) -> None:
        self.world, self.rng = world, world.rng
        self.cases: list[Case] = []
        for number, community in enumerate(world.communities):
            self._plan_rectification(number, community)
        for day in BY_SEVERITY:
            for severity in TERMS:
                world.on(day, partial(self._dispatch, day, severity))
        for number, street in enumerate(world.streets):
            for arrival in self.rng.sample(ARRIVALS[1:34], 1):
                self._plan_task(street, self._below(street)[number % 2 :: 2], arrival)
        self._plan_task(world.root, world.streets, date(2026, 1, 11))
        self._plan_task(world.root, world.streets, date(2026, 8, 26))

    def _below(self, street: Any) -> list[Any]:
        return [place for place in self.world.communities if place.path.startswith(street.path)]

    # --- 整改 ------------------------------------------------------------------------------------------------

    def _plan_rectification(self, number: int, community: Any) -> None:
        started = self.rng.choice(ARRIVALS)
        severity = self.rng.choice(list(TERMS))
        term = self.rng.randint(12, 75)
        due = after(started, TERMS[severity]) if number % 2 else started + timedelta(days=term)
        case = Case(RECTIFICATION, community, started, [State(started + DAY, due)])
        self.cases.append(case)
        self._lay(number, case, severity) if started < FIRST else self.world.on(
            started, partial(self._lay, number, case, severity)
        )
        self._fate(case, number)

    def _lay(self, number: int, case: Case, severity: str) -> None:
        moment = now()
        problem = Problem.objects.create(
            number=f"WT-2025-{number:04d}",
            title=f"问题{number}",
            detail="制度没有上墙",
            source="self",
            severity=severity,
            organization=case.place,
            reporter_label="区里",
            status="rectifying",
            reported_at=moment,
        )
        case.row = Rectification.objects.create(
            number=f"ZG-2025-{number:04d}",
            problem=problem,
            title=problem.title,
            severity=severity,
            requirement="请整改",
            measures="立即整改",
            person="社区书记",
            organization=case.place,
            started_on=case.started,
            due_on=case.states[0].due,
            status="rectifying",
            created_at=moment,
        )

    def _dispatch(self, day: date, severity: str) -> None:
        """A problem that is dispatched without a day: by when it is due follows from its severity."""
        street = self.world.streets[len(self.cases) % len(self.world.streets)]
        office = self.world.actor(self.world.root)
        problem = problem_report(
            actor=office, organization=street, title="台账不全", detail="缺记录", source="inspection", severity=severity
        )
        row = problem_dispatch(actor=office, problem=problem).rectifications.get()
        case = Case(RECTIFICATION, street, day, [State(day + DAY, after(day, TERMS[severity]))], row)
        self.cases.append(case)

    # --- 任务 ------------------------------------------------------------------------------------------------

    def _plan_task(self, issuer: Any, places: list[Any], arrival: date) -> None:
        due = arrival + timedelta(days=self.rng.randint(15, 80))
        cases = [Case(TASK, place, arrival, [State(arrival + DAY, due)]) for place in places]
        self.cases += cases
        self.world.on(arrival, partial(self._give, issuer, cases, due))
        for number, case in enumerate(cases):
            self._fate(case, number)

    def _give(self, issuer: Any, cases: list[Case], due: date) -> None:
        whole = assignment_dispatch(
            actor=self.world.actor(issuer),
            issuer=issuer,
            title="排查党群服务阵地",
            content="逐个查看",
            organizations=[case.place for case in cases],
            due_on=due,
        )
        parts = {part.organization_id: part for part in whole.parts.all()}
        for case in cases:
            case.row = parts[case.place.pk]

    # --- fates -----------------------------------------------------------------------------------------------

    def _fate(self, case: Case, number: int) -> None:
        due, rng = case.states[0].due, self.rng
        fates = (
            *(self._never, self._in_time, self._late, self._extended, self._refused, self._sent_back, self._slow),
            self._asked_in_vain,
        )
        fates[number % len(fates)](case, due, rng.randint(0, 9))
        self._plan_orders(case)

    def _never(self, case: Case, due: date, chance: int) -> None:
        """Nobody does anything."""

    def _in_time(self, case: Case, due: date, chance: int) -> None:
        self._hand_in(case, max(due - timedelta(days=chance), case.started + DAY))

    def _late(self, case: Case, due: date, chance: int) -> None:
        self._hand_in(case, due + timedelta(days=1 + 4 * chance))

    def _slow(self, case: Case, due: date, chance: int) -> None:
        """It is told how far it has come, at half the time and again later."""
        term = (due - case.started).days
        for share, progress in ((2, 30 + chance), (4, 45 + 3 * chance)):
            day = case.started + timedelta(days=term * share // 5)
            if day > case.states[-1].since:
                case.evening(day, progress=progress)
                self.world.on(day, partial(self._tell, case, progress))

    def _extended(self, case: Case, due: date, chance: int) -> None:
        """A later day, asked for and agreed to in one evening; then handed in late or never."""
        asked, later = max(due - timedelta(days=chance), case.started + DAY), due + timedelta(days=20 + chance)
        case.evening(asked, due=later)
        self.world.on(asked, partial(self._extend, case, later, True))
        if chance % 2:
            self._hand_in(case, later + timedelta(days=chance * 3))

    def _refused(self, case: Case, due: date, chance: int) -> None:
        asked = max(due - timedelta(days=chance), case.started + DAY)
        self.world.on(asked, partial(self._extend, case, due + timedelta(days=30), False))

    def _asked_in_vain(self, case: Case, due: date, chance: int) -> None:
        """A later day is asked for, and before anybody has decided it is handed in all the same."""
        asked = max(due - timedelta(days=chance), case.started + DAY)
        self.world.on(asked, partial(self._ask, case, due + timedelta(days=30)))
        case.overtaken = asked + timedelta(days=1 + chance % 3)
        self._hand_in(case, case.overtaken)

    def _sent_back(self, case: Case, due: date, chance: int) -> None:
        """Handed in in time, found poor, and handed in again when it is overdue; a task is taken back instead."""
        handed_in = max(due - timedelta(days=8), case.started + DAY)
        if case.kind == TASK:
            day = due + timedelta(days=chance)
            case.evening(day, acting=False, over=True)
            self.world.on(day, partial(self._take_back, case))
            return
        self._hand_in(case, handed_in)
        case.evening(handed_in + DAY * (2 + chance), acting=True, poor=True)
        self.world.on(handed_in + DAY * (2 + chance), partial(self._send_back, case))
        self._hand_in(case, due + timedelta(days=18 + chance), shade=90)

    def _hand_in(self, case: Case, day: date, shade: int = 120) -> None:
        case.evening(day, acting=False, progress=100, poor=False)
        self.world.on(day, partial(self._submit, case, shade))

    def _plan_orders(self, case: Case) -> None:
        """Most orders of the ladder are issued two evenings later, if there is still a reason; some are answered."""
        for step, due, day in case.steps():
            chance = self.rng.randint(0, 9)
            issued = day + 2 * DAY
            if step != "order" or chance < 3 or case.moot(due, day) <= issued + DAY:
                continue
            case.issued[due] = issued
            self.world.on(case.issued[due], partial(self._issue, case, due))
            if chance > 5:
                case.replied[due] = case.issued[due] + DAY * (chance - 5)
                self.world.on(case.replied[due], partial(self._reply, case, due))

    # --- what people do --------------------------------------------------------------------------------------

    def _fresh(self, case: Case) -> Any:
        return type(case.row).objects.select_related("organization").get(pk=case.row.pk)

    def _submit(self, case: Case, shade: int) -> None:
        actor, row = self.world.actor(case.place), self._fresh(case)
        if case.kind == TASK:
            if row.status == Assignment.Status.PENDING:
                row = assignment_accept(actor=actor, assignment=row)
            assignment_submit(actor=actor, assignment=row, outcome="已完成", evidence=[photo(shade)])
        else:
            rectification_submit(actor=actor, rectification=row, outcome="已完成", evidence=[photo(shade)])

    def _tell(self, case: Case, progress: int) -> None:
        actor, row = self.world.actor(case.place), self._fresh(case)
        if case.kind == TASK:
            if row.status == Assignment.Status.PENDING:
                row = assignment_accept(actor=actor, assignment=row)
            assignment_report(actor=actor, assignment=row, progress=progress, text="推进中")
        else:
            rectification_report(actor=actor, rectification=row, progress=progress, text="推进中")

    def _ask(self, case: Case, later: date) -> Extension:
        case.asked = extension_ask(
            actor=self.world.actor(case.place), subject=self._fresh(case), due_on=later, reason="材料未齐", progress=0
        )
        return case.asked

    def _extend(self, case: Case, later: date, agreed: bool) -> None:
        asked = self._ask(case, later)
        above = self.world.actor(self.world.above(case.place))
        if agreed:
            extension_approve(actor=above, extension=asked)
        else:
            extension_refuse(actor=above, extension=asked, reason="请按期完成")

    def _send_back(self, case: Case) -> None:
        above = self.world.actor(self.world.above(case.place))
        rectification_return(actor=above, rectification=self._fresh(case), reason="照片不清楚")

    def _take_back(self, case: Case) -> None:
        above = self.world.actor(self.world.above(case.place))
        assignment_withdraw(actor=above, assignment=self._fresh(case), reason="重复")

    def _order(self, case: Case, due: date) -> Supervision:
        rows = Supervision.objects.select_related("issuer", "organization")
        found: Supervision = rows.get(subject_type=case.kind, subject_id=case.row.pk, for_due_on=due)
        return found

    def _issue(self, case: Case, due: date) -> None:
        order = self._order(case, due)
        supervision_issue(actor=self.world.actor(order.issuer), supervision=order)

    def _reply(self, case: Case, due: date) -> None:
        supervision_reply(actor=self.world.actor(case.place), supervision=self._order(case, due), reply="已安排")

    # --- what has to happen ----------------------------------------------------------------------------------

    def expected(self) -> Iterator[Expected]:
        for case in self.cases:
            if case.row is None:
                continue
            yield from self._reminders(case)
            if case.kind == RECTIFICATION:
                yield from self._check_reminders(case)
            yield from case.ladder()
            for due, issued in case.issued.items():
                yield from self._reply_reminders(case, due, issued)
            if case.asked is not None and (over := first_run(case.overtaken + DAY)) is not None:
                yield over, "extension.lapse", "extensions.extension", case.asked.pk, ""

    def _reminders(self, case: Case) -> Iterator[Expected]:
        verb = "assignment.remind" if case.kind == TASK else "rectification.remind"
        before = TASK_STAGES if case.kind == TASK else soon_stages()
        for (due, stage), day in stages(case.spells(), before).items():
            yield day, verb, case.kind, case.row.pk, f"{due}:{stage}"
        for due, day in once_over(case.spells(), OVERDUE).items():
            yield day, verb, case.kind, case.row.pk, f"{due}:overdue"

    def _check_reminders(self, case: Case) -> Iterator[Expected]:
        """Nobody checks what was handed in, but for what is sent back."""
        for spell in case.handed_in():
            owed = replace(spell, due=after(spell.due, ABOVE_TERMS[case.row.severity]))
            yield from _above("rectification.remind_check", RECTIFICATION, case.row.pk, "submitted", owed)

    def _reply_reminders(self, case: Case, due: date, issued: date) -> Iterator[Expected]:
        answered = case.replied.get(due)
        owed = after(issued, REPLY_DAYS)
        spell = [Spell(issued + DAY, answered + DAY if answered else FOREVER, owed)]
        for (_, stage), day in stages(spell, Rule((1, 0))).items():
            yield day, "supervision.remind", case.kind, case.row.pk, f"{due} {stage}"
        for day in once_over(spell, Rule(1)).values():
            yield day, "supervision.remind", case.kind, case.row.pk, f"{due} overdue"
