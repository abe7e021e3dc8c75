"""Events: seen where what they tell of is seen."""

from typing import Any

from emerging import consultation_in
from isolation.cases.emerging import on_a_plan
from isolation.cases.listings import claim_between_places, claim_between_units, claim_of_community_b, claim_of_unit_b
from isolation.rows import ABOVE_A, BOTH, PERSONNEL_A, PERSONNEL_ABOVE_A, PLACE_A, PLACE_B, UNIT_SIDE, case
from oversight import accountability_in
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
case(
    "event of a talk",
    Event,
    lambda cast: event_of(accountability_in(cast, "due")),
    PERSONNEL_A | {"audit"},
)
case(
    "event of a consultation on whom to appoint",
    Event,
    lambda cast: event_of(consultation_in(cast, "asked")),
    PERSONNEL_ABOVE_A | {"audit"},
)
case("event of a consultation on a plan", Event, lambda cast: event_of(on_a_plan(cast)), ABOVE_A | {"audit"})
