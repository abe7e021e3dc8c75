"""Which variables of an operation change its statement, and which are only parameters of it."""

import json
from base64 import urlsafe_b64decode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

import orjson
from graphql import ArgumentNode, FieldNode, NamedTypeNode, NonNullTypeNode, TypeNode, VariableNode, Visitor, visit

from api.compiled import NotCompiled
from api.compiled.slots import Given, Slots
from api.documents import Document
from api.rows.ids import global_id, read_id
from api.rows.pages import read_cursor
from api.scalars import Date, DateTime
from core.permissions import Actor

ACTOR = "actor"
CURSORS = ("after", "before")


@dataclass
class Variables:
    """The variables of one operation.

    ``kinds`` names those that may be parameters with the way they are read; ``fixed`` grows by those that turn out to
    change the statement. All others are fixed from the start.
    """

    names: tuple[str, ...]
    kinds: dict[str, str]
    fixed: set[str] = field(default_factory=set)

    def read(self, raw: Mapping[str, Any], actor: Actor) -> tuple[bytes, Given]:
        """What the statement depends on, as a key, and the values of its parameters.

        Raises what the interface would raise for a value that is not right; graphql-core then tells it in full.
        """
        key: list[Any] = []
        values: dict[str, Any] = {}
        for name in self.names:
            value = raw.get(name, self)
            if name in self.kinds and name not in self.fixed and isinstance(value, str) and value:
                told, values[name] = _READ[self.kinds[name]](value)
                key.append(told)
            else:
                key.append(None if value is self else [value])
        return orjson.dumps(key, option=orjson.OPT_NON_STR_KEYS), Given(values, actor)

    def stand_ins(self, given: Given, slots: Slots) -> dict[str, Any]:
        """Values to compile with in place of the request's own."""
        found: dict[str, Any] = {}
        for name, value in given.variables.items():
            kind = self.kinds[name]
            if kind == "cursor":
                continue
            if kind == "id":
                found[name] = global_id(value[0], slots.stand_in(value[1], name, partial(_key, name)))
            else:
                found[name] = slots.stand_in(value, name, partial(_value, name))
        return found

    def cursor_reader(self, node: FieldNode, given: Given, slots: Slots) -> Callable[..., list[Any]]:
        """``read_cursor`` for the arguments of a list, with stand-ins for the values of a cursor given as variable."""
        sources = {each.name.value: _variable(each) for each in node.arguments}

        def read(cursor: str, order: Any, model: Any, bound: str) -> list[Any]:
            values = read_cursor(cursor, order, model, bound)
            name = sources.get(bound)
            if name is None or name not in given.variables:
                return values

            def nth(n: int, given: Given) -> Any:
                return read_cursor(given.variables[name], order, model, bound)[n]

            return [
                each if each is None else slots.stand_in(each, name, partial(nth, n)) for n, each in enumerate(values)
            ]

        return read


def with_stand_in(actor: Actor, slots: Slots) -> Actor:
    """The actor under another id, so that all with the same rights share a statement."""
    if actor.id is None:
        return actor
    other = slots.stand_in(actor.id, ACTOR, lambda given: given.actor.id)
    return replace(actor, id=other)


def variables_of(document: Document, name: str | None) -> Variables:
    """Sort the variables of the operation by their types."""
    operation = document.operation(name)
    cursors, others = _uses(document)
    names, kinds = [], {}
    for definition in operation.variable_definitions:
        variable = definition.variable.name.value
        names.append(variable)
        kind = _KINDS.get(_type_name(definition.type))
        if kind == "text" and variable in cursors:
            kind = None if variable in others else "cursor"
        if kind:
            kinds[variable] = kind
    return Variables(tuple(names), kinds)


def _uses(document: Document) -> tuple[set[str], set[str]]:
    """Variables given as cursors, and variables given as anything else."""
    cursors: set[str] = set()
    others: set[str] = set()

    class Uses(Visitor):
        def enter_argument(self, node: ArgumentNode, *_: Any) -> None:
            if name := _variable(node):
                (cursors if node.name.value in CURSORS else others).add(name)

    visit(document.node, Uses())
    return cursors, others


def _variable(node: ArgumentNode) -> str | None:
    """The variable that is given as an argument."""
    return node.value.name.value if isinstance(node.value, VariableNode) else None


def _type_name(node: TypeNode) -> str:
    if isinstance(node, NonNullTypeNode):
        node = node.type
    return node.name.value if isinstance(node, NamedTypeNode) else ""


def _value(name: str, given: Given) -> Any:
    return given.variables[name]


def _key(name: str, given: Given) -> int:
    key: int = given.variables[name][1]
    return key


def _cursor(value: str) -> tuple[str, str]:
    """Which values of the cursor are null changes the statement."""
    try:
        values = json.loads(urlsafe_b64decode(value))
    except (ValueError, RecursionError) as error:
        raise NotCompiled("not a cursor") from error
    if not isinstance(values, list):
        raise NotCompiled("not a cursor")
    return "".join("0" if each is None else "1" for each in values), value


def _id(value: str) -> tuple[str, tuple[str, int]]:
    name, key = read_id(value)
    return name, (name, key)


_KINDS = {"ID": "id", "String": "text", "Date": "date", "DateTime": "moment"}
_READ: dict[str, Callable[[str], tuple[str, Any]]] = {
    "id": _id,
    "text": lambda value: ("", value),
    "date": lambda value: ("", Date.parse_value(value)),
    "moment": lambda value: ("", DateTime.parse_value(value)),
    "cursor": _cursor,
}
