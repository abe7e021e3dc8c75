"""What goes along when a unit moves or a place is retired, and what holds a unit back from leaving."""

from collections.abc import Sequence

from django.db.models import Q, QuerySet

from core.events import record
from core.permissions import Actor
from resources.actions.listings import default_audience
from resources.materials.models import Material
from tenants.org.models import Organization, ResidentUnit
from tenants.org.ties import Estate, follows_unit, leaves_estate, lying_at, ties_unit, worded

Status = Material.Status


@ties_unit
def shared(unit: ResidentUnit) -> str:
    count = Material.objects.filter(unit=unit, status__in=(Status.SUBMITTED, Status.PUBLISHED)).count()
    return f" {count} 份待审核或已发布的共享资料" if count else ""


@follows_unit
def open_materials_follow(actor: Actor, unit: ResidentUnit) -> None:
    """What is not settled goes where the unit lies now, open to the new 街道 where it was open to the old one."""
    rows = Material.objects.filter(unit=unit, status__in=Material.OPEN).exclude(organization=unit.organization)
    for material in _locked(rows):
        _hand_over(actor, material, material.organization, unit.organization)


def open_business(places: Sequence[Organization]) -> dict[int, str]:
    """Materials of each place, and of units lying in it, that are not settled."""
    rows = Material.objects.filter(status__in=Material.OPEN)
    return worded(" {} 份在用的共享资料", lying_at(places, rows))


def pass_on(actor: Actor, place: Organization, successor: Organization) -> None:
    """What is not settled, and what others opened to the place alone, goes to the successor, each with an event."""
    mine = Q(organization=place) | Q(audience=place)
    for material in _locked(Material.objects.filter(mine, status__in=Material.OPEN)):
        _hand_over(actor, material, place, successor)


def _locked(rows: QuerySet[Material]) -> QuerySet[Material]:
    return rows.select_for_update(of=("self",)).select_related("organization", "unit", "audience").order_by("pk")


def _hand_over(actor: Actor, material: Material, left: Organization, place: Organization) -> None:
    """From ``left`` to ``place``, be it as owner, as audience, or both."""
    if material.organization_id == left.pk:
        material.organization = place
    material.audience = _audience(material, left, place)
    material.version += 1
    material.save(update_fields=["organization", "audience", "version"])
    data = {"from": left.name, "to": place.name, "note": f"{left} → {place}"}
    record("material.pass_on", actor=actor, subject=material, data=data)


def _audience(material: Material, left: Organization, place: Organization) -> Organization:
    own, audience = material.organization, material.audience
    if audience.pk == left.pk and own.pk != place.pk and place.path.startswith(own.path):
        return place
    reachable = own.path.startswith(audience.path) or (material.unit_id is None and audience.path.startswith(own.path))
    return audience if reachable and audience.pk != left.pk else default_audience(own)


leaves_estate(Estate(open_business, pass_on))
