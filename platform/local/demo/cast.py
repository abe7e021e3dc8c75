"""Who plays in the demo: places with their people, resident units with theirs."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice
from random import Random

from core.events import action
from core.permissions import SYSTEM, Actor
from local.demo import names
from local.demo.accounts import (
    DEPARTMENT_ACCOUNTS,
    DISTRICT_ACCOUNTS,
    FEATURED_ACCOUNTS,
    FEATURED_COMMUNITY,
    FEATURED_DEPARTMENT,
    FEATURED_OUTPOST,
    FEATURED_STREET,
    FEATURED_UNIT,
    PASSWORD,
    Account,
)
from local.demo.departments import open_departments
from local.demo.story import Story
from tenants.accounts.actions.users import user_create
from tenants.accounts.models import User
from tenants.org.actions.posts import post_appoint
from tenants.org.actions.units import unit_register
from tenants.org.actors import actor_of
from tenants.org.models import Department, Organization, Owner, Post, ResidentUnit, Seat
from tenants.org.roles import Role

# How many times as much happens at the featured places, so that whoever signs in there has work to see.
FEATURED_WEIGHT = 8.0


@dataclass
class Player:
    """Somebody's place or unit and the person who acts for it. ``weight`` says how busy it is."""

    owner: Owner
    actor: Actor
    weight: float = 1.0


@dataclass
class Unit(Player):
    kind: str = ""


@dataclass
class Street(Player):
    """A 街道 with what lies in it. ``care`` (0.8–1.1) makes some answer faster and do better than others."""

    organization: Organization = field(kw_only=True)
    care: float = field(kw_only=True)
    communities: list[Player] = field(default_factory=list)
    units: list[Unit] = field(default_factory=list)

    def community_of(self, unit: Unit) -> Player:
        """The place in which a unit lies."""
        home = unit.owner.organization_id  # type: ignore[union-attr]
        return next((c for c in self.communities if c.owner.pk == home), self)


@dataclass
class Cast:
    """Everybody. Streets are in the order of the tree; the featured one comes first."""

    leader: Actor
    office: Actor
    streets: list[Street] = field(default_factory=list)
    departments: list[Department] = field(default_factory=list)
    # Who acts for a department of the district, by its key.
    officers: dict[int, Actor] = field(default_factory=dict)

    def players(self) -> Iterator[Player]:
        for street in self.streets:
            yield street
            yield from street.communities


@action
def gather(story: Story, *, units: int, since: date) -> Cast:
    """Open the accounts, appoint the people and register the units of the current district."""
    places = list(Organization.objects.in_use().order_by("path"))
    root = places[0]
    opened = {a.username: _open(a.username, a.name, [(a.role, root)], since, PASSWORD) for a in DISTRICT_ACCOUNTS}
    cast = Cast(opened["leader"], opened["office"])
    for place in places[1:]:
        code = place.code[6:12].rstrip("0") or place.code[-6:]
        if place.level == Organization.Level.SUBDISTRICT:
            actor = _open(f"jd.{code}", names.person(story.rng), [("subdistrict_office", place)], since)
            street = Street(place, actor, organization=place, care=story.rng.uniform(0.8, 1.1))
            cast.streets.append(street)
        elif place.level == Organization.Level.COMMUNITY:
            actor = _open(f"sq.{place.code[6:12]}", names.person(story.rng), [("community_secretary", place)], since)
            cast.streets[-1].communities.append(Player(place, actor, story.rng.uniform(0.4, 1.6)))
    _register_units(story, cast, units, since)
    _feature(story, cast, since)
    cast.departments = open_departments(cast.office, [street.organization for street in cast.streets])
    _serve_departments(cast, story.aside("departments").rng, since)
    _seat_members(cast, story.aside("members").rng, since, story.until.date())
    _send_out(cast, story.aside("sent").rng, since, story.until.date())
    return cast


def _register_units(story: Story, cast: Cast, count: int, since: date) -> None:
    communities = [(street, community) for street in cast.streets for community in street.communities]
    weights = [community.weight for _, community in communities]
    named = islice(names.unit_names(story.rng), count)
    for number, (kind, name) in enumerate(named, 1):
        street, community = story.rng.choices(communities, weights)[0]
        street.units.append(_register(story, number, kind, name, community, since))


def _register(story: Story, number: int, kind: names.KindOfUnit, name: str, at: Player, since: date) -> Unit:
    rng = story.rng
    # Large party organizations are rare: the lower of two throws.
    members = min(rng.randint(*kind.members), rng.randint(*kind.members))
    unit: ResidentUnit = unit_register(
        actor=at.actor,
        organization=at.owner,  # type: ignore[arg-type]
        name=name,
        kind=kind.kind,
        affiliation=rng.choice(kind.affiliations),
        rank=rng.choice(kind.ranks),
        party_organization=names.party_organization(name, members),
        party_members=members,
        address=f"{at.owner}辖区{rng.randrange(1, 400)}号（虚构）",
    )
    actor = _open(f"dw.{number:04d}", names.person(rng), [("unit_liaison", unit)], since)
    return Unit(unit, actor, rng.uniform(0.3, 1.7), kind.kind)


def _feature(story: Story, cast: Cast, since: date) -> None:
    """Put the named accounts at their places, and make those places busy."""
    street = next((s for s in cast.streets if s.organization.name == FEATURED_STREET), None)
    if street is None:
        return
    community = next(c for c in street.communities if str(c.owner) == FEATURED_COMMUNITY)
    school = next(kind for kind in names.KINDS if kind.kind == "school")
    unit = _register(story, 0, school, FEATURED_UNIT, community, since)
    street.units.append(unit)
    street.weight = community.weight = unit.weight = FEATURED_WEIGHT
    seats: dict[str, Player] = {"street": street, "community": community, "unit": unit}
    for account in FEATURED_ACCOUNTS:
        player = seats[account.seat]
        actor = _open_account(account, player.owner, since)
        if account.username in ("jiangning.office", "jiangning.community.secretary", "unit.liaison"):
            player.actor = actor
    cast.streets.remove(street)
    cast.streets.insert(0, street)


def _serve_departments(cast: Cast, rng: Random, since: date) -> None:
    """The named accounts at the featured department and outpost, and somebody at every other department."""
    seats = {"department": FEATURED_DEPARTMENT, "outpost": FEATURED_OUTPOST}
    found = {department.name: department for department in cast.departments}
    for account in DEPARTMENT_ACCOUNTS:
        if department := found.get(seats[account.seat]):
            cast.officers[department.pk] = _open_account(account, department, since)
    heads = [department for department in cast.departments if department.kind == Department.Kind.DEPARTMENT]
    for number, department in enumerate(heads, 1):
        if department.pk not in cast.officers:
            posts = [("department_officer", department)]
            cast.officers[department.pk] = _open(f"bm.{number:02d}", names.person(rng), posts, since)  # type: ignore[arg-type]


def _seat_members(cast: Cast, rng: Random, since: date, until: date) -> None:
    """Somebody of a large unit as 兼职委员 in each street, one 交叉任职, one 挂职; a term ends soon, one has ended."""
    for number, street in enumerate(each for each in cast.streets if each.units):
        unit = max(street.units, key=lambda each: (each.owner.party_members, each.owner.pk))  # type: ignore[union-attr]
        left = (20, -12)[number] if number < 2 else rng.randrange(120, 700)
        member = user_create(
            actor=SYSTEM, username=f"wy.{number:02d}", name=names.person(rng), password=None, must_change_password=False
        )
        post_appoint(
            actor=SYSTEM,
            user=member,
            role=Role.COMMITTEE_MEMBER,
            at=street.organization,
            kind={1: Post.Kind.CROSS, 2: Post.Kind.SECONDED}.get(number, Post.Kind.CONCURRENT),
            home_unit=unit.owner,  # type: ignore[arg-type]
            starts_on=since,
            ends_on=until + timedelta(days=left),
        )


def _send_out(cast: Cast, rng: Random, since: date, until: date) -> None:
    """The other direction: a cadre of a street in the party organization of a unit, one of a community 挂职 at another,
    and the head of an outpost as 兼职委员 of the street."""
    street = cast.streets[0]
    if len(street.units) < 2 or not street.communities:
        return
    large, other = sorted(street.units, key=lambda each: (-each.owner.party_members, each.owner.pk))[:2]  # type: ignore[union-attr]
    outposts = [each for each in cast.departments if each.organization_id == street.organization.pk]
    posts: list[tuple[str, str, Seat, Seat, str, str]] = [
        ("gb.00", "subdistrict_office", street.organization, large.owner, Post.Kind.CROSS, "home_organization"),
        (
            "gb.01",
            "community_officer",
            street.communities[0].owner,
            other.owner,
            Post.Kind.SECONDED,
            "home_organization",
        ),
    ]
    if outposts:
        post = ("gb.02", "department_head", outposts[-1], street.organization, Post.Kind.CONCURRENT, "home_department")
        posts.append(post)
    for username, role, home, at, kind, column in posts:
        person = _open(username, names.person(rng), [(role, home)], since)
        post_appoint(
            actor=SYSTEM,
            user=User.objects.get(pk=person.id),
            role=Role.COMMITTEE_MEMBER,
            at=at,
            kind=kind,
            title="党组织兼职委员",
            starts_on=since,
            ends_on=until + timedelta(days=rng.randrange(100, 500)),
            **{column: home},  # type: ignore[arg-type]
        )


def _open_account(account: Account, at: Seat, since: date) -> Actor:
    return _open(account.username, account.name, [(account.role, at)], since, PASSWORD)


def _open(username: str, name: str, posts: list[tuple[str, Seat]], since: date, password: str | None = None) -> Actor:
    """An account with its posts. Without a password nobody can sign in to it until an administrator sets one."""
    user = user_create(actor=SYSTEM, username=username, name=name, password=password, must_change_password=False)
    for role, at in posts:
        post_appoint(actor=SYSTEM, user=user, role=role, at=at, starts_on=since - timedelta(days=30))
    return actor_of(user)
