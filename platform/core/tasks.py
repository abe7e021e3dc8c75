"""Background work of the event log."""

from celery import shared_task
from django_tenants.utils import schema_context

from core.backlog import schemas_where
from core.outbox import deliver_waiting


@shared_task(name="core.deliver")
def deliver(schema: str) -> int:
    """Deliver what waits in one district."""
    with schema_context(schema):
        return deliver_waiting()


@shared_task(name="core.deliver_everywhere")
def deliver_everywhere() -> int:
    """Sweep all districts for deliveries that a lost message or a killed worker left behind."""
    waiting = schemas_where("core_delivery", "FROM {s}.core_delivery WHERE done_at IS NULL AND due_at <= now()")
    for schema in waiting:
        deliver.delay(schema)
    return len(waiting)
