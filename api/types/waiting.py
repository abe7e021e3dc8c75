"""What waits for the caller, from all packages."""

from typing import Any

import graphene
from graphql import GraphQLResolveInfo

from api.rows.ids import global_id
from api.rows.records import record_for
from api.scalars import Date
from core.errors import InvalidInput
from core.waiting import waiting_for

MOST = 50


class WaitingItem(graphene.ObjectType):
    class Meta:
        description = "一条等您办理的记录。"

    id = graphene.ID(description="全局编号；接口里没有这种记录时为空。")
    label = graphene.String(required=True, description="名称。")
    who = graphene.String(required=True, description="所属组织或单位；没有时为空文本。")
    due_on = Date(description="应在哪天以前办理；没有期限时为空。")


class WaitingKind(graphene.ObjectType):
    class Meta:
        description = "等您办理的一类事项。"

    kind = graphene.String(required=True, description="代码，例如 rectification.submit。")
    title = graphene.String(required=True, description="中文名称。")
    total = graphene.Int(required=True, description="共有多少条。")
    items = graphene.List(graphene.NonNull(WaitingItem), required=True, description="最急的几条，先到期的在前。")


def read_waiting(root: Any, info: GraphQLResolveInfo, first: int) -> list[dict[str, Any]]:
    if not 1 <= first <= MOST:
        raise InvalidInput(f"first 应在 1 到 {MOST} 之间。", field="first")
    return [
        {
            "kind": found.waiting.kind,
            "title": found.waiting.title,
            "total": found.total,
            "items": [
                {"id": _id(found.waiting.model, item.pk), "label": item.label, "who": item.who, "due_on": item.due_on}
                for item in found.items
            ],
        }
        for found in waiting_for(info.context.actor, shown=first)
    ]


def _id(model: Any, pk: int) -> str | None:
    record = record_for(model._meta.label_lower)
    return global_id(record._meta.name, pk) if record else None


waiting_field = graphene.Field(
    graphene.NonNull(graphene.List(graphene.NonNull(WaitingKind))),
    description="等您办理的事项，按类别。",
    args={"first": graphene.Argument(graphene.Int, default_value=5, description=f"每类几条，1—{MOST}。")},
    resolver=read_waiting,
)
