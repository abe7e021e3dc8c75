"""Events: seen where what they tell of is seen."""

from typing import Any

from isolation.cases.listings import claim_between_places, claim_between_units, claim_of_community_b, claim_of_unit_b
from isolation.rows import BOTH, PLACE_A, PLACE_B, UNIT_SIDE, case
from stories import claim_in, draft_listing

from core.models import Event


def event_of(row: Any) -> Event:
    return Event.objects.for_subject(row).latest("id")


case("event of the place", Event, lambda cast: event_of(draft_listing(cast)), PLACE_A | {"audit"})
case("event of the unit", Event, lambda cast: event_of(draft_listing(cast, by="unit_a")), UNIT_SIDE | {"audit"})
case("event of both", Event, lambda cast: event_of(claim_in(cast, "proposed")), BOTH | {"audit"})
case(
    "event of a claim from elsewhere",
    Event,
    lambda cast: event_of(claim_of_unit_b(cast)),
    PLACE_A | PLACE_B | {"unit_b", "audit"},
)
case(
    "event between units", Event, lambda cast: event_of(claim_between_units(cast)), BOTH | PLACE_B | {"unit_b", "audit"}
)
case("event between places", Event, lambda cast: event_of(claim_between_places(cast)), PLACE_A | PLACE_B | {"audit"})
case(
    "event of a claim on a unit's resource",
    Event,
    lambda cast: event_of(claim_of_community_b(cast)),
    BOTH | PLACE_B | {"audit"},
)
