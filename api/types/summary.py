"""总览: a quarter's figures at a place, at the places below it, and in the quarters before."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import graphene
from graphql import GraphQLResolveInfo

from api.compiled.told import Told
from api.enums import enum_of
from api.rows.ids import global_id, key_of
from api.scalars import Decimal_
from api.types.choices import OrganizationLevel, ReportIndicator
from assessment.indicators import BY_CODE
from assessment.reading import Figures, Reading, Shown, Standing, find_quarter, standing_of
from assessment.terms import Terms
from core.errors import InvalidInput, NotAllowed
from core.events import now
from core.periods import Quarter
from tenants.org.models import Organization

PlaceStanding = enum_of("PlaceStanding", [(each.value, each.label) for each in Standing], "与目标相比的状况。")


class SummaryFigure(graphene.ObjectType):
    class Meta:
        description = "总览中的一个数据。"

    indicator = graphene.Field(ReportIndicator, required=True, description="指标。")
    name = graphene.String(required=True, description="指标名称。")
    unit = graphene.String(required=True, description="单位，例如 件、%。")
    value = graphene.Field(Decimal_, description="数值；没有可计算的记录时为空。")
    numerator = graphene.Field(Decimal_, required=True, description="分子。")
    denominator = graphene.Field(Decimal_, required=True, description="分母。")
    previous = graphene.Field(Decimal_, description="上季度的数值。")
    change = graphene.Field(Decimal_, description="与上季度的差。")
    target = graphene.Field(Decimal_, description="目标；没有目标时为空。")


class SummaryPlace(graphene.ObjectType):
    class Meta:
        description = "总览中的一个组织及其数据。"

    id = graphene.ID(required=True, description="组织的全局编号。")
    code = graphene.String(required=True, description="组织代码。")
    name = graphene.String(required=True, description="组织名称。")
    level = graphene.Field(OrganizationLevel, required=True, description="层级。")
    standing = graphene.Field(PlaceStanding, required=True, description="与目标相比的状况。")
    figures = graphene.List(graphene.NonNull(SummaryFigure), required=True, description="各项指标。")


class SummaryValue(graphene.ObjectType):
    class Meta:
        description = "以往某一季度的一个数值。"

    indicator = graphene.Field(ReportIndicator, required=True, description="指标。")
    value = graphene.Field(Decimal_, description="数值。")


class SummaryQuarter(graphene.ObjectType):
    class Meta:
        description = "以往的一个季度。"

    quarter = graphene.String(required=True, description="季度，写作 2026Q3。")
    values = graphene.List(graphene.NonNull(SummaryValue), required=True, description="该季度的数值。")


class Summary(graphene.ObjectType):
    class Meta:
        description = "总览：签发后的季度是冻结的数据，其余按同样的规则从台账实时计算。"

    quarter = graphene.String(required=True, description="季度，写作 2026Q3。")
    is_frozen = graphene.Boolean(required=True, description="是否已签发；签发后数据不再变动。")
    place = graphene.Field(SummaryPlace, required=True, description="所看的组织。")
    parts = graphene.List(
        graphene.NonNull(SummaryPlace), required=True, description="其下的街道（看区时）或社区（看街道时）。"
    )
    history = graphene.List(
        graphene.NonNull(SummaryQuarter), required=True, description="以往有通报的季度，最早的在前。"
    )


def read_summary(
    root: None, info: GraphQLResolveInfo, place: str | None = None, quarter: str | None = None
) -> dict[str, Any]:
    """As on the leader's page; ``NotAllowed`` for who works for no place, ``NotFound`` for a place of others."""
    key = None if place is None else key_of(place, "Organization", field="place")
    if info.context.actor.domains is not None:
        raise NotAllowed("总览汇总所有事项的数据，须有“查看全部”（view）权限；请安全管理员重新登记应用。")
    reading = find_quarter(info.context.actor, _quarter(quarter), key)
    return {
        "quarter": str(reading.quarter),
        "is_frozen": reading.is_frozen,
        "place": _at(reading, reading.place),
        "parts": [_at(reading, part) for part in reading.parts],
        "history": [{"quarter": str(past), "values": _values(values)} for past, values in reading.history],
    }


def _quarter(text: str | None) -> Quarter:
    current = Quarter.of(now())
    wanted = current if text is None else Quarter.parse(text)
    if wanted > current:
        raise InvalidInput("这个季度还没有开始。", field="quarter")
    return wanted


def _at(reading: Reading, place: Organization) -> dict[str, Any]:
    figures: Figures = reading.figures.get(place.path, {})
    return {
        "id": global_id("Organization", place.pk),
        "code": place.code,
        "name": place.name,
        "level": place.level,
        "standing": standing_of(reading.terms, figures).value,
        "figures": [_figure(reading.terms, shown) for shown in figures.values()],
    }


def _figure(terms: Terms, shown: Shown) -> dict[str, Any]:
    return {
        "indicator": shown.indicator.code,
        "name": shown.indicator.name,
        "unit": shown.indicator.unit,
        "value": shown.value,
        "numerator": shown.numerator,
        "denominator": shown.denominator,
        "previous": shown.previous,
        "change": shown.change,
        "target": terms.target(shown.indicator.code),
    }


def _values(values: Mapping[str, Decimal | None]) -> list[dict[str, Any]]:
    return [{"indicator": code, "value": value} for code, value in values.items() if code in BY_CODE]


summary_field = Told(
    graphene.NonNull(Summary),
    description="总览：一个组织在一个季度的数据、下级组织的数据和以往的趋势。",
    args={
        "place": graphene.Argument(graphene.ID, description="哪个组织；不写即您自己的。"),
        "quarter": graphene.Argument(graphene.String, description="哪个季度，写作 2026Q3；不写即本季度。"),
    },
    resolver=read_summary,
)
