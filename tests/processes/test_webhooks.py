"""Several workers send for one webhook at once: each message goes once, and those about one subject in their order."""

import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from cast import Cast, build_cast
from database import SCHEMA
from django.utils import timezone
from django_tenants.utils import schema_context
from processes.crowd import all_at_once
from receiver import Message, Receiver, receiving, reply
from stories import open_listing

from api.actions.clients import client_register
from api.hooks import tasks
from api.hooks.actions import webhook_redeliver, webhook_register
from api.hooks.models import Webhook, WebhookAttempt
from api.rows.ids import global_id
from core.tasks import deliver

pytestmark = pytest.mark.processes
WORKERS = 3
NEEDS = 6
STEPS = ["need.create", "need.submit", "need.publish"]


@pytest.fixture
def town(scratch: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cast]:
    """The cast with real commits. Nobody is woken: these tests send for themselves."""
    monkeypatch.setattr(deliver, "delay", lambda schema: None)
    monkeypatch.setattr(tasks.deliver, "delay", lambda *given: None)
    with schema_context(SCHEMA):
        yield build_cast()


@pytest.fixture
def receiver(tmp_path: Path, settings: Any) -> Iterator[Receiver]:
    with receiving(tmp_path) as running:
        settings.WEBHOOK_ALLOWED_NETWORKS = ["127.0.0.0/8", "::1/128"]
        settings.WEBHOOK_CA_FILE = running.ca_file
        yield running


@pytest.fixture
def webhook(town: Cast, receiver: Receiver) -> Webhook:
    given = {"name": "数据中台", "purpose": "汇总", "at": town.street_a, "scopes": ["view", "webhook.edit"]}
    client = client_register(actor=town.actor("security"), **given)[0]
    return webhook_register(actor=town.actor("security"), client=client, url=receiver.url, verbs=STEPS)[0]


def work_together(webhook: Webhook) -> None:
    all_at_once([partial(tasks.deliver, SCHEMA, webhook.pk)] * WORKERS)


def by_subject(messages: list[Message]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for message in messages:
        found[message.content["data"]["subject"]["id"]].append(message.content["type"])
    return found


def test_each_message_once_and_in_order(town: Cast, webhook: Webhook, receiver: Receiver) -> None:
    at_once: list[int] = []
    running: Counter[str] = Counter()

    def slowly(handler: BaseHTTPRequestHandler, message: Message) -> None:
        subject = message.content["data"]["subject"]["id"]
        running[subject] += 1
        at_once.append(running[subject])
        time.sleep(0.05)
        running[subject] -= 1
        reply(handler, 204)

    receiver.behave = slowly
    for _ in range(NEEDS):
        open_listing(town)
    work_together(webhook)
    assert list(by_subject(receiver.got).values()) == [STEPS] * NEEDS
    assert set(Counter(message.id for message in receiver.got).values()) == {1}
    assert set(at_once) == {1}
    assert set(webhook.deliveries.values_list("status", "attempts")) == {("delivered", 1)}
    assert WebhookAttempt.objects.count() == NEEDS * len(STEPS)


def test_a_receiver_that_fails_now_and_then_still_gets_them_in_order(
    town: Cast, webhook: Webhook, receiver: Receiver
) -> None:
    taken: list[Message] = []
    tried: Counter[str] = Counter()

    def moody(handler: BaseHTTPRequestHandler, message: Message) -> None:
        tried[message.id] += 1
        refused = tried[message.id] == 1 and int(message.id.removeprefix("msg_"), 16) % 3 == 0
        if not refused:
            taken.append(message)
        reply(handler, 503 if refused else 204)

    receiver.behave = moody
    for _ in range(NEEDS):
        open_listing(town)
    for _ in range(len(STEPS) + 1):
        work_together(webhook)
        webhook.deliveries.filter(status="waiting").update(due_at=timezone.now())
    assert list(by_subject(taken).values()) == [STEPS] * NEEDS
    assert set(Counter(message.id for message in taken).values()) == {1}
    assert not webhook.deliveries.exclude(status="delivered").exists()


def test_sending_again_by_hand_keeps_the_order_of_the_others(town: Cast, webhook: Webhook, receiver: Receiver) -> None:
    """What is sent again goes first about its subject; the others follow in their order, each once."""
    receiver.answers(204, then=500)
    needs = [open_listing(town), open_listing(town)]
    tasks.deliver(SCHEMA, webhook.pk)
    first = webhook.deliveries.get(status="delivered")
    receiver.answers(then=204)
    webhook.deliveries.filter(status="waiting").update(due_at=timezone.now())
    already = len(receiver.got)
    webhook_redeliver(actor=town.actor("security"), delivery=first)
    work_together(webhook)
    again = receiver.got[already:]
    assert by_subject(again) == {global_id("Need", need.pk): STEPS for need in needs}
    assert set(Counter(message.id for message in again).values()) == {1}
    assert first.message_id in {each.id for each in again}
    # It had been there before, under the same id: that is all that came twice.
    assert [each.id for each in receiver.got[:already]].count(first.message_id) == 1


def test_sending_again_while_a_later_one_is_on_its_way(town: Cast, webhook: Webhook, receiver: Receiver) -> None:
    """The one on its way is not sent a second time, and the one after it waits for both."""
    open_listing(town)
    tasks.deliver(SCHEMA, webhook.pk)
    create, submit, publish = webhook.deliveries.order_by("id")
    # As if a worker were just sending the second, and the third had not begun.
    webhook.deliveries.filter(pk=submit.pk).update(
        status="waiting", taken_until=timezone.now() + timedelta(minutes=2), done_at=None
    )
    webhook.deliveries.filter(pk=publish.pk).update(status="waiting", done_at=None)
    webhook_redeliver(actor=town.actor("security"), delivery=create)
    before = len(receiver.got)
    work_together(webhook)
    assert [message.id for message in receiver.got[before:]] == [create.message_id]
    webhook.deliveries.filter(pk=submit.pk).update(status="delivered", taken_until=None, done_at=timezone.now())
    work_together(webhook)
    assert [message.id for message in receiver.got[before:]] == [create.message_id, publish.message_id]
