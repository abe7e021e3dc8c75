"""From an operation to its statement."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from types import SimpleNamespace
from typing import Any

from graphql import FieldNode, GraphQLResolveInfo, GraphQLSchema, OperationDefinitionNode
from graphql.execution.collect_fields import collect_fields
from graphql.execution.values import get_variable_values

from api.compiled import NotCompiled
from api.compiled.records import write_selection
from api.compiled.slots import Given, Slots, same
from api.compiled.statement import Compiled, Statement
from api.compiled.text import Sql, quote
from api.compiled.told import Told, tell_all
from api.compiled.variables import ACTOR, Variables, with_stand_in
from api.documents import Document
from core.permissions import Actor
from core.prepared import SCHEMA


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

    def told(self) -> bytes | None:
        """The data, if every field is one that Python tells."""
        if not all(isinstance(field, Told) for field in self._named()):
            return None
        values = get_variable_values(self.schema, self.node.variable_definitions, dict(self.raw))
        if isinstance(values, list):
            raise NotCompiled("wrong variables")
        info = self._info(values, self.actor)
        return tell_all(
            {key: (self.roots[nodes[0].name.value], nodes) for key, nodes in self._chosen(info).items()}, info
        )

    def _named(self) -> list[Any]:
        """The fields that the operation names at its root; None for whatever else stands there."""
        return [
            self.roots.get(node.name.value) if isinstance(node, FieldNode) else None
            for node in self.node.selection_set.selections
        ]

    def _info(self, values: dict[str, Any], actor: Actor) -> GraphQLResolveInfo:
        query: Any = self.schema.query_type
        return GraphQLResolveInfo(
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

    def _chosen(self, info: GraphQLResolveInfo) -> dict[str, list[FieldNode]]:
        return collect_fields(
            self.schema, self.document.fragments, info.variable_values, info.parent_type, self.node.selection_set
        )

    def _write(self, values: dict[str, Any], variables: Variables, given: Given, slots: Slots) -> tuple[Statement, str]:
        """Compile with stand-ins for whatever of ``given`` is not fixed."""
        actor = self.actor if ACTOR in variables.fixed else with_stand_in(self.actor, slots)
        info = self._info({**values, **variables.stand_ins(given, slots)}, actor)
        statement = Statement(info, slots, lambda node: variables.cursor_reader(node, given, slots))
        fields = {
            name: partial(field.write, statement) for name, field in self.roots.items() if not isinstance(field, Told)
        }
        parts = write_selection(info.parent_type.name, self._chosen(info), fields)
        # A record that is not there makes all of it null, which concat would not.
        return statement, statement.whole(" || ".join(part if isinstance(part, Sql) else quote(part) for part in parts))
