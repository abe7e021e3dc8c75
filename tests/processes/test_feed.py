"""The change feed against writers on connections of their own: nothing is skipped, told twice, or out of order."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from callers import application, gid
from cast import Cast, build_cast
from database import SCHEMA
from django.db import connection, transaction
from django_tenants.utils import schema_context
from stories import draft_listing

from api.rows.ids import read_id
from core.chain import verify
from core.models import Event
from core.permissions import Perm
from core.tasks import deliver

pytestmark = pytest.mark.processes
PATIENCE = 60
PAGE = """query ($after: String, $place: ID) {
    events(first: 3, after: $after, orderBy: OLDEST, verb: ["need.create"], within: $place) {
        nodes { id } pageInfo { hasNextPage endCursor } } }"""


@pytest.fixture
def town(scratch: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cast]:
    monkeypatch.setattr(deliver, "delay", lambda schema: None)
    with schema_context(SCHEMA):
        yield build_cast()


@contextmanager
def beside(work: Callable[[], Any], times: int = 1) -> Iterator[list[threading.Thread]]:
    """Threads with connections of their own that do the work; all have ended well when the block has."""
    failed: list[BaseException] = []

    def run() -> None:
        try:
            with schema_context(SCHEMA):
                work()
        except BaseException as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, daemon=True) for _ in range(times)]
    for thread in threads:
        thread.start()
    yield threads
    for thread in threads:
        thread.join(PATIENCE)
        assert not thread.is_alive()
    assert failed == []


def created() -> list[int]:
    return list(Event.objects.filter(verb="need.create").order_by("id").values_list("id", flat=True))


def test_who_comes_later_becomes_visible_later(town: Cast) -> None:
    """A writer that has its ids and not yet committed holds back all later ones, so that no reader passes it by."""
    before, after = threading.Event(), threading.Event()

    def slow() -> None:
        with transaction.atomic():
            draft_listing(town, title="先")
            before.set()
            assert after.wait(PATIENCE)

    with beside(slow):
        assert before.wait(PATIENCE)
        with beside(lambda: draft_listing(town, title="后")) as (second,):
            second.join(2)
            assert second.is_alive(), "the second waits for the first to commit"
            assert created() == []
            after.set()
    labels = Event.objects.filter(verb="need.create").order_by("id").values_list("subject_label", flat=True)
    assert list(labels) == ["先", "后"]
    assert verify() == []


def test_a_writer_that_gives_up_leaves_a_gap_and_no_hole(town: Cast) -> None:
    """Ids that were taken and never committed belong to nobody: there is nothing to wait for."""
    draft_listing(town)
    with transaction.atomic():
        draft_listing(town)
        transaction.set_rollback(True)
    draft_listing(town)
    first, second = created()
    assert second > first + 1
    assert verify() == []


def test_a_reader_among_writers_gets_everything_once_and_in_order(town: Cast) -> None:
    reader = application(town, town.street_a, [Perm.VIEW])
    writers, each = 4, 12

    def write() -> None:
        for _ in range(each):
            draft_listing(town)

    seen: list[str] = []
    cursor = None
    with beside(write, times=writers) as threads:
        while True:
            running = any(thread.is_alive() for thread in threads)
            page = reader.ask(PAGE, after=cursor, place=gid(town.street_a))["events"]
            seen += [node["id"] for node in page["nodes"]]
            cursor = page["pageInfo"]["endCursor"] or cursor
            if not running and not page["pageInfo"]["hasNextPage"]:
                break
    assert len(seen) == writers * each
    assert [read_id(one)[1] for one in seen] == created()
    assert reader.ask(PAGE, after=cursor)["events"]["nodes"] == []
    draft_listing(town)
    assert len(reader.ask(PAGE, after=cursor)["events"]["nodes"]) == 1
    assert verify() == []
