"""What of proposals holds a place from being retired; a unit may leave, its proposals stay with their other side."""

from django.db.models import Q

from core.permissions import Actor
from linkage.proposals.models import Proposal, Proposer
from tenants.org.models import Department, Organization, ResidentUnit
from tenants.org.ties import follows_department, follows_unit, ties_department, ties_place


@ties_place
def proposals_of_place(place: Organization) -> str:
    open_ = ~Q(status__in=Proposal.SETTLED)
    answers = Q(handler=place, department=None) & (open_ | Q(status=Proposal.Status.PASSED_ON))
    count = Proposal.objects.filter(Q(organization=place) & open_ | answers).count()
    return f" {count} 件未办结的提案" if count else ""


@follows_unit
def proposers_follow(actor: Actor, unit: ResidentUnit) -> None:
    """As the proposer of what is not settled, a unit stands where it lies now."""
    rows = Proposer.objects.filter(unit=unit).exclude(proposal__status__in=Proposal.SETTLED)
    rows.update(organization=unit.organization_id)


@ties_department
def proposals_of_department(department: Department) -> str:
    open_ = ~Q(status__in=Proposal.SETTLED) | Q(status=Proposal.Status.PASSED_ON)
    count = Proposal.objects.filter(open_, department=department).count()
    return f" {count} 件未办结的提案" if count else ""


@follows_department
def proposals_follow(department: Department) -> None:
    """What an outpost has to answer lies in the street in which the outpost lies now."""
    open_ = ~Q(status__in=Proposal.SETTLED) | Q(status=Proposal.Status.PASSED_ON)
    Proposal.objects.filter(open_, department=department).update(handler=department.organization_id)
