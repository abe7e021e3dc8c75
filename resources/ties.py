"""What of this package holds a unit back from leaving the register."""

from django.db.models import Q

from resources.models import Claim, Need, Resource
from tenants.org.models import ResidentUnit
from tenants.org.ties import ties_unit


@ties_unit
def claims(unit: ResidentUnit) -> str:
    mine = Q(unit=unit) | Q(need__unit=unit) | Q(resource__unit=unit)
    count = Claim.objects.filter(mine, status__in=Claim.RUNNING).count()
    return f" {count} 件未了结的认领" if count else ""


@ties_unit
def listings(unit: ResidentUnit) -> str:
    waiting = ("submitted", "open")
    count = sum(model.objects.filter(unit=unit, status__in=waiting).count() for model in (Need, Resource))
    return f" {count} 条待审核或可认领的资源需求" if count else ""
