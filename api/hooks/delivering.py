"""Sending what is due: taken under a lock, sent outside of any transaction, and the outcome written down.

A worker that dies in between leaves the delivery as it took it; after ``LEASE`` another takes it again. The receiver
may therefore get a message twice, with the same id, and never not at all.
"""

import secrets
import time
from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from api.hooks.collecting import actor_behind
from api.hooks.models import Webhook, WebhookAttempt, WebhookDelivery
from api.hooks.sending import GONE, Answer, send
from api.hooks.signing import signed_headers
from core.events import action
from core.models import Event
from core.permissions import SYSTEM
from core.transitions import advance

# Longer than looking up a name and sending can take together.
LEASE = timedelta(minutes=2)
# How long after each failed attempt the next one comes; after the last, the delivery is given up (after about a day).
DELAYS = tuple(
    timedelta(seconds=seconds) for seconds in (10, 30, 120, 600, 1800, 3600, 7200, 4 * 3600, 8 * 3600, 12 * 3600)
)
JITTER = 0.2
# A webhook that has only failed for so long is suspended.
PATIENCE = timedelta(hours=24)
# While nobody answers at all, the webhook rests for a tenth of the time for which it has failed, within these bounds.
SHORTEST_REST, LONGEST_REST = timedelta(seconds=10), timedelta(minutes=10)
# A worker serves one webhook for so long before others have their turn.
ROUND_SECONDS = 30.0


def deliver_due(webhook_id: int) -> bool:
    """Send what is due for one webhook, one after the other. Whether more is due now that this turn is over.

    Several workers may do this at once: each takes other deliveries, and never two of one subject.
    """
    end = time.monotonic() + ROUND_SECONDS
    while (delivery := _take(webhook_id)) is not None:
        webhook = delivery.webhook
        moment = datetime.now(UTC)
        headers = signed_headers(webhook, delivery.message_id, delivery.body, moment)
        _conclude(delivery, send(webhook.url, delivery.body, headers), at=moment)
        if time.monotonic() >= end:
            return True
    return False


def ready() -> QuerySet[WebhookDelivery]:
    """Deliveries to send now: due, taken by nobody, and the first to wait about their subject.

    Only those of webhooks that may send, and pings, which a person asked for.
    """
    moment = timezone.now()
    running = Q(webhook__status=Webhook.Status.ACTIVE) & (
        Q(webhook__rests_until=None) | Q(webhook__rests_until__lte=moment)
    )
    waiting = WebhookDelivery.objects.filter(status=WebhookDelivery.Status.WAITING)
    subject = {name: OuterRef(name) for name in ("webhook", "subject_type", "subject_id")}
    found: QuerySet[WebhookDelivery] = waiting.filter(
        Q(taken_until=None) | Q(taken_until__lte=moment),
        running | Q(event=None),
        ~Exists(waiting.filter(**subject, id__lt=OuterRef("id"))),
        due_at__lte=moment,
    )
    return found


def _take(webhook_id: int) -> WebhookDelivery | None:
    """The next delivery, marked as taken and with its body. What the client may no longer see is withheld."""
    # It knows the types of GraphQL, which are loaded only where they are used.
    from api.hooks.payload import body_of

    while True:
        with transaction.atomic():
            delivery = (
                ready()
                .filter(webhook=webhook_id)
                .select_for_update(skip_locked=True, of=("self",))
                .select_related("event", "webhook__client__service_user")
                .order_by("due_at", "id")
                .first()
            )
            if delivery is None:
                return None
            if _is_withheld(delivery):
                _end(delivery, WebhookDelivery.Status.WITHHELD, "应用现在无权查看这个事件。")
                continue
            delivery.attempts += 1
            delivery.taken_until = timezone.now() + LEASE
            delivery.body = delivery.body or body_of(delivery)
            delivery.save(update_fields=["attempts", "taken_until", "body"])
            return delivery


def _is_withheld(delivery: WebhookDelivery) -> bool:
    if delivery.event_id is None:
        return False
    actor = actor_behind(delivery.webhook.client)
    return not Event.objects.visible_to(actor).filter(pk=delivery.event_id).exists()


def _end(delivery: WebhookDelivery, status: WebhookDelivery.Status, note: str = "") -> None:
    delivery.status, delivery.note = status, note
    delivery.taken_until, delivery.done_at = None, timezone.now()
    delivery.save(update_fields=["status", "note", "taken_until", "done_at"])


@action
def _conclude(sent: WebhookDelivery, answer: Answer, *, at: datetime) -> None:
    """Write down how the attempt went, and what follows from it for the delivery and for its webhook."""
    webhook = Webhook.objects.select_for_update(of=("self",)).get(pk=sent.webhook_id)
    delivery = WebhookDelivery.objects.select_for_update(of=("self",)).get(pk=sent.pk)
    WebhookAttempt.objects.create(
        delivery=delivery,
        at=at,
        url=sent.webhook.url,
        headers="\n".join(f"{name}: {value}" for name, value in answer.sent.items()),
        status=answer.status,
        answer=answer.text,
        error=answer.error,
        milliseconds=answer.milliseconds,
    )
    if answer.arrived:
        _end(delivery, WebhookDelivery.Status.DELIVERED)
    elif delivery.status == WebhookDelivery.Status.WAITING:
        _again_or_never(delivery, answer.error)
    # A ping is a question by hand: its answer says nothing of the traffic.
    if delivery.event_id is not None:
        _judge(webhook, answer)


def _again_or_never(delivery: WebhookDelivery, error: str) -> None:
    if delivery.event_id is None or delivery.attempts > len(DELAYS):
        _end(delivery, WebhookDelivery.Status.FAILED, error)
        return
    # A little more or less, so that many which failed together do not come back together.
    delay = DELAYS[max(delivery.attempts, 1) - 1] * secrets.SystemRandom().uniform(1 - JITTER, 1 + JITTER)
    delivery.due_at, delivery.taken_until, delivery.note = timezone.now() + delay, None, error
    delivery.save(update_fields=["due_at", "taken_until", "note"])


def _judge(webhook: Webhook, answer: Answer) -> None:
    """What the attempt says of the whole webhook: it works, it rests, or it has failed too long."""
    if answer.arrived:
        webhook.failing_since = webhook.rests_until = None
        webhook.save(update_fields=["failing_since", "rests_until"])
        return
    moment = timezone.now()
    since = webhook.failing_since or moment
    webhook.failing_since = since
    if answer.status is None:
        webhook.rests_until = moment + min(max((moment - since) / 10, SHORTEST_REST), LONGEST_REST)
    webhook.save(update_fields=["failing_since", "rests_until"])
    if webhook.status == Webhook.Status.ACTIVE and (answer.status == GONE or moment - since >= PATIENCE):
        advance(webhook, "suspend", actor=SYSTEM, data={"reason": answer.error}, locked=True)
