"""The district of the scenario: all of 静安区 with one person in each office, laid down in a few statements."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Any

from core.permissions import Actor
from tenants.accounts.models import User
from tenants.divisions.table import read_district
from tenants.divisions.tree import plant_tree
from tenants.org.actors import actor_of
from tenants.org.models import Department, Organization, Post, ResidentUnit
from tenants.org.roles import Role

SEED = 310106
SINCE = date(2024, 1, 1)
COMMUNITIES, STREETS = 267, 14
UNITS = 140
# Units whose people leave in the course of the year: no agreements are made with them.
LEAVING = 8

# What is expected of the platform: the day, the verb, what it is about, and the stage.
Expected = tuple[date, str, str, int, str]
# The names of the offices, so that expectations can say who is told.
SECURITY, OFFICE, LEADER = "anquan", "quban", "lingdao"


@dataclass
class World:
    """The places, the people by place, and what people are going to do on which evening."""

    root: Organization
    streets: list[Organization]
    communities: list[Organization]
    units: list[ResidentUnit]
    bureau: Department
    users: dict[str, User]
    rng: Random
    evenings: dict[date, list[Callable[[], Any]]] = field(default_factory=lambda: defaultdict(list))

    def on(self, day: date, deed: Callable[[], Any]) -> None:
        """Let people do something in the evening of a day, after the platform's run: it counts from the next day on."""
        self.evenings[day].append(deed)

    def actor(self, place: Organization | str) -> Actor:
        """Whoever holds the office of a place."""
        return actor_of(self.users[place if isinstance(place, str) else name_of(place)])

    def above(self, place: Organization) -> Organization:
        """The street of a community, the district of a street."""
        return self._by_path[place.path[:-4]]

    @property
    def told(self) -> Organization:
        """The street whose people read their notices."""
        return self.streets[0]

    @property
    def _by_path(self) -> dict[str, Organization]:
        return {each.path: each for each in (self.root, *self.streets)}


def name_of(place: Organization) -> str:
    """The account of a place's office."""
    return OFFICE if place.depth == 1 else place.code


def open_district() -> World:
    """Plant the tree, open the accounts, register the units."""
    plant_tree(read_district("310106"))
    places = list(Organization.objects.order_by("path"))
    root, rest = places[0], places[1:]
    streets = [place for place in rest if place.level == "subdistrict"]
    communities = [place for place in rest if place.level == "community"]
    rng = Random(SEED)
    units = [
        ResidentUnit(
            name=f"驻区单位{n:03d}", kind="private_firm", organization=rng.choice(communities), party_members=5
        )
        for n in range(UNITS)
    ]
    ResidentUnit.objects.bulk_create(units)
    bureau = Department.objects.create(name="区城管执法局", kind="department", organization=root)
    world = World(root, streets, communities, units, bureau, {}, rng)
    _open_accounts(world)
    return world


def _open_accounts(world: World) -> None:
    wanted: list[tuple[str, Role, Any]] = [
        (LEADER, Role.DISTRICT_LEADER, world.root),
        (OFFICE, Role.DISTRICT_OFFICE, world.root),
        (SECURITY, Role.SECURITY_ADMIN, world.root),
        ("chengguan", Role.DEPARTMENT_OFFICER, world.bureau),
        *((place.code, Role.SUBDISTRICT_OFFICE, place) for place in world.streets),
        *((place.code, Role.COMMUNITY_SECRETARY, place) for place in world.communities),
        *((f"dw{n:03d}", Role.UNIT_HEAD, unit) for n, unit in enumerate(world.units)),
    ]
    users = [User(username=name, name=f"人员{name}", password="!") for name, _, _ in wanted]
    User.objects.bulk_create(users)
    seats = {"organization": Organization, "unit": ResidentUnit, "department": Department}
    Post.objects.bulk_create(
        Post(
            user=user,
            role=role,
            starts_on=SINCE,
            **{name: at if isinstance(at, kind) else None for name, kind in seats.items()},
        )
        for user, (_, role, at) in zip(users, wanted, strict=True)
    )
    world.users.update({user.username: user for user in users})


def unit_account(world: World, unit: ResidentUnit) -> str:
    return f"dw{world.units.index(unit):03d}"
