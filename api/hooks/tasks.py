"""Background work: sending, sweeping up what was left behind, clearing the log."""

import logging
from datetime import timedelta

from celery import shared_task
from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django_tenants.utils import get_public_schema_name, schema_context

from api.hooks.collecting import collect, head
from api.hooks.delivering import deliver_due, ready
from api.hooks.models import Webhook, WebhookDelivery
from core.backlog import schemas_where
from tenants.fanout import each_schema, fan_out

log = logging.getLogger(__name__)

_WORK = """
    FROM {s}.hooks_webhook w
    WHERE w.status = 'active' AND w.position < (SELECT max(id) FROM {s}.core_event)
       OR w.status <> 'removed' AND EXISTS (
          SELECT 1 FROM {s}.hooks_webhookdelivery d
          WHERE d.webhook_id = w.id AND d.status = 'waiting' AND d.due_at <= now())
"""


@shared_task(name="hooks.deliver")
def deliver(schema: str, webhook_id: int) -> None:
    """Send what there is for one webhook; if its turn ends before that, it queues again behind the others."""
    with schema_context(schema):
        collect(webhook_id)
        more = deliver_due(webhook_id)
    if more:
        deliver.delay(schema, webhook_id)


@shared_task(name="hooks.sweep")
def sweep() -> int:
    """Find what a lost message, a killed worker or the passing of time has made due, in all districts in use."""
    schemas = set(schemas_where("hooks_webhook", _WORK)) & set(each_schema())
    for schema in schemas:
        with schema_context(schema):
            found = with_work()
        for webhook_id in found:
            deliver.delay(schema, webhook_id)
    return len(schemas)


def with_work() -> list[int]:
    """Webhooks of the current district that have something to read or to send now."""
    unread = Q(status=Webhook.Status.ACTIVE, position__lt=head())
    return list(
        Webhook.objects.filter(unread | Q(pk__in=ready().values("webhook"))).order_by("id").values_list("id", flat=True)
    )


def wake(schema: str, verbs: frozenset[str]) -> None:
    """Tell the worker which webhooks want what has just happened. If that fails, the sweep finds it."""
    if schema == get_public_schema_name():
        return
    with schema_context(schema):
        active = Webhook.objects.filter(status=Webhook.Status.ACTIVE).values_list("id", "verbs")
        wanted = [key for key, wants in active if not verbs.isdisjoint(wants)]
    for webhook_id in wanted:
        push(schema, webhook_id)


def push(schema: str, webhook_id: int) -> None:
    try:
        deliver.delay(schema, webhook_id)
    except Exception:
        log.exception("the queue is out of reach; the sweep will send for %s", schema)


@shared_task(name="hooks.clear_everywhere")
def clear_everywhere() -> int:
    """Queue the clearing of the log for every district."""
    return fan_out(clear)


@shared_task(name="hooks.clear")
def clear(schema: str) -> int:
    """Delete finished deliveries with their bodies and answers after ``WEBHOOK_LOG_DAYS``; return how many."""
    limit = timezone.now() - timedelta(days=settings.WEBHOOK_LOG_DAYS)
    with schema_context(schema):
        old = WebhookDelivery.objects.filter(done_at__lt=limit).exclude(status=WebhookDelivery.Status.WAITING)
        _, counts = old.delete()
    return counts.get(WebhookDelivery._meta.label, 0)
