"""季度通报: the report, each place's entry, and its figures."""

import graphene
from django.db.models import Q

from api.addresses import DOWNLOAD, EXCEL, WORD
from api.filters import among, of, within
from api.rows.fields import Named, One, Signed, column, computed
from api.rows.pages import Filter, Many, Ordering
from api.rows.plans import Row
from api.rows.records import Record
from api.scalars import Decimal_
from api.types.choices import OrganizationLevel, ReportEntryStatus, ReportIndicator, ReportStatus
from api.types.events import history
from assessment.indicators import BY_CODE
from assessment.models import QuarterlyReport, ReportEntry, ReportFigure
from core.errors import InvalidInput
from core.periods import Quarter

_STATUS = dict(QuarterlyReport.Status.choices)
_ENTRY_STATUS = dict(ReportEntry.Status.choices)


def _in_quarter(value: str) -> Q:
    quarter = Quarter.parse(value)
    return Q(year=quarter.year, quarter=quarter.number)


def _period(row: Row) -> Quarter:
    return Quarter(row["year"], row["quarter"])


def _is_issued(row: Row) -> bool:
    return row["status"] in ("issued", "superseded")


class QuarterlyReportType(Record):
    class Meta:
        model = QuarterlyReport
        description = "季度通报：由台账计数，社区确认、街道审核、区签发；签发后数据不再变动，更正即另出一版。"
        ordering = Ordering(
            "QuarterlyReportOrder",
            {
                "NEWEST": ("最近的季度在前。", ("-year", "-quarter", "-edition")),
                "OLDEST": ("最早的季度在前。", ("year", "quarter", "edition")),
            },
        )
        filters = {
            "status": among(ReportStatus, "status", "状态"),
            "quarter": Filter(graphene.String, "按季度，写作 2026Q3。", _in_quarter),
        }

    quarter = computed(
        graphene.NonNull(graphene.String),
        "季度，写作 2026Q3。",
        ["year", "quarter"],
        lambda row: str(_period(row)),
        lambda year, quarter: f"{year} || 'Q' || {quarter}",
    )
    label = computed(
        graphene.NonNull(graphene.String),
        "季度的中文名称。",
        ["year", "quarter"],
        lambda row: _period(row).label,
        lambda year, quarter: f"{year} || '年第' || substr('一二三四', {quarter}, 1) || '季度'",
    )
    edition = column(QuarterlyReport, "edition")
    organization = One("Organization", "organization", "发布组织。", follows=True)
    status = column(QuarterlyReport, "status", enum=ReportStatus)
    status_label = Named("状态的中文名称。", "status", _STATUS)
    number = column(QuarterlyReport, "number")
    confirm_by = column(QuarterlyReport, "confirm_by")
    review_by = column(QuarterlyReport, "review_by")
    drafted_at = column(QuarterlyReport, "drafted_at")
    issued_at = column(QuarterlyReport, "issued_at")
    issued_by = column(QuarterlyReport, "issued_by_label")
    issue_note = column(QuarterlyReport, "issue_note")
    corrects = One("QuarterlyReport", "corrects", "所更正的那一版。", follows=True, null=True)
    correction_note = column(QuarterlyReport, "correction_note")
    content_hash = column(QuarterlyReport, "content_hash", description="全部数据的 SHA-256 摘要；签发前为空。")
    version = column(QuarterlyReport, "version")
    word_url = Signed(WORD, DOWNLOAD.format("Word 文件") + "签发前为空。", ["status"], _is_issued)
    excel_url = Signed(EXCEL, DOWNLOAD.format("Excel 文件") + "签发前为空。", ["status"], _is_issued)
    entries = Many("ReportEntry", "各组织的数据；签发前只含您所在组织及下级。", by="report_id")
    history = history(QuarterlyReport)


class ReportEntryType(Record):
    class Meta:
        model = ReportEntry
        description = "通报数据：一个组织在一期通报中的数据、得分和名次。"
        ordering = Ordering(
            "ReportEntryOrder",
            {
                "TREE": ("按组织树的先后。", ("path", "pk")),
                "RANK": ("名次在前的在前，没有名次的在后。", ("rank", "path", "pk")),
                "SCORE": ("得分高的在前，没有得分的在后。", ("-score", "path", "pk")),
            },
        )
        filters = {
            "report": of("QuarterlyReport", "report_id", "report", "该通报"),
            "organization": of("Organization", "organization_id", "organization", "该组织"),
            "level": among(OrganizationLevel, "level", "层级"),
            "status": among(ReportEntryStatus, "status", "状态"),
            "within": within("path"),
        }

    report = One("QuarterlyReport", "report", "所属通报。", follows=True)
    organization = One("Organization", "organization", "组织。", follows=True)
    street = One("ReportEntry", "street", "所属街道的数据；不在您查看范围内时为空。")
    communities = Many("ReportEntry", "所辖社区的数据。", by="street_id")
    name = column(ReportEntry, "name", description="计数当日的组织名称。")
    level = column(ReportEntry, "level", enum=OrganizationLevel)
    status = column(ReportEntry, "status", enum=ReportEntryStatus)
    status_label = Named("状态的中文名称。", "status", _ENTRY_STATUS)
    confirmed_at = column(ReportEntry, "confirmed_at")
    reviewed_at = column(ReportEntry, "reviewed_at")
    done_by = column(ReportEntry, "done_by_label")
    note = column(ReportEntry, "note")
    return_reason = column(ReportEntry, "return_reason")
    score = column(ReportEntry, "score")
    rank = column(ReportEntry, "rank")
    previous_rank = column(ReportEntry, "previous_rank")
    version = column(ReportEntry, "version")
    # Whoever sees an entry sees its figures.
    figures = Many("ReportFigure", "各项指标。", by="entry_id", follows=True)
    history = history(ReportEntry)


def _difference(description: str, before: str) -> object:
    return computed(
        Decimal_,
        description,
        ["value", before],
        lambda row: None if row["value"] is None or row[before] is None else row["value"] - row[before],
        lambda value, earlier: f"{value} - {earlier}",
    )


def _defined(name: str, description: str) -> object:
    return Named(description, "indicator", {code: str(getattr(each, name)) for code, each in BY_CODE.items()})


def _indicators(values: list[str]) -> Q:
    if unknown := [value for value in values if value not in BY_CODE]:
        raise InvalidInput(f"没有“{unknown[0]}”这项指标。", field="indicator")
    return Q(indicator__in=values)


class ReportFigureType(Record):
    class Meta:
        model = ReportFigure
        description = "通报指标值：一个组织的一项指标，含下级。"
        ordering = Ordering("ReportFigureOrder", {"LISTED": ("按指标的先后。", ("pk",))})
        filters = {
            "indicator": Filter(graphene.List(graphene.NonNull(ReportIndicator)), "只看这些指标。", _indicators),
        }

    entry = One("ReportEntry", "entry", "所属组织的数据。", follows=True)
    indicator = column(ReportFigure, "indicator", enum=ReportIndicator)
    name = _defined("name", "指标名称。")
    unit = _defined("unit", "指标单位。")
    explanation = _defined("explanation", "指标的算法。")
    value = column(ReportFigure, "value")
    numerator = column(ReportFigure, "numerator")
    denominator = column(ReportFigure, "denominator")
    previous = column(ReportFigure, "previous")
    year_before = column(ReportFigure, "year_before")
    change = _difference("比上季度的变化；任一方没有数值时为空。", "previous")
    year_change = _difference("比上年同期的变化；任一方没有数值时为空。", "year_before")
