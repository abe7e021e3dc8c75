"""One statement under construction: its levels, and the values that each request brings."""

import re
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import Expression, QuerySet
from graphql import FieldNode, GraphQLResolveInfo
from graphql.execution.values import get_argument_values
from graphql.type import GraphQLOutputType

from api.compiled import NotCompiled
from api.compiled.slots import Given, Slot, Slots
from api.compiled.text import Parts, Sql, joined
from core.periods import today
from core.permissions import Actor
from core.prepared import SCHEMA, Prepared, with_schema

if TYPE_CHECKING:
    from api.rows.records import Record

_TABLE = re.compile(r'\b(FROM|JOIN) "(\w+)"')


class Outer(Expression):
    """A column of an enclosing level, for use in the querysets of the levels below it."""

    def __init__(self, text: Sql) -> None:
        super().__init__()
        self.text = text

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[()]]:
        return self.text.replace("%", "%%"), ()


@dataclass(frozen=True, slots=True)
class Compiled(Prepared):
    """A statement for every district, and its parameters."""

    slots: tuple[Slot, ...]

    def parameters(self, given: Given) -> list[str]:
        """All as text: their types stand in the statement, so that one plan serves all values."""
        return [str(slot.read(given)) for slot in self.slots]


@dataclass
class Statement:
    """What is known while the walk goes on.

    ``queries`` keeps every piece of Django's SQL with its parameters: two compilations of one operation with different
    values must agree in all that is not a slot.
    """

    info: GraphQLResolveInfo
    slots: Slots
    cursors: Callable[[FieldNode], Callable[..., list[Any]]]
    queries: list[tuple[str, tuple[Any, ...]]] = field(default_factory=list)
    _shared: dict[str, str] = field(default_factory=dict)
    _names: int = 0

    def arguments(self, node: FieldNode) -> dict[str, Any]:
        """The arguments of a field of ``Query``."""
        query: Any = self.info.schema.query_type
        return get_argument_values(query.fields[node.name.value], node, self.info.variable_values)

    def visible(self, record: "type[Record]") -> QuerySet[Any]:
        """Rows that the caller may see."""
        return _visible(record._meta.model, self.info.context.actor, today())

    def name(self) -> str:
        self._names += 1
        return f"level{self._names}"

    def shared(self, rows: str) -> str:
        """A name for these rows, which depend on no level: made once, however often they are asked for."""
        return self._shared.setdefault(rows, f"shared{len(self._shared) + 1}")

    def whole(self, value: str) -> str:
        """The statement that selects the value."""
        named = ", ".join(f"{name} AS MATERIALIZED ({rows})" for rows, name in self._shared.items())
        return f"WITH {named} SELECT {value}" if named else f"SELECT {value}"

    def embed(self, rows: QuerySet[Any]) -> str:
        """The queryset as SQL: tables with their schema, slots as numbered parameters, all else as literals."""
        # The connection itself: its stand-in looks for it again with every name that is quoted.
        compiler = rows.query.get_compiler(connection=connections[DEFAULT_DB_ALIAS], elide_empty=False)
        sql, parameters = compiler.as_sql()
        self.queries.append((sql, tuple(parameters)))
        sql = _TABLE.sub(with_schema, sql)
        return sql % tuple(self._value(each) for each in parameters)

    def _value(self, value: Any) -> str:
        slot = self.slots.find(value)
        if slot is None:
            return literal(value)
        return f"${slot}::{self.slots.used[slot - 1].cast}"


@lru_cache(maxsize=256)
def _visible(model: Any, actor: Actor, day: date) -> QuerySet[Any]:
    """Kept for a day, as the statements are: an event may be about any record, and to write all rules takes long."""
    rows: QuerySet[Any] = model.objects.visible_to(actor)
    return rows


def literal(value: Any) -> str:
    """The value as Django itself would send it."""
    connection.ensure_connection()
    cursor: Any = connection.connection.cursor()
    written: str = cursor.mogrify("%s", [value])
    if SCHEMA in written:
        raise NotCompiled("a text with a control character")
    return written


def subquery(parts: Parts, rows: str) -> Sql:
    """The only value of a subquery over these rows."""
    return Sql(f"(SELECT {joined(parts)} FROM {rows})")


class Source(ABC):
    """Where a record's values come from."""

    record: "type[Record]"
    statement: Statement

    @property
    def info(self) -> GraphQLResolveInfo:
        return self.statement.info

    @abstractmethod
    def column(self, path: str) -> Sql:
        """The value at an ORM path."""

    def type_of(self, node: FieldNode) -> GraphQLOutputType:
        """The type of a field of the record."""
        parent: Any = self.info.schema.type_map[self.record._meta.name]
        found: GraphQLOutputType = parent.fields[node.name.value].type
        return found


class Level(Source):
    """The rows of one queryset, under a name of their own, and the columns that are read of them."""

    def __init__(self, statement: Statement, record: "type[Record]") -> None:
        self.statement = statement
        self.record = record
        self.name = statement.name()
        # The rows, if they depend on no other level.
        self.alone: QuerySet[Any] | None = None
        self._columns = {"pk": 0}

    def column(self, path: str) -> Sql:
        return Sql(f"{self.name}.c{self._columns.setdefault(path, len(self._columns))}")

    def rows(self, found: QuerySet[Any], *, numbered: bool = False) -> str:
        """The rows, with all columns asked for until now, as they stand in FROM; ``n`` is then their number."""
        sql = self.statement.embed(found.values_list(*self._columns))
        names = ", ".join(f"c{n}" for n in range(len(self._columns)))
        if numbered:
            sql, names = f"SELECT x.*, row_number() OVER () FROM ({sql}) AS x", f"{names}, n"
        return f"({sql}) AS {self.name}({names})"


class Joined(Source):
    """A record that is joined to another: its columns stand there under a prefix."""

    def __init__(self, other: Source, record: "type[Record]", prefix: str) -> None:
        self.statement = other.statement
        self.record = record
        self.other = other
        self.prefix = prefix

    def column(self, path: str) -> Sql:
        return self.other.column(f"{self.prefix}__{path}")
