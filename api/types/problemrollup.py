"""问题整改汇总: what became of the problems of a year, place by place."""

from typing import Any

import graphene
from graphql import GraphQLResolveInfo

from api.reach import place_asked
from api.scalars import Decimal_
from api.types.rollups import lines_of
from core.errors import InvalidInput
from core.periods import today
from linkage.problems.models import Problem
from linkage.problems.rollup import rollup


class ProblemRollupLine(graphene.ObjectType):
    class Meta:
        description = "一个组织当年登记的问题办到哪一步；下级组织的连同其下各级一并计入。"

    id = graphene.ID(required=True, description="组织的全局编号。")
    name = graphene.String(required=True, description="组织名称。")
    total = graphene.Int(required=True, description="登记的问题数。")
    to_order = graphene.Int(required=True, description="待下发整改。")
    in_hand = graphene.Int(required=True, description="整改中：已下发、没有提交整改结果的。")
    overdue = graphene.Int(required=True, description="超期：整改中的里面，期限已过的。")
    to_close = graphene.Int(required=True, description="已提交整改结果，待审核或待销号。")
    closed = graphene.Int(required=True, description="已销号。")
    dismissed = graphene.Int(required=True, description="不予整改。")
    share = graphene.Field(Decimal_, description="销号率，0—1，不予整改的不计；没有需要整改的问题时为空。")


class ProblemRollup(graphene.ObjectType):
    class Meta:
        description = "问题整改汇总：与“问题整改汇总”页面是同一组数。"

    year = graphene.Int(required=True, description="登记年度。")
    lines = graphene.List(
        graphene.NonNull(ProblemRollupLine), required=True, description="本级一行，其后是下一级各组织。"
    )


_COUNTED = ("total", "to_order", "in_hand", "overdue", "to_close", "closed", "dismissed", "share")


def _read(root: None, info: GraphQLResolveInfo, place: str | None = None, year: int | None = None) -> dict[str, Any]:
    actor, chosen = info.context.actor, today().year if year is None else year
    if not 2000 <= chosen <= 2999:
        raise InvalidInput("年度应在 2000—2999 之间，例如 2026。", field="year")
    rows = rollup(actor, place_asked(actor, place, "问题整改汇总", Problem), chosen, today())
    return {"year": chosen, "lines": lines_of(rows, _COUNTED)}


problem_rollup_field = graphene.Field(
    graphene.NonNull(ProblemRollup),
    description="问题整改汇总：区看各街道，街道看各社区，各有多少待下发、整改中、超期、待审核销号和已销号。",
    args={
        "place": graphene.Argument(graphene.ID, description="组织的全局编号；不写为您所在的组织。"),
        "year": graphene.Argument(graphene.Int, description="登记年度；不写为本年度。"),
    },
    resolver=_read,
)
