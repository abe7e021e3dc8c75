"""The connection: it speaks only where it must, and notices that it has died."""

from collections.abc import Iterator

import psycopg
import pytest
from database import NEIGHBOUR, SCHEMA, address_of
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_tenants.utils import schema_context

from core.prepared import run, written
from tenants.backend import base
from tenants.org.models import Organization


def paths(captured: CaptureQueriesContext) -> list[str]:
    return [query["sql"] for query in captured if "search_path" in query["sql"]]


def test_the_path_is_set_when_the_district_changes(db: None) -> None:
    with schema_context(SCHEMA):
        Organization.objects.count()
    with CaptureQueriesContext(connection) as captured:
        for schema in (SCHEMA, SCHEMA, NEIGHBOUR, NEIGHBOUR, SCHEMA):
            # As a request does that is routed through the public schema.
            connection.set_schema_to_public()
            with schema_context(schema):
                assert Organization.objects.exists() is False
    assert len(paths(captured)) == 2


def test_choosing_a_schema_sends_nothing(db: None) -> None:
    with CaptureQueriesContext(connection) as captured:
        for _ in range(3):
            with schema_context(NEIGHBOUR), schema_context(SCHEMA):
                pass
    assert list(captured) == []


def backend() -> int:
    """The server's process behind this connection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


@pytest.fixture
def alone(django_db_setup, django_db_blocker) -> Iterator[int]:
    """The backend of a new connection outside any transaction; nothing is written through it."""
    with django_db_blocker.unblock():
        connection.close()
        yield backend()
        connection.close()


def begin_request() -> None:
    connection.close_if_unusable_or_obsolete()


def kill(pid: int) -> None:
    with psycopg.connect(address_of("postgres"), autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])


def test_a_living_connection_is_not_asked(alone: int, monkeypatch: pytest.MonkeyPatch) -> None:
    begin_request()
    monkeypatch.setattr(base.TenantsWrapper, "is_usable", lambda self: pytest.fail("asked"))
    assert backend() == alone


def test_a_dead_connection_is_replaced_before_anybody_suffers(alone: int, monkeypatch: pytest.MonkeyPatch) -> None:
    # However soon after its last use.
    monkeypatch.setattr(base, "BUSY_SECONDS", 0.0)
    kill(alone)
    begin_request()
    assert backend() != alone


def test_one_that_answered_a_moment_ago_is_not_looked_at(alone: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(base, "BUSY_SECONDS", 60.0)
    monkeypatch.setattr(base, "_has_word", lambda descriptor: pytest.fail("looked at"))
    begin_request()
    assert backend() == alone


def test_one_that_has_rested_is_asked(alone: int, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bool] = []
    usual = base.TenantsWrapper.is_usable
    monkeypatch.setattr(base.TenantsWrapper, "is_usable", lambda self: asked.append(True) or usual(self))
    monkeypatch.setattr(base, "RESTED_SECONDS", -1.0)
    begin_request()
    assert backend() == alone
    assert asked == [True]


def test_one_on_which_something_went_wrong_is_asked(alone: int) -> None:
    connection.errors_occurred = True
    kill(alone)
    begin_request()
    assert connection.connection is None
    assert backend() != alone


def test_a_session_that_was_emptied_prepares_again(alone: int) -> None:
    places = written("SELECT count(*)::text FROM org_organization WHERE depth = $1::int")
    with schema_context(SCHEMA):
        assert run(places, ["9"]) == b"0"
        with connection.cursor() as cursor:
            cursor.execute("DEALLOCATE ALL")
        assert run(places, ["9"]) == b"0"
