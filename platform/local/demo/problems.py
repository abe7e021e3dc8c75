"""Problems of the demo: found, put right in time or late, supervised, closed, and now and then found again."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from itertools import count
from typing import Any

from core.events import action_day, now
from core.files import Upload
from core.periods import SHANGHAI
from core.permissions import Actor
from linkage.conferences.naming import Named, offered
from linkage.extensions.actions import extension_approve, extension_ask, extension_refuse
from linkage.extensions.models import Extension
from linkage.problems.actions.problems import problem_dismiss, problem_dispatch, problem_report, problem_revisit
from linkage.problems.actions.rectifications import (
    rectification_approve,
    rectification_close,
    rectification_report,
    rectification_return,
    rectification_start,
    rectification_submit,
    rectification_withdraw,
)
from linkage.problems.models import Problem, Rectification
from linkage.subjects import subject_of
from linkage.supervision.actions.accountability import accountability_record
from linkage.supervision.actions.supervisions import (
    supervision_close,
    supervision_issue,
    supervision_reply,
    why_moot,
)
from linkage.supervision.ladder import climb, give_up
from linkage.supervision.models import Accountability, Supervision
from local.demo import findings
from local.demo.cast import Cast, Player
from local.demo.story import SATURDAY, Story

# Of a hundred problems so many are dismissed, extended, sent back, and found again after they were closed.
DISMISSED, EXTENDED, RETURNED, RELAPSED = 0.06, 0.12, 0.15, 0.05
# Each time so many were ordered, one is taken back at once and ordered anew.
MISTAKEN = 30
_ROW = ("organization", "problem__organization", "problem__reported_by")


@dataclass
class Case:
    """A problem with who has to put it right and who is above."""

    problem: Problem
    place: Player
    above: Actor
    row: Rectification | None = None

    @property
    def rectification(self) -> Rectification:
        if self.row is None:
            raise ValueError("it is not dispatched")
        return self.row


class Problems:
    """Plans problems; ``files`` are what places show as evidence."""

    def __init__(self, story: Story, cast: Cast, files: list[Upload]) -> None:
        self.story, self.cast, self.files = story, cast, files
        self.seen: set[tuple[str, int]] = set()
        self.orders = count(1)
        # Who acts for a place, and who for the one above it.
        self.seats: dict[int, tuple[Player, Actor]] = {}
        for street in cast.streets:
            self.seats[street.organization.pk] = (street, cast.office)
            for community in street.communities:
                self.seats[community.owner.pk] = (community, street.actor)

    def plan(self, count: int, first: datetime, last: datetime) -> None:
        """Report ``count`` problems between the two moments, and climb the ladder every working morning."""
        seats = list(self.seats.values())
        weights = [player.weight for player, _ in seats]
        for player, above in self.story.rng.choices(seats, weights, k=count):
            self.story.plan(self.story.between(first, last), partial(self._report, player, above))
        day = first.astimezone(SHANGHAI).date()
        while day <= last.astimezone(SHANGHAI).date():
            if day.weekday() < SATURDAY:
                self.story.plan(datetime(day.year, day.month, day.day, 9, 5, tzinfo=SHANGHAI), self._climb)
            day += timedelta(days=1)

    # --- one problem ---------------------------------------------------------------------------------------

    def _report(self, player: Player, above: Actor) -> None:
        found, rng = self.story.rng.choice(findings.FINDINGS), self.story.rng
        source, origin = rng.choice(found.sources), None
        if source == Problem.Source.MEETING:
            origin = self._meeting(above)
            source = source if origin is not None else found.sources[0]
        problem = problem_report(
            actor=player.actor if source == Problem.Source.SELF else above,
            organization=player.owner,  # type: ignore[arg-type]
            title=found.title,
            detail=found.detail,
            source=source,
            severity=rng.choices(("minor", "major", "grave"), (5, 3, 1))[0],
            category=found.category,
            origin=origin,
        )
        case = Case(problem, player, above)
        if self.story.chance(DISMISSED):
            self._later(1, 5, partial(self._dismiss, case))
        else:
            self._later(0.5, 4, partial(self._dispatch, case))

    def _meeting(self, actor: Actor) -> Named | None:
        """What the newest meeting decided on last, or the meeting itself; none before the first was held."""
        for meeting, parts in offered(actor)[:1]:
            return parts[-1] if parts else meeting
        return None

    def _dismiss(self, case: Case) -> None:
        reason = self.story.rng.choice(findings.DISMISS)
        problem_dismiss(actor=case.above, problem=case.problem, reason=reason)

    def _dispatch(self, case: Case) -> None:
        self._order(case)
        if next(self.orders) % MISTAKEN == 0:
            rectification_withdraw(actor=case.above, rectification=case.rectification, reason=findings.MISTAKEN)
            case.problem.refresh_from_db()
            self._order(case)
        self._later(0.5, 4, partial(self._start, case))

    def _order(self, case: Case) -> None:
        case.problem = problem_dispatch(actor=case.above, problem=case.problem)
        rows = Rectification.objects.select_related(*_ROW)
        case.row = rows.get(problem=case.problem, status=Rectification.Status.DRAFT)

    def _start(self, case: Case) -> None:
        rng = self.story.rng
        measures = rng.choice(findings.MEASURES)
        case.row = rectification_start(
            actor=case.place.actor, rectification=case.rectification, measures=measures, person=findings.person(rng)
        )
        term = (case.rectification.due_on - action_day()).days
        for share in (0.3, 0.6):
            self._later(term * share, term * (share + 0.2), partial(self._progress, case, round(share * 100)))
        if self.story.chance(EXTENDED):
            self._later(term * 0.6, term * 0.8, partial(self._extend, case))
        # Most are in time, some late, a few very late.
        pace = rng.choices((rng.uniform(0.4, 0.95), rng.uniform(1.02, 1.5), rng.uniform(1.8, 3.5)), (80, 14, 6))[0]
        self._later(term * pace, term * pace + 2, partial(self._submit, case))

    def _progress(self, case: Case, percent: int) -> None:
        if case.rectification.must_act:
            percent = max(case.rectification.progress, percent + self.story.rng.randrange(-15, 15))
            text = self.story.rng.choice(findings.PROGRESS)
            case.row = rectification_report(
                actor=case.place.actor, rectification=case.rectification, progress=percent, text=text
            )

    def _extend(self, case: Case) -> None:
        row = case.rectification
        if not row.must_act or row.due_on < action_day():
            return
        later = row.due_on + timedelta(days=self.story.rng.randrange(10, 30))
        asked = extension_ask(
            actor=case.place.actor,
            subject=row,
            due_on=later,
            reason=self.story.rng.choice(findings.EXTEND),
            progress=row.progress,
        )
        self._later(0.5, 2, partial(self._decide, case, asked))

    def _decide(self, case: Case, asked: Extension) -> None:
        """What has been handed in meanwhile needs no more time."""
        if not case.rectification.must_act:
            extension_refuse(actor=case.above, extension=asked, reason=findings.NEEDLESS)
        elif self.story.chance(0.75):
            extension_approve(actor=case.above, extension=asked, note="同意，请抓紧办理。")
            case.row = Rectification.objects.select_related(*_ROW).get(pk=case.rectification.pk)
        else:
            extension_refuse(actor=case.above, extension=asked, reason=findings.REFUSE)

    def _submit(self, case: Case) -> None:
        rng = self.story.rng
        case.row = rectification_submit(
            actor=case.place.actor,
            rectification=case.rectification,
            outcome=rng.choice(findings.OUTCOMES),
            evidence=rng.sample(self.files, rng.choice((1, 2))),
        )
        if self.story.chance(RETURNED):
            self._later(0.5, 3, partial(self._return, case))
        else:
            self._later(0.5, 4, partial(self._approve, case))

    def _return(self, case: Case) -> None:
        reason = self.story.rng.choice(findings.RETURN)
        case.row = rectification_return(actor=case.above, rectification=case.rectification, reason=reason)
        self._later(1, 8, partial(self._submit, case))

    def _approve(self, case: Case) -> None:
        case.row = rectification_approve(actor=case.above, rectification=case.rectification)
        self._later(0.5, 4, partial(self._close, case))

    def _close(self, case: Case) -> None:
        case.row = rectification_close(actor=case.above, rectification=case.rectification)
        case.problem = case.row.problem
        if self.story.chance(RELAPSED):
            self._later(40, 90, partial(self._revisit, case))

    def _revisit(self, case: Case) -> None:
        again = problem_revisit(actor=case.above, problem=case.problem, detail=findings.RELAPSE)
        self._later(0.5, 3, partial(self._dispatch, Case(again, case.place, case.above)))

    # --- supervision ---------------------------------------------------------------------------------------

    def _climb(self) -> None:
        """What the platform does each morning; what it drafted is then dealt with by the place above."""
        give_up(action_day())
        if not climb(action_day()):
            return
        for order in self._new(Supervision, Supervision.Status.DRAFT):
            self._later(0.2, 2, partial(self._issue, order))
        for measure in self._new(Accountability, Accountability.Status.DUE):
            self._later(1, 4, partial(self._talk, measure))

    def _new(self, model: Any, status: str) -> list[Any]:
        """What the ladder has brought about since the last morning."""
        rows = model.objects.filter(status=status).select_related("organization", "department", "issuer").order_by("pk")
        found = [row for row in rows if (model.__name__, row.pk) not in self.seen]
        self.seen.update((model.__name__, row.pk) for row in found)
        return found

    def _issue(self, order: Supervision) -> None:
        """Unless it was settled, or given another day, before anybody came to sign."""
        order.refresh_from_db(fields=["status"])
        if order.status != Supervision.Status.DRAFT or why_moot(order, subject_of(order)):
            return
        order = supervision_issue(actor=self._above(order), supervision=order)
        self._later(0.5, 4, partial(self._reply, order))

    def _reply(self, order: Supervision) -> None:
        actor, above = self._sides(order)
        if actor is None:
            return
        reply = self.story.rng.choice(findings.REPLIES)
        order = supervision_reply(actor=actor, supervision=order, reply=reply)
        self._later(0.5, 3, lambda: supervision_close(actor=above, supervision=order))

    def _talk(self, measure: Accountability) -> None:
        accountability_record(
            actor=self._above(measure),
            accountability=measure,
            held_on=action_day(),
            person=f"{measure.handler}主要负责人",
            held_by=f"{measure.issuer}分管负责人",
            result=self.story.rng.choice(findings.TALKS),
        )

    def _above(self, row: Supervision | Accountability) -> Actor:
        return self._sides(row)[1]

    def _sides(self, row: Supervision | Accountability) -> tuple[Actor | None, Actor]:
        """Who answers, if anybody acts there, and who stands above: of an outpost the street in which it lies."""
        if row.department_id is None:
            player, above = self.seats[row.organization_id]
            return player.actor, above
        street = self.seats.get(row.organization_id)
        return self.cast.officers.get(row.department_id), street[0].actor if street else self.cast.office

    def _later(self, least: float, most: float, step: Callable[[], object]) -> None:
        def run() -> None:
            step()

        self.story.plan(self.story.later(now(), max(least, 0.1), max(most, 0.2)), run)
