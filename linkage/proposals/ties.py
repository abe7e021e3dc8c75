"""What of proposals holds a place from being retired; a unit may leave, its proposals stay with their other side."""

from django.db.models import Q

from core.permissions import Actor
from linkage.proposals.models import Proposal, Proposer
from tenants.org.models import Organization, ResidentUnit
from tenants.org.ties import follows_unit, ties_place


@ties_place
def proposals_of_place(place: Organization) -> str:
    mine = Q(organization=place) | Q(handler=place)
    count = Proposal.objects.filter(mine).exclude(status__in=Proposal.SETTLED).count()
    return f" {count} 件未办结的提案" if count else ""


@follows_unit
def proposers_follow(actor: Actor, unit: ResidentUnit) -> None:
    """As the proposer of what is not settled, a unit stands where it lies now."""
    rows = Proposer.objects.filter(unit=unit).exclude(proposal__status__in=Proposal.SETTLED)
    rows.update(organization=unit.organization_id)
