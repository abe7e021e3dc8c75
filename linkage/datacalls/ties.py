"""What holds a place back from being retired: calls of its own that still run, and what is asked of it."""

from django.db.models import Q

from linkage.datacalls.models import OPEN, DataAnswer, DataCall
from tenants.org.models import Organization
from tenants.org.ties import ties_place


@ties_place
def running(place: Organization) -> str:
    open_ = Q(status=DataCall.Status.DRAFT) | Q(status=DataCall.Status.ISSUED)
    count = DataCall.objects.filter(open_, organization=place).count()
    return f" {count} 项未办结的数据调度" if count else ""


@ties_place
def asked(place: Organization) -> str:
    rows = DataAnswer.objects.filter(OPEN, organization=place, call__status=DataCall.Status.ISSUED)
    count = rows.count()
    return f" {count} 份未上报的数据" if count else ""
