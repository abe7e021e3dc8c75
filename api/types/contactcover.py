"""Whether the district's rules for contact points are kept: who breaks which, as the page 达标情况 tells it."""

from typing import Any

import graphene
from graphql import GraphQLResolveInfo

from api.reach import place_asked
from api.rows.ids import global_id
from core.errors import InvalidInput
from core.periods import Quarter
from linkage.contacts.cover import cover, last_day_of, within_place
from linkage.contacts.models import ContactPoint

MOST = 100


class CoverBreach(graphene.ObjectType):
    class Meta:
        description = "一条没有达标的：一个薄弱组织、一名领导或一个联系点。"

    id = graphene.ID(required=True, description="薄弱组织、职务或联系点的全局编号。")
    label = graphene.String(required=True, description="名称：组织，或领导及其职务。")
    place = graphene.String(required=True, description="联系的组织；领导联系几个组织的以顿号分开，没有的为空文本。")
    visits = graphene.Int(description="该季度的走访次数；只对走访不足的联系点。")


class CoverRule(graphene.ObjectType):
    class Meta:
        description = "一条联系点要求，和没有达标的。"

    code = graphene.String(
        required=True,
        description="代码：WEAK_WITHOUT_LEADER 薄弱组织没有领导联系，LEADER_WITHOUT_WEAK 区领导没有联系薄弱组织，"
        "UNVISITED 该季度走访不足。",
    )
    title = graphene.String(required=True, description="中文名称。")
    total = graphene.Int(required=True, description="没有达标的共有几个。")
    breaches = graphene.List(graphene.NonNull(CoverBreach), required=True, description="没有达标的，前几个。")


class ContactCover(graphene.ObjectType):
    class Meta:
        description = "联系点达标情况：与“达标情况”页面相同；本区没有规定的要求不列出。"

    quarter = graphene.String(required=True, description="季度，写作 2026Q3。")
    rules = graphene.List(graphene.NonNull(CoverRule), required=True, description="本区规定的各条要求。")


def _weak(row: Any) -> dict[str, Any]:
    return {"id": global_id("WeakPlace", row.pk), "label": str(row.organization), "place": str(row.organization)}


def _leader(row: Any) -> dict[str, Any]:
    places = "、".join(str(bond.organization) for bond in row.bonds)
    return {"id": global_id("Post", row.pk), "label": row.holder, "place": places}


def _contact(row: Any) -> dict[str, Any]:
    told = {"id": global_id("ContactPoint", row.pk), "label": row.leader, "place": str(row.organization)}
    return {**told, "visits": row.visits_now}


_RULES = (
    ("WEAK_WITHOUT_LEADER", "没有领导联系的薄弱组织", "without_leader", _weak),
    ("LEADER_WITHOUT_WEAK", "没有联系薄弱组织的区领导", "without_weak", _leader),
    ("UNVISITED", "走访不足的联系点", "without_visit", _contact),
)


def _read(
    root: None, info: GraphQLResolveInfo, first: int, place: str | None = None, quarter: str | None = None
) -> dict[str, Any]:
    if not 1 <= first <= MOST:
        raise InvalidInput(f"first 应在 1 到 {MOST} 之间。", field="first")
    actor, day = info.context.actor, last_day_of(quarter)
    at = place_asked(actor, place, "联系点达标情况", ContactPoint)
    found = cover(actor, day)
    if place is not None:
        found = within_place(found, at.path)
    rules = []
    for code, title, name, told in _RULES:
        rows = getattr(found, name)
        if rows is not None:
            breaches = [told(row) for row in rows[:first]]
            rules.append({"code": code, "title": title, "total": rows.order_by().count(), "breaches": breaches})
    return {"quarter": str(Quarter.of(day)), "rules": rules}


contact_cover_field = graphene.Field(
    graphene.NonNull(ContactCover),
    description="联系点达标情况：薄弱组织是否都有领导联系，区领导是否都联系薄弱组织，哪些联系点走访不足。",
    args={
        "quarter": graphene.Argument(
            graphene.String, description="季度，写作 2026Q3；不写为本季度。以前的季度只列走访不足的联系点。"
        ),
        "place": graphene.Argument(graphene.ID, description="哪个组织及其下级；不写即您可以查看的全部。"),
        "first": graphene.Argument(graphene.Int, default_value=20, description=f"每条要求列几个，1—{MOST}。"),
    },
    resolver=_read,
)
