"""A lively district and its lively neighbour: something of everything, in many states, seen by many and by few."""

from contextlib import suppress

from cast import Cast, build_cast
from database import NEIGHBOUR, SCHEMA
from django.core.exceptions import MultipleObjectsReturned
from django.db import connection
from django_tenants.utils import schema_context
from fuzz.marks import mark_everything
from fuzz.people import Asker, askers, strangers
from isolation.life import live
from isolation.table import CASES
from quarters import IN_Q3, closed_claim, drafted
from stories import agreement_in, claim_in, listing_in, open_listing
from task_stories import assignment_in, community_part

from api.models import Client
from api.usage.models import ClientUsage
from core.errors import InvalidInput, WrongState
from core.outbox import deliver_waiting
from core.periods import Quarter, today
from core.permissions import SYSTEM
from linkage.actions.grants import agreement_grant_give
from resources.actions.claims import claim_propose
from resources.models import Claim, Need, Resource
from tenants.org.actions.grants import grant_revoke

# Beyond every id of our own district, also of what is made and taken back while the fuzz runs.
APART = 10_000_000


def lively_districts() -> dict[str, Asker]:
    """Fill both districts; everybody who asks, by name."""
    with schema_context(SCHEMA):
        here = build_cast()
        found = askers(here)
        fill(here)
        mark_everything()
    with schema_context(NEIGHBOUR):
        there = build_cast(offset=APART)
        found |= strangers(there)
        fill(there)
        mark_everything(foreign=True)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return found


def fill(cast: Cast) -> None:
    closed_claim(cast, "b", at=IN_Q3)
    live(cast)
    drafted(cast, Quarter(2026, 2))
    _agreements(cast)
    _listings(cast)
    claim_in(cast, "fulfilled", listing=open_listing(cast, Resource), quantity=5)
    claim_in(cast, "closed", listing=open_listing(cast, Resource, quantity=9), quantity=9)
    for status in ("proposed", "declined", "withdrawn", "released", "confirmed"):
        claim_in(cast, status, quantity=4)
    _between_the_streets(cast)
    for status in ("pending", "active", "submitted", "withdrawn"):
        assignment_in(cast, status)
    community_part(cast)
    for client in Client.objects.all():
        ClientUsage.objects.get_or_create(client=client, day=today(), defaults={"requests": 1})
    _one_of_each(cast)
    # It would let unit B see all of unit A; its row goes, what was told of it stays in the log.
    grant_revoke(actor=SYSTEM, user=cast.users["unit_b"], grant="view_unit_affairs", at=cast.unit_a)
    deliver_waiting()


def _one_of_each(cast: Cast) -> None:
    """All that the table of isolation speaks of, but what stands already and may stand once only."""
    for each in CASES.values():
        with suppress(InvalidInput, WrongState, MultipleObjectsReturned):
            each.make(cast)
    empty = [case.model.__name__ for case in CASES.values() if not case.model.objects.exists()]
    assert not empty, empty


def _agreements(cast: Cast) -> None:
    for status in ("draft", "negotiating", "active", "terminated", "discarded"):
        agreement_in(cast, status)
    agreement_in(cast, "draft", by="unit_a")
    commitment = agreement_in(cast, "active").commitments.get()
    claim_propose(
        actor=cast.actor("unit_a"), target=open_listing(cast), claimant=cast.unit_a, quantity=3, commitment=commitment
    )
    # Unit B reads one agreement of street A with unit A by name.
    agreement_grant_give(actor=SYSTEM, user=cast.users["unit_b"], agreement=agreement_in(cast, "negotiating"))


def _listings(cast: Cast) -> None:
    for status in ("draft", "submitted", "returned", "withdrawn", "expired", "open"):
        listing_in(cast, status)
        listing_in(cast, status, Resource)
        listing_in(cast, status, Need, by="unit_a")
    open_listing(cast, audience=cast.root)
    open_listing(cast, Resource, audience=cast.root)


def _between_the_streets(cast: Cast) -> list[Claim]:
    """Claims across the line between the streets, units and places on either side."""
    pairs = (
        (Need, "community_a", "unit_b"),
        (Need, "unit_a", "unit_b"),
        (Resource, "community_a", "community_b"),
        (Resource, "unit_a", "community_b"),
    )
    return [
        claim_propose(
            actor=cast.actor(claimant),
            target=open_listing(cast, kind, by=owner, audience=cast.root),
            claimant=getattr(cast, claimant),
            quantity=5,
        )
        for kind, owner, claimant in pairs
    ]
