"""The lists of responsibilities and the record of one item with its checks."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.urls import path

from core.permissions import Perm
from linkage.lights import with_lights
from linkage.responsibilities.actions.checking import (
    responsibility_accept,
    responsibility_check,
    responsibility_return,
)
from linkage.responsibilities.actions.items import (
    responsibility_claim,
    responsibility_discard,
    responsibility_publish,
)
from linkage.responsibilities.actions.working import responsibility_report, responsibility_submit
from linkage.responsibilities.models import Responsibility, ResponsibilityCheck, ResponsibilityFile
from linkage.responsibilities.waiting import WAITS
from tenants.org.models import Organization
from web.acts import Act
from web.claimforms import uploads
from web.columns import Column, Day, Moment, Status
from web.evidence import EvidenceFile, with_papers
from web.filters import ChoicesFilter, KeyFilter, OnlyFilter, PeriodFilter, WaitsFilter
from web.forms import FilesField, PageForm, ReasonForm
from web.imports import ImportableList
from web.lights import Chip, status_chip
from web.links import link
from web.lists import New
from web.records import RecordPage, Related
from web.responsibilities.forms import ResponsibilityCopy, ResponsibilityEdit, ResponsibilityNew, years
from web.responsibilities.rollup import RollupList
from web.responsibilities.sheets import ResponsibilityImport
from web.supervision.parts import EXTEND, HOLD_TO_ACCOUNT, SUPERVISE, SendBackForm, time_again, timed_related
from web.tracking import TIMED_COLUMNS, Progress, TimedFilters, TimedList, light_chip

# What is published (晒) is the item with what was said last; the papers stay with the line of the tree.
WHO_READS = "照片、PDF、Word 或 Excel，一次最多 9 个；只有本组织和上级能看。"


class ClaimForm(PageForm):
    responsible = forms.CharField(label="责任人", required=False, max_length=60, help_text="建立时已写明的可以不填。")
    post = forms.CharField(label="职务", required=False, max_length=60)


class CheckForm(PageForm):
    passed = forms.TypedChoiceField(
        label="落实情况",
        choices=(("yes", "已落实"), ("no", "未落实")),
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    findings = forms.CharField(label="检查情况", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))


class ReportForm(PageForm):
    progress = forms.IntegerField(label="进度（%）", min_value=0, max_value=100, help_text="0—100 的整数。")
    text = forms.CharField(label="落实进展", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    evidence: Any = FilesField(label="佐证材料", required=False, help_text=WHO_READS)


class SubmitForm(PageForm):
    outcome = forms.CharField(label="落实情况", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
    evidence: Any = FilesField(label="佐证材料", required=False, help_text=WHO_READS)


class AcceptForm(PageForm):
    result = forms.ChoiceField(label="验收结果", choices=Responsibility.Result.choices, widget=forms.RadioSelect)
    note = forms.CharField(
        label="验收意见",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="没有完成或基本完成的，请写明原因。",
    )


def above(row: Responsibility) -> Any:
    return row.place_above


CLAIM = Act(
    "claim",
    "认领",
    responsibility_claim,
    Perm.RESPONSIBILITY_EDIT,
    icon="user-check",
    main=True,
    form=ClaimForm,
    done="已认领。",
)
PUBLISH = Act(
    "publish",
    "公示",
    responsibility_publish,
    Perm.RESPONSIBILITY_EDIT,
    icon="speakerphone",
    main=True,
    consequence="公示后不能再修改：区和街道的全区可见，社区的在本街道内可见。",
    done="已公示。",
)
CHECK = Act(
    "check",
    "检查",
    responsibility_check,
    Perm.RESPONSIBILITY_CHECK,
    icon="zoom-check",
    form=CheckForm,
    at=above,
    done="检查情况已记录。",
)
REPORT = Act(
    "report",
    "报告进展",
    responsibility_report,
    Perm.RESPONSIBILITY_EDIT,
    icon="progress",
    form=ReportForm,
    done="已报告进展。",
)
SUBMIT = Act(
    "submit",
    "申请验收",
    responsibility_submit,
    Perm.RESPONSIBILITY_EDIT,
    icon="send",
    main=True,
    form=SubmitForm,
    consequence="申请后等待上级验收，不再计时；不合格的由上级退回继续落实。",
    done="已申请验收，等待上级办理。",
)
SEND_BACK = Act(
    "return",
    "退回",
    responsibility_return,
    Perm.RESPONSIBILITY_CHECK,
    icon="arrow-back-up",
    form=SendBackForm,
    at=above,
    done="已退回，责任组织会收到通知。",
)
ACCEPT = Act(
    "accept",
    "验收",
    responsibility_accept,
    Perm.RESPONSIBILITY_CHECK,
    icon="circle-check",
    main=True,
    form=AcceptForm,
    at=above,
    done="已验收。",
)
DISCARD = Act(
    "discard",
    "作废",
    responsibility_discard,
    Perm.RESPONSIBILITY_EDIT,
    icon="trash",
    form=ReasonForm,
    danger=True,
    consequence="作废后不能恢复，编号不再使用。",
)


class ResponsibilityFilters(TimedFilters):
    year = ChoicesFilter(label="年度", choices=years)
    status = ChoicesFilter(label="状态", choices=Responsibility.Status.choices)
    holder = ChoicesFilter(label="责任主体", choices=Responsibility.Holder.choices)
    category = ChoicesFilter(label="类别", choices=Responsibility.Category.choices)
    result = ChoicesFilter(label="验收结果", choices=Responsibility.Result.choices)
    due_on = PeriodFilter(label="完成期限")
    waits = WaitsFilter(WAITS)
    organization = KeyFilter(label="责任组织", queryset=lambda request: Organization.objects.visible_to(request.actor))
    unmet = OnlyFilter(label="检查未落实", rows="not_kept")

    def not_kept(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.filter(pk__in=ResponsibilityCheck.objects.filter(passed=False).values("responsibility"))


def who(row: Responsibility) -> str:
    """The person in charge with the post, as far as they are named."""
    return " ".join(filter(None, (row.post, row.responsible)))


class ResponsibilityList(TimedList, ImportableList):
    import_name = "responsibility-import"
    model, name, record, title = Responsibility, "responsibilities", "responsibility", "责任清单"
    subject, measure = "responsibility", "项"
    template = "web/responsibilities/list.html"
    select_related = ("organization",)
    search_fields = ("title", "number", "organization__name", "responsible", "content")
    search_hint = "责任事项、组织、责任人、编号"
    filters = ResponsibilityFilters
    columns = (
        Column("title", "责任事项", link=True, sort="title"),
        Status(),
        Column("organization", "责任组织", sort="organization__path"),
        Column("get_holder_display", "责任主体", sort="holder"),
        Column("who", "责任人", value=who),
        *TIMED_COLUMNS,
        Column("get_result_display", "验收结果", sort="result"),
        Column("get_category_display", "类别", sort="category"),
        Column("year", "年度", sort="year", optional=True),
        Column("content", "责任内容", optional=True),
        Column("measures", "落实措施", optional=True),
        Column("number", "编号", sort="number", optional=True),
    )
    order = ("-year", "organization__path", "holder")
    bulk_acts = (PUBLISH,)
    new = New("建立责任事项", "responsibility-new", Perm.RESPONSIBILITY_EDIT)
    empty_title, empty_text = "还没有责任事项", "可以逐项建立、用 Excel 导入，或从上年清单复制。"

    def context(self) -> dict[str, Any]:
        copy_url = link(self.request, "responsibility-copy") if self.new_url() else ""
        return {**super().context(), "copy_url": copy_url}


class ResponsibilityRecord(RecordPage):
    model, name, list_name = Responsibility, "responsibility", "responsibilities"
    list_title, subject, kind = "责任清单", "responsibility", "责任事项"
    select_related = ("organization",)
    body_template = "web/responsibilities/record_body.html"
    # A check that finds something wrong makes a problem of it.
    begets = True
    facts = (
        Column("number", "编号"),
        Column("year", "年度"),
        Column("organization", "责任组织"),
        Column("get_holder_display", "责任主体"),
        Column("who", "责任人", value=who),
        Column("get_category_display", "类别"),
        Day("started_on", "开始日期"),
        Day("due_on", "完成期限"),
        Progress("progress", "进度"),
        Column("get_result_display", "验收结果"),
        Moment("claimed_at", "认领时间"),
        Moment("published_at", "公示时间"),
        Moment("submitted_at", "申请验收时间"),
        Moment("accepted_at", "验收时间"),
    )
    text_facts = (
        Column("content", "责任内容"),
        Column("measures", "落实措施"),
        Column("outcome", "落实情况"),
        Column("result_note", "验收意见"),
    )
    acts = (CLAIM, PUBLISH, SUBMIT, ACCEPT, REPORT, CHECK, SEND_BACK, EXTEND, SUPERVISE, HOLD_TO_ACCOUNT, DISCARD)
    related = (
        Related(
            "履责检查",
            lambda row, actor: row.checks.order_by("-pk"),
            (
                Moment("at", "检查时间"),
                Column("passed", "落实情况", value=lambda check: "已落实" if check.passed else "未落实"),
                Column("findings", "检查情况"),
                Column("by_label", "检查人"),
            ),
            empty="还没有检查过。",
        ),
    )

    def related_to(self, record: Any) -> Iterable[Related]:
        yield from self.related
        if self.actor.can(Perm.VIEW, record.place):
            yield from timed_related()

    def readable(self) -> QuerySet[Any]:
        # The light from the database: one statement less than asking for the rules.
        return with_lights(super().readable())

    def chips(self, record: Any) -> Iterable[Chip | None]:
        return [status_chip(record), light_chip(record.light, record.days_left)]

    def links(self, record: Responsibility) -> Iterable[tuple[str, str, str]]:
        if record.status in Responsibility.OPEN and self.actor.can(Perm.RESPONSIBILITY_EDIT, record.place):
            yield "修改", "pencil", link(self.request, "responsibility-edit", record.pk)

    def initial(self, act: Act) -> dict[str, Any]:
        if act.verb == "claim":
            return {"responsible": self.record.responsible, "post": self.record.post}
        if act.verb in ("report", "extend"):
            return {"progress": self.record.progress}
        if act.verb == "return":
            return time_again(self.record)
        return {"result": Responsibility.Result.MET} if act.verb == "accept" else {"passed": "yes"}

    def arguments(self, act: Act, values: dict[str, Any]) -> dict[str, Any]:
        return {**values, "evidence": uploads(values["evidence"])} if "evidence" in values else values

    def further(self, record: Responsibility) -> dict[str, Any]:
        """What was reported, for those who may read it; nothing is reported before the item is published."""
        if record.published_at is None or not self.actor.can(Perm.VIEW, record.place):
            return {"reports": None}
        return {"reports": list(with_papers(record.reports.order_by("-pk"), ResponsibilityFile))}


urlpatterns = [
    path("responsibilities/", ResponsibilityList.as_view(), name="responsibilities"),
    path("responsibilities/rollup/", RollupList.as_view(), name="responsibilityrollup"),
    path("responsibilities/new/", ResponsibilityNew.as_view(), name="responsibility-new"),
    path("responsibilities/copy/", ResponsibilityCopy.as_view(), name="responsibility-copy"),
    path("responsibilities/import/", ResponsibilityImport.as_view(), name="responsibility-import"),
    path("responsibilities/<int:pk>/edit/", ResponsibilityEdit.as_view(), name="responsibility-edit"),
    *ResponsibilityRecord.urls("responsibilities"),
    path("responsibilityfiles/<int:pk>/", EvidenceFile.as_view(model=ResponsibilityFile), name="responsibilityfile"),
]
