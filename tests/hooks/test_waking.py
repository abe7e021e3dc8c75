"""When the worker hears of something to send: at once where all goes well, and by the sweep where it does not."""

from datetime import timedelta
from typing import Any

import pytest
from cast import Cast
from database import NEIGHBOUR, SCHEMA
from django.utils import timezone
from django_tenants.utils import schema_context
from stories import draft_listing, webhook_in

from api.hooks import tasks
from api.hooks.actions import webhook_pause, webhook_redeliver, webhook_test
from api.hooks.collecting import collect
from api.hooks.models import Webhook
from api.hooks.tasks import clear_everywhere, sweep, wake
from tenants.models import District


def test_only_those_who_want_what_happened_are_woken(
    cast: Cast, queued: list[tuple[str, int]], django_capture_on_commit_callbacks: Any
) -> None:
    webhook = webhook_in(cast)
    wake(SCHEMA, frozenset({"claim.confirm"}))
    assert queued == []
    with django_capture_on_commit_callbacks(execute=True):
        draft_listing(cast)
    assert queued == [(SCHEMA, webhook.pk)]
    webhook_pause(actor=cast.actor("security"), webhook=webhook)
    wake(SCHEMA, frozenset({"need.create"}))
    assert len(queued) == 1


def test_the_platform_itself_has_no_webhooks(district: None, queued: list[tuple[str, int]]) -> None:
    wake("public", frozenset({"district.create"}))
    assert queued == []


def test_a_queue_out_of_reach_does_no_harm(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    def unreachable(*given: Any) -> None:
        raise OSError("connection refused")

    webhook = webhook_in(cast)
    monkeypatch.setattr(tasks.deliver, "delay", unreachable)
    with django_capture_on_commit_callbacks(execute=True):
        webhook_test(actor=cast.actor("security"), webhook=webhook)
    assert webhook.deliveries.count() == 1


def test_the_sweep_finds_what_is_unread_and_what_is_due(
    cast: Cast, neighbour: Cast, queued: list[tuple[str, int]]
) -> None:
    webhook = webhook_in(cast)
    # The registration itself is recorded after the position was taken.
    collect(webhook.pk)
    queued.clear()
    assert sweep() == 0
    draft_listing(cast)
    assert sweep() == 1
    assert queued == [(SCHEMA, webhook.pk)]

    collect(webhook.pk)
    # now() of the database is when the test's transaction began.
    webhook.deliveries.update(due_at=timezone.now() - timedelta(hours=1))
    assert sweep() == 1
    assert len(queued) == 2
    webhook.deliveries.update(due_at=timezone.now() + timedelta(hours=1))
    assert sweep() == 0
    webhook_redeliver(actor=cast.actor("security"), delivery=webhook.deliveries.get())
    # Redelivering is an event as well.
    collect(webhook.pk)
    webhook.deliveries.update(due_at=timezone.now() - timedelta(hours=1))
    Webhook.objects.update(rests_until=timezone.now() + timedelta(minutes=1))
    sweep()
    assert len(queued) == 2, "a webhook at rest is left alone"


def test_closed_districts_are_left_alone(cast: Cast, neighbour: Cast, queued: list[tuple[str, int]]) -> None:
    with schema_context(NEIGHBOUR):
        webhook_in(neighbour)
        draft_listing(neighbour)
    with schema_context("public"):
        District.objects.filter(schema_name=NEIGHBOUR).update(closed_at=timezone.now())
    assert sweep() == 0
    with schema_context("public"):
        District.objects.filter(schema_name=NEIGHBOUR).update(closed_at=None)
    assert sweep() == 1
    assert {schema for schema, _ in queued} == {NEIGHBOUR}


def test_the_log_is_cleared_in_every_district(district: None, monkeypatch: pytest.MonkeyPatch) -> None:
    cleared: list[str] = []
    monkeypatch.setattr(tasks.clear, "delay", cleared.append)
    assert clear_everywhere() == 2
    assert sorted(cleared) == [NEIGHBOUR, SCHEMA]
