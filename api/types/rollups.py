"""汇总: a line for a place and one for each of those right below it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import graphene
from django.db import models
from django.db.models import QuerySet
from graphql import GraphQLResolveInfo

from api.reach import place_asked
from api.rows.ids import global_id
from core.errors import InvalidInput
from core.periods import today
from core.permissions import Actor
from tenants.org.models import Organization

Count = Callable[[Actor, Organization, int, date], QuerySet[Organization]]


class Line:
    """What a line begins with; the further fields of its type are what ``Count`` has counted, under the same names."""

    id = graphene.ID(required=True, description="组织的全局编号。")
    name = graphene.String(required=True, description="组织名称。")


def year_rollup(
    title: str, description: str, line: type[graphene.ObjectType], model: type[models.Model], count: Count, year: str
) -> graphene.Field:
    """The query behind the page ``title``: records of the ``model`` counted for a ``year``, as that is called there.

    Whoever stands for no place, and a client without the scope to read such records, is told so.
    """
    counted = [name for name in line._meta.fields if name not in ("id", "name")]

    def read(root: None, info: GraphQLResolveInfo, **asked: Any) -> dict[str, Any]:
        actor, chosen = info.context.actor, asked.get("year")
        chosen = today().year if chosen is None else chosen
        if not 2000 <= chosen <= 2999:
            raise InvalidInput("年度应在 2000—2999 之间，例如 2026。", field="year")
        rows = count(actor, place_asked(actor, asked.get("place"), title, model), chosen, today())
        return {"year": chosen, "lines": [_line(row, counted) for row in rows.order_by("path")]}

    made: Any = type(
        line.__name__.removesuffix("Line"),
        (graphene.ObjectType,),
        {
            "Meta": type("Meta", (), {"description": f"{title}：与“{title}”页面是同一组数。"}),
            "year": graphene.Int(required=True, description=f"{year}。"),
            "lines": graphene.List(graphene.NonNull(line), required=True, description="本级一行，其后是下一级各组织。"),
        },
    )
    return graphene.Field(
        graphene.NonNull(made),
        description=f"{title}：{description}",
        args={
            "place": graphene.Argument(graphene.ID, description="组织的全局编号；不写为您所在的组织。"),
            "year": graphene.Argument(graphene.Int, description=f"{year}；不写为本年度。"),
        },
        resolver=read,
    )


def _line(row: Organization, counted: list[str]) -> dict[str, Any]:
    figures = {name: getattr(row, name) for name in counted}
    return {"id": global_id("Organization", row.pk), "name": row.name, **figures}
