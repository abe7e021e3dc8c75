"""From the log to deliveries, in the order of the log."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from api.hooks.models import Webhook, WebhookDelivery
from api.models import Client
from core.models import Event
from core.permissions import Actor, ActorKind
from core.scopes import confined
from tenants.org.actors import actor_of

BATCH = 500


def actor_behind(client: Client) -> Actor:
    """The client as it would call with a token for all its scopes, now; one shut out or past its term may nothing."""
    if not client.is_in_use:
        return Actor(ActorKind.CLIENT, client.service_user_id, client.name)
    return confined(actor_of(client.service_user, kind=ActorKind.CLIENT), client.scopes)


def collect(webhook_id: int) -> int:
    """Make a delivery of every event since ``position`` that the webhook wants and its client may see.

    The lock on the webhook lets one worker at a time do this, so that deliveries come about in the order of the log.
    Ids of events become visible in their order (see ``core.events``): nothing can appear below ``position`` later.
    """
    made = 0
    while True:
        with transaction.atomic():
            webhook = (
                Webhook.objects.select_for_update(of=("self",))
                .select_related("client__service_user")
                .filter(pk=webhook_id, status=Webhook.Status.ACTIVE)
                .first()
            )
            if webhook is None:
                return made
            events = _next(webhook)
            made += len(events)
        if len(events) < BATCH:
            return made


def head() -> int:
    """The last event of the log."""
    last: int | None = Event.objects.aggregate(last=Max("id"))["last"]
    return last or 0


def _next(webhook: Webhook) -> list[Event]:
    # Read before the events: what is appended meanwhile lies above it and comes with the next batch.
    end = head()
    events = list(
        Event.objects.visible_to(actor_behind(webhook.client))
        .filter(id__gt=webhook.position, id__lte=end, verb__in=webhook.verbs)
        .order_by("id")[:BATCH]
    )
    moment = timezone.now()
    WebhookDelivery.objects.bulk_create(
        WebhookDelivery(
            webhook=webhook,
            event=event,
            verb=event.verb,
            subject_type=event.subject_type,
            subject_id=event.subject_id,
            subject_label=event.subject_label,
            due_at=moment,
        )
        for event in events
    )
    webhook.position = events[-1].pk if len(events) == BATCH else end
    webhook.save(update_fields=["position"])
    return events
