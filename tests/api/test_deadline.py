"""What takes too long is ended and told so, changes nothing, and holds nobody up afterwards."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from callers import Caller, application, gid
from cast import Cast, build_cast
from database import SCHEMA
from django.db import connection
from django_tenants.utils import schema_context
from stories import open_listing, submitted_listing

from api import callers, deadline
from api.models import KeptAnswer
from core.models import Event
from core.permissions import Perm
from core.tasks import deliver
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
    # What has been written is told, however late.
    assert caller.do("needPublish", "need { status }", id=gid(need)) == {"need": {"status": "OPEN"}, "errors": []}
