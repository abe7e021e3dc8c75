"""Background work of the event log."""

from celery import shared_task
from django_tenants.utils import schema_context

from core.backlog import schemas_where
from core.outbox import deliver_waiting
from core.tallies import fold, tallied_models, tally_of


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


@shared_task(name="core.fold")
def fold_tallies(schema: str) -> None:
    """Put together the tallies of one district."""
    with schema_context(schema):
        fold()


@shared_task(name="core.fold_everywhere")
def fold_everywhere() -> int:
    """Queue the folding of tallies for every district in which something has been counted twice."""
    waiting: set[str] = set()
    for model in tallied_models():
        table = tally_of(model)._meta.db_table
        twice = f"FROM {{s}}.{table} GROUP BY organization_id, status HAVING count(*) > 1"
        waiting |= set(schemas_where(table, twice))
    for schema in sorted(waiting):
        fold_tallies.delay(schema)
    return len(waiting)
