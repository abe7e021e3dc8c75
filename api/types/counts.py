"""How many records of each state, and how many overdue ones, lie below an organization."""

from typing import Any

import graphene
from django.db.models import Count, QuerySet
from django.db.models.functions import Left
from graphql import FieldNode, GraphQLResolveInfo

from api.compiled.records import Writer, write_object
from api.compiled.statement import Level, Source
from api.compiled.text import Parts, Sql, constant, joined, quote
from api.rows.fields import Batched
from api.rows.plans import Row
from core.periods import today
from core.permissions import PATH_STEP
from core.scopes import reads
from core.tallies import Tallied, tally_of
from core.visibility import NOTHING, views_all
from linkage.lights import Timed
from tenants.org.models import Organization


class StatusCount(graphene.ObjectType):
    class Meta:
        description = "某一状态的记录数。"

    status = graphene.String(required=True, description="状态代码（小写）。")
    label = graphene.String(required=True, description="状态的中文名称。")
    count = graphene.Int(required=True, description="记录数。")


class Counted(Batched):
    """Records of a model by state in the subtree of each organization: one statement for a level."""

    def __init__(self, model: Any, label: str) -> None:
        type_ = graphene.NonNull(graphene.List(graphene.NonNull(StatusCount)))
        super().__init__(type_, f"本组织及下级各状态的{label}数（只计您可以查看的）。", ["path"], self._count)
        self.model = model
        self.names: dict[str, str] = dict(model.Status.choices)

    def _count(self, rows: list[Row], arguments: dict[str, Any], info: GraphQLResolveInfo) -> list[list[StatusCount]]:
        found: dict[str, list[StatusCount]] = {row["path"]: [] for row in rows}
        visible = self.model.objects.visible_to(info.context.actor)
        for length in {len(path) for path in found}:
            paths = [path for path in found if len(path) == length]
            grouped = (
                visible.annotate(_root=Left("organization__path", length))
                .filter(_root__in=paths)
                .order_by()
                .values("_root", "status")
                .annotate(n=Count("*"))
            )
            for root, status, number in grouped.values_list("_root", "status", "n"):
                found[root].append(StatusCount(status=status, label=self.names[status], count=number))
        order = list(self.names)
        for counts in found.values():
            counts.sort(key=lambda each: order.index(each.status))
        return [found[row["path"]] for row in rows]

    def write(self, source: Source, nodes: list[FieldNode]) -> Parts:
        """By place and status first, then added up along each path, once for all rows, with a column for each status:
        to group by one column and not by two takes a third of the time."""
        columns = ", ".join(
            f"NULLIF(sum(c.n) FILTER (WHERE c.status = {quote(status)}), 0) AS n{at}"
            for at, status in enumerate(self.names)
        )
        below = (
            f"SELECT o.root, {columns} FROM ({self._counted(source)}) AS c(place, status, n)"
            f" JOIN {_places(source)} AS o(root, id) ON o.id = c.place GROUP BY 1"
        )
        told = ", ".join(
            f"CASE WHEN b.n{at} IS NOT NULL THEN {joined(self._told(source, nodes, status, Sql(f'b.n{at}')))} END"
            for at, status in enumerate(self.names)
        )
        every = f"SELECT jsonb_object_agg(b.root, concat_ws(',', {told})) FROM ({below}) AS b"
        return ["[", Sql(f"(({every}) ->> {source.column('path')})"), "]"]

    def _counted(self, source: Source) -> str:
        """Place, status and number of what the caller may see.

        For whoever sees all that is tallied the tallies are read, and only the rest is counted.
        """
        actor, embed = source.info.context.actor, source.statement.embed
        visible = self.model.objects.visible_to(actor).order_by()
        if not issubclass(self.model, Tallied) or not (views_all(actor) and reads(actor, self.model)):
            return embed(_by_status(visible))
        kept = embed(tally_of(self.model).objects.order_by().values_list("organization_id", "status", "n"))
        if self.model.UNTALLIED == NOTHING:
            return kept
        return f"{kept} UNION ALL {embed(_by_status(visible.filter(self.model.UNTALLIED)))}"

    def _told(self, source: Source, nodes: list[FieldNode], status: str, number: Sql) -> Parts:
        fields: dict[str, Writer] = {
            "status": lambda _: [constant(status)],
            "label": lambda _: [constant(self.names[status])],
            "count": lambda _: [number],
        }
        return write_object(source.info, "StatusCount", nodes, fields)


class Overdue(Batched):
    """Running records past their day in the subtree of each organization: the red lights of ``linkage.lights``."""

    def __init__(self, model: type[Timed], label: str) -> None:
        description = f"本组织及下级逾期未完成的{label}数，即亮红灯的（只计您可以查看的）。"
        super().__init__(graphene.NonNull(graphene.Int), description, ["path"], self._count)
        self.model: Any = model

    def _overdue(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.order_by().filter(self.model.red(today()))

    def _count(self, rows: list[Row], arguments: dict[str, Any], info: GraphQLResolveInfo) -> list[int]:
        overdue = self._overdue(self.model.objects.visible_to(info.context.actor))
        found: dict[str, int] = {}
        for length in {len(row["path"]) for row in rows}:
            grouped = overdue.annotate(_root=Left("organization__path", length)).values("_root").annotate(n=Count("*"))
            found |= dict(grouped.values_list("_root", "n"))
        return [found.get(row["path"], 0) for row in rows]

    def write(self, source: Source, nodes: list[FieldNode]) -> Parts:
        overdue = self._overdue(self.model.objects.visible_to(source.info.context.actor))
        by_place = overdue.values("organization_id").annotate(n=Count("*")).values_list("organization_id", "n")
        below = (
            f"SELECT o.root, sum(c.n) AS n FROM ({source.statement.embed(by_place)}) AS c(place, n)"
            f" JOIN {_places(source)} AS o(root, id) ON o.id = c.place GROUP BY 1"
        )
        every = f"SELECT jsonb_object_agg(b.root, b.n) FROM ({below}) AS b"
        return [Sql(f"COALESCE(({every}) ->> {source.column('path')}, '0')")]


def _by_status(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.values("organization_id", "status").annotate(n=Count("*")).values_list("organization_id", "status", "n")


def _places(source: Source) -> str:
    """Every place with each of the paths above it that a row may have: the same for all counts of these rows."""
    embed = source.statement.embed
    places = embed(Organization.objects.order_by().values_list("path", "pk"))
    return source.statement.shared(
        f"SELECT left(o.path, g.length), o.id FROM ({places}) AS o(path, id)"
        f" JOIN {_lengths(source)} AS g(length) ON g.length <= length(o.path)"
    )


def _lengths(source: Source) -> str:
    """How long the paths of the rows are: of these where they stand alone, else of all levels there can be."""
    if isinstance(source, Level) and source.alone is not None:
        rows = source.statement.embed(source.alone.values_list("path"))
        return f"(SELECT DISTINCT length(r.path) FROM ({rows}) AS r(path))"
    longest = Organization._meta.get_field("path").max_length
    return f"generate_series({PATH_STEP}, {longest}, {PATH_STEP})"
