"""What still binds a unit to the district, told by the packages above that know."""

from collections.abc import Callable

from tenants.org.models import ResidentUnit

# Answers with a phrase such as 「2 件未了结的认领」, or with nothing when there is nothing.
Tie = Callable[[ResidentUnit], str]

_ties: list[Tie] = []


def ties_unit(tie: Tie) -> Tie:
    """Register the function as one that may hold a unit back from leaving."""
    _ties.append(tie)
    return tie


def ties_of(unit: ResidentUnit) -> list[str]:
    """Everything that has to be settled before the unit can leave."""
    return [phrase for tie in _ties if (phrase := tie(unit))]
