"""Outposts of a street that is retired go to the street that takes over."""

from collections.abc import Sequence

from core.permissions import Actor
from tenants.org.models import Department, Organization
from tenants.org.ties import Estate, hand_over, leaves_estate, lying_at, untaken, worded


def outposts_of(places: Sequence[Organization]) -> dict[int, str]:
    """How many outposts lie in each place, as a phrase."""
    return worded(" {} 个派出机构", lying_at(places, Department.objects.in_use()))


def pass_on(actor: Actor, place: Organization, successor: Organization) -> None:
    """Each outpost moves with an event of its own."""
    taken = "{}已有同名的派出机构“{}”，请先核对这两个机构。"
    for outpost in untaken(Department.objects.in_use(), place, successor, taken):
        hand_over(actor, outpost, place, successor, "department.edit")


leaves_estate(Estate(outposts_of, pass_on))
