"""What clients ask is counted without a statement, written down each minute, shown, and forgotten in the end."""

import threading
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from callers import Caller, application, gid, person
from cast import Cast
from django.db import OperationalError, connection
from django.test import Client as Http
from django.test.utils import CaptureQueriesContext
from django_tenants.utils import schema_context
from stories import listing_in

from api.models import UNUSED_DAYS, Client, Usage
from api.rates import take
from api.usage import counting
from api.usage.models import ClientUsage
from api.usage.reading import days_of
from api.usage.tasks import IDLE_MINUTES, prune
from core.events import at_moment, now
from core.periods import today
from core.permissions import Perm

ME = "{ me { kind } }"


@pytest.fixture(autouse=True)
def nothing_counted() -> Iterator[None]:
    counting.forget()
    yield
    counting.forget()


@pytest.fixture
def caller(cast: Cast) -> Caller:
    return application(cast, cast.street_a, [Perm.VIEW, Perm.LISTING_EDIT], name="街道小程序")


def sums(client: Client) -> tuple[int, int, int, int]:
    counting.flush()
    row = ClientUsage.objects.get(client=client)
    return row.requests, row.cost, row.errors, row.refusals


def test_every_outcome_is_counted(cast: Cast, caller: Caller, settings: Any) -> None:
    listing = listing_in(cast, "submitted")
    caller.ask(ME)
    caller.post("{ nothing }")
    caller.post("{ needs(first: 101) { nodes { id } } }")
    settings.GRAPHQL_MOST_COST = 100
    caller.post("{ needs(first: 100) { nodes { id } } }")
    settings.GRAPHQL_MOST_COST = 25_000
    # Turned down in its payload: a right that the client does not hold.
    assert caller.do("needPublish", id=gid(listing))["errors"][0]["code"] == "NOT_ALLOWED"
    requests, cost, errors, refusals = sums(Client.objects.get())
    assert (requests, errors, refusals) == (5, 2, 2)
    assert cost == 2 + 201 + 5


def test_a_request_too_many_is_a_refusal(caller: Caller, settings: Any) -> None:
    settings.GRAPHQL_REQUESTS_PER_MINUTE = 2
    assert [caller.post(ME).status_code for _ in range(3)] == [200, 200, 429]
    assert sums(Client.objects.get()) == (3, 4, 0, 1)


def test_a_call_from_a_wrong_network_is_a_refusal(caller: Caller) -> None:
    Client.objects.update(networks=["10.1.2.0/24"])
    assert caller.post(ME).status_code == 403
    assert sums(Client.objects.get())[::3] == (1, 1)


def test_a_fault_is_an_error(caller: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: Any) -> Any:
        raise OperationalError("gone")

    monkeypatch.setattr("api.asking.run", broken)
    assert caller.post(ME).status_code == 500
    assert sums(Client.objects.get()) == (1, 0, 1, 0)


def test_counting_costs_no_statement(caller: Caller) -> None:
    caller.ask(ME)
    with CaptureQueriesContext(connection) as captured:
        for _ in range(5):
            caller.ask(ME)
    assert len(captured) == 0


def test_sums_of_processes_and_minutes_add_up(caller: Caller) -> None:
    client = Client.objects.get()
    for n in (1, 2):
        caller.ask(ME)
        assert sums(client)[0] == n
    counting.flush()
    assert sums(client)[0] == 2


def test_days_are_those_of_shanghai(caller: Caller) -> None:
    client = Client.objects.get()
    late = now().replace(hour=15, minute=59, second=0)
    for moment in (late, late + timedelta(minutes=2)):
        with at_moment(moment):
            counting.count(f"client:{client.pk}", 1, counting.Outcome.DONE)
    counting.flush()
    assert list(ClientUsage.objects.order_by("day").values_list("day", "requests")) == [
        (late.date(), 1),
        (late.date() + timedelta(days=1), 1),
    ]


def test_the_last_use_has_time_and_address(cast: Cast, caller: Caller) -> None:
    caller.http = Http(REMOTE_ADDR="10.1.2.7")
    caller.ask(ME)
    counting.flush()
    client = Client.objects.get()
    assert client.last_used_from == "10.1.2.7"
    assert now() - client.last_used_at < timedelta(minutes=1)
    # What an idle process writes late does not go back.
    with at_moment(now() - timedelta(days=2)):
        counting.used(Client, client.pk)
    counting.flush()
    client.refresh_from_db()
    assert now() - client.last_used_at < timedelta(minutes=1)


def test_people_are_not_counted(cast: Cast) -> None:
    person(cast.users["street_a"]).ask(ME)
    counting.flush()
    assert not ClientUsage.objects.exists()


def test_what_cannot_be_written_waits(caller: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    client = Client.objects.get()
    caller.ask(ME)
    write = counting._write

    def fails(*args: Any) -> None:
        raise OperationalError("gone")

    monkeypatch.setattr(counting, "_write", fails)
    counting.flush()
    caller.ask(ME)
    assert not ClientUsage.objects.exists()
    monkeypatch.setattr(counting, "_write", write)
    assert sums(client)[0] == 2


def test_a_client_that_is_gone_is_passed_over(caller: Caller) -> None:
    caller.ask(ME)
    counting.count("client:999999", 1, counting.Outcome.DONE)
    assert sums(Client.objects.get())[0] == 1


def test_a_district_that_is_gone_holds_nobody_up(caller: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "_schema", lambda: "dropped_meanwhile")
    counting.count("client:1", 1, counting.Outcome.DONE)
    monkeypatch.undo()
    caller.ask(ME)
    assert sums(Client.objects.get())[0] == 1
    assert counting._days == {}


def test_a_process_writes_again_and_again_whatever_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[int] = []
    enough = threading.Event()

    def flush() -> None:
        written.append(1)
        if len(written) == 3:
            enough.set()
        raise RuntimeError("the database is away")

    monkeypatch.setattr(counting, "flush", flush)
    monkeypatch.setattr(counting, "FLUSH_SECONDS", 0.01)
    monkeypatch.setattr(counting, "_stopping", threading.Event())
    counting._run()
    assert enough.wait(10)
    counting._stopping.set()


def test_districts_count_apart(cast: Cast, neighbour: Cast, caller: Caller) -> None:
    there = application(neighbour, neighbour.root, [Perm.VIEW], schema="dongcheng")
    caller.ask(ME)
    for _ in range(3):
        there.post(ME)
    counting.flush()
    assert ClientUsage.objects.get().requests == 1
    with schema_context("dongcheng"):
        assert ClientUsage.objects.get().requests == 3


class TestReading:
    QUERY = "{ usage { nodes { clientName day requests cost errors refusals } } }"

    def test_a_client_reads_its_own_and_the_keeper_all(self, cast: Cast, caller: Caller) -> None:
        other = application(cast, cast.street_b, [Perm.VIEW], name="邻街")
        for each in (caller, caller, other):
            each.ask(ME)
        counting.flush()
        told = [row["clientName"] for row in caller.ask(self.QUERY)["usage"]["nodes"]]
        assert told == ["街道小程序"]
        security = person(cast.users["security"])
        rows = security.ask(self.QUERY)["usage"]["nodes"]
        assert sorted((row["clientName"], row["requests"]) for row in rows) == [("街道小程序", 2), ("邻街", 1)]
        # Nobody else, whatever the place.
        for name in ("street_a", "leader", "system", "audit"):
            assert person(cast.users[name]).ask(self.QUERY)["usage"]["nodes"] == []

    def test_below_its_client(self, cast: Cast, caller: Caller) -> None:
        caller.ask(ME)
        counting.flush()
        query = """query ($since: Date) { clients { nodes {
            name lastUsedAt lastUsedFrom usage(since: $since) { nodes { day requests } } } } }"""
        (client,) = person(cast.users["security"]).ask(query, since=today().isoformat())["clients"]["nodes"]
        assert client["lastUsedFrom"] == "127.0.0.1"
        assert client["usage"]["nodes"] == [{"day": today().isoformat(), "requests": 1}]
        (later,) = person(cast.users["security"]).ask(query, since="2999-01-01")["clients"]["nodes"]
        assert later["usage"]["nodes"] == []

    def test_days_have_no_gaps(self, cast: Cast, caller: Caller) -> None:
        client = Client.objects.get()
        ClientUsage.objects.create(client=client, day=today() - timedelta(days=29), requests=7)
        ClientUsage.objects.create(client=client, day=today() - timedelta(days=30), requests=9)
        days = days_of(client, cast.actor("security"))
        assert [day.requests for day in days] == [7, *[0] * 29]
        assert days[-1].day == today()
        assert [day.requests for day in days_of(client, cast.actor("street_a"))] == [0] * 30

    def test_the_long_unused_are_found(self, cast: Cast, caller: Caller) -> None:
        query = "query ($unused: Boolean) { clients(unused: $unused, orderBy: LEAST_USED) { nodes { name } } }"
        application(cast, cast.street_b, [Perm.VIEW], name="邻街")
        long_ago = now() - timedelta(days=UNUSED_DAYS + 1)
        Client.objects.filter(name="邻街").update(last_used_at=long_ago)
        security = person(cast.users["security"])
        names = {
            unused: [each["name"] for each in security.ask(query, unused=unused)["clients"]["nodes"]]
            for unused in (True, False, None)
        }
        assert names == {True: ["邻街"], False: ["街道小程序"], None: ["邻街", "街道小程序"]}
        # One that was never used counts from its registration.
        Client.objects.filter(name="街道小程序").update(last_used_at=None, created=long_ago)
        assert len(security.ask(query, unused=True)["clients"]["nodes"]) == 2


def test_old_days_and_quiet_callers_are_forgotten(cast: Cast, caller: Caller, settings: Any) -> None:
    client = Client.objects.get()
    for days in (settings.USAGE_DAYS, settings.USAGE_DAYS + 1):
        ClientUsage.objects.create(client=client, day=today() - timedelta(days=days), requests=1)
    Usage.objects.all().delete()
    take("token:10.9.9.9", 100)
    take(f"client:{client.pk}", 100)
    minute = Usage.objects.first().minute
    Usage.objects.filter(caller="token:10.9.9.9").update(minute=minute - IDLE_MINUTES - 1)
    assert prune("jingan") == 2
    assert ClientUsage.objects.get().day == today() - timedelta(days=settings.USAGE_DAYS)
    assert [usage.caller for usage in Usage.objects.all()] == [f"client:{client.pk}"]
