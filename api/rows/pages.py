"""Lists: Relay connections with filters, order and cursors that stay true while rows come and go."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import graphene
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, F, Q, QuerySet, Window
from django.db.models.functions import RowNumber
from graphql import FieldNode, GraphQLResolveInfo

from api.compiled.records import field_at, write_page
from api.compiled.statement import Outer, Source, Statement
from api.compiled.text import Parts
from api.enums import plain
from api.rows.fields import Fetched, arguments_of
from api.rows.plans import Plan, Row, extend, fetch, selected
from api.rows.records import Record, record_named
from api.rows.shapes import Shape
from core.errors import InvalidInput
from core.scopes import reads

PAGE = 20
LARGEST_PAGE = 100


@dataclass(frozen=True)
class Filter:
    """One argument of a list: its type, its description, and the rule it means for a given value."""

    type: Any
    description: str
    rule: Callable[[Any], Q]


@dataclass(frozen=True)
class Ordering:
    """Orders that a list offers, the first being the usual one: name → (description, ORM columns)."""

    name: str
    choices: Mapping[str, tuple[str, tuple[str, ...]]]

    @property
    def usual(self) -> tuple[str, ...]:
        return next(iter(self.choices.values()))[1]


class PageInfo(graphene.ObjectType):
    class Meta:
        description = "翻页信息。"

    has_next_page = graphene.Boolean(required=True, description="后面是否还有记录。")
    has_previous_page = graphene.Boolean(required=True, description="前面是否还有记录。")
    start_cursor = graphene.String(description="本页第一条的游标。")
    end_cursor = graphene.String(description="本页最后一条的游标，作为下一页的 after。")


@dataclass(slots=True)
class Page:
    """Rows of one page. Columns of the order stand in every row, for its cursor."""

    rows: list[Row]
    order: tuple[str, ...]
    more: bool = False
    backward: bool = False
    continued: bool = False
    total: int | None = None

    def cursor(self, row: Row) -> str:
        return write_cursor([row[name.lstrip("-")] for name in self.order])

    @property
    def info(self) -> PageInfo:
        return PageInfo(
            has_next_page=self.continued if self.backward else self.more,
            has_previous_page=self.more if self.backward else self.continued,
            start_cursor=self.cursor(self.rows[0]) if self.rows else None,
            end_cursor=self.cursor(self.rows[-1]) if self.rows else None,
        )


def write_cursor(values: Sequence[Any]) -> str:
    text = json.dumps([v if v is None or isinstance(v, int) else str(v) for v in values], ensure_ascii=False)
    return urlsafe_b64encode(text.encode()).decode("ascii")


def read_cursor(cursor: str, order: Sequence[str], model: type[models.Model], name: str) -> list[Any]:
    """The values of a cursor, or ``InvalidInput`` if it does not belong to this order."""
    try:
        values = json.loads(urlsafe_b64decode(cursor.encode("ascii")))
        if not isinstance(values, list) or len(values) != len(order):
            raise ValueError(cursor)
        read: list[Any] = []
        for column, value in zip(order, values, strict=True):
            source = field_at(model, column.lstrip("-"))
            if value is None and source.null:
                read.append(None)
                continue
            if not isinstance(value, int | str) or isinstance(value, bool):
                raise ValueError(cursor)
            read.append(source.to_python(value))
            source.run_validators(read[-1])
    except (ValueError, ValidationError, UnicodeError, RecursionError, OverflowError) as error:
        raise InvalidInput("游标不正确，请使用上一页返回的 endCursor，且排序方式不变。", field=name) from error
    return read


def beyond(order: Sequence[str], values: Sequence[Any], model: type[models.Model], *, backward: bool) -> Q:
    """Rows that come after (or before) the one with these values. Empty values come last, in either direction."""
    rule = Q(pk__in=[])
    equal = Q()
    for column, value in zip(order, values, strict=True):
        name = column.lstrip("-")
        empty = Q(**{f"{name}__isnull": True})
        if value is None:
            rule |= equal & ~empty if backward else Q(pk__in=[])
            equal &= empty
            continue
        down = column.startswith("-") is not backward
        further = Q(**{f"{name}__{'lt' if down else 'gt'}": value})
        if field_at(model, name).null and not backward:
            further |= empty
        rule |= equal & further
        equal &= Q(**{name: value})
    return rule


@dataclass(slots=True)
class Wanted:
    """What is asked of one list."""

    plan: Plan
    order: tuple[str, ...]
    limit: int
    rule: Q
    backward: bool = False
    place: Q = field(default_factory=Q)
    continued: bool = False
    counted: bool = False

    def directed(self) -> list[Any]:
        """The order as the database takes it. Only columns that may be empty say where empty values go: an index
        serves the others."""
        directed = []
        for column in self.order:
            name = column.lstrip("-")
            empty: dict[str, Any] = {}
            if field_at(self.plan.record._meta.model, name).null:
                empty = {"nulls_first": True} if self.backward else {"nulls_last": True}
            down = column.startswith("-") is not self.backward
            directed.append(F(name).desc(**empty) if down else F(name).asc(**empty))
        return directed

    def page(self, rows: list[Row], total: int | None = None) -> Page:
        more = len(rows) > self.limit
        rows = rows[: self.limit]
        if self.backward:
            rows.reverse()
        return Page(rows, self.order, more, self.backward, self.continued, total)


def wanted_of(
    record: type[Record], arguments: dict[str, Any], nodes: Sequence[FieldNode], info: GraphQLResolveInfo
) -> Wanted:
    """Read arguments and selection of a list; ``InvalidInput`` names the argument at fault."""
    wanted = asked_of(record, arguments)
    select(wanted, nodes, info)
    return wanted


def asked_of(record: type[Record], arguments: dict[str, Any], cursor: Callable[..., list[Any]] = read_cursor) -> Wanted:
    """Read the arguments of a list; ``cursor`` reads those of ``after`` and ``before``."""
    limit, backward = _size(arguments)
    ordering: Ordering = record._meta.ordering
    chosen = arguments.get("order_by")
    order = ordering.choices[chosen.name][1] if chosen is not None else ordering.usual
    rule = Q()
    for name, given in record._meta.filters.items():
        value = arguments.get(name)
        if value is not None:
            rule &= given.rule(plain(value))
    plan = Plan(record)
    plan.add(name.lstrip("-") for name in order)
    wanted = Wanted(plan, order, limit, rule, backward)
    for bound, before in (("after", False), ("before", True)):
        if arguments.get(bound):
            values = cursor(arguments[bound], order, record._meta.model, bound)
            wanted.place &= beyond(order, values, record._meta.model, backward=before)
            wanted.continued = wanted.continued or before is backward
    return wanted


def select(wanted: Wanted, nodes: Sequence[FieldNode], info: GraphQLResolveInfo) -> None:
    """Plan ``nodes``, ``edges { node }`` and ``totalCount`` below the list."""
    name = wanted.plan.record._meta.name
    for chosen in selected(info, f"{name}Connection", nodes).values():
        match chosen[0].name.value:
            case "nodes":
                extend(wanted.plan, chosen, info)
            case "edges":
                for below in selected(info, f"{name}Edge", chosen).values():
                    if below[0].name.value == "node":
                        extend(wanted.plan, below, info)
            case "totalCount":
                wanted.counted = True


def _size(arguments: dict[str, Any]) -> tuple[int, bool]:
    first, last = arguments.get("first"), arguments.get("last")
    if first is not None and last is not None:
        raise InvalidInput("first 和 last 只能给出一个。", field="last")
    name, size = ("last", last) if last is not None else ("first", PAGE if first is None else first)
    if not 0 <= size <= LARGEST_PAGE:
        raise InvalidInput(f"每页条数 {name} 应在 0—{LARGEST_PAGE} 之间。", field=name)
    return size, last is not None


def page_of(wanted: Wanted, rows: QuerySet[Any], info: GraphQLResolveInfo) -> Page:
    """One page of a single list."""
    rows = rows.filter(wanted.rule)
    total = rows.count() if wanted.counted else None
    found = fetch(wanted.plan, rows.filter(wanted.place).order_by(*wanted.directed())[: wanted.limit + 1], info)
    return wanted.page(found, total)


class Many(Fetched):
    """A list that hangs on each row: ``by`` is the ORM expression on the target that equals the row's ``at``.

    ``follows`` says that whoever sees the row may see all of its list; otherwise the list goes through ``visible_to``.
    """

    def __init__(
        self,
        target: str,
        description: str,
        *,
        by: Any,
        at: str = "pk",
        only: Q | None = None,
        follows: bool = False,
    ) -> None:
        super().__init__(lambda: connection_of(target), description=description, required=True)
        self.target = target
        self.by = F(by) if isinstance(by, str) else by
        self.at = at
        self.only = only or Q()
        self.follows = follows
        self._args: dict[str, Any] | None = None

    @property
    def args(self) -> dict[str, Any]:
        # Only when the schema is put together is the target known.
        if self._args is None:
            self._args = list_arguments(record_named(self.target))
        return self._args

    @args.setter
    def args(self, given: dict[str, Any]) -> None:
        self._args = None

    def plan(self, plan: Plan, nodes: list[FieldNode], info: GraphQLResolveInfo) -> None:
        key = id(nodes[0])
        if key in plan.later:
            select(plan.later[key][1], nodes, info)
            return
        plan.add([self.at])
        arguments = arguments_of(plan.record, nodes[0], info)
        plan.later[key] = (self, wanted_of(record_named(self.target), arguments, nodes, info))

    def load(self, rows: list[Row], key: int, wanted: Wanted, info: GraphQLResolveInfo) -> None:
        parents = {row[self.at] for row in rows}
        record = wanted.plan.record
        found = self._rows(wanted, info).filter(_by__in=parents)
        totals: dict[Any, int] = {}
        if wanted.counted:
            totals = dict(found.order_by().values("_by").annotate(n=Count("pk")).values_list("_by", "n"))
        found = found.filter(wanted.place)
        if len(parents) == 1:
            found = found.order_by(*wanted.directed())[: wanted.limit + 1]
        else:
            # The window only picks the rows. Django drops columns that occur twice from a query filtered by a window,
            # and what is asked for may well contain the parent's key a second time.
            nth = Window(RowNumber(), partition_by=[F("_by")], order_by=wanted.directed())
            near = found.order_by().annotate(_nth=nth).filter(_nth__lte=wanted.limit + 1).values("pk")
            every = record._meta.model.objects.annotate(_by=self.by)
            found = every.filter(_by__in=parents, pk__in=near).order_by(*wanted.directed())
        grouped: dict[Any, list[Row]] = {parent: [] for parent in parents}
        for row in fetch(wanted.plan, found, info, extra=("_by",)):
            grouped[row["_by"]].append(row)
        pages = {parent: wanted.page(below, totals.get(parent, 0)) for parent, below in grouped.items()}
        for row in rows:
            row[key] = pages[row[self.at]]

    def _rows(self, wanted: Wanted, info: GraphQLResolveInfo) -> Any:
        record = wanted.plan.record
        model = record._meta.model
        follows = self.follows and reads(info.context.actor, model)
        found = model.objects.all() if follows else record.visible(info)
        return found.annotate(_by=self.by).filter(self.only, wanted.rule)

    def write(self, source: Source, nodes: list[FieldNode]) -> Parts:
        arguments = arguments_of(source.record, nodes[0], source.info)
        wanted = asked_of(record_named(self.target), arguments, source.statement.cursors(nodes[0]))
        found = self._rows(wanted, source.info).filter(_by=Outer(source.column(self.at)))
        return write_page(source.statement, wanted, found, nodes)


class Root(graphene.Field):
    """A list at the root of a query: everything of a type that the caller may see."""

    def __init__(self, target: str, description: str) -> None:
        record = record_named(target)
        super().__init__(graphene.NonNull(connection_of(target)), description=description, args=list_arguments(record))
        self.record = record

    def wrap_resolve(self, parent_resolver: Any) -> Callable[..., Page]:
        def resolve(root: Any, info: GraphQLResolveInfo, **arguments: Any) -> Page:
            wanted = wanted_of(self.record, arguments, info.field_nodes, info)
            return page_of(wanted, self.record.visible(info), info)

        return resolve

    def write(self, statement: Statement, nodes: list[FieldNode]) -> Parts:
        wanted = asked_of(self.record, statement.arguments(nodes[0]), statement.cursors(nodes[0]))
        found = statement.visible(self.record).filter(wanted.rule)
        return write_page(statement, wanted, found, nodes, alone=True)


@cache
def connection_of(target: str) -> type[Shape]:
    """The connection type of a record, with ``nodes`` as the short way to what ``edges { node }`` gives."""
    record = record_named(target)
    label = str(record._meta.model._meta.verbose_name)
    edge = type(
        f"{target}Edge",
        (Shape,),
        {
            "Meta": type("Meta", (), {"description": f"{label}及其游标。"}),
            "node": graphene.Field(record, required=True, description=f"{label}。", resolver=lambda pair, _: pair[1]),
            "cursor": graphene.String(
                required=True,
                description="游标，可作为 after 或 before。",
                resolver=lambda pair, _: pair[0].cursor(pair[1]),
            ),
        },
    )

    def required_list(of: Any, description: str, resolver: Callable[..., Any]) -> graphene.Field:
        type_ = graphene.NonNull(graphene.List(graphene.NonNull(of)))
        return graphene.Field(type_, description=description, resolver=resolver)

    return type(
        f"{target}Connection",
        (Shape,),
        {
            "Meta": type("Meta", (), {"description": f"一页{label}。"}),
            "nodes": required_list(record, "本页各条记录。", lambda page, _: page.rows),
            "edges": required_list(edge, "本页各条记录及其游标。", lambda page, _: [(page, row) for row in page.rows]),
            "page_info": graphene.Field(
                PageInfo, required=True, description="翻页信息。", resolver=lambda page, _: page.info
            ),
            "total_count": graphene.Int(
                required=True, description="符合条件的总数。", resolver=lambda page, _: page.total
            ),
        },
    )


@cache
def _order_enum(target: str) -> type[graphene.Enum]:
    record = record_named(target)
    ordering: Ordering = record._meta.ordering
    labels = {name: text for name, (text, _) in ordering.choices.items()}
    label = str(record._meta.model._meta.verbose_name)
    describe = lambda value: f"{label}的排序方式。" if value is None else labels[value.name]  # noqa: E731
    members = {name: name for name in ordering.choices}
    return type(ordering.name, (graphene.Enum,), {**members, "Meta": type("Meta", (), {"description": describe})})


def list_arguments(record: type[Record]) -> dict[str, graphene.Argument]:
    """Arguments that every list of the type takes."""
    made = {
        "first": graphene.Argument(graphene.Int, description=f"从前往后取几条，最多 {LARGEST_PAGE}，不写为 {PAGE}。"),
        "after": graphene.Argument(graphene.String, description="从这个游标之后开始。"),
        "last": graphene.Argument(graphene.Int, description=f"从后往前取几条，最多 {LARGEST_PAGE}。"),
        "before": graphene.Argument(graphene.String, description="到这个游标之前为止。"),
        "order_by": graphene.Argument(_order_enum(record._meta.name), description="排序方式。"),
    }
    for name, given in record._meta.filters.items():
        made[name] = graphene.Argument(given.type, description=given.description)
    return made
