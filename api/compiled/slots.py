"""Values that come with each request and do not change the statement: its parameters.

Which they are is found out and not declared. The operation is compiled once with stand-ins, values that occur nowhere
else, and once with the request's own. Where both statements agree in everything but the stand-ins, these become
parameters; where they do not, a filter makes more of its value than to pass it on, and the statement is kept for
this value alone.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from core.permissions import Actor

_NUMBER = 9_100_000_000_000_000_000
_MOST = 25


@dataclass(frozen=True, slots=True)
class Given:
    """What a request brings: its variables as they were read, and its actor."""

    variables: Mapping[str, Any]
    actor: Actor


@dataclass(frozen=True, slots=True)
class Slot:
    """One parameter: its type in PostgreSQL, and its value for a request."""

    cast: str
    read: Callable[[Given], Any]


@dataclass
class Slots:
    """The parameters of one statement."""

    used: list[Slot] = field(default_factory=list)
    _waiting: dict[tuple[str, Any], tuple[str, Slot]] = field(default_factory=dict)
    _places: dict[tuple[str, Any], int] = field(default_factory=dict)
    _refused: set[str] = field(default_factory=set)

    def stand_in(self, example: Any, name: str, read: Callable[[Given], Any]) -> Any:
        """A value of the same type that is found again among the parameters; ``name`` says what it stands for."""
        kind = kind_of(example)
        n = len(self._waiting)
        if kind is None or n >= _MOST:
            self._refused.add(name)
            return example
        value = _STAND_INS[kind](n)
        self._waiting[kind, value] = (name, Slot(kind, read))
        return value

    def direct(self, cast: str, read: Callable[[Given], Any]) -> int:
        """A parameter that no queryset has a part in; its number."""
        self.used.append(Slot(cast, read))
        return len(self.used)

    def find(self, value: Any) -> int | None:
        """The number of the parameter that this stand-in stands for."""
        kind = kind_of(value)
        if kind is None or (kind, value) not in self._waiting:
            return None
        if (kind, value) not in self._places:
            self.used.append(self._waiting[kind, value][1])
            self._places[kind, value] = len(self.used)
        return self._places[kind, value]

    def lost(self) -> set[str]:
        """Names of values that have no stand-in, or one that has not come out again."""
        return self._refused | {name for place, (name, _) in self._waiting.items() if place not in self._places}


def kind_of(value: Any) -> str | None:
    """The type in PostgreSQL of a value that may become a parameter."""
    match value:
        case bool():
            return None
        case int():
            return "bigint"
        case str():
            return "text"
        case datetime():
            return "timestamptz"
        case date():
            return "date"
        case Decimal():
            return "numeric"
    return None


_STAND_INS: dict[str, Callable[[int], Any]] = {
    "bigint": lambda n: _NUMBER + n,
    "text": lambda n: f"stand-in {_NUMBER + n}",
    "timestamptz": lambda n: datetime(2998, 11, 1 + n, 1, 2, 3, 456, tzinfo=UTC),
    "date": lambda n: date(2998, 12, 1 + n),
    "numeric": lambda n: Decimal(f"98765432.{10 + n}"),
}


def same(
    with_stand_ins: Sequence[tuple[str, tuple[Any, ...]]],
    slots: Slots,
    with_own: Sequence[tuple[str, tuple[Any, ...]]],
    given: Given,
) -> bool:
    """Whether two compilations differ in nothing but the stand-ins, and these stand where the own values do."""
    if [sql for sql, _ in with_stand_ins] != [sql for sql, _ in with_own]:
        return False
    for (_, theirs), (_, ours) in zip(with_stand_ins, with_own, strict=True):
        if len(theirs) != len(ours):
            return False
        for stands, own in zip(theirs, ours, strict=True):
            slot = slots.find(stands)
            if own != (stands if slot is None else slots.used[slot - 1].read(given)):
                return False
    return True
