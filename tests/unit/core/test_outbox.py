"""Each consumer handles every event that concerns it exactly once, and a failing one holds up nobody."""

from datetime import timedelta

import pytest
from cast import Cast
from database import NEIGHBOUR, SCHEMA
from django.utils import timezone
from django_tenants.utils import schema_context

from core import outbox
from core.events import action, record
from core.models import Delivery, Event
from core.outbox import after_commit, consume, deliver_waiting
from core.permissions import SYSTEM
from core.tasks import deliver, deliver_everywhere
from core.verbs import register
from tenants.models import District
from tenants.org.models import Organization

register({"specimen.sent": "发一件"})


@action
def send(place: Organization, times: int = 1) -> None:
    for _ in range(times):
        record("specimen.sent", actor=SYSTEM, subject=place)


@pytest.fixture
def handled(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[int]]:
    """Two consumers: ``good`` handles all, ``bad`` fails as long as it is told to."""
    monkeypatch.setattr(outbox, "_consumers", {})
    seen: dict[str, list[int]] = {"good": [], "bad": [], "failing": [1]}

    def bad(event: Event) -> None:
        # What a failing consumer wrote before must be gone.
        Organization.objects.filter(pk=event.subject_id).update(name="写了一半")
        if seen["failing"]:
            raise ValueError("out of\0 order")
        seen["bad"].append(event.pk)

    consume("bad", wants=lambda verb: verb == "specimen.sent", handle=bad)
    consume("good", wants=lambda verb: verb == "specimen.sent", handle=lambda event: seen["good"].append(event.pk))
    return seen


def test_only_those_who_want_a_verb_get_it(cast: Cast, handled: dict[str, list[int]]) -> None:
    consume("never", wants=lambda verb: False, handle=lambda event: None)
    send(cast.root)
    assert sorted(Delivery.objects.values_list("consumer", flat=True)) == ["bad", "good"]


def test_a_failing_consumer_is_tried_again_later_and_blocks_nobody(cast: Cast, handled: dict[str, list[int]]) -> None:
    send(cast.root, times=3)
    assert deliver_waiting() == 3
    ids = list(Event.objects.values_list("id", flat=True))
    assert handled["good"] == ids
    assert handled["bad"] == []
    assert Organization.objects.get(pk=cast.root.pk).name == "静安区"
    failed = Delivery.objects.filter(consumer="bad")
    assert {row.attempts for row in failed} == {1}
    assert {row.error for row in failed} == {"ValueError: out of order"}
    assert deliver_waiting() == 0

    handled["failing"].clear()
    Delivery.objects.filter(done_at=None).update(due_at=timezone.now())
    assert deliver_waiting() == 3
    assert handled["bad"] == ids
    assert handled["good"] == ids
    assert deliver_waiting() == 0
    assert not Delivery.objects.exclude(error="").exists()


def test_waiting_doubles_up_to_an_hour(cast: Cast, handled: dict[str, list[int]]) -> None:
    send(cast.root)
    waits = []
    for _ in range(12):
        Delivery.objects.filter(consumer="bad").update(due_at=timezone.now())
        deliver_waiting()
        waits.append((Delivery.objects.get(consumer="bad").due_at - timezone.now()).total_seconds())
    assert [round(wait, -1) for wait in waits[:4]] == [10, 20, 40, 80]
    assert all(wait <= timedelta(hours=1).total_seconds() for wait in waits)
    assert waits[-1] > timedelta(minutes=59).total_seconds()


def test_more_failures_than_a_batch_do_not_starve_the_rest(
    cast: Cast, handled: dict[str, list[int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox, "BATCH", 4)
    send(cast.root, times=9)
    assert deliver_waiting() == 9
    assert len(handled["good"]) == 9


def test_a_delivery_for_a_consumer_unknown_to_this_release_waits(cast: Cast, handled: dict[str, list[int]]) -> None:
    send(cast.root)
    Delivery.objects.filter(consumer="bad").update(consumer="of a later release")
    assert deliver_waiting() == 1
    assert Delivery.objects.filter(done_at=None).count() == 1


def test_nothing_is_queued_when_the_action_fails(cast: Cast, handled: dict[str, list[int]]) -> None:
    @action
    def fail() -> None:
        send(cast.root)
        raise ValueError("too late")

    with pytest.raises(ValueError, match="too late"):
        fail()
    assert not Delivery.objects.exists()


def test_the_worker_is_woken_once_after_the_commit(
    cast: Cast, handled: dict[str, list[int]], monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks
) -> None:
    woken: list[str] = []
    monkeypatch.setattr(deliver, "delay", woken.append)
    with django_capture_on_commit_callbacks(execute=True):
        send(cast.root, times=3)
        # One transaction may be many actions, as where a district is loaded.
        send(cast.root)
        assert woken == []
    assert woken == [SCHEMA]


def test_a_queue_out_of_reach_does_not_undo_the_action(
    cast: Cast, handled: dict[str, list[int]], monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks
) -> None:
    def unreachable(schema: str) -> None:
        raise OSError("connection refused")

    monkeypatch.setattr(deliver, "delay", unreachable)
    with django_capture_on_commit_callbacks(execute=True):
        send(cast.root)
    assert Event.objects.count() == 1
    assert Delivery.objects.filter(done_at=None).count() == 2


def test_the_sweep_finds_the_districts_with_work(
    cast: Cast, neighbour: Cast, handled: dict[str, list[int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    woken: list[str] = []
    monkeypatch.setattr(deliver, "delay", woken.append)
    assert deliver_everywhere() == 0
    with schema_context(NEIGHBOUR):
        send(neighbour.root)
        # now() of the database is when the test's transaction began.
        Delivery.objects.update(due_at=timezone.now() - timedelta(hours=1))
    # A district whose schema is still being made must not stop the others.
    with schema_context("public"):
        District.objects.create(schema_name="half_made", code="990000000000", name="在建", slug="half-made")
    assert deliver_everywhere() == 1
    assert woken == [NEIGHBOUR]


def test_listeners_hear_of_what_was_committed_and_of_nothing_else(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks
) -> None:
    heard: list[tuple[str, frozenset[str]]] = []

    def deaf(schema: str, verbs: frozenset[str]) -> None:
        raise OSError

    monkeypatch.setattr(outbox, "_listeners", [])
    after_commit(deaf)
    after_commit(lambda schema, verbs: heard.append((schema, verbs)))
    with django_capture_on_commit_callbacks(execute=True):
        send(cast.root, times=3)
        assert heard == []
    assert heard == [(SCHEMA, frozenset({"specimen.sent"}))]
