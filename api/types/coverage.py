"""签约率: units under agreement at a place, below it, by kind and by quarter."""

from typing import Any

import graphene
from graphql import GraphQLResolveInfo

from api.reach import place_asked
from api.rows.ids import global_id
from api.scalars import Decimal_
from api.types.choices import UnitKind
from linkage.coverage import Share
from linkage.coverage import read_coverage as read
from linkage.models import Agreement
from tenants.org.models import Organization


class CoverageShare(graphene.ObjectType):
    class Meta:
        description = "一组驻区单位的签约情况。"

    units = graphene.Int(required=True, description="在册单位数。")
    signed = graphene.Int(required=True, description="有履行中协议的单位数。")
    unsigned = graphene.Int(required=True, description="没有履行中协议的单位数。")
    ratio = graphene.Field(Decimal_, description="签约率，0—1；没有在册单位时为空。")


class CoveragePlace(graphene.ObjectType):
    class Meta:
        description = "一个下级组织的签约情况。"

    id = graphene.ID(required=True, description="组织的全局编号。")
    code = graphene.String(required=True, description="组织代码。")
    name = graphene.String(required=True, description="组织名称。")
    share = graphene.Field(CoverageShare, required=True, description="签约情况。")


class CoverageKind(graphene.ObjectType):
    class Meta:
        description = "一类单位的签约情况。"

    kind = graphene.Field(UnitKind, required=True, description="单位类型。")
    label = graphene.String(required=True, description="单位类型的中文名称。")
    share = graphene.Field(CoverageShare, required=True, description="签约情况。")


class CoverageQuarter(graphene.ObjectType):
    class Meta:
        description = "一个季度末（本季度为目前）的签约情况。"

    quarter = graphene.String(required=True, description="季度，写作 2026Q3。")
    share = graphene.Field(CoverageShare, required=True, description="签约情况。")


class AgreementCoverage(graphene.ObjectType):
    class Meta:
        description = "驻区单位签约率：与“签约率”页面和总览是同一组数。"

    place = graphene.Field(CoveragePlace, required=True, description="所看的组织。")
    target = graphene.Field(Decimal_, required=True, description="区里的目标，0—1。")
    missing = graphene.Int(required=True, description="距目标还差几家单位。")
    parts = graphene.List(graphene.NonNull(CoveragePlace), required=True, description="直接下级组织。")
    kinds = graphene.List(graphene.NonNull(CoverageKind), required=True, description="按单位类型。")
    quarters = graphene.List(graphene.NonNull(CoverageQuarter), required=True, description="按季度，最早的在前。")


def _read(root: None, info: GraphQLResolveInfo, place: str | None = None) -> dict[str, Any]:
    coverage = read(place_asked(info.context.actor, place, "签约率", Agreement))
    return {
        "place": _at(coverage.place, coverage.whole),
        "target": coverage.target,
        "missing": coverage.missing,
        "parts": [_at(part, share) for part, share in coverage.parts],
        "kinds": [{"kind": kind, "label": label, "share": _share(share)} for kind, label, share in coverage.kinds],
        "quarters": [{"quarter": str(quarter), "share": _share(share)} for quarter, share in coverage.quarters],
    }


def _at(place: Organization, share: Share) -> dict[str, Any]:
    told = {"id": global_id("Organization", place.pk), "code": place.code, "name": place.name}
    return {**told, "share": _share(share)}


def _share(share: Share) -> dict[str, Any]:
    return {"units": share.units, "signed": share.signed, "unsigned": share.unsigned, "ratio": share.ratio}


coverage_field = graphene.Field(
    graphene.NonNull(AgreementCoverage),
    description="驻区单位签约率：一个组织及其下级、各类单位和各季度。",
    args={"place": graphene.Argument(graphene.ID, description="哪个组织；不写即您自己的。")},
    resolver=_read,
)
