"""One row of the role × action matrix, and how a row is added."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from cast import Cast
from matrix.people import COMMUNITY_A, STREET_A, UNIT_A

PLACES_A = STREET_A | COMMUNITY_A
BOTH_SIDES = PLACES_A | UNIT_A


@dataclass(frozen=True)
class Row:
    """One row: the record, the call, and who may."""

    function: Callable[..., Any]
    case: str
    record: Callable[[Cast], Any]
    subject: str
    given: Callable[[Cast], dict[str, Any]]
    allowed: frozenset[str]
    platform: bool = True
    # Why the action leaves no event; all others must.
    silent: str = ""

    def arguments(self, cast: Cast, thing: Any) -> dict[str, Any]:
        """All keywords but the actor."""
        return {**({self.subject: thing} if self.subject else {}), **self.given(cast)}

    def __str__(self) -> str:
        return f"{self.function.__name__}-{self.case}" if self.case else self.function.__name__


ROWS: list[Row] = []


def row(
    function: Callable[..., Any],
    record: Callable[[Cast], Any],
    allowed: set[str],
    *,
    case: str = "",
    platform: bool = True,
    silent: str = "",
    subject: str = "",
    given: Callable[[Cast], dict[str, Any]] = lambda cast: {},
) -> None:
    """Add a row; the record is passed as ``subject``, or not at all if there is none."""
    ROWS.append(Row(function, case, record, subject, given, frozenset(allowed), platform, silent))


def reason(cast: Cast) -> dict[str, Any]:
    return {"reason": "有原因"}


def nothing(cast: Cast) -> None:
    return None
