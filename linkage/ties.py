"""What of this package holds a unit back from leaving the register, and a place from being retired."""

from django.db.models import Q

from linkage.models import VIEW_AGREEMENT, Agreement
from tenants.org.grants import name_grant
from tenants.org.models import Organization, ResidentUnit
from tenants.org.ties import ties_place, ties_unit

name_grant(VIEW_AGREEMENT, "查看该协议")


@ties_unit
def agreements(unit: ResidentUnit) -> str:
    return _phrase(Q(parties__unit=unit))


@ties_place
def agreements_of_place(place: Organization) -> str:
    """An agreement was signed by this place by name; nobody inherits it unasked."""
    return _phrase(Q(parties__organization=place, parties__unit=None))


def _phrase(rule: Q) -> str:
    count = Agreement.objects.filter(rule, status__in=("negotiating", "active")).distinct().count()
    return f" {count} 份未结束的共建协议" if count else ""
