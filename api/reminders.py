"""Clients whose term ends: said by the district in its working hours, as everything else that has its day."""

import logging
from datetime import date, timedelta

from django.db.models import Q

from api.actions.clients import OVER, REMIND_DAYS, client_remind, reminder_of
from api.models import Client
from core.errors import DomainError
from core.permissions import SYSTEM
from tenants.duties import duty

log = logging.getLogger(__name__)


@duty("clients.terms")
def terms(day: date) -> int:
    """Remind of each client whose last day is near or past, as far as nobody has; return of how many.

    One that cannot be done does not hold up the others.
    """
    left_to_say = Q(reminded=None) | Q(reminded__gt=OVER)
    soon = Client.objects.filter(left_to_say, is_active=True, expires_on__lte=day + timedelta(days=max(REMIND_DAYS)))
    done = 0
    for client in soon.order_by("expires_on", "pk"):
        if reminder_of(client, day) is None:
            continue
        try:
            client_remind(actor=SYSTEM, client=client)
            done += 1
        except DomainError as error:
            log.warning("no reminder of client %s: %s", client.pk, error)
    return done
