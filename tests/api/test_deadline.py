"""What takes too long is ended and told so, changes nothing, and holds nobody up afterwards."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import psycopg
import pytest
from callers import Caller, application, gid
from cast import Cast, build_cast
from database import SCHEMA
from django.db import connection, transaction
from django_tenants.utils import schema_context
from stories import open_listing, submitted_listing

from api import callers, deadline
from api.models import KeptAnswer
from core.models import Event
from core.permissions import Perm
from core.tasks import deliver
from core.transitions import advance
from resources.actions import listings
from resources.models import Need

NEEDS = "{ needs { nodes { id } } }"
PUBLISH = "mutation ($input: NeedPublishInput!) { needPublish(input: $input) { need { status } errors { code } } }"


@pytest.fixture
def town(scratch: str, monkeypatch: pytest.MonkeyPatch, settings: Any) -> Iterator[Cast]:
    """The cast with real commits, where an operation may take half a second."""
    monkeypatch.setattr(deliver, "delay", lambda schema: None)
    settings.GRAPHQL_SECONDS = 0.5
    with schema_context(SCHEMA):
        yield build_cast()


@contextmanager
def locked(address: str, table: str) -> Iterator[None]:
    """Somebody else holds the table."""
    with psycopg.connect(address) as other:
        other.execute(f"LOCK TABLE {SCHEMA}.{table}")
        yield


def limit() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        return str(cursor.fetchone()[0])


def test_a_query_is_ended(town: Cast, scratch: str) -> None:
    open_listing(town)
    caller = application(town, town.street_a, [Perm.VIEW])
    with locked(scratch, "resources_need"):
        response = caller.post(NEEDS)
    assert response.status_code == 200
    (error,) = response.json()["errors"]
    assert error["extensions"]["code"] == "TIMEOUT"
    assert "0.5 秒" in error["message"]
    assert len(caller.ask(NEEDS)["needs"]["nodes"]) == 1


def test_pages_and_tasks_have_their_own_time(town: Cast) -> None:
    caller = application(town, town.street_a, [Perm.VIEW])
    assert limit() == "0"
    caller.ask(NEEDS)
    assert limit() == "0"
    with deadline.statements_in_time():
        assert limit() == "500ms"
        connection.close()
        assert limit() == "500ms"
    assert limit() == "0"


def test_the_limit_is_sent_once(town: Cast) -> None:
    caller = application(town, town.street_a, [Perm.VIEW])
    caller.ask(NEEDS)
    sent: list[str] = []
    execute = connection.connection.execute
    connection.connection.execute = lambda text, *more: sent.append(text) or execute(text, *more)
    for _ in range(3):
        caller.ask(NEEDS)
    assert sent == []


def test_a_mutation_is_ended_and_changes_nothing(town: Cast, scratch: str) -> None:
    need = submitted_listing(town)
    caller = application(town, town.street_a, [Perm.VIEW, Perm.LISTING_REVIEW])
    before = Event.objects.count()
    body = {"query": PUBLISH, "variables": {"input": {"id": gid(need)}}}
    with psycopg.connect(scratch) as other:
        other.execute(f"SELECT 1 FROM {SCHEMA}.resources_need FOR UPDATE")
        for key in ("", "publish-0001"):
            (error,) = caller.send(body, **{"Idempotency-Key": key}).json()["errors"]
            assert error["extensions"]["code"] == "TIMEOUT"
    assert (Need.objects.get().status, Event.objects.count()) == ("submitted", before)
    assert not KeptAnswer.objects.exists()
    told = caller.send(body, **{"Idempotency-Key": "publish-0001"}).json()["data"]["needPublish"]
    assert told == {"need": {"status": "OPEN"}, "errors": []}


def test_whoever_waits_at_the_door_is_told_as_well(town: Cast, scratch: str, caplog: pytest.LogCaptureFixture) -> None:
    caller = application(town, town.street_a, [Perm.VIEW])
    callers.forget(SCHEMA)
    with locked(scratch, "api_client"):
        response = caller.post(NEEDS)
    assert response.status_code == 503
    assert response.json()["errors"][0]["extensions"]["code"] == "TIMEOUT"
    assert "failed" not in caplog.text


def test_no_statement_begins_after_the_time(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Many quick statements are as long as a slow one."""
    need = submitted_listing(cast)
    caller: Caller = application(cast, cast.street_a, [Perm.VIEW, Perm.LISTING_REVIEW])
    monkeypatch.setattr(deadline, "until", lambda: time.monotonic() - 1)
    monkeypatch.setattr("api.execution.until", deadline.until)
    # Not one statement, but one for each field that needs any.
    (error,) = caller.post("{ me { kind } needs { nodes { id } } }").json()["errors"]
    assert error["extensions"]["code"] == "TIMEOUT"
    (error,) = caller.post(PUBLISH, {"input": {"id": gid(need)}}).json()["errors"]
    assert error["extensions"]["code"] == "TIMEOUT"
    assert Need.objects.get().status == "submitted"


class TestWholeMutations:
    """All statements of a mutation have one end together, in a transaction as outside of it."""

    def publish(
        self, town: Cast, monkeypatch: pytest.MonkeyPatch, work: Callable[[], None], key: str = ""
    ) -> tuple[Any, float]:
        """Publish a need by an action that does ``work`` when it has moved it; the answer, and how long it took."""
        need = submitted_listing(town)
        caller = application(town, town.street_a, [Perm.VIEW, Perm.LISTING_REVIEW])

        def slowly(*given: Any, **more: Any) -> Any:
            moved = advance(*given, **more)
            work()
            return moved

        monkeypatch.setattr(listings, "advance", slowly)
        body = {"query": PUBLISH, "variables": {"input": {"id": gid(need)}}}
        started = time.monotonic()
        answer = caller.send(body, **({"Idempotency-Key": key} if key else {})).json()
        return answer, time.monotonic() - started

    @pytest.mark.parametrize("key", ["", "publish-0002"])
    def test_many_quick_statements_are_ended(self, town: Cast, monkeypatch: pytest.MonkeyPatch, key: str) -> None:
        done: list[float] = []

        def many() -> None:
            for _ in range(200):
                sleep(0.05)
                done.append(time.monotonic())

        answer, seconds = self.publish(town, monkeypatch, many, key)
        (error,) = answer["errors"]
        assert error["extensions"]["code"] == "TIMEOUT"
        assert len(done) < 12
        assert seconds < 1.5
        assert Need.objects.get().status == "submitted"
        assert not Event.objects.filter(verb="need.publish").exists()
        assert not KeptAnswer.objects.exists()
        assert limit() == "0"

    def test_one_slow_statement_gets_what_is_left(self, town: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
        """Not the whole time anew."""
        began: list[float] = []

        def two() -> None:
            sleep(0.3)
            began.append(time.monotonic())
            sleep(5)

        answer, _ = self.publish(town, monkeypatch, two)
        assert answer["errors"][0]["extensions"]["code"] == "TIMEOUT"
        assert time.monotonic() - began[0] < 0.45
        assert Need.objects.get().status == "submitted"

    def test_what_an_inner_transaction_takes_back_is_told_again(
        self, town: Cast, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A savepoint that goes back takes the limit along that was set inside it."""

        def undone() -> None:
            with suppress(ZeroDivisionError), transaction.atomic():
                sleep(0.3)
                raise ZeroDivisionError
            sleep(5)

        answer, seconds = self.publish(town, monkeypatch, undone)
        assert answer["errors"][0]["extensions"]["code"] == "TIMEOUT"
        assert seconds < 1.5

    def test_what_was_written_in_time_is_told_however_late(self, town: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
        """Between the work and its telling the time runs out."""
        written = deadline.Watch.written

        def late(watch: deadline.Watch) -> None:
            time.sleep(0.6)
            written(watch)

        monkeypatch.setattr(deadline.Watch, "written", late)
        answer, _ = self.publish(town, monkeypatch, lambda: None)
        assert answer["data"]["needPublish"] == {"need": {"status": "OPEN"}, "errors": []}

    def test_a_quick_one_sends_no_limits(self, town: Cast, monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
        told: list[float] = []
        monkeypatch.setattr(deadline.Watch, "_tell", lambda watch, database, left: told.append(left))
        settings.GRAPHQL_SECONDS = 60
        answer, _ = self.publish(town, monkeypatch, lambda: None)
        assert answer["data"]["needPublish"]["errors"] == []
        assert told == []


def sleep(seconds: float) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(%s)", [seconds])
