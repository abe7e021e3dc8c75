"""Receivers that hang, lie or never end, through the whole way of the worker: it writes down what happened, is free
again, and goes on with everything else."""

import time
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from cast import Cast
from database import SCHEMA
from django.utils import timezone
from receiver import Message, Receiver, drip, endless, garbage, never, receiving, reply
from stories import draft_listing

from api.hooks import sending
from api.hooks.models import Webhook, WebhookAttempt
from api.hooks.tasks import deliver
from resources.actions.listings import listing_submit

Behaviour = Callable[[BaseHTTPRequestHandler, Message], None]
CONNECT, READ, TOTAL = 1.0, 0.5, 1.5


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, seconds in (("CONNECT", CONNECT), ("READ", READ), ("TOTAL", TOTAL)):
        monkeypatch.setattr(sending, name, seconds)


def work(webhook: Webhook) -> None:
    deliver(SCHEMA, webhook.pk)


def later(webhook: Webhook) -> None:
    """So much later that everything that waits is due."""
    webhook.deliveries.filter(status="waiting").update(due_at=timezone.now())
    Webhook.objects.filter(pk=webhook.pk).update(rests_until=None)
    work(webhook)


def says(length: str, body: bytes = b"ok", *, stays: bool = False) -> Behaviour:
    """An answer that is 200 and says this of the length of its body."""

    def behave(handler: BaseHTTPRequestHandler, message: Message) -> None:
        with suppress(OSError):
            handler.wfile.write(f"HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n".encode() + body)
            handler.wfile.flush()
            if stays:
                time.sleep(5)

    return behave


def late(handler: BaseHTTPRequestHandler, message: Message) -> None:
    """Yes, but after the time."""
    time.sleep(READ * 2)
    with suppress(OSError):
        reply(handler, 200)


def drips_its_body(handler: BaseHTTPRequestHandler, message: Message) -> None:
    """A head at once, and then a byte now and then."""
    with suppress(OSError):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
        for _ in range(200):
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(0.05)


NO_ANSWER = "对方没有在规定时间内答复。"
FAILING = {
    "hangs": (never, None, NO_ANSWER),
    "drips its head": (drip, None, NO_ANSWER),
    "says yes too late": (late, None, NO_ANSWER),
    "speaks no HTTP": (garbage, None, "对方的答复不是 HTTP。"),
    "fails": (lambda handler, message: reply(handler, 500, b"x" * 9000), 500, "对方答复 500，没有接收。"),
}
ARRIVING: dict[str, Behaviour] = {
    "says too much": says("1000000", stays=True),
    "says too much and goes": says("1000000"),
    "says too little": says("1", b"x" * 5000),
    "never ends": endless,
    "drips its body": drips_its_body,
}


@pytest.mark.parametrize("kind", FAILING)
def test_what_has_not_arrived_is_sent_again(cast: Cast, webhook: Webhook, receiver: Receiver, kind: str) -> None:
    behave, status, error = FAILING[kind]
    receiver.behave = behave
    need = draft_listing(cast)
    listing_submit(actor=cast.actor("community_a"), listing=need)
    started = time.monotonic()
    work(webhook)
    assert time.monotonic() - started < TOTAL + 3
    first, second = webhook.deliveries.order_by("id")
    attempt = WebhookAttempt.objects.get()
    assert (attempt.delivery, attempt.status, attempt.error) == (first, status, error)
    assert len(attempt.answer) <= sending.ANSWER_BYTES
    assert (first.status, first.note, first.taken_until) == ("waiting", error, None)
    # What is later about the same need waits.
    assert (second.status, second.attempts) == ("waiting", 0)
    receiver.behave = None
    later(webhook)
    # The same message under the same id, and then the next.
    assert [each.id for each in receiver.got] == [first.message_id, first.message_id, second.message_id]
    assert set(webhook.deliveries.values_list("status", flat=True)) == {"delivered"}
    webhook.refresh_from_db()
    assert (webhook.status, webhook.failing_since, webhook.rests_until) == ("active", None, None)


@pytest.mark.parametrize("kind", ARRIVING)
def test_who_says_yes_has_it_whatever_follows(cast: Cast, webhook: Webhook, receiver: Receiver, kind: str) -> None:
    """The status has come: what is said of the body, and the body itself, change nothing and hold nobody up."""
    receiver.behave = ARRIVING[kind]
    need = draft_listing(cast)
    listing_submit(actor=cast.actor("community_a"), listing=need)
    started = time.monotonic()
    work(webhook)
    assert time.monotonic() - started < 2 * TOTAL + 3
    assert [each.content["type"] for each in receiver.got] == ["need.create", "need.submit"]
    assert set(webhook.deliveries.values_list("status", "attempts")) == {("delivered", 1)}
    for attempt in WebhookAttempt.objects.all():
        assert (attempt.status, attempt.error) == (200, "")
        assert len(attempt.answer) <= sending.ANSWER_BYTES


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_leads_nowhere(
    cast: Cast, webhook: Webhook, receiver: Receiver, tmp_path: Path, status: int
) -> None:
    """Not even to where something listens: whoever is within is asked nothing by us."""
    (tmp_path / "inside").mkdir()
    with receiving(tmp_path / "inside") as inside:
        receiver.behave = lambda handler, message: reply(handler, status, Location=inside.url)
        draft_listing(cast)
        work(webhook)
        assert inside.got == []
    delivery = webhook.deliveries.get()
    assert (delivery.status, len(receiver.got)) == ("waiting", 1)
    assert "不跟随" in delivery.note


def test_an_address_that_has_moved_inside_is_not_called(
    cast: Cast, webhook: Webhook, receiver: Receiver, settings: object
) -> None:
    """The name leads to this machine, and what the operator had allowed of it is allowed no longer."""
    settings.WEBHOOK_ALLOWED_NETWORKS = []  # type: ignore[attr-defined]
    draft_listing(cast)
    work(webhook)
    assert receiver.got == []
    attempt = WebhookAttempt.objects.get()
    assert (attempt.status, attempt.delivery.status) == (None, "waiting")
    assert "内部" in attempt.error


def test_one_that_hangs_holds_up_no_other(cast: Cast, webhook: Webhook, receiver: Receiver) -> None:
    """While nobody answers the webhook rests as a whole: of many messages one has been tried."""
    receiver.behave = never
    for _ in range(4):
        draft_listing(cast)
    work(webhook)
    assert (len(receiver.got), WebhookAttempt.objects.count()) == (1, 1)
    webhook.refresh_from_db()
    assert webhook.rests_until is not None
    receiver.behave = None
    later(webhook)
    assert list(webhook.deliveries.values_list("status", flat=True)) == ["delivered"] * 4
