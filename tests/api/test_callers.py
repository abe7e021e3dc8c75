"""What is remembered of a caller, for how long, and what ends it at once."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from callers import Caller, application, gid, person, token_of
from cast import Cast
from django.db import connection
from django.test import Client as Http
from django.test.utils import CaptureQueriesContext
from django_tenants.utils import schema_context
from oauth2_provider.models import AccessToken
from stories import listing_in, open_listing

from api import callers
from api.actions.clients import client_disable, client_register, client_rotate
from api.models import Client
from core.permissions import Perm
from resources.models import Need
from tenants.accounts.models import User
from tenants.org.actions.posts import post_end
from tenants.org.actions.units import unit_retire
from tenants.org.models import Post

ME = "{ me { permissions { code } } }"
NEEDS = "{ needs { totalCount } }"
HOST = "jingan.localhost"


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """A clock of the memory that stands still until it is moved."""
    found = SimpleNamespace(now=1000.0)
    monkeypatch.setattr(callers, "time", SimpleNamespace(monotonic=lambda: found.now))
    return found


def asked(caller: Caller, query: str = ME) -> list[str]:
    """Statements that asked for the token while the operation was answered."""
    with CaptureQueriesContext(connection) as captured:
        caller.post(query)
    return [query["sql"] for query in captured if "oauth2_provider_accesstoken" in query["sql"]]


def codes(caller: Caller) -> list[str]:
    return [each["code"] for each in caller.ask(ME)["me"]["permissions"]]


def test_a_token_is_asked_for_once(cast: Cast) -> None:
    caller = application(cast, cast.street_a, [Perm.VIEW])
    assert [len(asked(caller)) for _ in range(3)] == [1, 0, 0]


def test_client_rights_and_place_take_one_statement(cast: Cast) -> None:
    caller = application(cast, cast.street_a, [Perm.VIEW, Perm.LISTING_EDIT])
    with CaptureQueriesContext(connection) as captured:
        assert callers.client_of(caller.token) is not None
    assert len(captured) == 1


def disable(cast: Cast, client: Client) -> None:
    client_disable(actor=cast.actor("security"), client=client, reason="合作结束")


def rotate(cast: Cast, client: Client) -> None:
    client_rotate(actor=cast.actor("security"), client=client, hours=0)


def end_post(cast: Cast, client: Client) -> None:
    post_end(actor=cast.actor("security"), post=Post.objects.get(user=client.service_user))


@pytest.mark.parametrize(("end", "status"), [(disable, 401), (rotate, 401), (end_post, 200)])
def test_what_is_taken_away_is_gone_at_once(cast: Cast, end: Callable[[Cast, Client], None], status: int) -> None:
    open_listing(cast)
    caller = application(cast, cast.street_a, [Perm.VIEW])
    assert caller.ask(NEEDS)["needs"]["totalCount"] == 1
    end(cast, Client.objects.get())
    answer = caller.post(NEEDS)
    assert answer.status_code == status
    assert (answer.json().get("data") or {"needs": {"totalCount": 0}})["needs"]["totalCount"] == 0


def test_a_unit_that_leaves_takes_its_client_along(cast: Cast) -> None:
    caller = application(cast, cast.unit_a, [Perm.VIEW, Perm.CLAIM_PROPOSE])
    assert codes(caller) == ["view", "personnel.view", "claim.propose"]
    unit_retire(actor=cast.actor("community_a"), unit=cast.unit_a, reason="迁出")
    assert codes(caller) == []


def test_a_token_given_back_is_gone_at_once(cast: Cast) -> None:
    client, secret = client_register(
        actor=cast.actor("security"), name="数据中台", purpose="汇总", at=cast.street_a, scopes=["view"]
    )
    http = Http()
    caller = Caller(http, HOST, token_of(http, HOST, client.client_id, secret).json()["access_token"])
    caller.ask(ME)
    form = {"token": caller.token, "client_id": client.client_id, "client_secret": secret}
    with schema_context(connection.schema_name):
        assert http.post("/oauth/revoke_token/", form, HTTP_HOST=HOST).status_code == 200
    assert not AccessToken.objects.exists()
    assert caller.post(ME).status_code == 401


def test_another_process_learns_of_it_within_its_seconds(cast: Cast, clock: Any, settings: Any) -> None:
    """What another process does reaches this one only through the database, as an update past all actions does."""
    settings.GRAPHQL_CALLER_SECONDS = 5
    caller = application(cast, cast.street_a, [Perm.VIEW, Perm.LISTING_EDIT])
    caller.ask(ME)
    Client.objects.update(scopes=["view"])
    clock.now += 4.9
    assert codes(caller) == ["view", "personnel.view", "listing.edit"]
    clock.now += 0.2
    assert codes(caller) == ["view", "personnel.view"]
    Client.objects.update(is_active=False)
    clock.now += 5
    assert caller.post(ME).status_code == 401


def test_what_a_person_may_is_remembered_and_the_session_is_not(cast: Cast) -> None:
    caller = person(cast.users["street_a"])
    assert "listing.review" in codes(caller)
    with CaptureQueriesContext(connection) as captured:
        caller.ask(ME)
    assert [query["sql"].split('FROM "')[1].split('"')[0] for query in captured] == ["django_session", "accounts_user"]
    post = Post.objects.get(user=cast.users["street_a"])
    post_end(actor=cast.actor("security"), post=post)
    assert codes(caller) == []
    User.objects.filter(pk=cast.users["street_a"].pk).update(is_active=False)
    assert caller.post(ME).status_code == 401


def test_zero_seconds_remember_nothing(cast: Cast, settings: Any) -> None:
    settings.GRAPHQL_CALLER_SECONDS = 0
    caller = application(cast, cast.street_a, [Perm.VIEW])
    assert [len(asked(caller)) for _ in range(3)] == [1, 1, 1]


def test_a_token_ends_to_the_second(cast: Cast, clock: Any, settings: Any) -> None:
    settings.GRAPHQL_CALLER_SECONDS = 3600
    caller = application(cast, cast.street_a, [Perm.VIEW])
    caller.ask(ME)
    (known,) = (each for each in callers._known.values() if each.caller.name == f"client:{Client.objects.get().pk}")
    assert clock.now + 3500 < known.until <= clock.now + 3600
    AccessToken.objects.update(expires="2020-01-01T00:00Z")
    clock.now = known.until
    assert caller.post(ME).status_code == 401


def test_who_writes_is_asked_afresh(cast: Cast) -> None:
    caller = application(cast, cast.street_a, [Perm.VIEW, Perm.LISTING_REVIEW])
    listing = listing_in(cast, "submitted")
    caller.ask(ME)
    Client.objects.update(scopes=["view"])
    assert "listing.review" in codes(caller)
    assert caller.do("needPublish", id=gid(listing))["errors"][0]["code"] == "NOT_ALLOWED"
    assert codes(caller) == ["view", "personnel.view"]
    Client.objects.update(is_active=False)
    assert caller.post("mutation { needPublish(input: {id: 1}) { errors { code } } }").status_code == 401
    assert caller.post(ME).status_code == 401
    assert Need.objects.get().status == "submitted"


def test_what_changes_while_it_is_read_is_not_remembered(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """The old state, read before an action in another thread and kept after it, would outlive what the action took."""
    caller = application(cast, cast.street_a, [Perm.VIEW])
    read = callers._client

    def overtaken(digest: str) -> Any:
        found = read(digest)
        disable(cast, Client.objects.get())
        return found

    monkeypatch.setattr(callers, "_client", overtaken)
    assert callers.client_of(caller.token) is not None
    monkeypatch.setattr(callers, "_client", read)
    assert callers.client_of(caller.token) is None


def test_one_token_is_two_clients_in_two_districts(cast: Cast, neighbour: Cast) -> None:
    here = application(cast, cast.root, [Perm.VIEW])
    assert callers.client_of(here.token) is not None
    with schema_context("dongcheng"):
        assert callers.client_of(here.token) is None
        there = application(neighbour, neighbour.root, [Perm.VIEW, Perm.LISTING_EDIT], schema="dongcheng")
        AccessToken.objects.get().delete()
        client = Client.objects.get()
        AccessToken.objects.create(
            application=client, token=here.token, scope="view listing.edit", expires="2999-01-01T00:00Z"
        )
    there.token = here.token
    for _ in range(2):
        assert codes(here) == ["view", "personnel.view"]
        assert codes(there) == ["view", "personnel.view", "listing.edit"]


def test_what_is_forgotten_in_one_district_stays_in_the_other(cast: Cast) -> None:
    caller = application(cast, cast.street_a, [Perm.VIEW])
    caller.ask(ME)
    callers.forget("dongcheng")
    assert asked(caller) == []
    callers.forget("jingan")
    assert len(asked(caller)) == 1


def test_the_memory_is_bounded(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(callers, "MOST", 3)
    application(cast, cast.street_a, [Perm.VIEW])
    client = Client.objects.get()
    for n in range(10):
        AccessToken.objects.create(application=client, token=f"t{n}", scope="view", expires="2999-01-01T00:00Z")
        assert callers.client_of(f"t{n}") is not None
        assert len(callers._known) <= 3
