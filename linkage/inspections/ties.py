"""What of inspections goes to the place that takes over, and what holds a place or a unit back."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet

from core.events import record
from core.permissions import Actor
from linkage.inspections.models import Inspection, InspectionTarget
from tenants.org.models import Organization, ResidentUnit
from tenants.org.ties import Estate, follows_unit, hinders_merge, leaves_estate, lying_at, ties_place, ties_unit, worded


@ties_place
def inspections_of(places: Sequence[Organization]) -> dict[int, str]:
    """Inspections that the place itself makes; nobody inherits them unasked."""
    rows = Inspection.objects.filter(status__in=Inspection.OPEN)
    return worded(" {} 次未完成的督导检查", lying_at(places, rows))


@ties_unit
def targets_of(unit: ResidentUnit) -> str:
    count = _open(Q(unit=unit)).count()
    return f" {count} 项未办结的督导检查" if count else ""


@hinders_merge
def both_inspected(unit: ResidentUnit, into: ResidentUnit) -> str:
    """One inspection of both cannot become two results of one unit."""
    there = InspectionTarget.objects.filter(unit=into).values("inspection")
    count = _open(Q(unit=unit, inspection__in=there)).count()
    return f" {count} 次同时检查两个单位的督导检查" if count else ""


@follows_unit
def targets_follow(actor: Actor, unit: ResidentUnit) -> None:
    """What is not settled goes along to where the unit lies now."""
    _open(Q(unit=unit)).exclude(organization=unit.organization_id).update(organization=unit.organization_id)


def places_inspected(places: Sequence[Organization]) -> dict[int, str]:
    """Open inspections of each place, as a phrase."""
    return worded(" {} 项未办结的督导检查", lying_at(places, _open(Q(unit=None))))


def pass_on(actor: Actor, place: Organization, successor: Organization) -> None:
    """Each goes to the successor with an event of its own; where that is inspected as well, one of both ends here."""
    rows = _open(Q(organization=place, unit=None)).select_for_update(of=("self",))
    had = set(InspectionTarget.objects.filter(organization=successor, unit=None).values_list("inspection", flat=True))
    for row in rows.select_related("inspection__organization", "team").order_by("pk"):
        note = f"{place} → {successor}"
        if row.inspection_id in had:
            row.status = InspectionTarget.Status.DROPPED
            note += "，承接组织已在名单中，不再单独检查"
        else:
            row.organization = successor
        row.version += 1
        row.save(update_fields=["organization", "status", "version"])
        record("inspectiontarget.pass_on", actor=actor, subject=row, data={"note": note})


def _open(rule: Q) -> QuerySet[Any]:
    running = Q(inspection__status__in=Inspection.OPEN) | Q(status__in=InspectionTarget.TOLD)
    found: QuerySet[Any] = InspectionTarget.objects.filter(rule & running, status__in=InspectionTarget.OPEN)
    return found


leaves_estate(Estate(places_inspected, pass_on))
