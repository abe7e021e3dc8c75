"""How bodies of the demo meet, vote and decide over the year, at all three levels, and what units propose."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from core.events import action_day, now
from core.periods import SHANGHAI
from core.permissions import SYSTEM, Actor
from linkage.assignments.actions.working import (
    assignment_accept,
    assignment_report,
    assignment_submit,
    assignment_verify,
)
from linkage.assignments.models import Assignment
from linkage.conferences.actions.bodies import body_create, seat_add
from linkage.conferences.actions.decisions import (
    decision_record,
    inquiry_answer,
    inquiry_ask,
    request_accept,
    request_decline,
    request_report,
)
from linkage.conferences.actions.meetings import (
    Attendance,
    invitation_answer,
    meeting_attend,
    meeting_cancel,
    meeting_close,
    meeting_notify,
    meeting_open,
    meeting_plan,
)
from linkage.conferences.actions.minutes import minutes_confirm, minutes_issue, minutes_submit
from linkage.conferences.actions.topics import topic_accept, topic_note, topic_submit
from linkage.conferences.actions.votes import vote_cast, vote_close, vote_open
from linkage.conferences.counting import Cadence
from linkage.conferences.drafting import draft_minutes
from linkage.conferences.models import Ballot, Body, DecisionRequest, Meeting, Seat, Topic
from local.demo import conferencewords as words
from local.demo.cast import Cast, Player, Unit
from local.demo.story import Story
from tenants.org.models import Department, Organization

# Days between two meetings, by cadence; some bodies let one fall out.
GAPS = {Cadence.MONTHLY: 30, Cadence.QUARTERLY: 91, Cadence.HALF_YEARLY: 182}
MISSED = 0.06
AHEAD = timedelta(days=18)


def quietly(step: Callable[[], object]) -> Callable[[], None]:
    """The step without its answer."""

    def run() -> None:
        step()

    return run


@dataclass
class Table:
    """A body, who runs it, who confirms its minutes, and which units sit in it."""

    body: Body
    office: Actor
    units: list[Unit]
    helpers: list[Player]
    number: int = 0


class Conferences:
    """Plans the bodies of the district, of every street and of some communities, and all their meetings."""

    def __init__(self, story: Story, cast: Cast) -> None:
        self.story, self.cast = story.aside("conferences"), cast

    def plan(self, first: datetime) -> None:
        self.story.plan(self.story.at_work(first.date()), partial(self._found, first))

    def _found(self, first: datetime) -> None:
        rng, root = self.story.rng, Organization.objects.get(depth=1)
        district = [(s, rng.choice(s.units)) for s in self.cast.streets[:6] if s.units]
        streets: list[Player] = [street for street, _ in district]
        tables = [
            self._table(root, self.cast.office, "joint", f"{root}党建工作联席会议", [u for _, u in district], streets),
            self._table(root, self.cast.office, "leading_group", f"{root}党建工作领导小组", [], streets),
        ]
        for street in self.cast.streets:
            units = rng.sample(street.units, min(len(street.units), 5))
            units += [unit for unit in street.units if unit.weight >= 2 and unit not in units]
            name = f"{street.organization}党建联席会议"
            tables.append(self._table(street.organization, street.actor, "joint", name, units, street.communities[:6]))
            # Monthly meetings of every third street's first community are enough to see.
            for community in street.communities[:1] if len(tables) % 3 == 0 else []:
                near = [unit for unit in street.units if street.community_of(unit) is community][:4]
                if near:
                    place: Organization = community.owner  # type: ignore[assignment]
                    council = f"{place}党建议事协商会"
                    tables.append(self._table(place, community.actor, "council", council, near, []))
        for table in tables:
            self.story.plan(self.story.later(now(), 5, 40), partial(self._announce, table))

    def _table(
        self, place: Organization, office: Actor, kind: str, name: str, units: list[Unit], helpers: list[Player]
    ) -> Table:
        day = action_day()
        body = body_create(actor=office, organization=place, kind=kind, name=name, duties=words.DUTIES, founded_on=day)
        seat_add(actor=office, body=body, owner=place, role=Seat.Role.CONVENER, title="党组织书记")
        for player in [*helpers, *units]:
            title = "党组织书记" if player in helpers else "主要负责人"
            # Units sit for a term of three years.
            until = date(day.year + 3, 12, 31) if player in units else None
            seat_add(actor=office, body=body, owner=player.owner, title=title, term_ends_on=until)
        return Table(body, office, units, helpers)

    # --- a meeting -----------------------------------------------------------------------------------------

    def _announce(self, table: Table) -> None:
        gap = timedelta(days=GAPS[Cadence(table.body.cadence)])
        self.story.plan(self.story.later(now() + gap - timedelta(days=6), 0, 9), partial(self._announce, table))
        if self.story.chance(MISSED):
            return
        table.number += 1
        start = self._start()
        topics = [self._topic(table, start) for _ in range(self.story.rng.choice((1, 2, 2, 3)))]
        title = f"{table.body}第 {table.number} 次会议"
        meeting = meeting_plan(
            actor=table.office, body=table.body, title=title, starts_at=start, venue=self.story.rng.choice(words.VENUES)
        )
        for topic in topics:
            majority = "two_thirds" if self.story.chance(0.2) else "half"
            secret = len(table.units) + len(table.helpers) >= 4 and self.story.chance(0.25)
            topic_accept(actor=table.office, topic=topic, meeting=meeting, majority=majority, secret=secret)
        meeting = meeting_notify(actor=table.office, meeting=meeting)
        for player in [*table.units, *table.helpers]:
            self.story.plan(self.story.later(now(), 0.5, 9), partial(self._answer, player, meeting))
        self._sitting(table, meeting, topics, start)

    def _sitting(self, table: Table, meeting: Meeting, topics: list[Topic], start: datetime) -> None:
        if self.story.chance(0.04):
            self._later(3, 8, partial(meeting_cancel, actor=table.office, meeting=meeting, reason=words.CANCEL))
        else:
            self.story.plan(start, partial(self._hold, table, meeting, topics))

    def _start(self) -> datetime:
        day = (now() + AHEAD).astimezone(SHANGHAI).date() + timedelta(days=self.story.rng.randrange(5))
        moment = self.story.at_work(day)
        return moment.replace(hour=self.story.rng.choice((9, 14)), minute=30, second=0)

    def _topic(self, table: Table, start: datetime) -> Topic:
        rng = self.story.rng
        title, content = rng.choice(words.TOPICS)
        bringer = rng.choice(table.units) if table.units and rng.random() < 0.6 else None
        seat = Seat.objects.filter(body=table.body, unit_id=bringer.owner.pk).first() if bringer else None
        actor = bringer.actor if bringer and seat else table.office
        return topic_submit(actor=actor, body=table.body, title=title, content=content, seat=seat)

    def _answer(self, player: Player, meeting: Meeting) -> None:
        if meeting.status != Meeting.Status.NOTIFIED or self.story.chance(0.08):
            return
        row = meeting.invitations.select_related("seat__organization", "seat__unit", "meeting")
        seats = {i.seat.owner: i for i in row}
        invitation = seats.get(player.owner)
        if invitation is None:
            return
        invitation.meeting = meeting
        kind = self.story.rng.choices(("attend", "leave", "delegate"), (84, 9, 7))[0]
        more = {"leave": {"reason": words.LEAVE}, "delegate": {"delegate": words.DELEGATE}}.get(kind, {})
        invitation_answer(actor=player.actor, invitation=invitation, answer=kind, **more)

    def _hold(self, table: Table, meeting: Meeting, topics: list[Topic]) -> None:
        office = table.office
        rows = list(meeting.invitations.select_related("seat__organization", "seat__unit"))
        there = {"attend": "present", "delegate": "delegate", "leave": "absent"}
        convened = Seat.Role.CONVENER
        noted = [
            Attendance(row.seat, "present" if row.seat.role == convened else there.get(row.answer, "present"))
            for row in rows
        ]
        meeting_attend(actor=office, meeting=meeting, attendance=noted)
        present = sum(each.presence == "present" for each in noted)
        if present * 2 <= len(noted):
            meeting_cancel(actor=office, meeting=meeting, reason=words.NO_QUORUM)
            return
        meeting = meeting_open(actor=office, meeting=meeting)
        for topic in topics:
            topic.meeting = meeting
            self._settle(office, topic, present)
        self._decide(table, meeting, topics)
        meeting = meeting_close(actor=office, meeting=meeting)
        self._later(0.5, 4, partial(self._minutes, table, meeting))

    def _settle(self, office: Actor, topic: Topic, present: int) -> None:
        if (topic.secret and present < 3) or self.story.chance(0.25):
            topic_note(actor=office, topic=topic, conclusion=words.CONCLUSION)
            return
        topic = vote_open(actor=office, topic=topic)
        for ballot in Ballot.objects.filter(topic=topic).select_related("seat__organization", "seat__unit"):
            choice = self.story.rng.choices(("approve", "against", "abstain"), (86, 6, 8))[0]
            vote_cast(actor=SYSTEM, topic=topic, choice=choice, seat=ballot.seat)
        vote_close(actor=office, topic=topic)

    def _decide(self, table: Table, meeting: Meeting, topics: list[Topic]) -> None:
        rng = self.story.rng
        for topic in topics:
            if topic.status == Topic.Status.REJECTED or rng.random() < 0.25:
                continue
            # What the district decides concerns a department as well, mostly.
            near = meeting.organization.depth == 1 and rng.random() < 0.8
            departments = rng.sample(self._served(), 1) if near else []
            places = [player.owner for player in rng.sample(table.helpers, min(len(table.helpers), 2))]
            units = [unit.owner for unit in rng.sample(table.units, min(len(table.units), 1))]
            decision_record(
                actor=table.office,
                meeting=meeting,
                title=f"落实“{topic.title}”",
                content=words.REQUIRE,
                due_on=self._due(),
                organizations=places or ([] if units or departments else [meeting.organization]),  # type: ignore[arg-type]
                departments=departments,
                units=units,  # type: ignore[arg-type]
                topic=topic,
            )

    def _served(self) -> list[Department]:
        """Departments of the district for which somebody acts."""
        served = self.cast.officers
        return [each for each in self.cast.departments if each.pk in served and each.kind == Department.Kind.DEPARTMENT]

    def _due(self) -> date:
        return action_day() + timedelta(days=self.story.rng.choice((30, 45, 60, 90)))

    def _minutes(self, table: Table, meeting: Meeting) -> None:
        meeting = minutes_submit(actor=table.office, meeting=meeting, minutes=draft_minutes(meeting))
        if self.story.until - now() > timedelta(days=9) or self.story.chance(0.5):
            self._later(0.5, 3, partial(self._confirm, table, meeting))

    def _confirm(self, table: Table, meeting: Meeting) -> None:
        meeting = minutes_confirm(actor=self.cast.leader, meeting=meeting)
        self._later(0.2, 2, partial(self._issue, table, meeting))

    def _issue(self, table: Table, meeting: Meeting) -> None:
        minutes_issue(actor=table.office, meeting=meeting)
        by_unit = {unit.owner.pk: unit for unit in table.units}
        for request in DecisionRequest.objects.filter(decision__meeting=meeting).select_related(
            "decision__organization", "decision__meeting__body", "organization", "unit__organization"
        ):
            unit = by_unit.get(request.unit_id or 0)
            if unit is not None:
                self._later(1, 8, partial(self._reply, unit, request))
                if self.story.chance(0.12):
                    self._later(15, 40, partial(self._ask, table, unit, request))

        for decision in meeting.decisions.select_related("assignment"):
            if decision.assignment is not None:
                self._hand_out(table, decision.assignment)

    def _hand_out(self, table: Table, task: Assignment) -> None:
        """The organizations begin soon, report on the way, and most are done in time."""
        players = {player.owner.pk: player.actor for player in table.helpers}
        for part in task.parts.select_related("organization", "issuer"):
            actor = players.get(part.organization_id, table.office)
            actor = self.cast.officers.get(part.department_id or 0, actor)
            self._later(0.5, 4, partial(self._begin, table, actor, part))

    def _begin(self, table: Table, actor: Actor, part: Assignment) -> None:
        part = assignment_accept(actor=actor, assignment=part)
        self._later(5, 14, partial(self._progress, table, actor, part))

    def _progress(self, table: Table, actor: Actor, part: Assignment) -> None:
        done = self.story.rng.choice((30, 40, 50, 60, 80))
        part = assignment_report(actor=actor, assignment=part, progress=done, text=words.PROGRESS)
        if self.story.chance(0.93):
            self._later(5, 22, partial(self._finish, table, actor, part))

    def _finish(self, table: Table, actor: Actor, part: Assignment) -> None:
        part = assignment_submit(actor=actor, assignment=part, outcome=words.OUTCOME)
        self._later(0.5, 4, partial(assignment_verify, actor=table.office, assignment=part))

    def _reply(self, unit: Unit, request: DecisionRequest) -> None:
        if self.story.chance(0.1):
            request_decline(actor=unit.actor, request=request, reason=words.DECLINE)
            return
        request = request_accept(actor=unit.actor, request=request)
        if self.story.chance(0.85):
            step = partial(request_report, actor=unit.actor, request=request, outcome=words.OUTCOME)
            self._later(15, 50, step)

    def _ask(self, table: Table, unit: Unit, request: DecisionRequest) -> None:
        decision = request.decision
        decision.refresh_from_db()
        inquiry = inquiry_ask(actor=unit.actor, decision=decision, question=words.QUESTION)
        if self.story.chance(0.8):
            self._later(1, 6, partial(inquiry_answer, actor=table.office, inquiry=inquiry, answer=words.ANSWER))

    def _later(self, least: float, most: float, step: Callable[[], object]) -> None:
        self.story.plan(self.story.later(now(), least, most), quietly(step))
