"""How many records of each state lie below an organization."""

from typing import Any

import graphene
from django.db.models import Count
from django.db.models.functions import Left
from graphql import FieldNode, GraphQLResolveInfo

from api.compiled.records import write_object
from api.compiled.statement import Level, Source
from api.compiled.text import Parts, Sql, joined, mapped, quote_json
from api.rows.fields import Batched
from api.rows.plans import Row
from core.permissions import PATH_STEP
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
        """Counted by organization first, then added up along each path: once for all rows, whatever their level."""
        status = Sql("b.status")
        told = write_object(
            source.info,
            "StatusCount",
            nodes,
            {
                "status": lambda _: [Sql(f"to_json({status})")],
                "label": lambda _: [mapped(self.names, status)],
                "count": lambda _: [Sql("b.n")],
            },
        )
        embed = source.statement.embed
        visible = self.model.objects.visible_to(source.info.context.actor).order_by()
        counted = visible.values("organization_id", "status").annotate(n=Count("*"))
        places = Organization.objects.order_by().values_list("path", "pk")
        below = (
            "SELECT left(o.path, g.length) AS root, c.status, sum(c.n) AS n"
            f" FROM ({embed(counted.values_list('organization_id', 'status', 'n'))}) AS c(place, status, n)"
            f" JOIN ({embed(places)}) AS o(path, id) ON o.id = c.place"
            f" JOIN {_lengths(source)} AS g(length) ON g.length <= length(o.path) GROUP BY 1, 2"
        )
        order = f"({quote_json({name: str(n) for n, name in enumerate(self.names)})} ->> b.status)::int"
        told_all = f"string_agg({joined(told)}, ',' ORDER BY {order})"
        lists = f"SELECT b.root, {told_all} FROM ({below}) AS b GROUP BY 1"
        every = f"SELECT jsonb_object_agg(l.root, l.told) FROM ({lists}) AS l(root, told)"
        return ["[", Sql(f"(({every}) ->> {source.column('path')})"), "]"]


def _lengths(source: Source) -> str:
    """How long the paths of the rows are: of these where they stand alone, else of all levels there can be."""
    if isinstance(source, Level) and source.alone is not None:
        rows = source.statement.embed(source.alone.values_list("path"))
        return f"(SELECT DISTINCT length(r.path) FROM ({rows}) AS r(path))"
    longest = Organization._meta.get_field("path").max_length
    return f"generate_series({PATH_STEP}, {longest}, {PATH_STEP})"
