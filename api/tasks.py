"""Background work of this package."""

from celery import shared_task
from django_tenants.utils import schema_context

from api.idempotency import forget_old
from api.tries import sum_up
from tenants.fanout import fan_out


@shared_task(name="api.forget_everywhere")
def forget_everywhere() -> int:
    """Queue the clearing away of old answers for every district."""
    return fan_out(forget)


@shared_task(name="api.forget")
def forget(schema: str) -> int:
    """Delete answers kept for retries whose time is over, and tell what the last hours' tries for tokens came to."""
    with schema_context(schema):
        sum_up()
        return forget_old()
