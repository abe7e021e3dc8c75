"""The kinds of fields a record can have, and how each gets its values."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import graphene
from django.db import models
from graphene_django.converter import convert_django_field
from graphql import FieldNode, GraphQLResolveInfo
from graphql.execution.values import get_argument_values

from api.addresses import address_of
from api.compiled import NotCompiled
from api.compiled.records import write_record
from api.compiled.statement import Joined, Level, Outer, Source, subquery
from api.compiled.text import Parts, Sql, mapped, scalar, sure, unless_null
from api.compiled.text import global_id as written_id
from api.rows.ids import global_id
from api.rows.plans import Plan, Row, extend, fetch
from api.scalars import Date, DateTime, Decimal_
from core.scopes import reads

if TYPE_CHECKING:
    from api.rows.records import Record


def record_named(name: str) -> "type[Record]":
    from api.rows.records import record_named as named

    return named(name)


# graphene-django turns model fields into types; these are written our way, see api.scalars.
for _source, _scalar in (
    (models.DecimalField, Decimal_),
    (models.DateTimeField, DateTime),
    (models.DateField, Date),
):
    convert_django_field.register(_source, lambda field, registry=None, scalar=_scalar: scalar(required=not field.null))


class Planned(graphene.Field, ABC):
    """A field that says before execution what it needs."""

    @abstractmethod
    def plan(self, plan: Plan, nodes: list[FieldNode], info: GraphQLResolveInfo) -> None: ...

    def write(self, source: Source, nodes: list[FieldNode]) -> Parts:
        """The value as PostgreSQL writes it, see ``api.compiled``: to the byte what the above give."""
        raise NotCompiled(type(self).__name__)

    def wrap_resolve(self, parent_resolver: Any) -> Callable[..., Any]:
        return _by_node


class Fetched(Planned):
    """One whose value is fetched once its row is there."""

    @abstractmethod
    def load(self, rows: list[Row], key: int, wanted: Any, info: GraphQLResolveInfo) -> None:
        """Put the value of each row under ``key``. Called once for all rows of a level."""


def _by_node(row: Row, info: GraphQLResolveInfo, **arguments: Any) -> Any:
    return row[id(info.field_nodes[0])]


class Column(Planned):
    """A value of the row itself, or one computed from a few of its columns.

    ``read`` computes it from a row, ``sql`` from the same columns in the database.
    """

    def __init__(
        self,
        type_: Any,
        description: str,
        of: Sequence[str],
        read: Callable[[Row], Any] | None = None,
        sql: Callable[..., str] | None = None,
    ) -> None:
        super().__init__(type_, description=description)
        self.of = tuple(of)
        self.read = read
        self.sql = sql

    def plan(self, plan: Plan, nodes: list[FieldNode], info: GraphQLResolveInfo) -> None:
        plan.add(self.of)

    def wrap_resolve(self, parent_resolver: Any) -> Callable[..., Any]:
        if self.read is None:
            path = self.of[0]
            return lambda row, info: row[path]
        read = self.read
        return lambda row, info: read(row)

    def write(self, source: Source, nodes: list[FieldNode]) -> Parts:
        values = [source.column(path) for path in self.of]
        type_ = source.type_of(nodes[0])
        if self.read is None:
            return scalar(type_, values[0], certain=True, key=source.column("pk"))
        if self.sql is None:
            raise NotCompiled(f"{source.record._meta.name}.{nodes[0].name.value}")
        return scalar(type_, Sql(f"({self.sql(*values)})"), certain=False, key=source.column("pk"))


class Identifier(Column):
    """The global id of a row."""

    def __init__(self, name: str) -> None:
        super().__init__(graphene.NonNull(graphene.ID), "全局编号。", ["pk"], lambda row: global_id(name, row["pk"]))
        self.type_name = name

    def write(self, source: Source, nodes: list[FieldNode]) -> Parts:
        return ['"', written_id(self.type_name, source.column("pk")), '"']


class Named(Column):
    """What a stored code is called, for example the name of a status."""

    def __init__(self, description: str, of: str, names: Mapping[str, str]) -> None:
        super().__init__(graphene.NonNull(graphene.String), description, [of], lambda row: names[row[of]])
        self.names = names

    def write(self, source: Source, nodes: list[FieldNode]) -> Parts:
        return [sure(mapped(self.names, source.column(self.of[0])), source.column("pk"))]


def column(model: type[models.Model], name: str, *, enum: Any = None, description: str = "") -> Column:
    """A column of the model, described by its ``verbose_name``."""
    source = model._meta.get_field(name)
    assert isinstance(source, models.Field)
    kind = enum or convert_django_field(source).get_type()
    type_ = kind if source.null else graphene.NonNull(kind)
    return Column(type_, description or f"{source.verbose_name}。", [name])


def computed(
    type_: Any,
    description: str,
    of: Sequence[str],
    read: Callable[[Row], Any],
    sql: Callable[..., str] | None = None,
) -> Column:
    """A value computed from columns, without any further query: by Python and, as an SQL expression of the same
    columns, by the database. ``tests/api/test_compiled.py`` compares the two. Without ``sql`` graphql-core answers."""
    return Column(type_, description, of, read, sql)


def either(description: str, first: str, second: str) -> Column:
    """A text that stands in one of two columns."""
    return computed(
        graphene.NonNull(graphene.String),
        description,
        [first, second],
        lambda row: row[first] or row[second],
        lambda a, b: f"COALESCE(NULLIF({a}, ''), {b})",
    )


class Signed(Column):
    """A signed address of the row for whoever asks; null for rows of which ``when`` does not hold."""

    def __init__(
        self, purpose: str, description: str, of: Sequence[str] = (), when: Callable[[Row], bool] | None = None
    ) -> None:
        type_ = graphene.String if when else graphene.NonNull(graphene.String)
        super().__init__(type_, description, ["pk", *of])
        self.purpose = purpose
        self.when = when

    def wrap_resolve(self, parent_resolver: Any) -> Callable[..., Any]:
        def resolve(row: Row, info: GraphQLResolveInfo) -> str | None:
            if self.when is not None and not self.when(row):
                return None
            return address_of(info.context.actor, self.purpose, row["pk"])

        return resolve

    def write(self, source: Source, nodes: list[FieldNode]) -> Parts:
        raise NotCompiled("a signed address")


class One(Fetched):
    """The record at the other end of a foreign key.

    ``follows`` says that whoever sees this record may see that one as well; it is then joined. Otherwise it is
    fetched through ``visible_to`` and is null when hidden.
    """

    match = "pk"

    def __init__(self, target: str, path: str, description: str, *, follows: bool = False, null: bool = False) -> None:
        super().__init__(lambda: record_named(target), description=description, required=follows and not null)
        self.target = target
        self.path = path
        self.follows = follows
        self.null = null

    def plan(self, plan: Plan, nodes: list[FieldNode], info: GraphQLResolveInfo) -> None:
        key = id(nodes[0])
        joined = self.joins(info)
        known: dict[int, Any] = plan.joined if joined else plan.later
        if key in known:
            extend(known[key][1], nodes, info)
            return
        sub = extend(Plan(record_named(self.target)), nodes, info)
        if joined:
            plan.joined[key] = (self.path, sub)
        else:
            sub.add([self.match])
            plan.add(self.of())
            plan.later[key] = (self, sub)

    def joins(self, info: GraphQLResolveInfo) -> bool:
        """Whether the other record needs no look of its own: not where the caller may not read its kind."""
        return self.follows and reads(info.context.actor, record_named(self.target)._meta.model)

    def of(self) -> Sequence[str]:
        return [f"{self.path}_id"]

    def key(self, row: Row) -> Any:
        return row[f"{self.path}_id"]

    def key_sql(self, value: Sql) -> Sql:
        """What ``key`` makes of the column it reads."""
        return value

    def write(self, source: Source, nodes: list[FieldNode]) -> Parts:
        record = record_named(self.target)
        if self.joins(source.info):
            there = Joined(source, record, self.path)
            parts = write_record(there, nodes)
            return unless_null(there.column("pk"), parts) if self.null else parts
        level = Level(source.statement, record)
        parts = write_record(level, nodes)
        (path,) = self.of()
        key = Outer(self.key_sql(source.column(path)))
        found = source.statement.visible(record).filter(**{self.match: key}).order_by()
        return [Sql(f"COALESCE({subquery(parts, level.rows(found))}, 'null')")]

    def load(self, rows: list[Row], key: int, wanted: Plan, info: GraphQLResolveInfo) -> None:
        values = {value for row in rows if (value := self.key(row)) is not None}
        found: dict[Any, Row] = {}
        if values:
            visible = wanted.record.visible(info).filter(**{f"{self.match}__in": values}).order_by()
            found = {row[self.match]: row for row in fetch(wanted, visible, info)}
        for row in rows:
            row[key] = found.get(self.key(row))


class Batched(Fetched):
    """Anything else that is found for all rows of a level at once.

    ``find(rows, arguments, info)`` returns one value for each row, in their order; ``of`` names the columns it reads.
    ``sql`` is the same for one row, where it is a single value.
    """

    def __init__(
        self,
        type_: Any,
        description: str,
        of: Iterable[str],
        find: Callable[[list[Row], dict[str, Any], GraphQLResolveInfo], Sequence[Any]],
        sql: Callable[[Source], Sql] | None = None,
    ) -> None:
        super().__init__(type_, description=description)
        self.of = tuple(of)
        self.find = find
        self.sql = sql

    def plan(self, plan: Plan, nodes: list[FieldNode], info: GraphQLResolveInfo) -> None:
        plan.add(self.of)
        plan.later[id(nodes[0])] = (self, arguments_of(plan.record, nodes[0], info))

    def load(self, rows: list[Row], key: int, wanted: dict[str, Any], info: GraphQLResolveInfo) -> None:
        for row, value in zip(rows, self.find(rows, wanted, info), strict=True):
            row[key] = value

    def write(self, source: Source, nodes: list[FieldNode]) -> Parts:
        if self.sql is None:
            raise NotCompiled(f"{source.record._meta.name}.{nodes[0].name.value}")
        return scalar(source.type_of(nodes[0]), self.sql(source), certain=True, key=source.column("pk"))


def arguments_of(record: "type[Record]", node: FieldNode, info: GraphQLResolveInfo) -> dict[str, Any]:
    """The arguments of a field below, as its resolver would get them."""
    parent: Any = info.schema.type_map[record._meta.name]
    return get_argument_values(parent.fields[node.name.value], node, info.variable_values)
