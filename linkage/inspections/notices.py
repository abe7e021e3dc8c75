"""Whom the verbs of inspections concern."""

from collections.abc import Iterable

from core.models import Event
from core.permissions import Perm, Place
from linkage.inspections.models import InspectionTarget, TeamMember
from tenants.notices.rules import Audience, tell


def _people(users: Iterable[int], at: Place) -> list[Audience]:
    return [Audience(Perm.INSPECTION_RECORD, at, only=user) for user in users]


@tell("inspection.issue", "inspection.cancel")
def teams(event: Event) -> Iterable[Audience]:
    """All who go in a team."""
    return _people(event.data.get("users", ()), Place(event.organization_path))


def _target(event: Event) -> InspectionTarget:
    rows = InspectionTarget.objects.select_related("inspection__organization", "organization", "unit")
    found: InspectionTarget = rows.get(pk=event.subject_id)
    return found


def _team(target: InspectionTarget) -> list[Audience]:
    users = TeamMember.objects.filter(team_id=target.team_id).values_list("user_id", flat=True)
    return _people(users, target.inspection.place)


@tell("inspectiontarget.call", "inspectiontarget.submit", "inspectiontarget.uphold", "inspectiontarget.remind_confirm")
def inspected(event: Event) -> Iterable[Audience]:
    return [Audience(Perm.INSPECTION_CONFIRM, _target(event).place)]


@tell("inspectiontarget.close", "inspectiontarget.presume")
def inspected_at_the_end(event: Event) -> Iterable[Audience]:
    return inspected(event)


@tell("inspectiontarget.drop")
def whoever_knew(event: Event) -> Iterable[Audience]:
    """The team, and those inspected if they had been told."""
    target = _target(event)
    known = [Audience(Perm.INSPECTION_CONFIRM, target.place)] if target.is_told else []
    return [*_team(target), *known]


@tell("inspectiontarget.confirm", "inspectiontarget.object", "inspectiontarget.remind_answer")
def who_inspects(event: Event) -> Iterable[Audience]:
    return [Audience(Perm.INSPECTION_PLAN, _target(event).inspection.place)]


@tell("inspectiontarget.assign", "inspectiontarget.remind_visit")
def the_team(event: Event) -> Iterable[Audience]:
    return _team(_target(event))


@tell("inspectiontarget.correct", "inspectiontarget.pass_on")
def both_sides(event: Event) -> Iterable[Audience]:
    target = _target(event)
    known = [Audience(Perm.INSPECTION_CONFIRM, target.place)] if target.is_told else []
    return [*_team(target), *known]
