"""Background work of this package."""

from contextlib import suppress

from celery import shared_task
from django_tenants.utils import schema_context

from core.errors import WrongState
from core.events import action_day
from core.permissions import SYSTEM
from linkage.actions.agreements import agreement_expire
from linkage.models import Agreement
from tenants.fanout import fan_out


@shared_task(name="linkage.expire_everywhere")
def expire_everywhere() -> int:
    """Queue the expiry of agreements for every district."""
    return fan_out(expire)


@shared_task(name="linkage.expire")
def expire(schema: str) -> int:
    """Expire agreements of one district whose term is over; running it again changes nothing."""
    with schema_context(schema):
        over = Agreement.objects.filter(status=Agreement.Status.ACTIVE, active_to__lt=action_day()).select_related(
            "organization"
        )
        count = 0
        for agreement in over.iterator(chunk_size=500):
            # Terminated since it was selected: the others are still over.
            with suppress(WrongState):
                agreement_expire(actor=SYSTEM, agreement=agreement)
                count += 1
        return count
