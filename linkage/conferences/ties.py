"""What of this app holds a unit back from leaving the register, and a place from being retired."""

from collections.abc import Sequence
from typing import Any

from django.db.models import F, QuerySet

from core.permissions import Actor
from linkage.conferences.models import Body, Decision, DecisionRequest, Seat
from tenants.org.models import Department, Organization, ResidentUnit
from tenants.org.ties import follows_unit, hinders_merge, lying_at, ties_department, ties_place, ties_unit, worded


@ties_unit
def seats_of_unit(unit: ResidentUnit) -> str:
    """Somebody else has to take over the seats, so that no body counts a member who is not there any more."""
    count = Seat.objects.filter(unit=unit, ended_on=None, body__status=Body.Status.ACTIVE).count()
    return f" {count} 个议事机构的席位" if count else ""


@ties_department
def seats_of_department(department: Department) -> str:
    count = Seat.objects.filter(department=department, ended_on=None, body__status=Body.Status.ACTIVE).count()
    return f" {count} 个议事机构的席位" if count else ""


@ties_department
def decisions_for_department(department: Department) -> str:
    """What was decided and not handed out yet; after that it is a task."""
    count = Decision.objects.filter(departments=department, dispatched_at=None).count()
    return f" {count} 项待交办的会议议定事项" if count else ""


@ties_unit
def requests_to_unit(unit: ResidentUnit) -> str:
    count = DecisionRequest.objects.filter(unit=unit, status__in=("asked", "accepted")).count()
    return f" {count} 件未了结的会议商请事项" if count else ""


@ties_place
def bodies_of_place(places: Sequence[Organization]) -> dict[int, str]:
    rows = Body.objects.filter(status=Body.Status.ACTIVE)
    return worded(" {} 个运行中的议事机构", lying_at(places, rows))


@ties_place
def seats_of_place(places: Sequence[Organization]) -> dict[int, str]:
    seats = Seat.objects.filter(unit=None, department=None, ended_on=None, body__status=Body.Status.ACTIVE)
    elsewhere = seats.exclude(body__organization=F("organization"))
    return worded(" {} 个议事机构的席位", lying_at(places, elsewhere))


@hinders_merge
def seats_of_both(unit: ResidentUnit, into: ResidentUnit) -> str:
    """Nobody sits twice in one body: one of the seats is given up first."""
    both = Body.objects.filter(pk__in=_seated(unit)).filter(pk__in=_seated(into), status=Body.Status.ACTIVE)
    count = both.count()
    return f" {count} 个同时有席位的议事机构" if count else ""


@follows_unit
def seats_follow(actor: Actor, unit: ResidentUnit) -> None:
    """In its seats, and where it is asked to do something, a unit stands where it lies now."""
    Seat.objects.filter(unit=unit, ended_on=None).update(organization=unit.organization_id)
    open_ones = DecisionRequest.objects.filter(unit=unit, status__in=("planned", "asked", "accepted"))
    open_ones.update(organization=unit.organization_id)


def _seated(unit: ResidentUnit) -> QuerySet[Any]:
    return Seat.objects.filter(unit=unit, ended_on=None).values("body")
