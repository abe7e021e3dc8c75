"""责任清单汇总: how far the lists of a year are, place by place."""

import graphene

from api.scalars import Decimal_
from api.types.rollups import Line, year_rollup
from linkage.responsibilities.models import Responsibility
from linkage.responsibilities.rollup import rollup


class ResponsibilityRollupLine(Line, graphene.ObjectType):
    class Meta:
        description = "一个组织的责任清单办到哪一步；下级组织的连同其下各级一并计入。"

    total = graphene.Int(required=True, description="责任事项数，作废的不计。")
    unclaimed = graphene.Int(required=True, description="未领：建立后没有认领的。")
    in_hand = graphene.Int(required=True, description="在办：已认领或已公示、没有申请验收的。")
    overdue = graphene.Int(required=True, description="超期：未领和在办的里面，期限已过的。")
    to_accept = graphene.Int(required=True, description="待验收。")
    accepted = graphene.Int(required=True, description="已验收。")
    share = graphene.Field(Decimal_, description="验收率，0—1；没有责任事项的为空。")


responsibility_rollup_field = year_rollup(
    "责任清单汇总",
    "区看各街道，街道看各片区、社区，各有多少未领、在办、超期、待验收和已验收。",
    ResponsibilityRollupLine,
    Responsibility,
    rollup,
    year="年度",
)
