"""Background work of this package."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any

from celery import shared_task
from django.db.models import QuerySet
from django_tenants.utils import schema_context

from core.errors import DomainError
from core.events import action_day
from core.permissions import SYSTEM
from linkage.actions.agreements import agreement_amend, agreement_expire
from linkage.actions.evaluations import agreement_assess
from linkage.models import Agreement, AgreementRules
from tenants.fanout import fan_out


@shared_task(name="linkage.expire_everywhere")
def expire_everywhere() -> int:
    """Queue for every district what the day brings to its agreements."""
    return fan_out(expire)


@shared_task(name="linkage.expire")
def expire(schema: str) -> int:
    """Do in one district what is due: apply supplements, expire what is over, begin final evaluations.

    Running it again changes nothing. Supplements come first, since they may move the end of a term.
    """
    with schema_context(schema):
        return sum(_each(rows, step) for rows, step in due())


def due() -> list[tuple[QuerySet[Agreement], Callable[[Agreement], Any]]]:
    """What waits for its day, with the action that does it."""
    day = action_day()
    running = Agreement.objects.running()
    supplements = Agreement.objects.filter(
        kind=Agreement.Kind.SUPPLEMENT, status__in=Agreement.RUNNING, applied_at=None, active_from__lte=day
    ).select_related("refers_to__organization")
    near = day + timedelta(days=AgreementRules.current().evaluation_days)
    return [
        (supplements, lambda row: agreement_amend(actor=SYSTEM, supplement=row)),
        (running.filter(active_to__lt=day), lambda row: agreement_expire(actor=SYSTEM, agreement=row)),
        (
            running.filter(status=Agreement.Status.ACTIVE, active_to__lte=near),
            lambda row: agreement_assess(actor=SYSTEM, agreement=row),
        ),
    ]


def _each(rows: QuerySet[Agreement], step: Callable[[Agreement], Any]) -> int:
    count = 0
    for row in rows.select_related("organization").order_by("id").iterator(chunk_size=500):
        # Ended since it was selected: the others are still due.
        with suppress(DomainError):
            step(row)
            count += 1
    return count
