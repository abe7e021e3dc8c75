"""From a figure to what it counts: the list opened by a figure holds exactly the events that the figure counted."""

from datetime import datetime
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from django.http import Http404, HttpRequest
from django.urls import NoReverseMatch

from assessment.counting import live_events
from assessment.indicators import BY_CODE, INDICATORS, Indicator, Kind
from assessment.models import QuarterlyReport, ReportEntry, ReportFigure
from assessment.reading import Shown, may_read, read_live
from core.errors import InvalidInput
from core.events import now
from core.models import Event
from core.periods import Quarter
from core.permissions import Actor
from core.verbs import label_of
from tenants.org.models import Organization
from web.charts import Figure
from web.columns import Column, Moment, number_text
from web.links import link
from web.lists import ListPage
from web.places import chosen_place

_COUNTED_IDS = (
    "SELECT unnest(t.events) FROM assessment_reporttally t JOIN assessment_reportentry r ON r.id = t.entry_id"
    " WHERE r.report_id = %s AND starts_with(r.path, %s) AND t.verb = ANY(%s)"
)


def said(indicator: Indicator, value: Any) -> str:
    """The value with the decimals of its indicator; a dash where nothing was measured."""
    return "—" if value is None else number_text(round(value, indicator.places))


def figure_url(request: HttpRequest, code: str, *, place: str, quarter: Quarter, report: int | None = None) -> str:
    """The list of what the figure counts; with ``report`` that of one edition."""
    return link(request, "reports-figure", code, place=place, quarter=str(quarter), report=report)


def shown_card(
    request: HttpRequest, row: ReportFigure, entry: ReportEntry, report: QuarterlyReport, actor: Actor
) -> Figure:
    """A frozen figure as a card."""
    indicator = row.definition
    url = ""
    if may_read(actor, entry.path):
        url = figure_url(request, row.indicator, place=entry.organization.code, quarter=report.period, report=report.pk)
    change = row.change
    return Figure(
        indicator.name,
        None if row.value is None else round(row.value, indicator.places),
        unit=indicator.unit,
        url=url,
        change=None if change is None else round(change, indicator.places),
        change_unit="个百分点" if indicator.unit == "%" else indicator.unit,
        better="up" if indicator.more_is_better else "down",
    )


def readable_place(request: HttpRequest, actor: Actor) -> Organization:
    """The chosen place, whose figures the actor may read; Http404 for any other."""
    place = chosen_place(request)
    if place is None or not may_read(actor, place.path):
        raise Http404("没有这个地方，或者您无权查看。")
    return place


def figure_rows(request: HttpRequest, entry: ReportEntry, actor: Actor) -> list[dict[str, Any]]:
    """All figures of one place in a report, each with its changes and the way to what it counts."""
    kept = {row.indicator: row for row in ReportFigure.objects.filter(entry=entry)}
    open_to = may_read(actor, entry.path)
    rows = []
    for indicator in INDICATORS:
        row = kept.get(indicator.code)
        if row is None:
            continue
        url = (
            figure_url(
                request,
                indicator.code,
                place=entry.organization.code,
                quarter=entry.report.period,
                report=entry.report_id,
            )
            if open_to
            else ""
        )
        rows.append(
            {
                "indicator": indicator,
                "value": said(indicator, row.value),
                "change": _signed(indicator, row.change),
                "year_change": _signed(indicator, row.year_change),
                "url": url,
            }
        )
    return rows


def _signed(indicator: Indicator, change: Any) -> str:
    if change is None:
        return ""
    text = said(indicator, change)
    return f"+{text}" if change > 0 else text


def content_of(event: Event) -> str:
    """What the event tells: quantity, scores, days taken."""
    data = event.data
    parts = []
    if "quantity" in data:
        parts.append(f"{number_text(Decimal(data['quantity']))}{data.get('measure', '')}")
    if scores := data.get("scores"):
        parts.append(f"发布方 {scores.get('owner', '—')} 分，认领方 {scores.get('claimant', '—')} 分")
    if event.verb in ("claim.confirm", "claim.decline"):
        parts.append(f"{days_taken(event)} 天答复")
    return "，".join(parts)


def days_taken(event: Event) -> str:
    taken = event.at - datetime.fromisoformat(event.data["proposed_at"])
    return number_text(round(Decimal(str(taken.total_seconds())) / 86400, 1))


class CountedEvents(ListPage):
    """``/reports/figures/<code>/?quarter=2026Q3&place=…``: the events that a figure counts.

    For an issued quarter these are the frozen ids (``report`` names an edition), else what has been counted so far.
    """

    model, name, title, measure = Event, "reports-figure", "指标明细", "条记录"
    # A figure is part of the address: there is no list without one to which a view could belong.
    saved_views = False
    place_lookup = ""
    search_fields, search_hint = ("subject_label", "actor_label"), "名称、办理人"
    columns = (
        Column("subject_label", "名称", link=True),
        Column("verb", "事项", value=lambda event: label_of(event.verb), sort="verb"),
        Moment("at", "时间", sort="at"),
        Column("actor_label", "办理人"),
        Column("note", "内容", value=content_of),
        Column("id", "事件编号", sort="id"),
    )
    order = ("-at",)
    template = "web/reports/figure.html"
    empty_title, empty_text = "没有计入的记录", "本季度这里还没有发生这类事项。"

    @cached_property
    def indicator(self) -> Indicator:
        found = BY_CODE.get(self.kwargs["code"])
        if found is None:
            raise Http404("没有这项指标。")
        return found

    @cached_property
    def quarter(self) -> Quarter:
        try:
            text = self.request.GET.get("quarter", "")
            return Quarter.parse(text) if text else Quarter.of(now())
        except InvalidInput as error:
            raise Http404(error.message) from error

    @cached_property
    def place(self) -> Organization:
        return readable_place(self.request, self.actor)

    @cached_property
    def report(self) -> QuarterlyReport | None:
        """The edition asked for, or the one in force; nothing while the quarter is counted live."""
        reports = QuarterlyReport.objects.visible_to(self.actor)
        wanted = self.request.GET.get("report", "")
        if wanted:
            found = reports.filter(pk=wanted).first() if wanted.isdecimal() and len(wanted) < 19 else None
            if found is None or found.period != self.quarter:
                raise Http404("没有找到这份通报，它可能已被删除，或您无权查看。")
            return found
        return reports.filter(
            year=self.quarter.year,
            quarter=self.quarter.number,
            status=QuarterlyReport.Status.ISSUED,
            entries__organization=self.place,
        ).first()

    def rows(self) -> QuerySet[Any]:
        events = super().rows()
        if self.report is None:
            return events.filter(live_events(self.indicator, self.quarter, self.place.path))
        ids = RawSQL(  # noqa: S611 - a fixed text with parameters
            _COUNTED_IDS, [self.report.pk, self.place.path, list(self.indicator.verbs)]
        )
        return events.filter(pk__in=ids)

    def figure(self) -> Shown | ReportFigure | None:
        if self.report is not None:
            return ReportFigure.objects.filter(
                entry__report=self.report, entry__organization=self.place, indicator=self.indicator.code
            ).first()
        return read_live(self.quarter, self.place)[self.indicator.code]

    def context(self) -> dict[str, Any]:
        figure = self.figure()
        return {
            **super().context(),
            "title": f"{self.indicator.name}明细",
            "indicator": self.indicator,
            "place": self.place,
            "quarter": self.quarter,
            "report": self.report,
            "report_url": link(self.request, "quarterlyreport", self.report.pk) if self.report else "",
            "value": said(self.indicator, getattr(figure, "value", None)),
            "sum": self.how(figure),
        }

    def how(self, figure: Any) -> str:
        """How the figure comes about, in words."""
        if not figure or figure.value is None:
            return ""
        kind, top, bottom = self.indicator.kind, figure.numerator, figure.denominator
        if kind in (Kind.RATIO, Kind.TIMELY):
            return f"{number_text(top)} ÷ {number_text(bottom)}"
        if kind is Kind.MEAN:
            return f"合计 {number_text(round(top, 2))}，共 {number_text(bottom)} 件"
        return ""

    def record_url(self, row: Event) -> str:
        """The record itself, where it has a page."""
        try:
            return link(self.request, row.subject_type.rsplit(".", 1)[-1], row.subject_id)
        except NoReverseMatch:
            return ""
