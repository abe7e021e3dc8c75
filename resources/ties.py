"""What of this package holds a unit back from leaving the register, and what goes along when a place is retired."""

from collections.abc import Sequence

from django.db.models import Q

from core.errors import WrongState
from core.events import record
from core.permissions import Actor
from resources.actions.listings import default_audience
from resources.models import Claim, Need, Resource
from tenants.org.models import Organization, ResidentUnit
from tenants.org.ties import Estate, follows_unit, hinders_merge, leaves_estate, lying_at, ties_unit, worded

UNSETTLED = ("draft", "submitted", "returned", "open")


@ties_unit
def claims(unit: ResidentUnit) -> str:
    mine = Q(unit=unit) | Q(need__unit=unit) | Q(resource__unit=unit)
    count = Claim.objects.filter(mine, status__in=Claim.RUNNING).count()
    return f" {count} 件未了结的认领" if count else ""


@ties_unit
def listings(unit: ResidentUnit) -> str:
    waiting = ("submitted", "open")
    count = sum(model.objects.filter(unit=unit, status__in=waiting).count() for model in (Need, Resource))
    return f" {count} 条待审核或可认领的资源需求" if count else ""


@hinders_merge
def claims_between(unit: ResidentUnit, into: ResidentUnit) -> str:
    """Nobody claims from oneself."""
    pairs = ((unit, into), (into, unit))
    rule = Q(pk__in=[])
    for claimant, owner in pairs:
        rule |= Q(unit=claimant) & (Q(need__unit=owner) | Q(resource__unit=owner))
    count = Claim.objects.filter(rule, status__in=Claim.RUNNING).count()
    return f" {count} 件未了结的认领" if count else ""


@follows_unit
def open_business_follows(actor: Actor, unit: ResidentUnit) -> None:
    """Listings that are not settled and running claims go where the unit lies now, targets before their claims.

    A listing open to a 街道 in which the unit no longer lies is open to the new one.
    """
    place = unit.organization
    for model in (Need, Resource):
        rows = model.objects.filter(unit=unit, status__in=UNSETTLED).exclude(organization=place)
        for listing in rows.select_for_update(of=("self",)).select_related("organization", "unit", "audience"):
            _pass_listing_on(actor, listing, place)
    running = Claim.objects.filter(unit=unit, status__in=Claim.RUNNING).exclude(organization=place)
    for claim in (
        running.select_for_update(of=("self",)).select_related("organization", "unit", *TARGETS).order_by("pk")
    ):
        data = {"from": claim.organization.name, "to": place.name, "note": f"{claim.organization} → {place}"}
        claim.organization = place
        _moved(claim, "organization")
        seat = {"claimant_path": place.path, "claimant_unit": claim.unit_id}
        record("claim.pass_on", actor=actor, subject=claim, data={**data, **seat})


TARGETS = ("need__organization", "resource__organization")


def _pass_listing_on(actor: Actor, listing: Need | Resource, place: Organization) -> None:
    data = {"from": listing.organization.name, "to": place.name, "note": f"{listing.organization} → {place}"}
    left = listing.organization
    listing.organization = place
    if not place.path.startswith(listing.audience.path) or listing.audience_id == left.pk:
        listing.audience = default_audience(place)
    _moved(listing, "organization", "audience")
    record(f"{listing.NOUN}.pass_on", actor=actor, subject=listing, data=data)


def open_business(places: Sequence[Organization]) -> dict[int, str]:
    """Listings and claims of each place and of units lying in it that are not settled."""
    needs, resources = (lying_at(places, model.objects.filter(status__in=UNSETTLED)) for model in (Need, Resource))
    told = worded(" {} 条未了结的资源需求", needs | resources)
    claims = worded(" {} 件未了结的认领", lying_at(places, Claim.objects.filter(status__in=Claim.RUNNING)))
    return {key: "、".join(each[key] for each in (told, claims) if key in each) for key in told | claims}


def pass_on(actor: Actor, place: Organization, successor: Organization) -> None:
    """Open listings and claims go to the successor, targets before their claims, each with an event of its own.

    Raises ``WrongState`` for a claim of one of the two on the other: nobody can claim from oneself.
    """
    _refuse_claims_between(place, successor)
    data = {"from": place.name, "to": successor.name, "note": f"{place.name} → {successor.name}"}
    for model in (Need, Resource):
        unsettled = model.objects.filter(status__in=UNSETTLED).select_for_update(of=("self",))
        mine = unsettled.filter(Q(organization=place) | Q(audience=place)).select_related("organization", "unit")
        for listing in mine.order_by("pk"):
            if listing.organization_id == place.pk:
                listing.organization = successor
            if not listing.organization.path.startswith(listing.audience.path) or listing.audience_id == place.pk:
                listing.audience = default_audience(listing.organization)
            _moved(listing, "organization", "audience")
            record(f"{model.NOUN}.pass_on", actor=actor, subject=listing, data=data)
    running = Claim.objects.filter(organization=place, status__in=Claim.RUNNING).select_for_update(of=("self",))
    for claim in running.select_related("unit", "need__organization", "resource__organization").order_by("pk"):
        claim.organization = successor
        _moved(claim, "organization")
        seat = {"claimant_path": successor.path, "claimant_unit": claim.unit_id}
        record("claim.pass_on", actor=actor, subject=claim, data={**data, **seat})


def _refuse_claims_between(place: Organization, successor: Organization) -> None:
    both = Q(need__unit=None, need__organization__in=(place, successor)) | Q(
        resource__unit=None, resource__organization__in=(place, successor)
    )
    between = Claim.objects.filter(both, unit=None, organization__in=(place, successor), status__in=Claim.RUNNING)
    if count := between.count():
        raise WrongState(f"{place}与{successor}之间还有 {count} 件未了结的认领，请先了结再撤销。", field="successor")


def _moved(row: Need | Resource | Claim, *fields: str) -> None:
    row.version += 1
    row.save(update_fields=[*fields, "version"])


leaves_estate(Estate(open_business, pass_on))
