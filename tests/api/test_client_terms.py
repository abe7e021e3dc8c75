"""The terms of a client: two secrets for a while, a last day, and the networks it may call from."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from callers import Caller, gid, person, token_of
from cast import Cast
from django.test import Client as Http
from django_tenants.utils import schema_context
from stories import open_listing

from api.actions.clients import (
    client_drop_secret,
    client_limit,
    client_register,
    client_rescope,
    client_rotate,
)
from api.hooks.collecting import actor_behind
from api.models import Client
from api.networks import MOST, clean_networks, inside
from core.errors import InvalidInput, WrongState
from core.events import at_moment, now
from core.models import Event
from core.periods import today
from core.permissions import Perm

HOST = "jingan.localhost"
ME = "{ me { kind } }"


@pytest.fixture
def registered(cast: Cast) -> tuple[Client, str]:
    return client_register(
        actor=cast.actor("security"), name="数据中台", purpose="汇总", at=cast.street_a, scopes=["view"]
    )


def status(client: Client, secret: str, address: str = "127.0.0.1") -> int:
    return int(token_of(Http(REMOTE_ADDR=address), HOST, client.client_id, secret).status_code)


def caller(client: Client, secret: str, address: str = "127.0.0.1") -> Caller:
    http = Http(REMOTE_ADDR=address)
    return Caller(http, HOST, token_of(http, HOST, client.client_id, secret).json()["access_token"])


def limited(cast: Cast, client: Client, *networks: str) -> None:
    client_limit(actor=cast.actor("security"), client=client, expires_on=None, networks=list(networks))


class TestRotation:
    def test_for_a_day_both_secrets_count(self, cast: Cast, registered: tuple[Client, str]) -> None:
        client, old = registered
        running = caller(client, old)
        new = client_rotate(actor=cast.actor("security"), client=client)
        assert [status(client, secret) for secret in (old, new, "neither")] == [200, 200, 401]
        assert running.post(ME).status_code == 200
        with at_moment(now() + timedelta(hours=23, minutes=59)):
            assert status(client, old) == 200
        with at_moment(now() + timedelta(hours=24, minutes=1)):
            assert [status(client, secret) for secret in (old, new)] == [401, 200]

    def test_the_secret_before_the_old_one_ends(self, cast: Cast, registered: tuple[Client, str]) -> None:
        client, first = registered
        second = client_rotate(actor=cast.actor("security"), client=client)
        third = client_rotate(actor=cast.actor("security"), client=client, hours=1)
        assert [status(client, secret) for secret in (first, second, third)] == [401, 200, 200]

    def test_zero_hours_end_it_at_once(self, cast: Cast, registered: tuple[Client, str]) -> None:
        client, old = registered
        client_rotate(actor=cast.actor("security"), client=client)
        running = caller(client, old)
        new = client_rotate(actor=cast.actor("security"), client=client, hours=0)
        assert [status(client, secret) for secret in (old, new)] == [401, 200]
        assert running.post(ME).status_code == 401

    def test_the_old_one_can_be_ended_before_its_time(self, cast: Cast, registered: tuple[Client, str]) -> None:
        client, old = registered
        new = client_rotate(actor=cast.actor("security"), client=client)
        running = caller(client, old)
        client_drop_secret(actor=cast.actor("security"), client=client)
        assert [status(client, secret) for secret in (old, new)] == [401, 200]
        assert running.post(ME).status_code == 401
        with pytest.raises(WrongState):
            client_drop_secret(actor=cast.actor("security"), client=client)

    @pytest.mark.parametrize("hours", [-1, 169, 10**9])
    def test_the_grace_has_bounds(self, cast: Cast, registered: tuple[Client, str], hours: int) -> None:
        client, old = registered
        with pytest.raises(InvalidInput) as refused:
            client_rotate(actor=cast.actor("security"), client=client, hours=hours)
        assert refused.value.field == "hours"
        assert status(client, old) == 200

    def test_no_secret_stands_anywhere(self, cast: Cast, registered: tuple[Client, str]) -> None:
        client, old = registered
        new = client_rotate(actor=cast.actor("security"), client=client)
        kept = str(Client.objects.values().get()) + str(list(Event.objects.values_list("data", flat=True)))
        assert old not in kept
        assert new not in kept

    def test_it_counts_in_the_form_as_well(self, cast: Cast, registered: tuple[Client, str]) -> None:
        client, old = registered
        new = client_rotate(actor=cast.actor("security"), client=client)
        form = {"grant_type": "client_credentials", "client_id": client.client_id}
        answers = [
            Http().post("/oauth/token/", {**form, "client_secret": secret}, HTTP_HOST=HOST).status_code
            for secret in (old, new, "neither")
        ]
        assert answers == [200, 200, 401]


class TestTerm:
    def test_the_last_day_is_whole(self, cast: Cast, registered: tuple[Client, str]) -> None:
        client, secret = registered
        running = caller(client, secret)
        client_limit(actor=cast.actor("security"), client=client, expires_on=today(), networks=[])
        assert status(client, secret) == 200
        assert running.post(ME).status_code == 200
        Client.objects.update(expires_on=today() - timedelta(days=1))
        assert status(client, secret) == 401
        assert running.send({"query": "mutation { __typename }"}).status_code == 401
        client.refresh_from_db()
        # Nor is anything sent to it.
        assert not actor_behind(client).can_anywhere(Perm.VIEW)

    def test_a_term_can_be_taken_away_again(self, cast: Cast, registered: tuple[Client, str]) -> None:
        client, secret = registered
        Client.objects.update(expires_on=date(2026, 1, 1))
        assert status(client, secret) == 401
        limited(cast, client)
        assert status(client, secret) == 200

    def test_it_does_not_end_in_the_past(self, cast: Cast, registered: tuple[Client, str]) -> None:
        with pytest.raises(InvalidInput) as refused:
            client_limit(
                actor=cast.actor("security"),
                client=registered[0],
                expires_on=today() - timedelta(days=1),
                networks=["10.0.0.1"],
            )
        assert refused.value.field == "expires_on"
        assert Client.objects.get().networks == []


class TestNetworks:
    def test_only_from_there(self, cast: Cast, registered: tuple[Client, str]) -> None:
        client, secret = registered
        limited(cast, client, "10.1.2.0/24", "2001:db8::/32")
        addresses = {"10.1.2.7": 200, "2001:db8::1": 200, "::ffff:10.1.2.9": 200, "10.1.3.7": 401, "127.0.0.1": 401}
        assert {each: status(client, secret, each) for each in addresses} == addresses

    def test_a_token_that_travels_is_of_no_use(self, cast: Cast, registered: tuple[Client, str]) -> None:
        client, secret = registered
        inner = caller(client, secret, "10.1.2.7")
        limited(cast, client, "10.1.2.7")
        assert inner.post(ME).status_code == 200
        outer = Caller(Http(REMOTE_ADDR="10.9.9.9"), HOST, inner.token)
        told = outer.post(ME)
        assert told.status_code == 403
        (error,) = told.json()["errors"]
        assert error["extensions"]["code"] == "NETWORK_REFUSED"
        assert "10.9.9.9" in error["message"]
        assert inner.post(ME).status_code == 200

    @pytest.mark.parametrize(
        "text", ["", "here", "10.1.2.3/24", "10.1.2", "10.1.2.3/33", "10.1.2.0/24; 10.1.3.0/24", "\x00", "1" * 500]
    )
    def test_what_is_no_network_is_refused(self, cast: Cast, registered: tuple[Client, str], text: str) -> None:
        with pytest.raises(InvalidInput) as refused:
            limited(cast, registered[0], "10.0.0.1", text)
        assert refused.value.field == "networks"
        assert Client.objects.get().networks == []

    def test_they_are_written_in_one_way_and_bounded(self) -> None:
        assert clean_networks(["10.1.2.3", " 10.1.2.3/32 ", "2001:DB8:0::/32"]) == ["10.1.2.3/32", "2001:db8::/32"]
        assert len(clean_networks([f"10.0.0.{n}" for n in range(MOST)])) == MOST
        with pytest.raises(InvalidInput):
            clean_networks([f"10.0.0.{n}" for n in range(MOST + 1)])

    def test_what_has_no_address_is_outside(self) -> None:
        assert not inside(None, ["0.0.0.0/0", "::/0"])


def test_districts_have_terms_of_their_own(cast: Cast, neighbour: Cast, registered: tuple[Client, str]) -> None:
    with schema_context("dongcheng"):
        there, secret = client_register(
            actor=neighbour.actor("security"), name="数据中台", purpose="汇总", at=neighbour.root, scopes=["view"]
        )
    limited(cast, registered[0], "10.1.2.7")
    assert status(*registered) == 401
    assert token_of(Http(), "dongcheng.localhost", there.client_id, secret).status_code == 200


def test_the_interface_tells_and_sets_them(cast: Cast, registered: tuple[Client, str]) -> None:
    client, _ = registered
    security = person(cast.users["security"])
    select = "client { expiresOn networks oldSecretUntil }"
    values: dict[str, Any] = {"id": gid(client), "expiresOn": "2099-12-31", "networks": ["10.1.2.7", "10.1.2.7"]}
    made = security.do("clientLimit", select, **values)
    assert made["client"] == {"expiresOn": "2099-12-31", "networks": ["10.1.2.7/32"], "oldSecretUntil": None}
    note = Event.objects.get(verb="client.limit").data["note"]
    assert note == "有效期至 2099-12-31；10.1.2.7/32"
    rotated = security.do("clientRotate", f"{select} secret", id=gid(client), hours=2)
    until = datetime.fromisoformat(rotated["client"]["oldSecretUntil"])
    assert timedelta(hours=1, minutes=59) < until - now() < timedelta(hours=2, minutes=1)
    assert security.do("clientRotate", "secret", id=gid(client), hours=-1)["errors"][0]["field"] == "hours"
    assert security.do("clientDropSecret", select, id=gid(client))["client"]["oldSecretUntil"] is None
    wrong = security.do("clientLimit", select, **{**values, "networks": ["nowhere"]})["errors"][0]
    assert (wrong["code"], wrong["field"]) == ("INVALID_INPUT", "networks")


class TestScopes:
    def test_what_is_lost_ends_for_tokens_given_out_and_what_is_gained_takes_a_new_one(
        self, cast: Cast, registered: tuple[Client, str]
    ) -> None:
        client, secret = registered
        open_listing(cast)
        running, count = caller(client, secret), "{ needs { totalCount } reports { totalCount } }"
        assert running.ask(count)["needs"]["totalCount"] == 1
        client_rescope(actor=cast.actor("security"), client=client, scopes=["report.view"])
        assert running.ask(count)["needs"]["totalCount"] == 0
        client_rescope(actor=cast.actor("security"), client=client, scopes=["report.view", "listing.view"])
        assert running.ask(count)["needs"]["totalCount"] == 0
        assert caller(client, secret).ask(count)["needs"]["totalCount"] == 1
        event = Event.objects.filter(verb="client.rescope").latest("pk")
        assert event.data["note"] == "增加查看资源和需求"

    def test_it_says_what_is_wrong(self, cast: Cast, registered: tuple[Client, str]) -> None:
        client, _ = registered
        for scopes, words in ((["view"], "没有变化"), ([], "至少选择一项"), (["user.edit"], "不能持有")):
            with pytest.raises(InvalidInput, match=words):
                client_rescope(actor=cast.actor("security"), client=client, scopes=scopes)
