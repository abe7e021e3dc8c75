"""What of this package holds a place back from being retired."""

from collections.abc import Sequence

from linkage.problems.models import Problem, Rectification
from tenants.org.models import Organization
from tenants.org.ties import lying_at, ties_place, worded


@ties_place
def open_problems(places: Sequence[Organization]) -> dict[int, str]:
    """What a place has to put right nobody inherits unasked: it is settled first."""
    status = Problem.Status
    open_states = (status.REPORTED, status.DISPATCHED, status.RECTIFYING)
    rows = Problem.objects.filter(status__in=open_states)
    return worded(" {} 个未处理完的问题", lying_at(places, rows))


@ties_place
def open_rectifications(places: Sequence[Organization]) -> dict[int, str]:
    rows = Rectification.objects.filter(status__in=Rectification.RUNNING)
    return worded(" {} 项未销号的整改", lying_at(places, rows))
