"""问题整改汇总: what became of the problems of a year, place by place."""

import graphene

from api.scalars import Decimal_
from api.types.rollups import Line, year_rollup
from linkage.problems.models import Problem
from linkage.problems.rollup import rollup


class ProblemRollupLine(Line, graphene.ObjectType):
    class Meta:
        description = "一个组织当年登记的问题办到哪一步；下级组织的连同其下各级一并计入。"

    total = graphene.Int(required=True, description="登记的问题数。")
    to_order = graphene.Int(required=True, description="待下发整改。")
    late_to_order = graphene.Int(required=True, description="逾期未下达：待下发的里面，下发期限已过的。")
    in_hand = graphene.Int(required=True, description="整改中：已下发、没有提交整改结果的。")
    overdue = graphene.Int(required=True, description="超期：整改中的里面，期限已过的。")
    to_close = graphene.Int(required=True, description="已提交整改结果，待审核或待销号。")
    closed = graphene.Int(required=True, description="已销号。")
    dismissed = graphene.Int(required=True, description="不予整改。")
    share = graphene.Field(Decimal_, description="销号率，0—1，不予整改的不计；没有需要整改的问题时为空。")


problem_rollup_field = year_rollup(
    "问题整改汇总",
    "区看各街道，街道看各社区，各有多少待下发、整改中、超期、待审核销号和已销号。",
    ProblemRollupLine,
    Problem,
    rollup,
    year="登记年度",
)
