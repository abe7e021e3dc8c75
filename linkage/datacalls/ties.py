"""What holds a place back from being retired: data that it has still to report or to gather."""

from linkage.datacalls.models import DataAnswer, DataCall
from tenants.org.models import Organization
from tenants.org.ties import ties_place

_OPEN = (DataCall.Status.DRAFT, DataCall.Status.ISSUED)


@ties_place
def open_calls(place: Organization) -> str:
    count = DataCall.objects.filter(organization=place, status__in=_OPEN).count()
    return f" {count} 次未办结的数据调度" if count else ""


@ties_place
def open_answers(place: Organization) -> str:
    running = DataAnswer.objects.filter(organization=place, call__status=DataCall.Status.ISSUED)
    count = running.filter(status__in=DataAnswer.TO_FILL).count()
    return f" {count} 份待填报的数据" if count else ""
