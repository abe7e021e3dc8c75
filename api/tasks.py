"""Background work of this package."""

import logging
from datetime import timedelta

from celery import shared_task
from django_tenants.utils import schema_context

from api.actions.clients import REMIND_DAYS, client_remind, reminder_of
from api.idempotency import forget_old
from api.models import Client
from core.errors import DomainError
from core.events import action_day
from core.permissions import SYSTEM
from tenants.fanout import fan_out

log = logging.getLogger(__name__)


@shared_task(name="api.forget_everywhere")
def forget_everywhere() -> int:
    """Queue the clearing away of old answers for every district."""
    return fan_out(forget)


@shared_task(name="api.forget")
def forget(schema: str) -> int:
    """Delete answers kept for retries whose time is over."""
    with schema_context(schema):
        return forget_old()


@shared_task(name="api.remind_everywhere")
def remind_everywhere() -> int:
    """Queue the reminders of clients whose term ends for every district."""
    return fan_out(remind)


@shared_task(name="api.remind")
def remind(schema: str) -> int:
    """Remind of each client whose last day is near or past, as far as nobody has; return of how many.

    One that cannot be done does not hold up the others.
    """
    done = 0
    with schema_context(schema):
        day = action_day()
        soon = Client.objects.filter(is_active=True, expires_on__lte=day + timedelta(days=max(REMIND_DAYS)))
        for client in soon.order_by("expires_on", "pk"):
            if reminder_of(client, day) is None:
                continue
            try:
                client_remind(actor=SYSTEM, client=client)
                done += 1
            except DomainError as error:
                log.warning("no reminder of client %s: %s", client.pk, error)
    return done
