"""Background work: forgetting what is past its time."""

import time
from datetime import timedelta

from celery import shared_task
from django.conf import settings
from django_tenants.utils import schema_context

from api.models import Usage
from api.rates import SECONDS
from api.usage.models import ClientUsage
from core.periods import today
from tenants.fanout import fan_out

# Whoever has not asked for so many minutes begins anew in any case.
IDLE_MINUTES = 60


@shared_task(name="usage.prune_everywhere")
def prune_everywhere() -> int:
    """Queue the pruning for every district."""
    return fan_out(prune)


@shared_task(name="usage.prune")
def prune(schema: str) -> int:
    """Delete the days of clients after ``USAGE_DAYS``, and the counts of callers and addresses that have gone quiet.

    Addresses at the token endpoint are written down by anybody who tries: they must not stay.
    """
    minute = int(time.time() // SECONDS) - IDLE_MINUTES
    with schema_context(schema):
        days, _ = ClientUsage.objects.filter(day__lt=today() - timedelta(days=settings.USAGE_DAYS)).delete()
        quiet, _ = Usage.objects.filter(minute__lt=minute).delete()
    return days + quiet
