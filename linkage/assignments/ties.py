"""Open tasks of a place that is retired go to the place that takes over."""

from collections.abc import Sequence

from django.db.models import Q

from core.errors import WrongState
from core.events import record
from core.permissions import Actor
from linkage.assignments.models import Assignment
from linkage.assignments.rollup import told
from tenants.org.models import Department, Organization
from tenants.org.ties import Estate, follows_department, leaves_estate, lying_at, ties_department, worded


def open_tasks(places: Sequence[Organization]) -> dict[int, str]:
    """Parts that each place has to do and tasks that it has dispatched, as long as they run."""
    rows = Assignment.objects.filter(status__in=Assignment.RUNNING)
    return worded(" {} 项未办结的任务", lying_at(places, rows, "organization", "issuer"))


def pass_on(actor: Actor, place: Organization, successor: Organization) -> None:
    """Running tasks go to the successor, each with an event of its own.

    Raises ``WrongState`` where the successor has a part of the same task already: it cannot have two.
    """
    running = Assignment._base_manager.filter(status__in=Assignment.RUNNING)
    mine = running.filter(organization=place, department=None)
    both = Assignment.objects.exclude(status=Assignment.Status.WITHDRAWN).filter(
        organization=successor, department=None, parent__in=mine.values("parent")
    )
    if double := both.order_by("pk").first():
        raise WrongState(f"{successor}也承办任务“{double}”，请先办结或撤回其中一方的任务，再撤销。", field="successor")
    rows = running.filter(Q(organization=place) | Q(issuer=place)).select_for_update(of=("self",))
    data = {"note": f"{place.name} → {successor.name}"}
    for row in rows.select_related("organization", "issuer").order_by("depth", "pk"):
        if row.organization_id == place.pk:
            row.organization = successor
        if row.issuer_id == place.pk:
            row.issuer = successor
        row.version += 1
        row.save(update_fields=["organization", "issuer", "version"])
        record("assignment.pass_on", actor=actor, subject=row, data={**told(row), **data})


leaves_estate(Estate(open_tasks, pass_on))


@ties_department
def tasks_of_department(department: Department) -> str:
    count = Assignment.objects.filter(department=department, status__in=Assignment.RUNNING).count()
    return f" {count} 项未办结的任务" if count else ""


@follows_department
def tasks_follow(department: Department) -> None:
    """What an outpost has to do lies in the street in which the outpost lies now."""
    rows = Assignment.objects.filter(department=department, status__in=Assignment.RUNNING)
    rows.update(organization=department.organization_id)
