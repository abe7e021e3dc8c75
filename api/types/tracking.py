"""Lights of what has a due date, for any type whose model is ``Timed``: fields and filters."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import graphene
from django.db.models import Q
from graphql import GraphQLResolveInfo

from api.compiled.statement import Outer, Source
from api.compiled.text import Sql
from api.rows.fields import Batched
from api.rows.pages import Filter
from api.rows.plans import Row
from linkage.lights import with_lights


@dataclass(frozen=True)
class Lit:
    """What gives rows their lights, and the light in words."""

    by: Callable[[Any], Any]
    light: str
    prefix: str = ""


TIMED = Lit(with_lights, "灯：红灯逾期、黄灯滞后或成效不佳、蓝灯临期；不在办理中的为空。")


def _field(model: Any, name: str, type_: Any, description: str, lit: Lit = TIMED) -> Batched:
    def find(rows: list[Row], arguments: dict[str, Any], info: GraphQLResolveInfo) -> Sequence[Any]:
        found = lit.by(model.objects.filter(pk__in=[row["pk"] for row in rows])).order_by()
        values = dict(found.values_list("pk", name))
        return [values[row["pk"]] for row in rows]

    def sql(source: Source) -> Sql:
        found = lit.by(model.objects.filter(pk=Outer(source.column("pk")))).order_by()
        return Sql(f"({source.statement.embed(found.values_list(name))})")

    return Batched(type_, description, ["pk"], find, sql)


def light_field(model: Any, enum: Any, lit: Lit = TIMED) -> Batched:
    return _field(model, f"{lit.prefix}light", enum, lit.light, lit)


def bucket_field(model: Any, enum: Any) -> Batched:
    return _field(model, "bucket", enum, "剩余期限的分档，天数由区级督办规则决定；不在办理中的为空。")


def days_left_field(model: Any, lit: Lit = TIMED) -> Batched:
    return _field(model, f"{lit.prefix}days_left", graphene.Int, "还剩几天，逾期为负数；不在办理中的为空。", lit)


def light_filter(model: Any, enum: Any, lit: Lit = TIMED) -> Filter:
    return _filter(model, f"{lit.prefix}light", enum, "只要灯为其中之一的记录。", lit)


def bucket_filter(model: Any, enum: Any) -> Filter:
    return _filter(model, "bucket", enum, "只要剩余期限在其中之一的记录。")


def _filter(model: Any, name: str, enum: Any, description: str, lit: Lit = TIMED) -> Filter:
    def rule(values: list[str]) -> Q:
        return Q(pk__in=lit.by(model.objects.all()).filter(**{f"{name}__in": values}).order_by().values("pk"))

    return Filter(graphene.List(graphene.NonNull(enum)), description, rule)
