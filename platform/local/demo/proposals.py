"""What units and departments of the demo propose over the year, and what becomes of it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from core.events import now
from core.permissions import Actor
from linkage.proposals.actions.proposals import (
    proposal_answer,
    proposal_assign,
    proposal_feedback,
    proposal_file,
    proposal_merge,
    proposal_pass_on,
    proposal_reply,
    proposal_resubmit,
    proposal_return,
    proposal_submit,
)
from linkage.proposals.models import Proposal
from local.demo import conferencewords as words
from local.demo.accounts import FEATURED_DEPARTMENT
from local.demo.cast import Cast, Street, Unit
from local.demo.story import Story
from tenants.org.models import Department, Organization

# How many proposals the featured department has made in the last days.
RECENT = 2


class Proposals:
    """Plans proposals of units to their streets, and of departments to the district."""

    def __init__(self, story: Story, cast: Cast) -> None:
        self.story, self.cast = story.aside("proposals"), cast
        self.filed: dict[int, list[Proposal]] = {}

    def plan(self, count: int, first: datetime, last: datetime) -> None:
        seats = [(street, unit) for street in self.cast.streets for unit in street.units]
        for street, unit in self.story.rng.choices(seats, [unit.weight for _, unit in seats], k=count):
            self.story.plan(self.story.between(first, last), partial(self._submit, street, unit))
        OfDepartments(self.story.aside("proposals of departments"), self.cast).plan(first, last)

    def _submit(self, street: Street, unit: Unit) -> None:
        title, category, content = self.story.rng.choice(words.PROPOSALS)
        proposal = proposal_submit(
            actor=unit.actor,
            organization=street.organization,
            owner=unit.owner,
            title=title,
            content=content,
            category=category,
        )
        self._later(1, 9, partial(self._review, street, unit, proposal))

    def _review(self, street: Street, unit: Unit, proposal: Proposal) -> None:
        same = [p for p in self.filed.get(street.organization.pk, []) if p.title == proposal.title and _open(p)]
        chance = self.story.rng.random()
        if same:
            proposal_merge(actor=street.actor, proposal=proposal, into=same[0], reason=words.MERGED)
        elif chance < 0.08:
            proposal = proposal_return(actor=street.actor, proposal=proposal, reason=words.RETURNED)
            self._later(2, 9, partial(self._again, street, unit, proposal))
        elif chance < 0.18:
            self._pass_on(street, unit, proposal)
        else:
            proposal = proposal_file(actor=street.actor, proposal=proposal, opinion=words.FILED)
            self.filed.setdefault(street.organization.pk, []).append(proposal)
            self._later(0.5, 5, partial(self._assign, street, unit, proposal))

    def _pass_on(self, street: Street, unit: Unit, proposal: Proposal) -> None:
        """To the community in which the unit lies or, some, to a department of the district; most are replied to."""
        near = street.community_of(unit)
        handler: Organization | Department = near.owner  # type: ignore[assignment]
        actor = near.actor
        if self.story.chance(0.4):
            kind = Department.Kind.DEPARTMENT
            served = [each for each in self.cast.departments if each.kind == kind and each.pk in self.cast.officers]
            if served:
                handler = self.story.rng.choice(served)
                actor = self.cast.officers[handler.pk]
        proposal = proposal_pass_on(actor=street.actor, proposal=proposal, handler=handler, reason=words.PASSED_ON)
        if self.story.chance(0.8):
            self._later(5, 28, partial(self._reply, actor, proposal))

    def _reply(self, actor: Actor, proposal: Proposal) -> None:
        answer = self.story.rng.choice(words.ANSWERS)
        proposal_reply(actor=actor, proposal=proposal, answer=answer, result="planned")

    def _again(self, street: Street, unit: Unit, proposal: Proposal) -> None:
        proposal = proposal_resubmit(
            actor=unit.actor,
            proposal=proposal,
            title=proposal.title,
            content=f"{proposal.content}涉及范围见附图，建议年内启动。",
            category=proposal.category,
        )
        self._later(1, 5, partial(self._review, street, unit, proposal))

    def _assign(self, street: Street, unit: Unit, proposal: Proposal) -> None:
        community = street.community_of(unit)
        near = community if isinstance(community.owner, Organization) and self.story.chance(0.7) else street
        handler: Organization | Department = near.owner  # type: ignore[assignment]
        actor = near.actor
        # The outpost for which somebody acts answers some of its street's.
        for outpost in self._outposts(street) if self.story.chance(0.25) else []:
            handler, actor = outpost, self.cast.officers[outpost.pk]
        proposal = proposal_assign(actor=street.actor, proposal=proposal, handler=handler)
        self._later(15, 100, partial(self._answer, actor, unit, proposal))

    def _outposts(self, street: Street) -> list[Department]:
        here = [each for each in self.cast.departments if each.organization_id == street.organization.pk]
        return [each for each in here if each.pk in self.cast.officers]

    def _answer(self, actor: Actor, unit: Unit, proposal: Proposal) -> None:
        result = self.story.rng.choices(("solved", "planned", "explained"), (55, 33, 12))[0]
        answer = self.story.rng.choice(words.ANSWERS)
        proposal = proposal_answer(actor=actor, proposal=proposal, answer=answer, result=result)
        self._later(1, 25, partial(self._judge, actor, unit, proposal))

    def _judge(self, actor: Actor, unit: Unit, proposal: Proposal) -> None:
        mark = self.story.rng.choices(("satisfied", "fairly", "dissatisfied"), (70, 22, 8))[0]
        text = words.DISSATISFIED if mark == "dissatisfied" else self.story.rng.choice(words.SATISFIED)
        proposal = proposal_feedback(actor=unit.actor, proposal=proposal, satisfaction=mark, feedback=text)
        if proposal.status == Proposal.Status.ASSIGNED:
            self._later(7, 28, partial(self._answer, actor, unit, proposal))

    def _later(self, least: float, most: float, step: Callable[[], None]) -> None:
        self.story.plan(self.story.later(now(), least, most), step)


class OfDepartments:
    """Departments propose to the district, whose office lets a street answer; the featured one has some in hand."""

    def __init__(self, story: Story, cast: Cast) -> None:
        self.story, self.cast = story, cast

    def plan(self, first: datetime, last: datetime) -> None:
        kind = Department.Kind.DEPARTMENT
        heads = [each for each in self.cast.departments if each.kind == kind and each.pk in self.cast.officers]
        if not heads or not self.cast.streets:
            return
        featured = next((each for each in heads if each.name == FEATURED_DEPARTMENT), heads[0])
        for number, values in enumerate(words.DEPARTMENT_PROPOSALS * 2):
            lately = number < RECENT
            begin = last - timedelta(days=12) if lately else first
            department = featured if lately else self.story.rng.choice(heads)
            moment = self.story.between(begin, last - timedelta(days=6))
            self.story.plan(moment, partial(self._submit, department, values))

    def _submit(self, department: Department, values: tuple[str, str, str]) -> None:
        title, category, content = values
        proposal = proposal_submit(
            actor=self.cast.officers[department.pk],
            organization=department.organization,
            owner=department,
            title=title,
            content=content,
            category=category,
        )
        self._later(1, 8, partial(self._hand_out, department, proposal))

    def _hand_out(self, department: Department, proposal: Proposal) -> None:
        street = self.story.rng.choice(self.cast.streets)
        proposal = proposal_file(actor=self.cast.office, proposal=proposal, opinion=words.FILED)
        proposal = proposal_assign(actor=self.cast.office, proposal=proposal, handler=street.organization)
        self._later(10, 70, partial(self._answer, street, department, proposal))

    def _answer(self, street: Street, department: Department, proposal: Proposal) -> None:
        answer = self.story.rng.choice(words.ANSWERS)
        proposal = proposal_answer(actor=street.actor, proposal=proposal, answer=answer, result="planned")
        self._later(2, 25, partial(self._judge, department, proposal))

    def _judge(self, department: Department, proposal: Proposal) -> None:
        actor, said = self.cast.officers[department.pk], self.story.rng.choice(words.SATISFIED)
        proposal_feedback(actor=actor, proposal=proposal, satisfaction="satisfied", feedback=said)

    def _later(self, least: float, most: float, step: Callable[[], None]) -> None:
        self.story.plan(self.story.later(now(), least, most), step)


def _open(proposal: Proposal) -> bool:
    return proposal.status in (Proposal.Status.FILED, Proposal.Status.ASSIGNED)
