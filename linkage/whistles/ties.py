"""What of whistles holds a place or a department back from being retired: what is still open."""

from collections.abc import Sequence

from linkage.whistles.models import Whistle, WhistleResponse
from tenants.org.models import Department, Organization
from tenants.org.ties import follows_department, lying_at, ties_department, ties_place, worded


@ties_place
def whistles_of_place(places: Sequence[Organization]) -> dict[int, str]:
    rows = Whistle.objects.filter(status__in=Whistle.OPEN)
    return worded(" {} 件未评哨的吹哨事项", lying_at(places, rows, "organization", "raised_in"))


@ties_department
def responses_of(department: Department) -> str:
    count = WhistleResponse.objects.filter(department=department, status__in=WhistleResponse.OPEN).count()
    return f" {count} 件未办结的应哨事项" if count else ""


@follows_department
def responses_follow(department: Department) -> None:
    """What an outpost has to answer lies in the street in which the outpost lies now."""
    rows = WhistleResponse.objects.filter(department=department, status__in=WhistleResponse.OPEN)
    rows.update(organization=department.organization_id)
