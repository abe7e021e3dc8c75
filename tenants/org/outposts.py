"""Outposts of a street that is retired go to the street that takes over."""

from collections.abc import Sequence

from core.errors import InvalidInput
from core.events import record
from core.permissions import Actor
from tenants.org.models import Department, Organization
from tenants.org.ties import Estate, leaves_estate, lying_at, worded


def outposts_of(places: Sequence[Organization]) -> dict[int, str]:
    """How many outposts lie in each place, as a phrase."""
    return worded(" {} 个派出机构", lying_at(places, Department.objects.in_use()))


def pass_on(actor: Actor, place: Organization, successor: Organization) -> None:
    """Each outpost moves with an event of its own."""
    rows = Department.objects.in_use().filter(organization=place).select_for_update(of=("self",)).order_by("pk")
    taken = set(Department.objects.in_use().filter(organization=successor).values_list("name", flat=True))
    for outpost in rows:
        if outpost.name in taken:
            raise InvalidInput(f"{successor}已有同名的派出机构“{outpost}”，请先核对这两个机构。", field="successor")
        outpost.organization = successor
        outpost.version += 1
        outpost.save(update_fields=["organization", "version"])
        record("department.edit", actor=actor, subject=outpost, data={"note": f"{place} → {successor}"})


leaves_estate(Estate(outposts_of, pass_on))
