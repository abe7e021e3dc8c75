"""From the log to the receiver: everything it may see, signed, in order, as often as it takes."""

from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from cast import Cast
from database import SCHEMA
from django.utils import timezone
from receiver import Receiver, reply
from standardwebhooks import Webhook as Verifier
from standardwebhooks import WebhookVerificationError
from stories import draft_listing, open_listing, submitted_listing

from api.actions.clients import client_disable
from api.hooks import collecting, delivering
from api.hooks.actions import webhook_pause, webhook_redeliver, webhook_resume, webhook_rotate, webhook_test
from api.hooks.models import Webhook, WebhookAttempt, WebhookDelivery
from api.hooks.signing import secret_of
from api.hooks.tasks import clear, deliver, with_work
from api.models import Client
from api.rows.ids import global_id
from api.rows.pages import write_cursor
from core.errors import WrongState
from core.models import Event
from core.outbox import deliver_waiting
from core.periods import SHANGHAI
from resources.actions.listings import listing_submit
from resources.models import Need
from tenants.notices.models import Notice
from tenants.org.models import Post


def work(webhook: Webhook) -> None:
    """One turn of the worker."""
    deliver(SCHEMA, webhook.pk)


def later(webhook: Webhook) -> None:
    """So much later that everything that waits is due."""
    webhook.deliveries.filter(status="waiting").update(due_at=timezone.now())
    Webhook.objects.filter(pk=webhook.pk).update(rests_until=None)
    work(webhook)


def verbs(receiver: Receiver) -> list[str]:
    return [message.content["type"] for message in receiver.got]


def states(webhook: Webhook) -> list[str]:
    return list(webhook.deliveries.order_by("id").values_list("status", flat=True))


def test_events_arrive_signed_and_in_order(cast: Cast, told: tuple[Webhook, str], receiver: Receiver) -> None:
    webhook, secret = told
    need = open_listing(cast)
    work(webhook)
    assert verbs(receiver) == ["need.create", "need.submit", "need.publish"]
    assert states(webhook) == ["delivered"] * 3
    message = receiver.got[2]
    assert Verifier(secret).verify(message.body, message.headers) == message.content
    with pytest.raises(WebhookVerificationError):
        Verifier(secret).verify(message.body + b" ", message.headers)
    attempt = WebhookAttempt.objects.get(delivery__uid=message.id.removeprefix("msg_"))
    assert attempt.headers == "\n".join(f"{name}: {value}" for name, value in message.headers.items())
    assert f"webhook-signature: {message.headers['webhook-signature']}" in attempt.headers
    assert secret.removeprefix("whsec_") not in attempt.headers
    event = Event.objects.get(verb="need.publish")
    assert message.path == "/hook?key=1"
    assert message.headers["Content-Type"] == "application/json"
    assert message.content["timestamp"] == event.at.astimezone(SHANGHAI).isoformat()
    assert message.content["data"] == {
        "event": global_id("Event", event.pk),
        "cursor": write_cursor([event.pk]),
        "what": "审核通过并发布需求 30小时",
        "actor": event.actor_label,
        "subject": {"id": global_id("Need", need.pk), "label": need.title},
        "organization": {
            "id": global_id("Organization", cast.community_a.pk),
            "code": cast.community_a.code,
            "name": "新安居委会",
        },
        "unit": None,
        "district": {"id": global_id("Organization", cast.root.pk), "code": "310106000000", "name": "静安区"},
        "requestId": "",
    }
    work(webhook)
    assert len(receiver.got) == 3


def test_only_what_the_client_may_see_is_sent(cast: Cast, webhook: Webhook, receiver: Receiver) -> None:
    draft_listing(cast, by="unit_a")
    work(webhook)
    assert receiver.got == []
    need = draft_listing(cast)
    collecting.collect(webhook.pk)
    Post.objects.filter(user=webhook.client.service_user).update(organization=cast.street_b)
    work(webhook)
    assert receiver.got == []
    assert states(webhook) == ["withheld"]
    listing_submit(actor=cast.actor("community_a"), listing=need)
    work(webhook)
    assert states(webhook) == ["withheld"]


def test_a_failure_holds_back_its_subject_and_nothing_else(cast: Cast, webhook: Webhook, receiver: Receiver) -> None:
    first, second = submitted_listing(cast, title="甲"), submitted_listing(cast, title="乙")
    refused = {global_id("Need", first.pk)}

    def behave(handler: Any, message: Any) -> None:
        reply(handler, 503 if message.content["data"]["subject"]["id"] in refused else 200)

    receiver.behave = behave
    work(webhook)
    got = [(m.content["data"]["subject"]["label"], m.content["type"]) for m in receiver.got]
    assert got == [("甲", "need.create"), ("乙", "need.create"), ("乙", "need.submit")]
    assert states(webhook) == ["waiting", "waiting", "delivered", "delivered"]
    assert webhook.deliveries.filter(subject_id=second.pk, status="delivered").count() == 2

    refused.clear()
    later(webhook)
    assert verbs(receiver)[3:] == ["need.create", "need.submit"]
    assert receiver.got[3].id == receiver.got[0].id
    assert receiver.got[3].body == receiver.got[0].body
    assert states(webhook) == ["delivered"] * 4


def test_attempts_come_later_and_later_and_end(cast: Cast, webhook: Webhook, receiver: Receiver) -> None:
    receiver.answers(then=500)
    draft_listing(cast)
    waits = []
    for _ in range(len(delivering.DELAYS)):
        later(webhook)
        waits.append(webhook.deliveries.get().due_at - timezone.now())
    for wait, planned in zip(waits, delivering.DELAYS, strict=True):
        assert planned * 0.75 < wait < planned * 1.25
    assert all(longer > shorter for shorter, longer in pairwise(delivering.DELAYS))
    later(webhook)
    delivery = webhook.deliveries.get()
    assert (delivery.status, delivery.note) == ("failed", "对方答复 500，没有接收。")
    assert len({message.id for message in receiver.got}) == 1
    assert delivery.log.count() == len(delivering.DELAYS) + 1
    later(webhook)
    assert len(receiver.got) == len(delivering.DELAYS) + 1
    # Given up, it holds back nobody any more.
    receiver.answers(then=200)
    listing_submit(actor=cast.actor("community_a"), listing=Need.objects.get())
    work(webhook)
    assert states(webhook) == ["failed", "delivered"]


def test_a_day_of_failures_suspends_and_tells_the_administrator(
    cast: Cast, webhook: Webhook, receiver: Receiver
) -> None:
    receiver.answers(then=500)
    draft_listing(cast)
    work(webhook)
    webhook.refresh_from_db()
    assert webhook.status == "active"
    Webhook.objects.update(failing_since=timezone.now() - delivering.PATIENCE)
    later(webhook)
    webhook.refresh_from_db()
    assert webhook.status == "suspended"
    deliver_waiting()
    notice = Notice.objects.get(event__verb="webhook.suspend")
    assert notice.user == cast.users["security"]
    assert "对方答复 500" in notice.text
    assert "key=1" not in notice.text

    count = len(receiver.got)
    draft_listing(cast)
    later(webhook)
    assert len(receiver.got) == count
    receiver.answers(then=200)
    webhook_resume(actor=cast.actor("security"), webhook=webhook)
    work(webhook)
    assert states(webhook) == ["delivered"] * 2
    webhook.refresh_from_db()
    assert (webhook.status, webhook.failing_since) == ("active", None)


def test_one_success_ends_the_row_of_failures(cast: Cast, webhook: Webhook, receiver: Receiver) -> None:
    receiver.answers(500, then=200)
    draft_listing(cast)
    draft_listing(cast)
    work(webhook)
    webhook.refresh_from_db()
    assert webhook.failing_since is None


def test_gone_is_taken_at_its_word(cast: Cast, webhook: Webhook, receiver: Receiver) -> None:
    receiver.answers(then=410)
    draft_listing(cast)
    draft_listing(cast)
    work(webhook)
    webhook.refresh_from_db()
    assert webhook.status == "suspended"
    assert len(receiver.got) == 1


def test_a_pause_loses_nothing(cast: Cast, webhook: Webhook, receiver: Receiver) -> None:
    webhook = webhook_pause(actor=cast.actor("security"), webhook=webhook, reason="维护")
    open_listing(cast)
    work(webhook)
    assert receiver.got == []
    webhook_resume(actor=cast.actor("security"), webhook=webhook)
    work(webhook)
    assert verbs(receiver) == ["need.create", "need.submit", "need.publish"]


def test_for_a_day_both_secrets_sign(cast: Cast, told: tuple[Webhook, str], receiver: Receiver) -> None:
    webhook, old = told
    new = webhook_rotate(actor=cast.actor("security"), webhook=webhook)
    assert new != old
    draft_listing(cast)
    work(webhook)
    for secret in (old, new):
        Verifier(secret).verify(receiver.got[0].body, receiver.got[0].headers)
    Webhook.objects.update(old_until=timezone.now())
    draft_listing(cast)
    work(webhook)
    Verifier(new).verify(receiver.got[1].body, receiver.got[1].headers)
    with pytest.raises(WebhookVerificationError):
        Verifier(old).verify(receiver.got[1].body, receiver.got[1].headers)


def test_no_table_holds_a_secret(cast: Cast, told: tuple[Webhook, str], settings: Any) -> None:
    webhook, secret = told
    assert secret.removeprefix("whsec_") not in str(Webhook.objects.values().get())
    assert secret.removeprefix("whsec_") not in str(list(Event.objects.values()))
    assert secret_of(webhook.salt) == secret
    settings.SECRET_KEY = "another"
    assert secret_of(webhook.salt) != secret


def test_a_ping_goes_out_once_even_while_paused(cast: Cast, webhook: Webhook, receiver: Receiver) -> None:
    receiver.answers(500, then=200)
    webhook = webhook_pause(actor=cast.actor("security"), webhook=webhook)
    ping = webhook_test(actor=cast.actor("security"), webhook=webhook)
    work(webhook)
    work(webhook)
    ping.refresh_from_db()
    assert (ping.status, len(receiver.got)) == ("failed", 1)
    assert receiver.got[0].content["type"] == "ping"
    webhook.refresh_from_db()
    assert webhook.failing_since is None
    again = webhook_test(actor=cast.actor("security"), webhook=webhook)
    work(webhook)
    again.refresh_from_db()
    assert again.status == "delivered"


def test_a_message_is_sent_again_under_its_id(cast: Cast, webhook: Webhook, receiver: Receiver) -> None:
    draft_listing(cast)
    work(webhook)
    delivery = webhook.deliveries.get()
    webhook_redeliver(actor=cast.actor("security"), delivery=delivery)
    work(webhook)
    assert len({message.id for message in receiver.got}) == 1
    assert len(receiver.got) == 2
    webhook.deliveries.update(taken_until=timezone.now() + timedelta(minutes=1))
    with pytest.raises(WrongState, match="正在发送"):
        webhook_redeliver(actor=cast.actor("security"), delivery=delivery)


def test_what_a_dead_worker_had_taken_is_taken_again(
    cast: Cast, webhook: Webhook, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        pass

    def die(*given: Any) -> Any:
        raise Killed

    submitted_listing(cast)
    with monkeypatch.context() as patch:
        patch.setattr(delivering, "send", die)
        with pytest.raises(Killed):
            work(webhook)
    work(webhook)
    assert receiver.got == []
    assert with_work() == []
    webhook.deliveries.filter(attempts=1).update(taken_until=timezone.now())
    assert with_work() == [webhook.pk]
    work(webhook)
    assert verbs(receiver) == ["need.create", "need.submit"]


def test_a_client_shut_out_is_told_nothing_more(
    cast: Cast, webhook: Webhook, client: Client, receiver: Receiver
) -> None:
    draft_listing(cast)
    collecting.collect(webhook.pk)
    client_disable(actor=cast.actor("security"), client=client, reason="到期")
    later(webhook)
    webhook.refresh_from_db()
    assert (webhook.status, states(webhook)) == ("removed", ["withheld"])
    assert receiver.got == []


def test_whoever_answers_nothing_rests_as_a_whole(cast: Cast, webhook: Webhook, settings: Any) -> None:
    Webhook.objects.update(url="https://localhost:1/nobody")
    draft_listing(cast)
    draft_listing(cast)
    work(webhook)
    assert WebhookAttempt.objects.count() == 1
    webhook.refresh_from_db()
    assert timedelta(seconds=9) < webhook.rests_until - timezone.now() <= delivering.SHORTEST_REST
    Webhook.objects.update(failing_since=timezone.now() - timedelta(minutes=50))
    later(webhook)
    webhook.refresh_from_db()
    assert timedelta(minutes=4) < webhook.rests_until - timezone.now() < timedelta(minutes=6)


def test_a_turn_ends_and_the_rest_queues_again(
    cast: Cast, webhook: Webhook, receiver: Receiver, queued: list[tuple[str, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivering, "ROUND_SECONDS", 0.0)
    submitted_listing(cast)
    work(webhook)
    assert len(receiver.got) == 1
    assert queued == [(SCHEMA, webhook.pk)]


def test_many_events_are_collected_in_batches(cast: Cast, webhook: Webhook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collecting, "BATCH", 2)
    for _ in range(5):
        draft_listing(cast)
    assert collecting.collect(webhook.pk) == 5
    events = list(webhook.deliveries.order_by("id").values_list("event_id", flat=True))
    assert events == sorted(events)
    webhook.refresh_from_db()
    assert webhook.position == Event.objects.latest("id").pk
    assert collecting.collect(webhook.pk) == 0


def test_finished_deliveries_are_cleared_after_their_days(
    cast: Cast, webhook: Webhook, receiver: Receiver, settings: Any
) -> None:
    receiver.answers(200, then=500)
    submitted_listing(cast)
    work(webhook)
    old = timezone.now() - timedelta(days=settings.WEBHOOK_LOG_DAYS, minutes=1)
    assert clear(SCHEMA) == 0
    WebhookDelivery.objects.update(created_at=old)
    WebhookDelivery.objects.filter(status="delivered").update(done_at=old)
    assert clear(SCHEMA) == 1
    assert states(webhook) == ["waiting"]
    assert WebhookAttempt.objects.count() == 1
