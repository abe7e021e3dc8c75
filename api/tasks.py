"""Background work of this package."""

from celery import shared_task
from django_tenants.utils import get_public_schema_name, schema_context

from api.city.tokens import LEDGER
from api.idempotency import forget_old
from api.tries import sum_up
from tenants.fanout import fan_out


@shared_task(name="api.forget_everywhere")
def forget_everywhere() -> int:
    """Queue the clearing away of old answers for every district, and tell of the tries of city clients."""
    tell_of_cities.delay(get_public_schema_name())
    return fan_out(forget)


@shared_task(name="api.tell_of_cities")
def tell_of_cities(schema: str) -> int:
    """Tell what the last hours' tries of city clients for tokens came to."""
    with schema_context(schema):
        return sum_up(LEDGER)


@shared_task(name="api.forget")
def forget(schema: str) -> int:
    """Delete answers kept for retries whose time is over, and tell what the last hours' tries for tokens came to."""
    with schema_context(schema):
        sum_up()
        return forget_old()
