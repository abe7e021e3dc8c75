"""Entries that nobody has looked at for longer than the rules allow."""

from typing import Any

from django.db.models import DateField, ExpressionWrapper, F, QuerySet

from core.periods import today
from core.permissions import Actor, Perm
from core.rulebook import rule_in_sql
from core.visibility import under
from core.waiting import Waiting, waits
from linkage.facilities.models import Facility, FacilityRules


def to_check(actor: Actor) -> QuerySet[Any]:
    """Those of the communities for which the actor keeps the ledger, with the day by which to look."""
    # A date and a whole number of days are a date; the rules are read by the statement that asks for all that waits.
    due = ExpressionWrapper(F("checked_on") + rule_in_sql(FacilityRules, "check_days"), DateField())
    rows = Facility.objects.visible_to(actor).filter(organization__retired_on=None)
    if not actor.is_system:
        rows = rows.filter(under(actor.paths(Perm.FACILITY_EDIT)))
    found: QuerySet[Any] = rows.annotate(due=due).filter(due__lt=today())
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
