"""What of this package holds a unit back from leaving the register."""

from linkage.models import VIEW_AGREEMENT, Agreement
from tenants.org.grants import name_grant
from tenants.org.models import ResidentUnit
from tenants.org.ties import ties_unit

name_grant(VIEW_AGREEMENT, "查看该协议")


@ties_unit
def agreements(unit: ResidentUnit) -> str:
    running = Agreement.objects.filter(parties__unit=unit, status__in=("negotiating", "active"))
    count = running.distinct().count()
    return f" {count} 份未结束的共建协议" if count else ""
