"""From an operation to its statement."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from types import SimpleNamespace
from typing import Any

from graphql import GraphQLResolveInfo, GraphQLSchema, OperationDefinitionNode
from graphql.execution.collect_fields import collect_fields
from graphql.execution.values import get_variable_values

from api.compiled import NotCompiled
from api.compiled.records import write_selection
from api.compiled.slots import Given, Slot, Slots, same
from api.compiled.statement import SCHEMA, Statement
from api.compiled.text import Sql, quote
from api.compiled.variables import ACTOR, Variables, with_stand_in
from api.documents import Document
from core.permissions import Actor


@dataclass(frozen=True, slots=True)
class Compiled:
    """A statement for every district: its text around the places where the schema is named, and its parameters."""

    pieces: tuple[str, ...]
    slots: tuple[Slot, ...]

    def text(self, schema: str) -> str:
        name = schema.replace('"', '""')
        return f'"{name}"'.join(self.pieces)

    def parameters(self, given: Given) -> list[str]:
        """All as text: their types stand in the statement, so that one plan serves all values."""
        return [str(slot.read(given)) for slot in self.slots]


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation as one request sends it. ``roots`` are the fields of ``Query`` by their names."""

    schema: GraphQLSchema
    roots: Mapping[str, Any]
    document: Document
    node: OperationDefinitionNode
    raw: Mapping[str, Any]
    actor: Actor

    def compiled(self, variables: Variables) -> Compiled:
        """The statement; variables that turn out to change it are noted as fixed.

        Raises ``NotCompiled``, and whatever the declarations raise for wrong values.
        """
        values = get_variable_values(self.schema, self.node.variable_definitions, dict(self.raw))
        if isinstance(values, list):
            raise NotCompiled("wrong variables")
        own, _ = self._write(values, Variables((), {}, {ACTOR}), Given({}, self.actor), Slots())
        while True:
            _, given = variables.read(self.raw, self.actor)
            slots = Slots()
            bound = set(given.variables) | ({ACTOR} - variables.fixed)
            try:
                made, text = self._write(values, variables, given, slots)
            except Exception:
                if not bound:
                    raise
                variables.fixed |= bound
                continue
            if lost := slots.lost() - {ACTOR}:
                variables.fixed |= lost
            elif same(made.queries, slots, own.queries, given):
                return Compiled(tuple(text.split(SCHEMA)), tuple(slots.used))
            elif bound:
                variables.fixed |= bound
            else:
                raise NotCompiled("the statement changes with the moment")

    def _write(self, values: dict[str, Any], variables: Variables, given: Given, slots: Slots) -> tuple[Statement, str]:
        """Compile with stand-ins for whatever of ``given`` is not fixed."""
        actor = self.actor if ACTOR in variables.fixed else with_stand_in(self.actor, slots)
        values = {**values, **variables.stand_ins(given, slots)}
        query: Any = self.schema.query_type
        info = GraphQLResolveInfo(
            field_name="",
            field_nodes=[],
            return_type=query,
            parent_type=query,
            path=None,  # type: ignore[arg-type]
            schema=self.schema,
            fragments=self.document.fragments,
            root_value=None,
            operation=self.node,
            variable_values=values,
            context=SimpleNamespace(actor=actor),
            is_awaitable=bool,
        )
        statement = Statement(info, slots, lambda node: variables.cursor_reader(node, given, slots))
        chosen = collect_fields(self.schema, self.document.fragments, values, query, self.node.selection_set)
        fields = {name: partial(field.write, statement) for name, field in self.roots.items()}
        parts = write_selection(query.name, chosen, fields)
        # A record that is not there makes all of it null, which concat would not.
        return statement, "SELECT " + " || ".join(part if isinstance(part, Sql) else quote(part) for part in parts)
