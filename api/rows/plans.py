"""From a selection to a plan, and from a plan to rows.

A row is a dictionary: columns under their ORM paths, joined records and everything fetched later under the identity of
the field's first syntax node. That identity tells two aliases of one field apart and costs nothing to find again in
the resolver.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from graphql import FieldNode, GraphQLObjectType, GraphQLResolveInfo
from graphql.execution.collect_fields import collect_sub_fields

from api.deadline import refuse_late

if TYPE_CHECKING:
    from api.rows.fields import Fetched
    from api.rows.records import Record

Row = dict[Any, Any]


@dataclass(slots=True)
class Plan:
    """What a selection needs of one type."""

    record: "type[Record]"
    columns: dict[str, None] = field(default_factory=lambda: {"pk": None})
    joined: dict[int, tuple[str, "Plan"]] = field(default_factory=dict)
    later: dict[int, tuple["Fetched", Any]] = field(default_factory=dict)

    def add(self, paths: Iterable[str]) -> None:
        for path in paths:
            self.columns[path] = None


def selected(info: GraphQLResolveInfo, type_name: str, nodes: Sequence[FieldNode]) -> dict[str, list[FieldNode]]:
    """Fields chosen below these nodes for an object of the type, by response key."""
    runtime = info.schema.type_map[type_name]
    assert isinstance(runtime, GraphQLObjectType)
    return collect_sub_fields(info.schema, info.fragments, info.variable_values, runtime, list(nodes))


def extend(plan: Plan, nodes: Sequence[FieldNode], info: GraphQLResolveInfo) -> Plan:
    """Add what these nodes select of the plan's type."""
    planned = plan.record.planned()
    for chosen in selected(info, plan.record._meta.name, nodes).values():
        field = planned.get(chosen[0].name.value)
        if field is not None:
            field.plan(plan, chosen, info)
    return plan


def fetch(plan: Plan, rows: QuerySet[Any], info: GraphQLResolveInfo, extra: Sequence[str] = ()) -> list[Row]:
    """Run the query with the plan's columns, then everything below it; ``TimedOut`` if the time for that is over."""
    refuse_late(info.context.until)
    paths: list[str] = []
    read = _reader(plan, "", paths)
    paths.extend(extra)
    found = []
    for values in rows.values_list(*paths):
        row = read(values)
        for name, value in zip(extra, values[len(values) - len(extra) :], strict=True):
            row[name] = value
        found.append(row)
    complete(plan, found, info)
    return found


def complete(plan: Plan, rows: list[Row], info: GraphQLResolveInfo) -> None:
    """Fetch what hangs on the rows, one level after the other."""
    if not rows:
        return
    for key, (_, sub) in plan.joined.items():
        if sub.later or sub.joined:
            complete(sub, [row[key] for row in rows if row[key] is not None], info)
    for key, (fetched, wanted) in plan.later.items():
        fetched.load(rows, key, wanted, info)


def _reader(plan: Plan, prefix: str, paths: list[str]) -> Any:
    """A function from a tuple of values to a row; appends the paths it reads."""
    start = len(paths)
    names = list(plan.columns)
    paths.extend(prefix + name for name in names)
    end = len(paths)
    subs = [(key, _reader(sub, f"{prefix}{path}__", paths)) for key, (path, sub) in plan.joined.items()]
    optional = bool(prefix)

    def read(values: tuple[Any, ...]) -> Row | None:
        if optional and values[start] is None:
            return None
        row: Row = dict(zip(names, values[start:end], strict=True))
        for key, below in subs:
            row[key] = below(values)
        return row

    return read
