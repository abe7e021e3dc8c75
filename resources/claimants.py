"""Who may claim what, as queries for a form; the action checks the same again."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from core.permissions import Actor, Perm, ancestor_paths
from core.visibility import under
from linkage.models import AgreementParty, Commitment
from resources.actions.claims import TIMES
from resources.models import Listing, Need, Resource
from tenants.org.models import Organization, ResidentUnit


def claimants_of(actor: Actor, target: Need | Resource) -> tuple[QuerySet[Organization], QuerySet[ResidentUnit]]:
    """Organizations and units on whose behalf the actor may claim this listing."""
    reach = target.audience.path
    own_units = actor.unit_ids(Perm.CLAIM_PROPOSE)
    units = ResidentUnit.objects.filter(
        pk__in=own_units, status=ResidentUnit.Status.ACTIVE, organization__path__startswith=reach
    )
    if target.unit_id is not None:
        units = units.exclude(pk=target.unit_id)
    places = Organization.objects.in_use().filter(
        under(actor.paths(Perm.CLAIM_PROPOSE), "path"), path__startswith=reach
    )
    if target.unit_id is None:
        # What an organization needs is claimed by units (S2 §四(三)); what it offers, by others than itself.
        places = places.none() if isinstance(target, Need) else places.exclude(pk=target.organization_id)
    return places, units.select_related("organization")


def may_claim(actor: Actor, target: Need | Resource) -> bool:
    """Whether the actor could claim this listing now for somebody."""
    if target.status != Listing.Status.OPEN or target.remaining <= 0 or not actor.can_anywhere(Perm.CLAIM_PROPOSE):
        return False
    places, units = claimants_of(actor, target)
    return units.exists() or places.exists()


def commitments_for(
    target: Need | Resource, places: QuerySet[Organization], units: QuerySet[ResidentUnit]
) -> QuerySet[Commitment]:
    """Promises of running agreements that a claim of this listing by one of these could serve.

    They are owed by the side that delivers to the side that receives, in the listing's measure or by occasions.
    """
    owner = Q(unit_id=target.unit_id) if target.unit_id else Q(unit=None, organization=target.organization_id)
    claimants = Q(unit__in=units) | Q(unit=None, organization__in=places)
    if isinstance(target, Need):
        givers, takers = claimants, _standing_for(target.unit_id, [target.organization.path])
    else:
        givers = owner
        takers = Q(unit__in=units) | _standing_for(None, list(places.values_list("path", flat=True)))
    parties = AgreementParty.objects.filter(agreement=OuterRef("agreement"))
    owed: QuerySet[Commitment] = Commitment.objects.owed()
    return owed.filter(
        Exists(AgreementParty.objects.filter(givers, pk=OuterRef("party"))),
        Exists(parties.filter(takers).exclude(pk=OuterRef("party"))),
        measure__in=(TIMES, target.measure),
    ).select_related("agreement", "party__organization", "party__unit")


def _standing_for(unit_id: int | None, paths: list[str]) -> Q:
    """Parties that stand for the receiving side: the unit itself, or the place or one above it."""
    if unit_id:
        return Q(unit_id=unit_id)
    return Q(unit=None, organization__path__in={above for path in paths for above in ancestor_paths(path)})
