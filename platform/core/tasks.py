"""Background work of the event log."""

from celery import shared_task
from django.db import connection
from django_tenants.utils import schema_context

from core.backlog import district_logs
from core.outbox import deliver_waiting


@shared_task(name="core.deliver")
def deliver(schema: str) -> int:
    """Deliver what waits in one district."""
    with schema_context(schema):
        return deliver_waiting()


@shared_task(name="core.deliver_everywhere")
def deliver_everywhere() -> int:
    """Sweep all districts for deliveries that a lost message or a killed worker left behind.

    One UNION over the districts finds who has any, so that a thousand quiet districts cost one statement.
    """
    schemas = district_logs()
    if not schemas:
        return 0
    quote = connection.ops.quote_name
    probe = " UNION ALL ".join(
        f"SELECT %s WHERE EXISTS (SELECT 1 FROM {quote(name)}.core_delivery WHERE done_at IS NULL AND due_at <= now())"  # noqa: S608
        for name in schemas
    )
    with connection.cursor() as cursor:
        cursor.execute(probe, schemas)
        waiting = [row[0] for row in cursor.fetchall()]
    for schema in waiting:
        deliver.delay(schema)
    return len(waiting)
