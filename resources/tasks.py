"""Background work of this package."""

from contextlib import suppress

from celery import shared_task
from django_tenants.utils import schema_context

from core.errors import WrongState
from core.events import action_day
from core.permissions import SYSTEM
from resources.actions.listings import listing_expire
from resources.models import Claim, Need, Resource
from resources.staging import sweep_staged
from tenants.fanout import fan_out


@shared_task(name="resources.expire_everywhere")
def expire_everywhere() -> int:
    """Queue the expiry of listings for every district."""
    return fan_out(expire)


@shared_task(name="resources.expire")
def expire(schema: str) -> int:
    """Expire open listings past their due date on which no claim runs; running it again changes nothing."""
    count = 0
    with schema_context(schema):
        day = action_day()
        for kind in (Need, Resource):
            over = kind.objects.filter(status=kind.Status.OPEN, due_on__lt=day).exclude(
                claims__status__in=Claim.RUNNING
            )
            for listing in over.select_related("organization").iterator(chunk_size=500):
                # Claimed or withdrawn since it was selected: then it is not over, and the others still are.
                with suppress(WrongState):
                    listing_expire(actor=SYSTEM, listing=listing)
                    count += 1
    return count


@shared_task(name="resources.sweep_everywhere")
def sweep_everywhere() -> int:
    """Queue the deletion of unused files for every district."""
    return fan_out(sweep)


@shared_task(name="resources.sweep")
def sweep(schema: str) -> int:
    """Delete files that were sent ahead and not used within a day; running it again changes nothing."""
    with schema_context(schema):
        return sweep_staged()
