"""日历: what falls due between two days, of all kinds of records."""

from datetime import date, timedelta
from typing import Any

import graphene
from graphql import GraphQLResolveInfo

from api.reach import place_asked
from api.rows.ids import global_id
from api.rows.records import record_for
from api.scalars import Date
from core.duedates import Due, due_between, due_kinds
from core.errors import InvalidInput
from core.periods import today
from core.permissions import SYSTEM

LONGEST = 366
MOST = 500


class DueItem(graphene.ObjectType):
    class Meta:
        description = "日历上的一个日期：一条记录应在这一天以前办结，或在这一天举行。"

    kind = graphene.String(required=True, description="类别代码，例如 assignment、meeting。")
    title = graphene.String(required=True, description="类别的中文名称。")
    id = graphene.ID(description="记录的全局编号；接口里没有这种记录时为空。")
    label = graphene.String(required=True, description="名称。")
    who = graphene.String(required=True, description="所属组织、单位或上级事项；没有时为空文本。")
    due_on = Date(required=True, description="哪一天。")
    done = graphene.Boolean(required=True, description="是否已办结。")
    overdue = graphene.Boolean(required=True, description="是否已逾期而没有办结。")


class DueKindType(graphene.ObjectType):
    class Meta:
        name = "DueKind"
        description = "日历上的一类日期。"

    kind = graphene.String(required=True, description="代码。")
    title = graphene.String(required=True, description="中文名称。")


class Calendar(graphene.ObjectType):
    class Meta:
        description = "两天之间（含）到期的事项：与“日历”页面相同。"

    items = graphene.List(graphene.NonNull(DueItem), required=True, description="到期的事项，先到期的在前。")
    more = graphene.Boolean(required=True, description="是否还有没有列出的；请缩短日期范围或只看一个组织。")
    kinds = graphene.List(graphene.NonNull(DueKindType), required=True, description="全部类别，可用作 kind。")


def _read(
    root: None,
    info: GraphQLResolveInfo,
    since: date,
    until: date,
    first: int,
    own: bool,
    place: str | None = None,
    kind: list[str] | None = None,
) -> dict[str, Any]:
    if until < since:
        raise InvalidInput("until 不能早于 since。", field="until")
    if until - since > timedelta(days=LONGEST):
        raise InvalidInput(f"一次最多看 {LONGEST} 天，请缩短日期范围。", field="until")
    if not 1 <= first <= MOST:
        raise InvalidInput(f"first 应在 1 到 {MOST} 之间。", field="first")
    kinds = due_kinds()
    if unknown := sorted(set(kind or ()) - {each.kind for each in kinds}):
        raise InvalidInput(f"没有“{unknown[0][:60]}”这一类，请从 kinds 中选择。", field="kind")
    actor = info.context.actor
    below = "" if place is None else place_asked(actor, place, "日历").path
    found = due_between(actor, since, until, below=below, own=own, kinds=kind or (), most=first + 1)
    return {
        "items": [_item(due) for due in found[:first]],
        "more": len(found) > first,
        "kinds": [{"kind": each.kind, "title": each.title} for each in kinds],
    }


def _item(due: Due) -> dict[str, Any]:
    record = record_for(due.kind.record_model(SYSTEM)._meta.label_lower)
    return {
        "kind": due.kind.kind,
        "title": due.kind.title,
        "id": global_id(record._meta.name, due.pk) if record else None,
        "label": due.label,
        "who": due.who or "",
        "due_on": due.day,
        "done": due.done,
        "overdue": not due.done and due.day < today(),
    }


calendar_field = graphene.Field(
    graphene.NonNull(Calendar),
    description="日历：两天之间到期的事项。",
    args={
        "since": graphene.Argument(graphene.NonNull(Date), description="从哪天。"),
        "until": graphene.Argument(graphene.NonNull(Date), description=f"到哪天（含），最多 {LONGEST} 天。"),
        "place": graphene.Argument(graphene.ID, description="只看这个组织及其下级的；不写即您可以查看的全部。"),
        "own": graphene.Argument(
            graphene.Boolean, default_value=False, description="只看由您所在组织、单位自己办理的。"
        ),
        "kind": graphene.Argument(
            graphene.List(graphene.NonNull(graphene.String)), description="只看这些类别，代码见 kinds。"
        ),
        "first": graphene.Argument(graphene.Int, default_value=100, description=f"最多几条，1—{MOST}。"),
    },
    resolver=_read,
)
