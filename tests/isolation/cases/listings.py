"""Needs, resources, claims, and what is handed in with them."""

from cast import Cast
from isolation.rows import BOTH, PLACE_A, PLACE_B, UNIT_SIDE, case
from matrix.people import DEPARTMENTS
from stories import claim_in, draft_listing, open_listing, staged_in, submitted_listing

from resources.actions.claims import claim_propose
from resources.models import Claim, Evaluation, Evidence, Need, Resource, StagedFile


def claim_of_unit_b(cast: Cast) -> Claim:
    """A need of community A open to the whole district, claimed from street B."""
    need = open_listing(cast, audience=cast.root)
    return claim_propose(actor=cast.actor("unit_b"), target=need, claimant=cast.unit_b, quantity=5)


def claim_between_units(cast: Cast) -> Claim:
    """A need of unit A, claimed by unit B of street B."""
    need = open_listing(cast, by="unit_a", audience=cast.root)
    return claim_propose(actor=cast.actor("unit_b"), target=need, claimant=cast.unit_b, quantity=5)


def claim_between_places(cast: Cast) -> Claim:
    """A resource of community A, claimed by community B."""
    resource = open_listing(cast, Resource, by="community_a", audience=cast.root)
    return claim_propose(actor=cast.actor("community_b"), target=resource, claimant=cast.community_b, quantity=5)


def claim_of_community_b(cast: Cast) -> Claim:
    """A resource of unit A, claimed by community B."""
    resource = open_listing(cast, Resource, audience=cast.root)
    return claim_propose(actor=cast.actor("community_b"), target=resource, claimant=cast.community_b, quantity=5)


def evidence(cast: Cast) -> Evidence:
    return claim_in(cast, "closed").evidence.get()


def evaluation(cast: Cast) -> Evaluation:
    return claim_in(cast, "closed").evaluations.first()


case("draft need of the community", Need, draft_listing, PLACE_A)
case("draft need of the unit", Need, lambda cast: draft_listing(cast, by="unit_a"), UNIT_SIDE)
case("open need", Need, open_listing, BOTH | {"outpost_a"})
case(
    "open need for all",
    Need,
    lambda cast: open_listing(cast, audience=cast.root),
    BOTH | PLACE_B | DEPARTMENTS | {"unit_b"},
)
case(
    "need claimed from elsewhere",
    Need,
    lambda cast: claim_of_unit_b(cast).need,
    BOTH | PLACE_B | DEPARTMENTS | {"unit_b"},
)
case("draft resource", Resource, lambda cast: draft_listing(cast, Resource), UNIT_SIDE)
case("submitted resource", Resource, lambda cast: submitted_listing(cast, Resource), BOTH)
case("claim", Claim, lambda cast: claim_in(cast, "proposed"), BOTH)
case("claim from elsewhere", Claim, claim_of_unit_b, PLACE_A | PLACE_B | {"unit_b"})
case("claim between units", Claim, claim_between_units, BOTH | PLACE_B | {"unit_b"})
case("claim between places", Claim, claim_between_places, PLACE_A | PLACE_B)
case("claim of a unit's resource", Claim, claim_of_community_b, BOTH | PLACE_B)
case("evidence", Evidence, evidence, BOTH)
case("file sent ahead", StagedFile, staged_in, {"unit_a"})
case("evaluation", Evaluation, evaluation, BOTH)
