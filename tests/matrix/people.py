"""Everybody who is tried on every action: the cast, and people whose rights come and go in other ways."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from cast import Cast
from guardian.shortcuts import assign_perm
from kept import laid_down

from core.periods import today
from core.permissions import SYSTEM, Actor, ActorKind
from tenants.accounts.models import User
from tenants.org.actors import actor_of
from tenants.org.grants import ACT_FOR_UNIT, COORDINATE_SUBTREE, VIEW_SUBTREE, VIEW_UNIT
from tenants.org.models import Post, ResidentUnit
from tenants.org.roles import Role

# Who holds what, in words: these names stand in the table.
OFFICE, LEADER = "office", "leader"
SYSTEM_ADMIN, SECURITY_ADMIN = "system", "security"
STREET_A = {"street_a", "street_a_secretary", "coordinator_of_street_a", "client_of_street_a", "leaves_tomorrow"}
DEPARTMENTS = {"department", "outpost_a"}
COMMUNITY_A = {"community_a", "community_a_secretary"}
UNIT_A = {"unit_a", "unit_a_head", "deputy_of_unit_a"}

# Everybody with an account of his own, whatever posts go with it.
SIGNED_IN = {
    "leader",
    "office",
    "system",
    "security",
    "audit",
    "street_a",
    "street_b",
    "street_a_secretary",
    "community_a",
    "community_b",
    "community_a_secretary",
    "member",
    "department",
    "outpost_a",
    "unit_a",
    "unit_a_head",
    "unit_b",
    "coordinator_of_street_a",
    "viewer_of_the_district",
    "deputy_of_unit_a",
    "viewer_of_unit_a",
    "deputy_of_a_retired_unit",
    "liaison_of_a_retired_unit",
    "left_yesterday",
    "leaves_today",
    "leaves_tomorrow",
    "begins_tomorrow",
    "account_closed",
    "no_post_at_all",
}


# Who of them holds nothing today.
WITHOUT_RIGHTS = {
    "deputy_of_a_retired_unit",
    "liaison_of_a_retired_unit",
    "left_yesterday",
    "leaves_today",
    "begins_tomorrow",
    "account_closed",
    "no_post_at_all",
}


@dataclass(frozen=True)
class Person:
    """Somebody whose actor is built like that of a request."""

    name: str
    actor: Callable[[], Actor]


def everybody(cast: Cast) -> list[Person]:
    """The cast and the special cases; to be called first. Those in no set of the table may do nothing anywhere."""
    people = [Person(name, lambda name=name: cast.actor(name)) for name in cast.users]
    special, client = laid_down("everybody", lambda: (_special(cast), _client(cast)))
    people += [Person(name, lambda user=user: actor_of(user)) for name, user in special.items()]
    people.append(Person("client_of_street_a", lambda: actor_of(client, kind=ActorKind.CLIENT)))
    stranger = Actor(ActorKind.USER, None, "未登录")
    people += [Person("nobody signed in", lambda: stranger), Person("the platform", lambda: SYSTEM)]
    return people


def _special(cast: Cast) -> dict[str, User]:
    day = today()
    office = Role.SUBDISTRICT_OFFICE
    retired = ResidentUnit.objects.create(
        name="已注销公司", kind="private_firm", organization=cast.community_a, status="retired"
    )
    users = {
        "coordinator_of_street_a": _user("coordinator"),
        "viewer_of_the_district": _user("viewer"),
        "deputy_of_unit_a": _user("deputy"),
        "viewer_of_unit_a": _user("unit.viewer"),
        "deputy_of_a_retired_unit": _user("retired.deputy"),
        "liaison_of_a_retired_unit": _post(_user("retired"), Role.UNIT_LIAISON, unit=retired),
        "left_yesterday": _post(_user("former"), office, at=cast.street_a, ends_on=day - timedelta(days=1)),
        "leaves_today": _post(_user("leaving"), office, at=cast.street_a, ends_on=day),
        "leaves_tomorrow": _post(_user("last.day"), office, at=cast.street_a, ends_on=day + timedelta(days=1)),
        "begins_tomorrow": _post(_user("future"), office, at=cast.street_a, starts_on=day + timedelta(days=1)),
        "account_closed": _post(_user("closed", is_active=False), office, at=cast.street_a),
        "no_post_at_all": _user("nobody"),
    }
    assign_perm(f"org.{COORDINATE_SUBTREE}", users["coordinator_of_street_a"], cast.street_a)
    assign_perm(f"org.{VIEW_SUBTREE}", users["viewer_of_the_district"], cast.root)
    assign_perm(f"org.{ACT_FOR_UNIT}", users["deputy_of_unit_a"], cast.unit_a)
    assign_perm(f"org.{VIEW_UNIT}", users["viewer_of_unit_a"], cast.unit_a)
    assign_perm(f"org.{ACT_FOR_UNIT}", users["deputy_of_a_retired_unit"], retired)
    return users


def _client(cast: Cast) -> User:
    return _post(_user("client.a", is_service=True), Role.CLIENT, at=cast.street_a)


def _user(username: str, **fields: bool) -> User:
    return User.objects.create(username=f"x.{username}", name=username, password="!", **fields)


def _post(user: User, role: Role, *, at=None, unit=None, **term) -> User:
    term.setdefault("starts_on", today() - timedelta(days=30))
    Post.objects.create(user=user, role=role, organization=at, unit=unit, **term)
    return user
