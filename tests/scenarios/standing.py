"""What stands until its day: posts, contact points, plans for party organisations, applications, listings, reports."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from scenarios.district import LEAVING, SECURITY, Expected, World
from scenarios.oracle import FOREVER, Rule, Spell, first_night, first_run, looks_late, once_over, shanghai, stages
from scenarios.workdays import DAY, FIRST, LAST

from api.actions.clients import client_limit, client_register
from api.models import Client
from assessment.models import QuarterlyReport
from core.events import at_moment
from linkage.clusters.actions.members import clusterunit_plan, jointbranch_found
from linkage.clusters.models import Cluster, ClusterUnit
from linkage.contacts.actions.contactpoints import contactpoint_bind, contactpoint_end, visit_record
from linkage.contacts.models import ContactPoint
from resources.models import Claim, Need, Resource
from tenants.accounts.models import User
from tenants.org.actions.posts import post_end
from tenants.org.models import Post, ResidentUnit
from tenants.org.roles import Role

MONTH_WEEK_DAY: Rule[tuple[int, ...]] = Rule((30, 7, 1))
QUARTERS = (
    (date(2026, 1, 1), date(2026, 3, 31), "2026Q1"),
    (date(2026, 4, 1), date(2026, 6, 30), "2026Q2"),
    (date(2026, 7, 1), date(2026, 9, 30), "2026Q3"),
    (date(2026, 10, 1), date(2026, 12, 31), "2026Q4"),
)
VISITS: Rule[tuple[int, ...]] = Rule((30, 14, 3), ((date(2026, 9, 10), (20, 2)),))
REPORT_DAYS = 10


@dataclass
class Term:
    """A post that ends on a day, or is ended before."""

    ends: date
    post: Any
    left: date | None = None

    def spells(self) -> list[Spell]:
        return [Spell(FIRST, min(self.ends, self.left + DAY if self.left else FOREVER), self.ends)]


class Posts:
    """Posts with a term: reminded of before it ends; one is given up before."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.terms: list[Term] = []
        for number in range(40):
            ends = date(2026, 1, 8) + timedelta(days=world.rng.randint(0, 370))
            user = User.objects.create(username=f"renqi{number:02d}", name=f"任期{number}", password="!")
            post = Post.objects.create(
                user=user,
                role=Role.SUBDISTRICT_SECRETARY,
                organization=world.streets[number % len(world.streets)],
                starts_on=date(2024, 1, 1),
                ends_on=ends,
            )
            term = Term(ends, post)
            self.terms.append(term)
            if number % 8 == 3 and FIRST < ends - 10 * DAY <= LAST:
                term.left = ends - 10 * DAY
                world.on(term.left, partial(self._leave, term))
        self.terms_of_units: list[tuple[Term, Post]] = []
        for number, unit in enumerate(world.units[-LEAVING:]):
            self._hang_on(number, unit)

    def _hang_on(self, number: int, unit: Any) -> None:
        """Somebody of a unit with a term sits in a community for it; with the term both are over."""
        ends = date(2026, 1, 20) + timedelta(days=40 * number)
        user = User.objects.create(username=f"jianzhi{number}", name=f"兼职{number}", password="!")
        since = date(2024, 1, 1)
        post = Post.objects.create(user=user, role=Role.UNIT_LIAISON, unit=unit, starts_on=since, ends_on=ends)
        seat = Post.objects.create(
            user=user,
            role=Role.COMMITTEE_MEMBER,
            kind=Post.Kind.CONCURRENT,
            organization=unit.organization,
            home_unit=unit,
            starts_on=since,
        )
        self.terms_of_units.append((Term(ends, post), seat))

    def _leave(self, term: Term) -> None:
        assert term.left is not None
        post_end(actor=self.world.actor(SECURITY), post=term.post, ends_on=term.left)

    def expected(self) -> Iterator[Expected]:
        for term, seat in self.terms_of_units:
            if (day := first_run(term.ends)) is not None:
                yield day, "post.end", "org.post", seat.pk, ""
        for term in [*self.terms, *(term for term, _ in self.terms_of_units)]:
            for (ends, stage), day in stages(term.spells(), MONTH_WEEK_DAY).items():
                yield day, "post.remind", "org.post", term.post.pk, f"{ends} {stage}"


@dataclass
class Bond:
    """A leader looks after a place from a day on; the evenings of the visits, and when it ends by hand or by itself."""

    term: Term
    place: Any
    since: date
    visits: list[date] = field(default_factory=list)
    ended: date | None = None
    row: Any = None

    @property
    def lapses(self) -> date | None:
        """The run that ends it because the post is over."""
        day = first_run(min(self.term.ends, self.term.left + DAY if self.term.left else FOREVER))
        return day if day and day > self.since and (self.ended is None or day <= self.ended) else None


class Contacts:
    """Leaders of streets look after communities; their posts are those that end in the year."""

    def __init__(self, world: World, terms: list[Term]) -> None:
        self.world, rng = world, world.rng
        self.bonds: list[Bond] = []
        for number, term in enumerate(terms):
            below = [place for place in world.communities if place.path.startswith(term.post.organization.path)]
            for place in rng.sample(below, 1):
                since = date(2026, 1, 2) + timedelta(days=rng.randint(0, 100)) if number % 2 else FIRST - DAY
                if since >= min(term.ends, term.left or FOREVER):
                    continue
                bond = Bond(term, place, since)
                self.bonds.append(bond)
                self._bind(bond) if since < FIRST else world.on(since, partial(self._bind, bond))
                over = bond.lapses or FOREVER
                if number % 10 == 4 and since + 90 * DAY < over:
                    bond.ended = since + 90 * DAY
                    world.on(bond.ended, partial(self._end, bond))
                for first, last, _ in QUARTERS:
                    day = first + timedelta(days=rng.randint(0, (last - first).days))
                    if rng.random() < 0.5 and since < day < min(over, bond.ended or FOREVER):
                        bond.visits.append(day)
                        world.on(day, partial(self._visit, bond, day))

    def _bind(self, bond: Bond) -> None:
        actor = self.world.actor(self.world.root)
        with at_moment(shanghai(bond.since, time(18))):
            bond.row = contactpoint_bind(actor=actor, post=bond.term.post, organization=bond.place)

    def _visit(self, bond: Bond, day: date) -> None:
        actor = self.world.actor(self.world.root)
        row = ContactPoint.objects.select_related("seat", "organization").get(pk=bond.row.pk)
        visit_record(actor=actor, contactpoint=row, visited_on=day, summary="看望")

    def _end(self, bond: Bond) -> None:
        row = ContactPoint.objects.select_related("seat", "organization").get(pk=bond.row.pk)
        contactpoint_end(actor=self.world.actor(self.world.root), contactpoint=row, reason="调整分工")

    def expected(self) -> Iterator[Expected]:
        for bond in self.bonds:
            if bond.row is None:
                continue
            label, pk = "contacts.contactpoint", bond.row.pk
            lapses = bond.lapses if bond.ended is None else None
            # The run that ends it has said what was to be said.
            over = lapses + DAY if lapses else bond.ended + DAY if bond.ended else FOREVER
            for first, last, quarter in QUARTERS:
                visited = [day + DAY for day in bond.visits if first <= day <= last]
                spell = Spell(max(bond.since + DAY, first), min([over, *visited]), last)
                for (_, stage), day in stages([spell], VISITS).items():
                    yield day, "contactpoint.remind", label, pk, f"{quarter} {stage}"
            if lapses is not None:
                yield lapses, "contactpoint.end", label, pk, ""


@dataclass
class Plan:
    """A unit is to get a party organisation by a day; it may be put off, and may be done."""

    dues: list[tuple[date, date]]
    done: date | None = None
    row: Any = None


class Clusters:
    """Plans in twelve buildings."""

    def __init__(self, world: World) -> None:
        self.world, rng = world, world.rng
        self.plans: list[Plan] = []
        units = iter(world.units)
        for number in range(12):
            place = world.streets[number]
            cluster = Cluster.objects.create(name=f"大厦{number}", kind="building", organization=place)
            rows = [
                ClusterUnit(
                    cluster=cluster,
                    unit=next(units),
                    step="own",
                    step_due_on=FIRST + timedelta(days=rng.randint(5, 380)),
                    joined_on=date(2025, 1, 1),
                )
                for _ in range(5)
            ]
            plans = [Plan([(FIRST, row.step_due_on)], row=row) for row in ClusterUnit.objects.bulk_create(rows)]
            self.plans += plans
            together, other, by_itself = plans[:2], plans[2], plans[3]
            day = together[0].dues[0][1] - timedelta(days=rng.randint(0, 12))
            if FIRST <= day <= LAST:
                for plan in together:
                    plan.done = day
                world.on(day, partial(self._unite, cluster, together))
            later = other.dues[0][1] + timedelta(days=rng.randint(-6, 6))
            if FIRST <= later <= LAST:
                other.dues.append((later + DAY, later + 40 * DAY))
                world.on(later, partial(self._put_off, other, later + 40 * DAY))
            registered = by_itself.dues[0][1] - timedelta(days=rng.randint(-9, 9))
            if FIRST <= registered <= LAST:
                by_itself.done = registered
                world.on(registered, partial(self._register, by_itself))

    def _member(self, plan: Plan) -> Any:
        rows = ClusterUnit.objects.select_related("cluster__organization", "unit")
        return rows.get(pk=plan.row.pk)

    def _unite(self, cluster: Cluster, plans: list[Plan]) -> None:
        actor, members = self.world.actor(cluster.organization), [self._member(plan) for plan in plans]
        jointbranch_found(actor=actor, cluster=cluster, name="联合支部", secretary="", members=members)

    def _register(self, plan: Plan) -> None:
        """The unit's own branch comes into the register by another way."""
        ResidentUnit.objects.filter(pk=plan.row.unit_id).update(party_organization="党支部")

    def _put_off(self, plan: Plan, day: date) -> None:
        member = self._member(plan)
        actor = self.world.actor(member.cluster.organization)
        clusterunit_plan(actor=actor, member=member, step="own", step_due_on=day)

    def expected(self) -> Iterator[Expected]:
        for plan in self.plans:
            ends = [*(since for since, _ in plan.dues[1:]), plan.done + DAY if plan.done else FOREVER]
            spells = [Spell(since, end, due) for (since, due), end in zip(plan.dues, ends, strict=True)]
            for (due, stage), day in stages(spells, MONTH_WEEK_DAY).items():
                yield day, "clusterunit.remind", "clusters.clusterunit", plan.row.pk, f"{due} {stage}"
            for due, day in once_over(spells, Rule(1)).items():
                yield day, "clusterunit.remind", "clusters.clusterunit", plan.row.pk, f"{due} late"


class Clients:
    """Applications with a last day; one gets a later one. They are told of by night as well as by day."""

    LASTS = (
        date(2026, 1, 20),
        date(2026, 3, 12),
        date(2026, 6, 30),
        date(2026, 10, 4),
        date(2026, 12, 30),
        date(2027, 1, 6),
    )
    PROLONGED, LATER = date(2026, 6, 20), date(2026, 8, 1)

    def __init__(self, world: World) -> None:
        self.world = world
        self.rows: list[tuple[Client, list[tuple[date, date]]]] = []
        for number, last in enumerate(self.LASTS):
            client, _ = client_register(
                actor=world.actor(SECURITY), name=f"应用{number}", purpose="取数", at=world.root, scopes=["view"]
            )
            Client.objects.filter(pk=client.pk).update(expires_on=last)
            terms = [(FIRST, last)]
            if last == date(2026, 6, 30):
                terms.append((self.PROLONGED + DAY, self.LATER))
                world.on(self.PROLONGED, partial(self._prolong, client))
            self.rows.append((client, terms))

    def _prolong(self, client: Client) -> None:
        client_limit(actor=self.world.actor(SECURITY), client=client, expires_on=self.LATER, networks=[])

    def expected(self) -> Iterator[Expected]:
        for client, terms in self.rows:
            ends = [*(since for since, _ in terms[1:]), FOREVER]
            for (since, last), end in zip(terms, ends, strict=True):
                for stage, following in ((30, 7), (7, 1), (1, -1)):
                    opens = max(since, last - timedelta(days=stage))
                    day = first_run(opens, min(end, last - timedelta(days=following)))
                    if day is not None:
                        yield day, "client.remind", "api.client", client.pk, ""
                over = first_run(max(since, last + DAY), end)
                if over is not None:
                    yield over, "client.expire", "api.client", client.pk, ""


@dataclass
class Offer:
    """A need or a resource that is open until a day; claims on it hold it open."""

    due: date
    row: Any
    closed: date | None = None
    released: date | None = None


class Listings:
    """A need in every community and a resource of every third unit."""

    def __init__(self, world: World) -> None:
        self.world, rng = world, world.rng
        self.offers: list[Offer] = []
        moment = shanghai(date(2025, 12, 1), time(9))
        owners: list[tuple[Any, Any, Any]] = [(Need, place, None) for place in world.communities]
        owners += [(Resource, unit.organization, unit) for unit in world.units[::3]]
        for kind in (Need, Resource):
            rows = [
                kind(
                    title="场地",
                    category="venue",
                    quantity=Decimal(10),
                    measure="次",
                    due_on=FIRST + timedelta(days=rng.randint(0, 380)),
                    audience=world.root,
                    organization=place,
                    unit=unit,
                    status="open",
                    created_at=moment,
                    submitted_at=moment,
                    published_at=moment,
                )
                for model, place, unit in owners
                if model is kind
            ]
            self.offers += [Offer(row.due_on, row) for row in kind.objects.bulk_create(rows)]
        for number, offer in enumerate(self.offers):
            if number % 4 == 1 and FIRST <= offer.due - 5 * DAY <= LAST:
                offer.closed = offer.due - timedelta(days=rng.randint(0, 5))
                world.on(offer.closed, partial(self._close, offer))
            elif number % 4 == 2:
                offer.released = max(offer.due + timedelta(days=rng.randint(-3, 9)), FIRST)
                claim = self._claim(offer)
                world.on(offer.released, partial(self._release, claim))

    def _claim(self, offer: Offer) -> Claim:
        side = {"need": offer.row} if isinstance(offer.row, Need) else {"resource": offer.row}
        return Claim.objects.create(
            **side,
            organization=self.world.streets[0],
            quantity=Decimal(1),
            status="proposed",
            proposed_at=shanghai(date(2025, 12, 2), time(9)),
        )

    def _close(self, offer: Offer) -> None:
        type(offer.row).objects.filter(pk=offer.row.pk).update(status="closed")

    def _release(self, claim: Claim) -> None:
        Claim.objects.filter(pk=claim.pk).update(status="withdrawn")

    def expected(self) -> Iterator[Expected]:
        for offer in self.offers:
            held = offer.released if offer.released and offer.released > offer.due else None
            # What is let go of in an evening is over that very night, if the night is looked at before midnight.
            night = held if held and looks_late(held) else first_night(max(offer.due, held or FIRST) + DAY)
            if offer.closed is None and night is not None:
                yield night, f"{offer.row.NOUN}.expire", offer.row._meta.label_lower, offer.row.pk, ""


class Reports:
    """The draft of last quarter's report, in the first night of a quarter."""

    def expected(self) -> Iterator[Expected]:
        for first, _, _ in QUARTERS:
            night = first_night(first, first + timedelta(days=REPORT_DAYS))
            if night is None:
                continue
            before = first - DAY
            report = QuarterlyReport.objects.filter(year=before.year, quarter=(before.month + 2) // 3).first()
            if report is None:
                continue
            yield night, "report.draft", "assessment.quarterlyreport", report.pk, ""
