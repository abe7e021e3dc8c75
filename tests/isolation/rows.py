"""One case of the isolation table, how a case is added, and the sets of people that cases name."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from cast import Cast
from matrix.people import COMMUNITY_A, DEPARTMENTS, LEADER, OFFICE, SECURITY_ADMIN, STREET_A, SYSTEM_ADMIN, UNIT_A

# Sets of people, from the narrow to the wide.
UNIT_SIDE = UNIT_A | {"viewer_of_unit_a"}
ABOVE_A = STREET_A | {LEADER, OFFICE, "viewer_of_the_district"}
PLACE_A = ABOVE_A | COMMUNITY_A | {"member"}
# Who of them sees personnel matters: neither a 兼职委员 nor who was given plain sight.
PERSONNEL_ABOVE_A = ABOVE_A - {"viewer_of_the_district"}
PERSONNEL_A = PERSONNEL_ABOVE_A | COMMUNITY_A
BOTH = PLACE_A | UNIT_SIDE
PLACE_B = {"street_b", "community_b"}
ADMINISTRATORS = {SYSTEM_ADMIN, SECURITY_ADMIN, "audit"}
EVERYBODY_IN_OFFICE = BOTH | PLACE_B | ADMINISTRATORS | DEPARTMENTS | {"unit_b"}
DISTRICT_SIDE = {LEADER, OFFICE, "viewer_of_the_district", "department"}
EVERYBODY_AT_HOME = BOTH | PLACE_B | DEPARTMENTS | {"unit_b"}
PLACES_AND_DEPARTMENT = PLACE_A | PLACE_B | {"department"}


@dataclass(frozen=True)
class Case:
    """A record of street A's realm: its model, how it comes about, and who sees it."""

    model: type[Any]
    make: Callable[[Cast], Any]
    seen_by: frozenset[str]


CASES: dict[str, Case] = {}
# What makes at least one row of every model of a module, for tests that ask every type at once.
LIVES: list[Callable[[Cast], Any]] = []


def case(name: str, model: type[Any], make: Callable[[Cast], Any], seen_by: set[str]) -> None:
    """Add a case; everybody who is not named must see nothing."""
    assert name not in CASES, name
    CASES[name] = Case(model, make, frozenset(seen_by))


def lives(make: Callable[[Cast], Any]) -> Callable[[Cast], Any]:
    """Have ``live`` make this as well."""
    LIVES.append(make)
    return make
