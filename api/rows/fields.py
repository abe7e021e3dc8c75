"""The kinds of fields a record can have, and how each gets its values."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

import graphene
from django.db import models
from graphene_django.converter import convert_django_field
from graphql import FieldNode, GraphQLResolveInfo
from graphql.execution.values import get_argument_values

from api.addresses import address_of
from api.rows.plans import Plan, Row, extend, fetch
from api.scalars import Date, DateTime, Decimal_

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
    """A value of the row itself, or one computed from a few of its columns."""

    def __init__(
        self, type_: Any, description: str, of: Sequence[str], read: Callable[[Row], Any] | None = None
    ) -> None:
        super().__init__(type_, description=description)
        self.of = tuple(of)
        self.read = read

    def plan(self, plan: Plan, nodes: list[FieldNode], info: GraphQLResolveInfo) -> None:
        plan.add(self.of)

    def wrap_resolve(self, parent_resolver: Any) -> Callable[..., Any]:
        if self.read is None:
            path = self.of[0]
            return lambda row, info: row[path]
        read = self.read
        return lambda row, info: read(row)


def column(model: type[models.Model], name: str, *, enum: Any = None, description: str = "") -> Column:
    """A column of the model, described by its ``verbose_name``."""
    source = model._meta.get_field(name)
    assert isinstance(source, models.Field)
    kind = enum or convert_django_field(source).get_type()
    type_ = kind if source.null else graphene.NonNull(kind)
    return Column(type_, description or f"{source.verbose_name}。", [name])


def computed(type_: Any, description: str, of: Sequence[str], read: Callable[[Row], Any]) -> Column:
    """A value computed from columns, without any further query."""
    return Column(type_, description, of, read)


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

    def plan(self, plan: Plan, nodes: list[FieldNode], info: GraphQLResolveInfo) -> None:
        key = id(nodes[0])
        known: dict[int, Any] = plan.joined if self.follows else plan.later
        if key in known:
            extend(known[key][1], nodes, info)
            return
        sub = extend(Plan(record_named(self.target)), nodes, info)
        if self.follows:
            plan.joined[key] = (self.path, sub)
        else:
            sub.add([self.match])
            plan.add(self.of())
            plan.later[key] = (self, sub)

    def of(self) -> Sequence[str]:
        return [f"{self.path}_id"]

    def key(self, row: Row) -> Any:
        return row[f"{self.path}_id"]

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
    """

    def __init__(
        self,
        type_: Any,
        description: str,
        of: Iterable[str],
        find: Callable[[list[Row], dict[str, Any], GraphQLResolveInfo], Sequence[Any]],
        args: dict[str, graphene.Argument] | None = None,
    ) -> None:
        super().__init__(type_, description=description, args=args or {})
        self.of = tuple(of)
        self.find = find

    def plan(self, plan: Plan, nodes: list[FieldNode], info: GraphQLResolveInfo) -> None:
        plan.add(self.of)
        plan.later[id(nodes[0])] = (self, arguments_of(plan.record, nodes[0], info))

    def load(self, rows: list[Row], key: int, wanted: dict[str, Any], info: GraphQLResolveInfo) -> None:
        for row, value in zip(rows, self.find(rows, wanted, info), strict=True):
            row[key] = value


def arguments_of(record: "type[Record]", node: FieldNode, info: GraphQLResolveInfo) -> dict[str, Any]:
    """The arguments of a field below, as its resolver would get them."""
    parent: Any = info.schema.type_map[record._meta.name]
    return get_argument_values(parent.fields[node.name.value], node, info.variable_values)
