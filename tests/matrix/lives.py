"""How the records of a model come into each state, and how each verb is done to them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from cast import Cast

from core.events import action
from core.permissions import SYSTEM
from core.transitions import Stateful, advance


@action
def inner(row: Any, verb: str) -> Any:
    """A verb that only follows from others (the last signature, the second evaluation) is tried on the table itself."""
    return advance(row, verb, actor=SYSTEM)


@dataclass(frozen=True)
class Life:
    """How a record of the model comes into a state, and how each verb is done to it."""

    model: type[Stateful]
    make: Callable[[Cast, str, str], Any]
    verbs: dict[str, Callable[[Any], Any]]
    # Whether each verb is tried on a record of its own, as not every record can come into the state that it asks for.
    apart: bool = False
