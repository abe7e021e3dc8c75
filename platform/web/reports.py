"""季度通报: the list of reports, one report with its chain of confirmations, drafting, correcting, downloads."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.utils import timezone
from django_filters import FilterSet

from assessment.actions.reports import report_correct, report_discard, report_draft, report_issue
from assessment.changes import changes_of
from assessment.documents import CONTENT_TYPES, document
from assessment.indicators import SCORE
from assessment.models import QuarterlyReport, ReportEntry, ReportFigure
from core.counting import number_of
from core.errors import DomainError
from core.events import now
from core.periods import Quarter, today
from core.permissions import Actor, Perm
from tenants.org.models import Organization
from web.access import SignedIn
from web.acts import Act
from web.charts import Figure
from web.columns import Column, Day, Moment, Status
from web.filters import ChoicesFilter
from web.formpages import FormPage
from web.forms import PageForm, ReasonField, ReasonForm
from web.lights import Chip, due_chip, status_chip
from web.links import link
from web.lists import ListPage, New
from web.records import RecordPage
from web.reportentries import EntryList, EntryRecord
from web.reportfigures import CountedEvents, shown_card
from web.wordfiles import file_response

_KEY_FIGURES = (
    "claims_closed",
    "need_completion_rate",
    "claim_closure_rate",
    "answered_on_time",
    "satisfaction",
    SCORE,
)
_LATE_SHOWN = 6


def recount(*, actor: Actor, report: QuarterlyReport) -> QuarterlyReport:
    """Count the open places of a draft anew."""
    return report_draft(actor=actor, quarter=report.period)


class OptionalReasonForm(PageForm):
    """A reason that is needed only where something is missing: the action says so."""

    reason = ReasonField(label="说明", required=False, help_text="仍有街道未审核时，请写明为何先行签发。")
    wide = ("reason",)


ISSUE = Act(
    "issue",
    "签发通报",
    report_issue,
    Perm.REPORT_ISSUE,
    icon="rubber-stamp",
    main=True,
    form=OptionalReasonForm,
    consequence="签发后数据冻结，编发文字号，全区各级组织均可查看；如有差错只能另行更正。",
    done="通报已签发，可下载正式文件。",
)
RECOUNT = Act(
    "recount",
    "重新计数",
    recount,
    Perm.REPORT_DRAFT,
    icon="refresh",
    consequence="未确认的社区和未审核的街道按最新记录重新计数，已确认的数据不变。",
    done="已重新计数。",
)
DISCARD = Act(
    "discard",
    "作废更正稿",
    report_discard,
    Perm.REPORT_DRAFT,
    icon="trash",
    form=ReasonForm,
    danger=True,
    consequence="作废后原通报继续有效。",
    when=lambda report, actor: report.corrects_id is not None,
)


def with_progress(reports: QuerySet[QuarterlyReport]) -> QuerySet[QuarterlyReport]:
    """Add how many places have confirmed and reviewed, of how many."""
    level, status = Organization.Level, ReportEntry.Status

    def count(**conditions: str) -> Subquery:
        return number_of(ReportEntry.objects.filter(report=OuterRef("pk"), **conditions))

    return reports.annotate(
        communities=count(level=level.COMMUNITY),
        confirmed=count(level=level.COMMUNITY, status=status.CONFIRMED),
        streets=count(level=level.SUBDISTRICT),
        reviewed=count(level=level.SUBDISTRICT, status=status.REVIEWED),
    )


def status_chips(report: QuarterlyReport) -> list[Chip | None]:
    if report.status == QuarterlyReport.Status.DRAFT:
        return [Chip("数据确认中", "ink", "hourglass"), due_chip(report.review_by)]
    return [status_chip(report)]


class ReportFilters(FilterSet):
    status = ChoicesFilter(label="状态", choices=QuarterlyReport.Status.choices)


class ReportList(ListPage):
    model, name, record, title, measure = QuarterlyReport, "reports", "quarterlyreport", "季度通报", "份"
    lead = "数据取自当季办理记录，社区确认、街道审核、区里签发后冻结。"
    place_lookup = ""
    filters = ReportFilters
    columns = (
        Column("__str__", "通报", link=True),
        Status(),
        Column("number", "发文字号"),
        Column("confirmed", "社区确认", value=lambda r: f"{r.confirmed}/{r.communities}"),
        Column("reviewed", "街道审核", value=lambda r: f"{r.reviewed}/{r.streets}"),
        Day("review_by", "审核截止", optional=True),
        Day("issued_at", "签发日期"),
        Column("issued_by_label", "签发人", optional=True),
        Column("correction_note", "更正说明", optional=True),
    )
    order = ("-year", "-quarter", "-edition")
    template = "web/reports/list.html"
    new = New("生成通报", "reports-new", Perm.REPORT_DRAFT)
    empty_title = "还没有季度通报"
    empty_text = "每季度初由平台自动生成上季度通报，也可由区委组织部手工生成。"

    def rows(self) -> QuerySet[Any]:
        return with_progress(super().rows())


class ReportRecord(RecordPage):
    model, name, list_name, list_title = QuarterlyReport, "quarterlyreport", "reports", "季度通报"
    subject, kind = "report", "季度通报"
    select_related = ("organization", "corrects")
    template, body_template = "web/reports/record.html", "web/reports/record_body.html"
    acts = (ISSUE, RECOUNT, DISCARD)
    facts = (
        Column("number", "发文字号"),
        Day("confirm_by", "社区确认截止"),
        Day("review_by", "街道审核截止"),
        Moment("drafted_at", "生成时间"),
        Moment("issued_at", "签发时间"),
        Column("issued_by_label", "签发人"),
        Column("corrects", "更正对象"),
    )
    text_facts = (Column("correction_note", "更正说明"), Column("issue_note", "未审核街道说明"))

    def find(self, pk: int) -> Any:
        rows = with_progress(QuarterlyReport.objects.visible_to(self.actor)).select_related(*self.select_related)
        record = rows.filter(pk=pk).first() if pk < 2**63 else None
        if record is None:
            raise Http404("没有找到这份通报，它可能已被删除，或您无权查看。")
        return record

    def chips(self, record: QuarterlyReport) -> Iterable[Chip | None]:
        return status_chips(record)

    def links(self, record: QuarterlyReport) -> Iterable[tuple[str, str, str]]:
        if record.is_frozen:
            yield "下载 Word", "file-type-docx", link(self.request, "reports-file", record.pk, "docx")
            yield "下载 Excel", "file-spreadsheet", link(self.request, "reports-file", record.pk, "xlsx")
        may = self.actor.can(Perm.REPORT_DRAFT, record.place)
        if may and record.status == QuarterlyReport.Status.ISSUED:
            yield "提出更正", "edit", link(self.request, "reports-correct", record.pk)

    def further(self, record: Any) -> dict[str, Any]:
        entries = list(
            ReportEntry.objects.visible_to(self.actor)
            .filter(report=record)
            .exclude(level=Organization.Level.COMMUNITY, report__status__in=["issued", "superseded"])
        )
        streets = [e for e in entries if e.level == Organization.Level.SUBDISTRICT]
        ranked = sorted(streets, key=lambda e: (e.rank is None, e.rank or 0, e.path))
        late = [e for e in entries if e.level != Organization.Level.DISTRICT and is_late(e, record)]
        mine = [e for e in entries if awaits(self.actor, e, record)]
        return {
            "steps": steps(record),
            "cards": self.cards(record, entries),
            "ranking": [(e, link(self.request, "reportentry", e.pk)) for e in ranked],
            "late": [(e, link(self.request, "reportentry", e.pk)) for e in late[:_LATE_SHOWN]],
            "late_count": len(late),
            "late_url": link(self.request, "reportentries", report=record.pk, late="on"),
            "mine": [(e, link(self.request, "reportentry", e.pk)) for e in mine[:_LATE_SHOWN]],
            "mine_count": len(mine),
            "entries_url": link(self.request, "reportentries", report=record.pk),
            "changes": changes_of(record)[:30],
        }

    def cards(self, record: QuarterlyReport, entries: list[ReportEntry]) -> list[Figure]:
        """Figures of the highest place the person sees here."""
        if not entries:
            return []
        first = min(entries, key=lambda e: (len(e.path), e.path))
        rows = ReportFigure.objects.filter(entry=first, indicator__in=_KEY_FIGURES)
        found = {row.indicator: row for row in rows}
        return [
            shown_card(self.request, found[code], first, record, self.actor) for code in _KEY_FIGURES if code in found
        ]


def is_late(entry: ReportEntry, report: QuarterlyReport) -> bool:
    """Whether a place has let its date pass without doing its part."""
    if report.status != QuarterlyReport.Status.DRAFT or not entry.is_open:
        return False
    community = entry.level == Organization.Level.COMMUNITY
    return (report.confirm_by if community else report.review_by) < today()


def awaits(actor: Actor, entry: ReportEntry, report: QuarterlyReport) -> bool:
    """Whether the report waits for this person at this place."""
    if report.status != QuarterlyReport.Status.DRAFT or not entry.is_open:
        return False
    if entry.level == Organization.Level.COMMUNITY:
        return actor.can(Perm.REPORT_CONFIRM, entry.place)
    return entry.level == Organization.Level.SUBDISTRICT and actor.can(Perm.REPORT_REVIEW, entry.place)


def steps(report: Any) -> list[dict[str, Any]]:
    """The way of a report, with how far it has come."""
    frozen = report.is_frozen
    confirmed = report.communities == report.confirmed
    reviewed = report.streets == report.reviewed
    stages = [
        ("区里生成", timezone.localtime(report.drafted_at).strftime("%Y-%m-%d"), True),
        ("社区确认", f"{report.confirmed}/{report.communities}", confirmed),
        ("街道审核", f"{report.reviewed}/{report.streets}", reviewed),
        ("区里签发", report.number or "待签发", frozen),
    ]
    here = next((index for index, stage in enumerate(stages) if not stage[2]), len(stages))
    return [
        {"name": name, "note": note, "state": "done" if done else "now" if index == here else "next"}
        for index, (name, note, done) in enumerate(stages)
    ]


class DraftForm(PageForm):
    quarter = forms.ChoiceField(label="季度")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        quarter = Quarter.of(now()).previous
        choices = []
        for _ in range(4):
            choices.append((str(quarter), quarter.label))
            quarter = quarter.previous
        self.fields["quarter"].choices = choices  # type: ignore[attr-defined]


class ReportNew(FormPage):
    form, action, permission = DraftForm, staticmethod(report_draft), Perm.REPORT_DRAFT
    title, submit, done = "生成季度通报", "生成", "通报已生成，各社区可以开始确认。"
    lead = "按当季办理记录为全区每个街道、社区计数。生成后请各社区确认、街道审核，再由区里签发。"
    record, list_name, list_title = "quarterlyreport", "reports", "季度通报"

    def arguments(self, values: dict[str, Any]) -> dict[str, Any]:
        return {"quarter": Quarter.parse(values["quarter"])}


class CorrectForm(PageForm):
    note = ReasonField(label="更正说明", help_text="写明差错情况和依据，将印在更正后的通报上。")
    exclude = forms.CharField(
        label="剔除的事件编号",
        required=False,
        max_length=2000,
        widget=forms.Textarea,
        help_text="填写不应计入的事件编号，用逗号、空格或换行分开；编号见指标明细和电子表格的“计数明细”。",
    )
    wide = ("note", "exclude")

    def clean_exclude(self) -> list[int]:
        words = self.cleaned_data["exclude"].replace("，", ",").replace("、", ",").replace(",", " ").split()
        if any(not (word.isascii() and word.isdecimal() and len(word) < 19) for word in words):
            raise forms.ValidationError("事件编号应为数字，例如 1024，用逗号分开。")
        return [int(word) for word in words]


class ReportCorrect(FormPage):
    form, action, permission = CorrectForm, staticmethod(report_correct), Perm.REPORT_DRAFT
    title, submit, done = "提出更正", "生成更正稿", "更正稿已生成，数据有变动的社区和街道请重新确认、审核。"
    lead = "更正产生新的一版：原通报保留，数据有变动的社区和街道重新确认、审核，签发后替代原通报。"
    record, list_name, list_title = "quarterlyreport", "reports", "季度通报"
    model, subject = QuarterlyReport, "report"

    def initial(self) -> dict[str, Any]:
        return {"exclude": self.request.GET.get("exclude", "")[:2000]}

    def heading(self) -> str:
        return f"更正：{self.object}"


class ReportFile(SignedIn):
    """The issued report as a file; made from the frozen rows, so the same report is always the same file."""

    def get(self, request: HttpRequest, pk: int, kind: str) -> HttpResponse:
        rows = QuarterlyReport.objects.visible_to(self.actor).select_related("organization", "corrects")
        report = rows.filter(pk=pk).first() if pk < 2**63 else None
        if report is None or kind not in CONTENT_TYPES:
            raise Http404("没有找到这份通报，它可能已被删除，或您无权查看。")
        try:
            content = document(report, kind, details_below=self.actor.paths(Perm.VIEW))
        except DomainError as error:
            raise Http404(error.message) from error
        return file_response(content, CONTENT_TYPES[kind], f"{report}.{kind}")


urlpatterns = [
    path("reports/", ReportList.as_view(), name="reports"),
    path("reports/new/", ReportNew.as_view(), name="reports-new"),
    path("reports/entries/", EntryList.as_view(), name="reportentries"),
    *EntryRecord.urls("reports/entries"),
    path("reports/figures/<slug:code>/", CountedEvents.as_view(), name="reports-figure"),
    path("reports/<int:pk>/correct/", ReportCorrect.as_view(), name="reports-correct"),
    path("reports/<int:pk>/file/<slug:kind>/", ReportFile.as_view(), name="reports-file"),
    *ReportRecord.urls("reports"),
]
