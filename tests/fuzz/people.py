"""Everybody in whose name the fuzz asks, each with what he stands for in plain words."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from cast import Cast
from database import NEIGHBOUR, SCHEMA
from django.test import Client as Browser
from django.utils import timezone
from fuzz.sight import Seat
from matrix.people import everybody
from oauth2_provider.models import AccessToken

from api.actions.clients import client_disable, client_register
from api.personal.actions import personal_token_create
from api.scopes import CLIENT_PERMISSIONS
from core.permissions import SYSTEM, Perm
from tenants.accounts.models import User
from tenants.org.actors import actor_of
from tenants.org.models import Department, Organization, ResidentUnit
from tenants.org.roles import Role

CSRF = "f" * 32
NO_SEAT = Seat(in_office=False)
# Asks at its own host; everybody else at ours.
STRANGER = "leader of the neighbour"
READ_ONLY = [Perm.VIEW]
EVERY_SCOPE = sorted(CLIENT_PERMISSIONS)


@dataclass(frozen=True)
class Asker:
    """How somebody's requests look, and what he may see; ``refused`` is somebody whom no request lets in."""

    name: str
    seat: Seat
    host: str
    headers: dict[str, str]
    refused: bool = False

    @property
    def schema(self) -> str:
        return self.host.partition(".")[0]


def _places(*names: str) -> Callable[[Cast], dict[str, object]]:
    return lambda cast: {"sees": tuple(sorted(getattr(cast, name).path for name in names))}


def _leader(name: str) -> Callable[[Cast], dict[str, object]]:
    """Who leads a place reads everything of it and inspects what is below; its meetings are run by its office."""
    return lambda cast: {**_places(name)(cast), "inspects": True}


def _office(name: str) -> Callable[[Cast], dict[str, object]]:
    return lambda cast: {**_leader(name)(cast), "meets": True}


def _street(name: str) -> Callable[[Cast], dict[str, object]]:
    return lambda cast: {**_office(name)(cast), "answers": True}


def _community(name: str) -> Callable[[Cast], dict[str, object]]:
    """Below a community nobody is inspected."""
    return lambda cast: {**_places(name)(cast), "meets": True, "answers": True}


def _plain(name: str) -> Callable[[Cast], dict[str, object]]:
    """Without the personnel matters of the place."""
    return lambda cast: {**_places(name)(cast), "plain": True}


def _unit(name: str) -> Callable[[Cast], dict[str, object]]:
    def found(cast: Cast) -> dict[str, object]:
        unit: ResidentUnit = getattr(cast, name)
        return {"units": frozenset({unit.pk}), "unit_paths": (unit.organization.path,)}

    return found


def _guest(cast: Cast) -> dict[str, object]:
    """The liaison of unit B, who has been given the right to view community A (``isolation.life``)."""
    return {**_unit("unit_b")(cast), **_plain("community_a")(cast)}


def _department(name: str) -> Callable[[Cast], dict[str, object]]:
    def found(cast: Cast) -> dict[str, object]:
        department: Department = getattr(cast, name)
        return {
            "departments": frozenset({department.pk}),
            "unit_paths": (department.organization.path,),
            # Teams are made up of people from departments as well.
            "inspects": True,
        }

    return found


def _keeper(*registers: str) -> Callable[[Cast], dict[str, object]]:
    return lambda cast: {"keeps": frozenset(registers)}


def _nothing(cast: Cast) -> dict[str, object]:
    return {"in_office": False}


# People of the cast and the special cases of the matrix: what each stands for.
SIGNED_IN: dict[str, Callable[[Cast], dict[str, object]]] = {
    "leader": _leader("root"),
    "office": _office("root"),
    "street_a_secretary": _street("street_a"),
    "street_a": _street("street_a"),
    "street_b": _street("street_b"),
    "community_a_secretary": _community("community_a"),
    "community_a": _community("community_a"),
    "community_b": _community("community_b"),
    "member": _plain("community_a"),
    "unit_a_head": _unit("unit_a"),
    "unit_a": _unit("unit_a"),
    "unit_b": _guest,
    "department": _department("department"),
    "outpost_a": _department("outpost_a"),
    "system": _keeper("users"),
    "security": _keeper("posts", "clients"),
    "audit": _keeper("audit"),
    "coordinator_of_street_a": _street("street_a"),
    "viewer_of_the_district": _plain("root"),
    "deputy_of_unit_a": _unit("unit_a"),
    "viewer_of_unit_a": _unit("unit_a"),
    "liaison_of_a_retired_unit": _nothing,
    "left_yesterday": _nothing,
    "begins_tomorrow": _nothing,
    "no_post_at_all": _nothing,
}
# Clients: where they are registered, their scopes, and what they stand for.
CLIENTS: dict[str, tuple[str, list[str], Callable[[Cast], dict[str, object]]]] = {
    "client of the district": ("root", EVERY_SCOPE, _street("root")),
    "client that reads street A": ("street_a", READ_ONLY, _places("street_a")),
    "client of community B": ("community_b", EVERY_SCOPE, _street("community_b")),
    "client of unit A": ("unit_a", EVERY_SCOPE, _unit("unit_a")),
    "client that reads claims alone": (
        "street_a",
        ["claim.view"],
        lambda cast: {
            **_places("street_a")(cast),
            "reads": frozenset({"Claim", "Evidence", "Evaluation"}),
            "hears": frozenset({"resources.claim", "resources.evidence", "resources.evaluation"}),
        },
    ),
    "client that may only write": ("street_a", [Perm.LISTING_EDIT, Perm.CLAIM_CONFIRM], lambda cast: {"blind": True}),
}
# Let in nowhere: each request is answered 401, and nothing is told.
REFUSED = ["nobody", "a token that nobody gave", "a client that was disabled", "account_closed", "from the neighbour"]
# People who come with a personal token of theirs.
BY_TOKEN = "street A with a personal token"
READ_ONLY_TOKEN = "unit A with a token for reading"
NAMES = [*SIGNED_IN, *CLIENTS, BY_TOKEN, READ_ONLY_TOKEN, *REFUSED, STRANGER]


def roles_asked() -> set[Role]:
    """The roles that are held by somebody in ``NAMES``."""
    held = {
        "leader": Role.DISTRICT_LEADER,
        "office": Role.DISTRICT_OFFICE,
        "street_a_secretary": Role.SUBDISTRICT_SECRETARY,
        "street_a": Role.SUBDISTRICT_OFFICE,
        "community_a_secretary": Role.COMMUNITY_SECRETARY,
        "community_a": Role.COMMUNITY_OFFICER,
        "member": Role.COMMITTEE_MEMBER,
        "unit_a_head": Role.UNIT_HEAD,
        "unit_a": Role.UNIT_LIAISON,
        "department": Role.DEPARTMENT_OFFICER,
        "outpost_a": Role.DEPARTMENT_HEAD,
        "system": Role.SYSTEM_ADMIN,
        "security": Role.SECURITY_ADMIN,
        "audit": Role.AUDIT_ADMIN,
        "client of the district": Role.CLIENT,
    }
    return {role for name, role in held.items() if name in NAMES}


def askers(cast: Cast) -> dict[str, Asker]:
    """Everybody who asks at 静安区, with a session or a token of his own; to be called inside the district."""
    people = {person.name: person.actor() for person in everybody(cast)}
    found = {}
    for name, stands_for in SIGNED_IN.items():
        user = User.objects.get(pk=people[name].id)
        found[name] = Asker(name, Seat(user=user.pk, **stands_for(cast)), _host(SCHEMA), _session(user, SCHEMA))  # type: ignore[arg-type]
    for name, (at, scopes, stands_for) in CLIENTS.items():
        user, token = _client(name, getattr(cast, at), scopes)
        own = {"webhooks": Perm.WEBHOOK_EDIT in scopes, "documents": Perm.DOCUMENT_EDIT in scopes}
        seat = Seat(user=user.pk, client=True, **own, **stands_for(cast))  # type: ignore[arg-type]
        found[name] = Asker(name, seat, _host(SCHEMA), _bearer(token))
    for name, who, can_write in ((BY_TOKEN, "street_a", True), (READ_ONLY_TOKEN, "unit_a", False)):
        actor = actor_of(User.objects.get(pk=people[who].id))
        _, token = personal_token_create(actor=actor, name="模糊测试", days=2, can_write=can_write)
        found[name] = Asker(name, found[who].seat, _host(SCHEMA), _bearer(token))
    closed = User.objects.get(pk=people["account_closed"].id)
    _, token = _client("停用的应用", cast.root, READ_ONLY, disabled=True)
    for name, headers in (
        ("nobody", {}),
        ("a token that nobody gave", _bearer(secrets.token_urlsafe(32))),
        ("a client that was disabled", _bearer(token)),
        ("account_closed", _session(closed, SCHEMA)),
    ):
        found[name] = Asker(name, NO_SEAT, _host(SCHEMA), headers, refused=True)
    return found


def strangers(there: Cast) -> dict[str, Asker]:
    """The neighbour's leader at his own host, and with his session at ours; to be called inside 东城区."""
    leader = there.users["leader"]
    seat = Seat(user=leader.pk, sees=(there.root.path,), inspects=True)
    headers = _session(leader, NEIGHBOUR)
    return {
        STRANGER: Asker(STRANGER, seat, _host(NEIGHBOUR), headers),
        "from the neighbour": Asker("from the neighbour", NO_SEAT, _host(SCHEMA), headers, refused=True),
    }


def _host(schema: str) -> str:
    return f"{schema}.localhost"


def _session(user: User, schema: str) -> dict[str, str]:
    browser = Browser(HTTP_HOST=_host(schema))
    browser.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in browser.cookies.items())
    return {"HTTP_COOKIE": f"{cookies}; csrftoken={CSRF}", "HTTP_X_CSRFTOKEN": CSRF}


def _bearer(token: str) -> dict[str, str]:
    return {"HTTP_AUTHORIZATION": f"Bearer {token}"}


def _client(
    name: str, at: Organization | ResidentUnit, scopes: Sequence[str], *, disabled: bool = False
) -> tuple[User, str]:
    client, _ = client_register(actor=SYSTEM, name=name, purpose="模糊测试", at=at, scopes=list(scopes))
    token = secrets.token_urlsafe(32)
    AccessToken.objects.create(
        application=client, token=token, scope=" ".join(scopes), expires=timezone.now() + timedelta(days=2)
    )
    if disabled:
        client_disable(actor=SYSTEM, client=client, reason="停用")
    return client.service_user, token
