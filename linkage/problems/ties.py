"""What of this package holds a place back from being retired."""

from linkage.problems.models import Problem, Rectification
from tenants.org.models import Organization
from tenants.org.ties import ties_place


@ties_place
def open_problems(place: Organization) -> str:
    """What a place has to put right nobody inherits unasked: it is settled first."""
    status = Problem.Status
    open_states = (status.REPORTED, status.DISPATCHED, status.RECTIFYING)
    count = Problem.objects.filter(organization=place, status__in=open_states).count()
    return f" {count} 个未处理完的问题" if count else ""


@ties_place
def open_rectifications(place: Organization) -> str:
    count = Rectification.objects.filter(organization=place, status__in=Rectification.RUNNING).count()
    return f" {count} 项未销号的整改" if count else ""
