"""Objects, records and pages of records as JSON text."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import QuerySet
from graphql import FieldNode, GraphQLResolveInfo

from api.compiled import NotCompiled
from api.compiled.statement import Level, Source, Statement, subquery
from api.compiled.text import Parts, Sql, constant, cursor, joined, json_object
from api.rows.plans import selected

if TYPE_CHECKING:
    from api.rows.pages import Wanted

Writer = Callable[[list[FieldNode]], Parts]


def write_object(
    info: GraphQLResolveInfo, name: str, nodes: Sequence[FieldNode], fields: Mapping[str, Writer]
) -> Parts:
    """What the nodes select of an object of the type whose fields are written by these."""
    return write_selection(name, selected(info, name, nodes), fields)


def write_selection(name: str, chosen: Mapping[str, list[FieldNode]], fields: Mapping[str, Writer]) -> Parts:
    """Chosen fields under their response keys."""
    written: list[tuple[str, Parts]] = []
    for key, nodes in chosen.items():
        field = nodes[0].name.value
        if field == "__typename":
            written.append((key, [constant(name)]))
        elif field in fields:
            written.append((key, fields[field](nodes)))
        else:
            raise NotCompiled(f"{name}.{field}")
    return json_object(written)


def write_record(source: Source, nodes: Sequence[FieldNode]) -> Parts:
    """What the nodes select of one record."""
    fields = {name: partial(field.write, source) for name, field in source.record.planned().items()}
    return write_object(source.info, source.record._meta.name, nodes, fields)


def write_page(
    statement: Statement, wanted: "Wanted", found: QuerySet[Any], nodes: Sequence[FieldNode], *, alone: bool = False
) -> Parts:
    """What the nodes select of one page of the rows: a subquery for the page and one for the total.

    ``alone``: the rows depend on no other level.
    """
    name = wanted.plan.record._meta.name
    chosen = selected(statement.info, f"{name}Connection", nodes)
    asked = {each[0].name.value for each in chosen.values()}
    page = _Page(Level(statement, wanted.plan.record), wanted, further="pageInfo" in asked)
    rows = found.filter(wanted.place).order_by(*wanted.directed())[: wanted.limit + page.further]
    page.level.alone = rows if alone else None

    def total(nodes: list[FieldNode]) -> Parts:
        return [Sql(f"(SELECT count(*) FROM ({statement.embed(found.order_by().values('pk'))}) AS x)")]

    parts = write_selection(
        f"{name}Connection",
        chosen,
        {"nodes": page.nodes, "edges": page.edges, "pageInfo": page.info, "totalCount": total},
    )
    if asked <= {"totalCount", "__typename"}:
        return parts
    # One row comes out even where nothing in it is an aggregate.
    return [subquery(parts, page.level.rows(rows, numbered=page.numbered) + " HAVING true")]


@dataclass(frozen=True)
class _Page:
    """The page of one list. ``further``: one row more than it holds is read, to know whether one follows."""

    level: Level
    wanted: "Wanted"
    further: bool

    @property
    def numbered(self) -> bool:
        return self.further or self.wanted.backward

    def nodes(self, nodes: list[FieldNode]) -> Parts:
        return self._every(write_record(self.level, nodes))

    def edges(self, nodes: list[FieldNode]) -> Parts:
        fields: dict[str, Writer] = {
            "node": partial(write_record, self.level),
            "cursor": lambda _: ['"', self._cursor(), '"'],
        }
        return self._every(write_object(self.level.info, f"{self.level.record._meta.name}Edge", nodes, fields))

    def info(self, nodes: list[FieldNode]) -> Parts:
        more: Parts = [Sql(f"(count(*) > {self.wanted.limit})::text")]
        continued: Parts = [constant(self.wanted.continued)]
        backward = self.wanted.backward
        fields: dict[str, Writer] = {
            "hasNextPage": lambda _: continued if backward else more,
            "hasPreviousPage": lambda _: more if backward else continued,
            "startCursor": lambda _: self._end("DESC" if backward else "ASC"),
            "endCursor": lambda _: self._end("ASC" if backward else "DESC"),
        }
        return write_object(self.level.info, "PageInfo", nodes, fields)

    def _every(self, parts: Parts) -> Parts:
        """A list with one value for each row, in the order of the rows."""
        order = f" ORDER BY {self.level.name}.n DESC" if self.wanted.backward else ""
        return ["[", Sql(f"string_agg({joined(parts)}, ','{order}){self._only()}"), "]"]

    def _only(self) -> str:
        return f" FILTER (WHERE {self.level.name}.n <= {self.wanted.limit})" if self.further else ""

    def _end(self, direction: str) -> Parts:
        """The cursor of the first or the last row."""
        ordered = f"array_agg({self._cursor()} ORDER BY {self.level.name}.n {direction}){self._only()}"
        return [Sql(f"COALESCE('\"' || ({ordered})[1] || '\"', 'null')")]

    def _cursor(self) -> Sql:
        model = self.level.record._meta.model
        paths = [name.lstrip("-") for name in self.wanted.order]
        return cursor([(_kind(model, path), self.level.column(path)) for path in paths])


def field_at(model: type[models.Model], path: str) -> Any:
    """The field at the end of an ORM path."""
    for part in path.split("__"):
        source: Any = model._meta.pk if part == "pk" else model._meta.get_field(part)
        model = source.related_model or model
    return source


def _kind(model: type[models.Model], path: str) -> str:
    """How ``write_cursor`` writes a column: numbers as they are, everything else as text."""
    field = field_at(model, path)
    if isinstance(field, models.DateTimeField | models.BooleanField):
        raise NotCompiled(f"a cursor over {path}")
    return "number" if isinstance(field, models.IntegerField) else "text"
