"""Random queries that are not only right: nulls, variables left out, wrong values, ids and cursors of other things.

What may be null is null in one place of eight, what may be wrong is wrong in one of twelve.
"""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import DatabaseError, models, transaction
from graphql import GraphQLEnumType, get_named_type
from randomqueries import ABSENT, TYPES, Maker, literal

from api.rows.records import all_records
from core.models import Event

# Values that each kind refuses, or takes and finds nothing by.
_WRONG: dict[str, list[Any]] = {
    "ID": ["", "x", "TmVlZDox=", "TmVlZA==", 7, b64encode(b"Need:0").decode(), b64encode(b"Castle:1").decode()],
    "Int": [101, -1, 2**31, "3", 1.5, True, []],
    "Boolean": ["true", 0, {}],
    "Date": ["2026-02-30", "2026-W05-1", "20260101", "", 20260101],
    "DateTime": ["2026-08-10T09:00:00", "2026-08-10", "1066-10-14T00:00:00Z", 0],
    "String": [5, True, ["周末"], {"a": 1}],
    "enum": ["CASTLE", "", "open", 1, None],
}


@dataclass
class Adverse(Maker):
    """``cursors`` are those of other lists, to go on from where nothing goes on."""

    cursors: list[str] = field(default_factory=lambda: ["x", "W10=", "WzFd", "W251bGxd", "WyIyMDI2LTAyLTMwIiwgMV0="])

    def given(self, type_: str, value: Any) -> str:
        way = self.random.random()
        if way < 0.12:
            return self.nothing(type_, value)
        if way < 0.2:
            value = self.wrong(type_)
        return super().given(type_, value)

    def nothing(self, type_: str, value: Any) -> str:
        """Null, or a variable that is null, left out, or has a default."""
        kind = get_named_type(TYPES[type_.strip("[]!")])
        required = type_.endswith("!")
        # Of what must be there, validation takes neither a null in the text nor a default of null.
        match self.random.choice(["null", "absent", "default", "null over default"] + ["text"] * (not required)):
            case "null":
                return self.variable(type_, None)
            case "absent":
                return self.variable(type_, ABSENT)
            case "default":
                return self.variable(type_, ABSENT, literal(value, kind))
            case "null over default":
                return self.variable(type_, None, literal(value, kind))
        return "null"

    def wrong(self, type_: str) -> Any:
        """A value that is none of the type, or of something else."""
        name = type_.strip("[]!")
        if name == "ID" and self.random.random() < 0.5:
            return self.random.choice([each for several in self.ids.values() for each in several])
        kind = "enum" if isinstance(TYPES[name], GraphQLEnumType) else name
        value = self.random.choice(_WRONG[kind])
        return [value] if type_.startswith("[") and self.random.random() < 0.7 else value

    def value(self, argument: str, type_: Any) -> Any:
        if argument in ("after", "before"):
            return self.random.choice(self.cursors)
        return super().value(argument, type_)


def empty_fields() -> int:
    """Make null whatever may be null in every second record, and say how many columns had something to lose."""
    found = 0
    for model in _models():
        for column in model._meta.concrete_fields:
            if column.null and not column.primary_key:
                found += _put(model, column.name, None, _every(model, 2))
    return found


def break_codes() -> int:
    """Put a code that nobody knows into every third record, and say in how many columns that was possible."""
    return sum(
        _put(model, column.name, "castle", _every(model, 3))
        for model in _models()
        for column in model._meta.concrete_fields
        if column.choices and isinstance(column, models.CharField)
    )


def _models() -> list[type[models.Model]]:
    """All that have rows in the interface, but for the log, whose rows nobody can change."""
    return list(dict.fromkeys(each._meta.model for each in all_records() if each._meta.model is not Event))


def _every(model: type[models.Model], step: int) -> Sequence[Any]:
    return list(model._default_manager.order_by("pk").values_list("pk", flat=True))[::step]


def _put(model: type[models.Model], column: str, value: Any, keys: Sequence[Any]) -> bool:
    """Put the value into these records; where the books forbid it for all of them together, into those that may."""
    rows = model._default_manager.filter(pk__in=keys).exclude(**{f"{column}__isnull": True})
    try:
        with transaction.atomic():
            return bool(rows.update(**{column: value}))
    except DatabaseError:
        pass
    changed = False
    for key in keys[:4]:
        try:
            with transaction.atomic():
                changed = bool(rows.filter(pk=key).update(**{column: value})) or changed
        except DatabaseError:
            continue
    return changed
