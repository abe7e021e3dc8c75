"""What of proposals holds a place from being retired; a unit may leave, its proposals stay with their other side."""

from collections.abc import Sequence

from django.db.models import Q

from core.permissions import Actor
from linkage.proposals.models import Proposal, Proposer
from tenants.org.models import Department, Organization, ResidentUnit
from tenants.org.ties import follows_department, follows_unit, lying_at, ties_department, ties_place, worded

_OPEN = ~Q(status__in=Proposal.SETTLED)
# Whoever has it in hand still has to say something of it; an opinion is settled for its office before that.
_OWED = _OPEN | Q(status=Proposal.Status.PASSED_ON)


@ties_place
def proposals_of_place(places: Sequence[Organization]) -> dict[int, str]:
    filed = lying_at(places, Proposal.objects.filter(_OPEN))
    owed = lying_at(places, Proposal.objects.filter(_OWED, department=None), "handler")
    return worded(" {} 件未办结的提案", filed | owed)


@follows_unit
def proposers_follow(actor: Actor, unit: ResidentUnit) -> None:
    """As the proposer of what is not settled, a unit stands where it lies now."""
    rows = Proposer.objects.filter(unit=unit).exclude(proposal__status__in=Proposal.SETTLED)
    rows.update(organization=unit.organization_id)


@ties_department
def proposals_of_department(department: Department) -> str:
    count = Proposal.objects.filter(_OWED, department=department).count()
    return f" {count} 件未办结的提案" if count else ""


@follows_department
def proposals_follow(department: Department) -> None:
    """What an outpost proposed, or has to answer, lies in the street in which the outpost lies now."""
    Proposal.objects.filter(_OWED, department=department).update(handler=department.organization_id)
    rows = Proposer.objects.filter(department=department).exclude(proposal__status__in=Proposal.SETTLED)
    rows.update(organization=department.organization_id)
