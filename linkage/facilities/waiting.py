"""Entries that nobody has looked at for longer than the rules allow."""

from datetime import timedelta
from typing import Any

from django.db.models import F, Q, QuerySet, Value
from django.db.models.fields import DateField
from django.db.models.functions import Cast

from core.periods import today
from core.permissions import Actor, Perm
from core.visibility import under
from core.waiting import Waiting, waits
from linkage.facilities.models import Facility, FacilityRules


def stale(days: int | None = None) -> Q:
    """Entries whose last look lies too far back: so many days, by the rules of the district unless given."""
    return Q(checked_on__lt=today() - timedelta(days=days or FacilityRules.current().check_days))


def to_check(actor: Actor) -> QuerySet[Any]:
    """Those of the communities for which the actor keeps the ledger, with the day by which to look."""
    days = FacilityRules.current().check_days
    rows: QuerySet[Any] = Facility.objects.visible_to(actor).filter(stale(days), organization__retired_on=None)
    if not actor.is_system:
        rows = rows.filter(under(actor.paths(Perm.FACILITY_EDIT)))
    found: QuerySet[Any] = rows.annotate(due=Cast(F("checked_on") + Value(timedelta(days=days)), DateField()))
    return found


waits(
    Waiting(
        kind="facility.check",
        title="待核对的阵地台账",
        icon="home-search",
        model=Facility,
        rows=to_check,
        label="organization__name",
        due="due",
        listing="facilities",
        query={"waits": "check"},
        measure="个",
    ),
)
