"""What somebody is asked for by a day: 征求意见 and their answers, 提案, the yearly appraisal of outposts."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any

from scenarios.district import Expected, World
from scenarios.oracle import FOREVER, Rule, Spell, again_and_again, first_run, once_over, stages
from scenarios.workdays import DAY, FIRST, after

from linkage.consultations.actions.appraisals import outpostappraisal_give
from linkage.consultations.actions.consultations import consultation_ask, consultation_opine, consultation_reply
from linkage.proposals.actions import proposals
from tenants.org.models import Department

CONSULTATION, PROPOSAL, DEPARTMENT = "consultations.consultation", "proposals.proposal", "org.department"
OPINION_DAYS, REPLY_DAYS = 10, 15
CHANGED = date(2026, 6, 1)
BEFORE: Rule[tuple[int, ...]] = Rule((3, 1), ((CHANGED, (5, 2, 0)),))
APPRAISALS = date(2026, 11, 1)
# 提案.
REVIEW_DAYS, ANSWER_DAYS, AGAIN_DAYS, FEEDBACK_DAYS, WEEK = 10, 90, 30, 30, 7
ANSWER_STAGES: Rule[tuple[int, ...]] = Rule((15, 5))
ASKED_ON = (
    date(2026, 2, 12),
    date(2026, 5, 19),
    date(2026, 9, 17),
)
SUBMITTED_ON = tuple(date(2026, 1, 6) + timedelta(days=11 * n) for n in range(30))


@dataclass
class Question:
    """A street is asked; when it answers, and when the answer is answered."""

    street: Any
    asked: date
    opined: date | None = None
    replied: date | None = None
    row: Any = None

    def owed(self) -> Iterator[tuple[str, Spell]]:
        opined = self.opined
        yield (
            "consultation.remind_opinion",
            Spell(self.asked + DAY, opined + DAY if opined else FOREVER, after(self.asked, OPINION_DAYS)),
        )
        if opined:
            end = self.replied + DAY if self.replied else FOREVER
            yield "consultation.remind_reply", Spell(opined + DAY, end, after(opined, REPLY_DAYS))


class Consultations:
    """The department asks every street three times a year; streets answer in time, late or never."""

    def __init__(self, world: World) -> None:
        self.world, rng = world, world.rng
        self.questions: list[Question] = []
        self.outposts = Department.objects.bulk_create(
            Department(name=f"{street.name}城管执法队", kind="outpost", parent=world.bureau, organization=street)
            for street in world.streets
        )
        self.given = set(rng.sample(range(len(self.outposts)), 5))
        for asked in ASKED_ON:
            batch = [Question(street, asked) for street in world.streets]
            self.questions += batch
            world.on(asked, partial(self._ask, batch))
            for question in batch:
                chance = rng.randint(0, 30)
                if chance < 25:
                    question.opined = asked + timedelta(days=1 + chance)
                    world.on(question.opined, partial(self._opine, question))
                    if chance % 2:
                        question.replied = question.opined + timedelta(days=1 + rng.randint(0, 35))
                        world.on(question.replied, partial(self._reply, question))
        for number in self.given:
            # In the evening of the first day of the month, a Sunday: before the first run of that month.
            world.on(APPRAISALS, partial(self._appraise, number))

    def _ask(self, batch: list[Question]) -> None:
        rows = consultation_ask(
            actor=self.world.actor("quban"),
            organizations=[question.street for question in batch],
            kind="planning",
            title="编制规划",
            content="请提意见",
        )
        found = {row.organization_id: row for row in rows}
        for question in batch:
            question.row = found[question.street.pk]

    def _opine(self, question: Question) -> None:
        question.row.refresh_from_db()
        actor = self.world.actor(question.street)
        consultation_opine(actor=actor, consultation=question.row, opinion="agree", reason="同意")

    def _reply(self, question: Question) -> None:
        question.row.refresh_from_db()
        consultation_reply(actor=self.world.actor("quban"), consultation=question.row, adopted="yes", reply="已采纳")

    def _appraise(self, number: int) -> None:
        outpost = self.outposts[number]
        street = self.world.streets[number]
        outpostappraisal_give(
            actor=self.world.actor(street), outpost=outpost, year=APPRAISALS.year, score=90, words="工作扎实"
        )

    def expected(self) -> Iterator[Expected]:
        for question in self.questions:
            if question.row is None:
                continue
            for verb, spell in question.owed():
                for (due, stage), day in stages([spell], BEFORE).items():
                    yield day, verb, CONSULTATION, question.row.pk, f"{due} {stage}"
                for due, day in once_over([spell], Rule(1)).items():
                    yield day, verb, CONSULTATION, question.row.pk, f"{due} late"
        for number, outpost in enumerate(self.outposts):
            day = first_run(APPRAISALS)
            if number not in self.given and day is not None:
                yield day, "department.remind_appraisal", DEPARTMENT, outpost.pk, str(APPRAISALS.year)


@dataclass
class Story:
    """One proposal: the evenings in which it is filed and assigned, answered, and judged."""

    street: Any
    submitted: date
    assigned: date | None = None
    answered: date | None = None
    judged: date | None = None
    again: bool = False
    answered_again: date | None = None
    row: Any = None


class Proposals:
    """Communities propose, the street's office reviews and handles."""

    def __init__(self, world: World) -> None:
        self.world, rng = world, world.rng
        self.stories: list[Story] = []
        for number, day in enumerate(SUBMITTED_ON):
            story = Story(world.streets[number % len(world.streets)], day)
            self.stories.append(story)
            world.on(day, partial(self._submit, story))
            if number % 6 == 0:
                continue
            story.assigned = day + timedelta(days=1 + rng.randint(0, 20))
            world.on(story.assigned, partial(self._assign, story))
            if number % 6 == 1:
                continue
            story.answered = story.assigned + timedelta(days=rng.randint(20, 120))
            world.on(story.answered, partial(self._answer, story))
            if number % 6 == 2:
                continue
            story.judged = story.answered + timedelta(days=1 + rng.randint(0, 50))
            story.again = number % 6 == 3
            world.on(story.judged, partial(self._judge, story))
            if story.again and number % 2:
                story.answered_again = story.judged + timedelta(days=rng.randint(5, 45))
                world.on(story.answered_again, partial(self._answer, story))

    def _community(self, street: Any) -> Any:
        return next(place for place in self.world.communities if place.path.startswith(street.path))

    def _submit(self, story: Story) -> None:
        community = self._community(story.street)
        story.row = proposals.proposal_submit(
            actor=self.world.actor(community),
            organization=story.street,
            owner=community,
            title="增设停车位",
            content="请研究",
            category="city",
        )

    def _assign(self, story: Story) -> None:
        actor = self.world.actor(story.street)
        filed = proposals.proposal_file(actor=actor, proposal=story.row)
        story.row = proposals.proposal_assign(actor=actor, proposal=filed, handler=story.street)

    def _answer(self, story: Story) -> None:
        actor = self.world.actor(story.street)
        story.row = proposals.proposal_answer(actor=actor, proposal=story.row, answer="已落实", result="solved")

    def _judge(self, story: Story) -> None:
        word = "dissatisfied" if story.again else "satisfied"
        story.row = proposals.proposal_feedback(
            actor=self.world.actor(self._community(story.street)),
            proposal=story.row,
            satisfaction=word,
            feedback="请再研究" if story.again else "",
        )

    def expected(self) -> Iterator[Expected]:
        for story in self.stories:
            if story.row is not None:
                for day, stage in self._said(story):
                    yield day, "proposal.remind", PROPOSAL, story.row.pk, stage

    def _said(self, story: Story) -> Iterator[tuple[date, str]]:
        review_by = story.submitted + timedelta(days=REVIEW_DAYS)
        until = story.assigned + DAY if story.assigned else FOREVER
        for due, day in once_over([Spell(story.submitted + DAY, until, review_by)], Rule(1)).items():
            yield day, str(due)
        rounds = [(story.assigned, story.answered, story.judged, ANSWER_DAYS)]
        if story.again:
            rounds.append((story.judged, story.answered_again, None, AGAIN_DAYS))
        for number, (given, answered, judged, term) in enumerate(rounds, 1):
            if given is None:
                continue
            spell = Spell(given + DAY, answered + DAY if answered else FOREVER, given + timedelta(days=term))
            for (due, stage), day in stages([spell], ANSWER_STAGES).items():
                yield day, f"{due} {stage}"
            for (due, week), day in again_and_again([spell], WEEK).items():
                yield day, f"{due} late {week}"
            if answered is not None:
                # Thirty days for the feedback; on the day after them it is asked for, once.
                opens = max(answered + timedelta(days=FEEDBACK_DAYS + 1), FIRST)
                day = first_run(opens, judged + DAY if judged else FOREVER)  # type: ignore[assignment]
                if day is not None:
                    yield day, f"round {number}"
