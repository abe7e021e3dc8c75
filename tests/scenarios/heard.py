"""诉求, 吹哨 and 通报: what has to be done within working days and hours, step after step."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from typing import Any

from samples import photo
from scenarios.district import Expected, World
from scenarios.oracle import FOREVER, Rule, Spell, again_and_again, once_over, stages
from scenarios.tracked import Case, State
from scenarios.workdays import DAY, after

from linkage.appeals.actions import appeals
from linkage.bulletins.actions.issuing import bulletin_create, bulletin_issue
from linkage.bulletins.actions.reading import bulletin_sign
from linkage.whistles.actions import responses, whistles

APPEAL, WHISTLE, RESPONSE, BULLETIN = (
    "appeals.appeal",
    "whistles.whistle",
    "whistles.whistleresponse",
    "bulletins.bulletin",
)
ACCEPT_DAYS, FEEDBACK_DAYS = 1, 5
ANSWER_DAYS = {"normal": 10, "urgent": 5, "critical": 2}
APPEAL_STAGES: Rule[tuple[int, ...]] = Rule((3, 1))
REVIEW_DAYS, DISPATCH_DAYS, SOLVE_DAYS, RATE_DAYS, WEEK = 1, 1, 10, 5, 7
SUPERVISE_DAYS: Rule[int] = Rule(3)
A_DAY: Rule[tuple[int, ...]] = Rule((1,))
SIGN_DAYS = 3


def evenings(world: World, start: date, count: int, longest: int) -> list[date]:
    """The evenings of some steps, one after the other; chance decides how many are done at all."""
    found, day = [], start
    for _ in range(world.rng.randint(0, count)):
        day += timedelta(days=world.rng.randint(1, longest))
        found.append(day)
    return found


@dataclass
class Matter:
    """An appeal of one community: the evenings in which it is accepted, in hand, answered and closed."""

    place: Any
    urgency: str
    steps: list[date]
    case: Case

    def at(self, number: int) -> date | None:
        return self.steps[number] if number < len(self.steps) else None


class Appeals:
    """Appeals, by urgency; each stops at some step."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.matters: list[Matter] = []
        self.cases: list[Case] = []
        for number in range(27):
            day = date(2026, 1, 3) + timedelta(days=13 * number)
            urgency = list(ANSWER_DAYS)[number % 3]
            place = world.rng.choice(world.communities)
            case = Case(APPEAL, place, day, [State(day + DAY, after(day, ACCEPT_DAYS))])
            matter = Matter(place, urgency, evenings(world, day, 4, 9), case)
            self.matters.append(matter)
            self.cases.append(case)
            world.on(day, partial(self._register, matter))
            for step, evening in enumerate(matter.steps):
                world.on(evening, partial(getattr(self, f"_{('accept', 'handle', 'answer', 'close')[step]}"), matter))
            if (accepted := matter.at(0)) is not None:
                case.evening(accepted, due=after(accepted, ANSWER_DAYS[urgency]), started=accepted)
            if (answered := matter.at(2)) is not None:
                case.evening(answered, acting=False)
            if (closed := matter.at(3)) is not None:
                case.evening(closed, over=True)

    def _register(self, matter: Matter) -> None:
        matter.case.row = appeals.appeal_register(
            actor=self.world.actor(matter.place),
            organization=matter.place,
            title="楼道堆物",
            content="楼道堆放杂物",
            category="环境卫生",
            channel="visit",
            urgency=matter.urgency,
        )

    def _accept(self, matter: Matter) -> None:
        matter.case.row = appeals.appeal_accept(actor=self.world.actor(matter.place), appeal=matter.case.row)

    def _handle(self, matter: Matter) -> None:
        matter.case.row = appeals.appeal_handle(actor=self.world.actor(matter.place), appeal=matter.case.row)

    def _answer(self, matter: Matter) -> None:
        actor = self.world.actor(matter.place)
        matter.case.row = appeals.appeal_answer(actor=actor, appeal=matter.case.row, answer="已清理", result="solved")

    def _close(self, matter: Matter) -> None:
        actor = self.world.actor(matter.place)
        matter.case.row = appeals.appeal_close(actor=actor, appeal=matter.case.row, satisfaction="satisfied")

    def expected(self) -> Iterator[Expected]:
        for matter in self.matters:
            if matter.case.row is None:
                continue
            pk = matter.case.row.pk
            for status, spell in self._owed(matter):
                for (due, stage), day in stages([spell], APPEAL_STAGES).items():
                    yield day, "appeal.remind", APPEAL, pk, f"{status} {due} {stage}"
                for due, day in once_over([spell], Rule(1)).items():
                    yield day, "appeal.remind", APPEAL, pk, f"{status} {due} overdue"
            if (answered := matter.at(2)) is not None:
                closed = matter.at(3)
                end = closed + DAY if closed else FOREVER
                for day in once_over([Spell(answered + DAY, end, after(answered, FEEDBACK_DAYS))], Rule(1)).values():
                    yield day, "appeal.remind", APPEAL, pk, "feedback 1"
            yield from matter.case.ladder()

    def _owed(self, matter: Matter) -> Iterator[tuple[str, Spell]]:
        marks = [matter.case.started, *matter.steps[:3]]
        ends = [*(day + DAY for day in matter.steps[:3]), FOREVER]
        accepted = matter.at(0)
        to_accept = after(matter.case.started, ACCEPT_DAYS)
        to_answer = after(accepted, ANSWER_DAYS[matter.urgency]) if accepted else to_accept
        dues = {"registered": to_accept, "accepted": to_answer, "handling": to_answer}
        for (status, due), mark, end in zip(dues.items(), marks, ends, strict=False):
            yield status, Spell(mark + DAY, end, due)


@dataclass
class Call:
    """A whistle: the evenings of review, blowing, assignment, response, result and rating."""

    place: Any
    day: date
    steps: list[date]
    row: Any = None
    response: Any = None


class Whistles:
    """Communities collect, streets review and blow, the district assigns, the bureau answers."""

    STEPS = ("review", "blow", "assign", "respond", "finish", "rate")
    STATES = ("collected", "reviewed", "blown", "assigned", "handling")

    def __init__(self, world: World) -> None:
        self.world = world
        self.calls: list[Call] = []
        for number in range(20):
            day = date(2026, 1, 8) + timedelta(days=17 * number)
            call = Call(world.communities[number * 8], day, evenings(world, day, 6, 12))
            self.calls.append(call)
            world.on(day, partial(self._collect, call))
            for step, evening in enumerate(call.steps):
                world.on(evening, partial(getattr(self, f"_{self.STEPS[step]}"), call))

    def _collect(self, call: Call) -> None:
        call.row = whistles.whistle_collect(
            actor=self.world.actor(call.place), organization=call.place, title="占道经营", content="多次劝阻无效"
        )

    def _review(self, call: Call) -> None:
        actor = self.world.actor(self.world.above(call.place))
        call.row = whistles.whistle_review(actor=actor, whistle=call.row)

    def _blow(self, call: Call) -> None:
        actor = self.world.actor(self.world.above(call.place))
        call.row = whistles.whistle_blow(actor=actor, whistle=call.row)

    def _assign(self, call: Call) -> None:
        office = self.world.actor(self.world.root)
        call.row = whistles.whistle_assign(actor=office, whistle=call.row, departments=[self.world.bureau])
        call.response = call.row.responses.select_related("department__organization", "whistle__organization").get()

    def _respond(self, call: Call) -> None:
        call.response = responses.whistleresponse_respond(actor=self.world.actor("chengguan"), response=call.response)

    def _finish(self, call: Call) -> None:
        call.response = responses.whistleresponse_finish(
            actor=self.world.actor("chengguan"),
            response=call.response,
            measures="已取缔",
            result="solved",
            evidence=[photo()],
        )

    def _rate(self, call: Call) -> None:
        responses.whistleresponse_rate(
            actor=self.world.actor(self.world.above(call.place)),
            response=call.response,
            response_score=90,
            solution_score=90,
            satisfaction_score=90,
        )

    def expected(self) -> Iterator[Expected]:
        for call in self.calls:
            for verb, label, row, step, spell in self._owed(call):
                if row is None:
                    continue
                for (due, stage), day in stages([spell], A_DAY).items():
                    yield day, verb, label, row.pk, f"{step} {due} {stage}"
                for (due, week), day in again_and_again([spell], WEEK).items():
                    yield day, verb, label, row.pk, f"{step} {due} late {week}"
                if label == RESPONSE:
                    for day in once_over([spell], SUPERVISE_DAYS).values():
                        yield day, "whistleresponse.supervise", label, row.pk, ""

            if call.response is not None:
                yield from self._answering(call).ladder()

    def _answering(self, call: Call) -> Case:
        """What the department has to do: respond, then solve it by another day, until it is rated."""
        called = call.steps[2]
        case = Case(RESPONSE, call.place, called, [State(called + DAY, after(called, 1))], call.response)
        steps: list[dict[str, Any]] = [{"due": after(called, SOLVE_DAYS)}, {"acting": False}, {"over": True}]
        for day, changes in zip(call.steps[3:], steps, strict=False):
            case.evening(day, **changes)
        return case

    def _owed(self, call: Call) -> Iterator[tuple[str, str, Any, str, Spell]]:
        marks = [call.day, *call.steps]
        ends = [*(day + DAY for day in call.steps), FOREVER]
        to_review = after(call.day, REVIEW_DAYS)
        to_assign = after(marks[2], DISPATCH_DAYS) if len(marks) > 2 else to_review
        to_solve = after(marks[3], SOLVE_DAYS) if len(marks) > 3 else to_review
        dues = (to_review, to_review, to_assign, to_solve, to_solve)
        for number, mark in enumerate(marks[:5]):
            spell = Spell(mark + DAY, ends[number], dues[number])
            yield "whistle.remind", WHISTLE, call.row, self.STATES[number], spell
        if len(marks) > 5:
            rating = Spell(marks[5] + DAY, ends[5], after(marks[5], RATE_DAYS))
            yield "whistle.remind", WHISTLE, call.row, "rate", rating
        if len(marks) > 3:
            # Eight working hours from an evening are over at the end of the next working day.
            to_respond = Spell(marks[3] + DAY, ends[3], after(marks[3], 1))
            yield "whistleresponse.remind", RESPONSE, call.response, "pending", to_respond
        if len(marks) > 4:
            yield (
                "whistleresponse.remind",
                RESPONSE,
                call.response,
                "responded",
                Spell(marks[4] + DAY, ends[4], to_solve),
            )


@dataclass
class Paper:
    """A bulletin to some streets; the evenings in which each signs."""

    issued: date
    places: list[Any]
    signed: dict[int, date] = field(default_factory=dict)
    row: Any = None


class Bulletins:
    """Twelve bulletins of the district; of some of them one street never signs."""

    def __init__(self, world: World) -> None:
        self.world, rng = world, world.rng
        self.papers: list[Paper] = []
        for number in range(12):
            issued = date(2026, 1, 14) + timedelta(days=29 * number)
            paper = Paper(issued, world.streets[:4])
            self.papers.append(paper)
            world.on(issued, partial(self._issue, paper))
            for place in paper.places[number % 2 :]:
                paper.signed[place.pk] = issued + timedelta(days=rng.randint(1, 6))
                world.on(paper.signed[place.pk], partial(self._sign, paper, place))

    def _issue(self, paper: Paper) -> None:
        office = self.world.actor(self.world.root)
        draft = bulletin_create(
            actor=office,
            organization=self.world.root,
            kind="notice",
            title="关于做好台账工作的通知",
            body="请认真落实。",
            places=paper.places,
        )
        leader = self.world.actor("lingdao")
        paper.row = bulletin_issue(actor=leader, bulletin=draft)

    def _sign(self, paper: Paper, place: Any) -> None:
        bulletin_sign(actor=self.world.actor(place), bulletin=paper.row)

    def expected(self) -> Iterator[Expected]:
        for paper in self.papers:
            if paper.row is None:
                continue
            everybody = len(paper.signed) == len(paper.places)
            end = max(paper.signed.values()) + DAY if everybody else FOREVER
            spell = [Spell(paper.issued + DAY, end, after(paper.issued, SIGN_DAYS))]
            for (_, stage), day in stages(spell, A_DAY).items():
                yield day, "bulletin.remind", BULLETIN, paper.row.pk, str(stage)
            for day in once_over(spell, Rule(1)).values():
                yield day, "bulletin.remind", BULLETIN, paper.row.pk, "late"
