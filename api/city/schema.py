"""The city's schema: districts that agreed and their issued reports. There is nothing to write."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import graphene
from django.urls import reverse
from graphql import GraphQLResolveInfo, print_schema

from api.city.reading import LARGEST_PAGE, DistrictPage, Reading, districts_page, read_reports
from api.limits import TooMuch
from api.rows.pages import PageInfo
from api.scalars import DateTime, Decimal_
from api.types.changes import city_changes_field
from api.types.choices import ReportIndicator
from assessment.models import ReportEntry
from core.periods import Quarter
from core.permissions import Actor
from tenants.actions.cities import cityclient_read
from tenants.models import CityClient

FIGURES, DOCUMENT = "通报数据", "通报 Word 文件"


@dataclass(slots=True)
class Call:
    """What resolvers know of the request, and whether it has read reports already.

    ``spend`` counts what the operation costs before it runs, and may refuse it.
    """

    client: CityClient
    actor: Actor
    spend: Callable[[int], None]
    has_read: bool = False


def _told(kind: Any, description: str, *source: str) -> graphene.Field:
    """A field that is always there, read from the row by the path of attributes."""

    def read(row: Any, info: GraphQLResolveInfo) -> Any:
        for name in source:
            row = getattr(row, name)
        return row

    return graphene.Field(kind, description=description, resolver=read, required=True)


class District(graphene.ObjectType):
    class Meta:
        description = "已同意本应用读取通报的区。"

    code = _told(graphene.String, "区划代码，12 位数字。", "district", "code")
    name = _told(graphene.String, "名称。", "district", "name")
    city = _told(graphene.String, "所属城市。", "district", "city")
    agreed_at = _told(DateTime, "该区同意的时间。", "answered_at")


class DistrictConnection(graphene.ObjectType):
    class Meta:
        description = "一页区。"

    nodes = graphene.List(graphene.NonNull(District), required=True, description="本页的区，按区划代码排列。")
    page_info = graphene.Field(PageInfo, required=True, description="翻页信息。")


class Figure(graphene.ObjectType):
    class Meta:
        description = "通报指标值：一个区或街道的一项指标，含下级；签发后不再变动。"

    indicator = graphene.Field(ReportIndicator, required=True, description="指标。")
    name = _told(graphene.String, "指标名称。", "definition", "name")
    unit = _told(graphene.String, "指标单位。", "definition", "unit")
    explanation = _told(graphene.String, "指标的算法。", "definition", "explanation")
    value = graphene.Field(Decimal_, description="数值；本季度没有可计算的事项时为空。")
    numerator = graphene.Field(Decimal_, required=True, description="分子。")
    denominator = graphene.Field(Decimal_, required=True, description="分母。")
    previous = graphene.Field(Decimal_, description="上季度数值；没有时为空。")
    year_before = graphene.Field(Decimal_, description="上年同期数值；没有时为空。")


def _figures(entry: ReportEntry, info: GraphQLResolveInfo) -> Any:
    return entry.figures.all()


class Street(graphene.ObjectType):
    class Meta:
        description = "街道（镇、乡）在通报中的数据，为签发时的名称和名次。"

    code = _told(graphene.String, "组织代码。", "organization", "code")
    name = graphene.String(required=True, description="名称。")
    score = graphene.Field(Decimal_, description="综合得分；没有可计算的指标时为空。")
    rank = graphene.Int(description="名次；没有得分时为空。")
    previous_rank = graphene.Int(description="上季度名次；没有时为空。")
    figures = graphene.List(graphene.NonNull(Figure), required=True, description="各项指标。", resolver=_figures)


class Report(graphene.ObjectType):
    class Meta:
        description = "一个区某季度有效的季度通报。更正后只能读到更正版，草稿和被更正的版本读不到。"

    district = graphene.Field(District, required=True, description="所属的区。", resolver=lambda row, info: row.consent)
    quarter = graphene.String(
        required=True, description="季度，写作 2026Q3。", resolver=lambda row, info: str(row.issued.report.period)
    )
    label = _told(graphene.String, "季度的中文名称。", "issued", "report", "period", "label")
    number = _told(graphene.String, "发文字号。", "issued", "report", "number")
    edition = _told(graphene.Int, "第几版；大于 1 的为更正版。", "issued", "report", "edition")
    issued_at = _told(DateTime, "签发时间。", "issued", "report", "issued_at")
    content_hash = _told(
        graphene.String, "数据摘要（SHA-256）；摘要不变，数据就没有变。", "issued", "report", "content_hash"
    )
    score = graphene.Field(
        Decimal_, description="全区综合得分；没有时为空。", resolver=lambda row, info: row.issued.district.score
    )
    figures = graphene.List(
        graphene.NonNull(Figure),
        required=True,
        description="全区各项指标。",
        resolver=lambda row, info: _figures(row.issued.district, info),
    )
    streets = graphene.List(
        graphene.NonNull(Street),
        required=True,
        description="各街道的数据。",
        resolver=lambda row, info: row.issued.streets,
    )
    word = graphene.String(
        required=True,
        description="通报 Word 文件的下载地址（同一主机上的路径，携带同一令牌）。",
        resolver=lambda row, info: word_address(row),
    )


class ReportConnection(graphene.ObjectType):
    class Meta:
        description = "一页区的通报。"

    nodes = graphene.List(
        graphene.NonNull(Report), required=True, description="本页各区的通报；没有签发该季度通报的区不在其中。"
    )
    page_info = graphene.Field(PageInfo, required=True, description="翻页信息；翻的是区，一页可能少于 first 条。")


def word_address(row: Reading) -> str:
    return reverse("city-report", args=[row.consent.district.code, str(row.issued.report.period)])


@dataclass(frozen=True, slots=True)
class _Reports:
    nodes: list[Reading]
    page: DistrictPage

    @property
    def page_info(self) -> PageInfo:
        return self.page.page_info


def _districts(root: None, info: GraphQLResolveInfo, *, first: int, after: str | None = None) -> DistrictPage:
    call: Call = info.context
    return districts_page(call.client, first=first, after=after)


def _reports(
    root: None,
    info: GraphQLResolveInfo,
    *,
    quarter: str,
    first: int,
    district: str | None = None,
    after: str | None = None,
) -> _Reports:
    call: Call = info.context
    if call.has_read:
        raise TooMuch("一次请求只能读取一次 reports，请分多次请求。")
    call.has_read = True
    wanted = Quarter.parse(quarter)
    page = districts_page(call.client, first=first, after=after, code=district)
    found = read_reports(page.nodes, wanted)
    if found:
        districts = [row.consent.district for row in found]
        cityclient_read(actor=call.actor, client=call.client, quarter=wanted, districts=districts, what=FIGURES)
    return _Reports(found, page)


def _paging() -> dict[str, graphene.Argument]:
    return {
        "first": graphene.Argument(
            graphene.Int,
            default_value=LARGEST_PAGE,
            required=True,
            description=f"每页几个区，1—{LARGEST_PAGE}。",
        ),
        "after": graphene.Argument(graphene.String, description="上一页的 endCursor。"),
    }


class Query(graphene.ObjectType):
    class Meta:
        description = "查询。只有已同意本应用读取的区。"

    districts = graphene.Field(
        DistrictConnection,
        required=True,
        description="已同意本应用读取的区。",
        args=_paging(),
        resolver=_districts,
    )
    reports = graphene.Field(
        ReportConnection,
        required=True,
        description="各区某季度已签发的通报。每次读取都记入平台的审计记录，各区看得到最近读取时间。",
        args={
            "quarter": graphene.Argument(graphene.String, required=True, description="季度，写作 2026Q3。"),
            "district": graphene.Argument(graphene.String, description="只看这个区：区划代码。"),
            **_paging(),
        },
        resolver=_reports,
    )
    api_changes = city_changes_field()


schema = graphene.Schema(query=Query)


def schema_text() -> str:
    """The schema as it is committed and released."""
    return print_schema(schema.graphql_schema) + "\n"
