"""What holds a place back from being retired: calls of its own that still run, and what is asked of it."""

from collections.abc import Sequence

from django.db.models import Q

from linkage.datacalls.models import OPEN, DataAnswer, DataCall
from tenants.org.models import Organization
from tenants.org.ties import lying_at, ties_place, worded


@ties_place
def running(places: Sequence[Organization]) -> dict[int, str]:
    open_ = Q(status=DataCall.Status.DRAFT) | Q(status=DataCall.Status.ISSUED)
    return worded(" {} 项未办结的数据调度", lying_at(places, DataCall.objects.filter(open_)))


@ties_place
def asked(places: Sequence[Organization]) -> dict[int, str]:
    rows = DataAnswer.objects.filter(OPEN, call__status=DataCall.Status.ISSUED)
    return worded(" {} 份未上报的数据", lying_at(places, rows))
