"""One place in a report: its figures, and what the place says to them."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django_filters import FilterSet

from assessment.actions.entries import entry_confirm, entry_return, entry_review
from assessment.models import QuarterlyReport, ReportEntry
from assessment.waiting import OPEN, EntryWait, with_entry_waits
from core.periods import today
from core.permissions import Perm
from tenants.org.models import Organization
from web.acts import Act
from web.columns import Column, Moment, Number, Status
from web.filters import ChoicesFilter, KeyFilter, OnlyFilter
from web.forms import PageForm, ReasonField, ReasonForm
from web.lights import Chip, due_chip, status_chip
from web.links import link
from web.lists import ListPage
from web.records import RecordPage
from web.reportfigures import figure_rows


class NoteForm(PageForm):
    note = ReasonField(label="说明", required=False, help_text="没有需要说明的可不填。")
    wide = ("note",)


class WaitingForm(PageForm):
    reason = ReasonField(label="说明", required=False, help_text="仍有社区未确认时，请写明为何不再等待。")
    wide = ("reason",)


def _drafted(entry: ReportEntry, actor: Any) -> bool:
    return entry.report.status == QuarterlyReport.Status.DRAFT


CONFIRM = Act(
    "confirm",
    "确认数据",
    entry_confirm,
    Perm.REPORT_CONFIRM,
    icon="circle-check",
    main=True,
    form=NoteForm,
    done="已确认，等待街道审核。",
    when=lambda e, actor: _drafted(e, actor) and e.level == Organization.Level.COMMUNITY,
)
# On a list there is nothing to add, so that many can be confirmed at once.
CONFIRM_MANY = Act("confirm", "确认数据", entry_confirm, Perm.REPORT_CONFIRM, icon="circle-check", main=True)
REVIEW = Act(
    "review",
    "审核上报",
    entry_review,
    Perm.REPORT_REVIEW,
    icon="checks",
    main=True,
    form=WaitingForm,
    consequence="审核覆盖本街道及所辖全部社区，审核后不再重新计数。",
    done="已审核上报。",
    when=lambda e, actor: _drafted(e, actor) and e.level == Organization.Level.SUBDISTRICT,
)
RETURN = Act(
    "return",
    "退回",
    entry_return,
    Perm.REPORT_REVIEW,
    icon="arrow-back-up",
    form=ReasonForm,
    done="已退回，对方核对后重新办理。",
    when=lambda e, actor: (
        _drafted(e, actor)
        and e.level == Organization.Level.COMMUNITY
        and (e.street is None or e.street.status != ReportEntry.Status.REVIEWED)
    ),
)
RETURN_STREET = Act(
    "return-street",
    "退回街道",
    entry_return,
    Perm.REPORT_ISSUE,
    icon="arrow-back-up",
    form=ReasonForm,
    done="已退回街道。",
    when=lambda e, actor: (
        _drafted(e, actor) and e.level == Organization.Level.SUBDISTRICT and e.status == ReportEntry.Status.REVIEWED
    ),
)


def moved(entry: ReportEntry) -> str:
    """The change of rank on the last quarter, in words."""
    if entry.rank is None or entry.previous_rank is None:
        return ""
    if entry.rank == entry.previous_rank:
        return "持平"
    return f"{'升' if entry.rank < entry.previous_rank else '降'} {abs(entry.rank - entry.previous_rank)} 位"


class EntryFilters(FilterSet):
    level = ChoicesFilter(
        label="层级",
        choices=(("subdistrict", "街道"), ("community", "社区")),
    )
    status = ChoicesFilter(label="状态", choices=ReportEntry.Status.choices)
    late = OnlyFilter(label="只看逾期", rows="overdue")
    waits = ChoicesFilter(label="待办", choices=EntryWait.choices)
    report = KeyFilter(label="通报", queryset=lambda request: QuarterlyReport.objects.visible_to(request.actor))

    def overdue(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return late_entries(rows)


def late_entries(rows: QuerySet[ReportEntry]) -> QuerySet[ReportEntry]:
    """Places that have let their date pass without doing their part."""
    day = today()
    levels = Organization.Level
    late = Q(level=levels.COMMUNITY, report__confirm_by__lt=day) | Q(
        level=levels.SUBDISTRICT, report__review_by__lt=day
    )
    return rows.filter(late, status__in=OPEN, report__status=QuarterlyReport.Status.DRAFT)


class EntryList(ListPage):
    model, name, record, title, measure = ReportEntry, "reportentries", "reportentry", "通报数据", "个单位"
    subject = "entry"
    place_lookup = "path"
    select_related = ("report", "street")
    search_fields, search_hint = ("name", "street__name"), "街道、社区"
    filters = EntryFilters
    columns = (
        Column("name", "名称", link=True, sort="path"),
        Status(),
        Number("rank", "名次", sort="rank"),
        Number("score", "综合得分", unit="分", sort="score"),
        Column("moved", "较上季度", value=moved),
        Column("street.name", "所属街道"),
        Column("report", "通报"),
        Moment("confirmed_at", "确认时间", optional=True),
        Moment("reviewed_at", "审核时间", optional=True),
        Column("done_by_label", "办理人", optional=True),
        Column("return_reason", "退回原因", optional=True),
    )
    order = ("-report__year", "-report__quarter", "-report__edition", "path")
    bulk_acts = (CONFIRM_MANY,)
    template = "web/reports/list.html"
    empty_title = "这里还没有数据"
    empty_text = "通报生成后，本级和下级单位的数据显示在这里。"

    def rows(self) -> QuerySet[Any]:
        return with_entry_waits(super().rows(), self.actor)


class EntryRecord(RecordPage):
    model, name, list_name, list_title = ReportEntry, "reportentry", "reportentries", "通报数据"
    subject, kind = "entry", "通报数据"
    select_related = ("report__organization", "street", "organization")
    template, body_template = "web/reports/record.html", "web/reports/entry_body.html"
    acts = (CONFIRM, REVIEW, RETURN, RETURN_STREET)
    facts = (
        Number("rank", "全区名次"),
        Number("previous_rank", "上季度名次"),
        Moment("confirmed_at", "确认时间"),
        Moment("reviewed_at", "审核时间"),
        Column("done_by_label", "办理人"),
    )
    text_facts = (Column("return_reason", "退回原因"), Column("note", "说明"))

    def heading(self, record: ReportEntry) -> str:
        return record.name

    def whose(self, record: ReportEntry) -> str:
        return str(record.report)

    def chips(self, record: ReportEntry) -> Iterable[Chip | None]:
        if record.level == Organization.Level.DISTRICT:
            return []
        if record.report.status != QuarterlyReport.Status.DRAFT or record.status not in OPEN:
            return [status_chip(record)]
        community = record.level == Organization.Level.COMMUNITY
        due = record.report.confirm_by if community else record.report.review_by
        return [status_chip(record), due_chip(due)]

    def links(self, record: ReportEntry) -> Iterable[tuple[str, str, str]]:
        yield "查看通报", "report-analytics", link(self.request, "quarterlyreport", record.report_id)
        if record.level == Organization.Level.SUBDISTRICT:
            place = record.organization.code
            url = link(self.request, "reportentries", report=record.report_id, place=place, level="community")
            yield "所辖社区", "list", url

    def further(self, record: ReportEntry) -> dict[str, Any]:
        waiting = []
        if record.level == Organization.Level.SUBDISTRICT and record.report.status == "draft":
            waiting = list(record.communities.filter(status__in=OPEN).order_by("path")[:60])
        return {
            "figures": figure_rows(self.request, record, self.actor),
            "waiting": [(e, link(self.request, "reportentry", e.pk)) for e in waiting],
        }
