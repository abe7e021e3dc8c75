"""Data calls: the list and the record with its progress, for both sides."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django_filters import FilterSet

from core.counting import number_of
from core.periods import today
from core.permissions import Actor, Perm
from core.visibility import under
from linkage.datacalls.actions.calling import (
    MOST_FIELDS,
    datacall_close,
    datacall_extend,
    datacall_issue,
    datacall_urge,
    datacall_withdraw,
)
from linkage.datacalls.actions.publishing import datacall_publish
from linkage.datacalls.models import OPEN, DataAnswer, DataCall
from linkage.datacalls.states import lateness
from linkage.datacalls.values import plain
from linkage.datacalls.waiting import CALL_WAITS
from tenants.org.models import Organization
from web.acts import Act
from web.columns import Column, Day, Due, Moment, Number, Status
from web.filters import ChoicesFilter, OnlyFilter, PeriodFilter, RowFilter, WaitsFilter
from web.forms import DayField, PageForm, ReasonField, ReasonForm
from web.lights import Chip, due_chip, status_chip
from web.links import link
from web.lists import ListPage, New
from web.records import RecordPage, Related

ISSUED = DataCall.Status.ISSUED


class ExtendForm(PageForm):
    """Field names are the keywords of the action."""

    due_on = DayField(label="新的上报期限")
    reason = ReasonField(label="延期原因", help_text="填报组织会看到这段话。")


ISSUE = Act(
    "issue",
    "下发",
    datacall_issue,
    Perm.DATACALL_EDIT,
    icon="send",
    main=True,
    subject="call",
    consequence="下发后通知全部填报组织，填报项和填报组织不能再改。",
    done="已下发，填报组织会收到通知。",
)
URGE = Act(
    "urge",
    "催报",
    datacall_urge,
    Perm.DATACALL_EDIT,
    icon="bell-ringing",
    subject="call",
    consequence="未上报的组织会再收到一次通知；每次调度每天最多催报一次。",
    when=lambda row, actor: row.left_count > 0 and not row.urged_today,
    done="已催报。",
)
EXTEND = Act(
    "extend",
    "延长期限",
    datacall_extend,
    Perm.DATACALL_EDIT,
    icon="calendar-plus",
    form=ExtendForm,
    subject="call",
    consequence="延长后，还没有审核通过的组织会收到通知，是否逾期按新的期限计算，到期前重新提醒。",
    done="已延长，填报组织会收到通知。",
)
CLOSE = Act(
    "close",
    "办结",
    datacall_close,
    Perm.DATACALL_EDIT,
    icon="circle-check",
    subject="call",
    consequence="办结后不能再上报和审核，未上报的组织保留在汇总表中并收到通知。",
    done="已办结。",
)
PUBLISH = Act(
    "publish",
    "公布汇总结果",
    datacall_publish,
    Perm.DATACALL_EDIT,
    icon="speakerphone",
    main=True,
    subject="call",
    consequence="公布后，全部填报组织都能看到汇总表和其中每个组织的内容、谁逾期、谁未上报，并收到通知；公布后不能收回。",
    when=lambda row, actor: row.published_at is None and row.approved_count > 0,
    done="已公布，填报组织会收到通知。",
)
WITHDRAW = Act(
    "withdraw",
    "撤回",
    datacall_withdraw,
    Perm.DATACALL_EDIT,
    icon="trash",
    form=ReasonForm,
    danger=True,
    subject="call",
    consequence="撤回后不能恢复；已下发的，填报组织会收到通知和原因。",
)


def counted(rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
    """Add how many of those answers that the actor may see there are, and how many of them in which state."""
    seen = DataAnswer.objects.visible_to(actor).filter(call=OuterRef("pk"))
    return rows.annotate(
        total_count=number_of(seen),
        left_count=number_of(seen.filter(OPEN)),
        returned_count=number_of(seen.filter(status="returned")),
        approved_count=number_of(seen.filter(status="approved")),
    )


class DataCallFilters(FilterSet):
    status = ChoicesFilter(label="状态", choices=DataCall.Status.choices)
    organization = RowFilter(
        label="布置组织", queryset=lambda request: Organization.objects.filter(level__in=("district", "subdistrict"))
    )
    due_on = PeriodFilter(label="上报期限")
    overdue = OnlyFilter(label="有逾期未上报的", rows="late")
    waits = WaitsFilter(CALL_WAITS)

    def late(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        left = DataAnswer.objects.filter(OPEN, call=OuterRef("pk"))
        return rows.filter(Exists(left), status=ISSUED, due_on__lt=today())


def over(row: Any) -> bool:
    """Whether the day has lost its weight."""
    return row.status != ISSUED or row.left_count == 0


def share(row: Any) -> str:
    """How many have handed in, of those that the reader may see."""
    return "" if row.issued_at is None else f"{row.total_count - row.left_count}/{row.total_count}"


class DataCallList(ListPage):
    model, name, record, subject, title = DataCall, "datacalls", "datacall", "call", "数据调度"
    lead = "区和街道向下级组织要数据：设计填报项，定期限，看谁报了、谁没报，汇总成一张表。"
    measure = "项"
    select_related = ("organization",)
    search_fields, search_hint = ("title", "note", "organization__name"), "标题、说明、布置组织"
    filters = DataCallFilters
    columns = (
        Column("title", "标题", link=True, sort="title"),
        Status(),
        Column("organization", "布置组织", sort="organization__path"),
        Column("share", "已上报/全部", value=share),
        Due("due_on", "上报期限", sort="due_on", done=over),
        Number("left_count", "未上报", unit="个", sort="left_count"),
        Number("returned_count", "退回", unit="个", sort="returned_count", optional=True),
        Number("approved_count", "已审核", unit="个", sort="approved_count", optional=True),
        Day("issued_at", "下发日期", sort="issued_at"),
        Day("urged_on", "最近催报", sort="urged_on", optional=True),
        Day("created_at", "起草日期", sort="created_at", optional=True),
    )
    bulk_acts = (URGE,)
    new = New("布置调度", "datacall-new", Perm.DATACALL_EDIT)
    template = "web/datacalls/list.html"
    empty_title, empty_text = "没有数据调度", "区和街道下发给您的，以及本级布置的，都显示在这里。"

    def rows(self) -> QuerySet[Any]:
        return counted(super().rows(), self.actor)

    def in_place(self, rows: QuerySet[Any], place: Organization) -> QuerySet[Any]:
        """What the place or those below it asked, and what was asked of them."""
        asked = DataAnswer.objects.filter(organization__path__startswith=place.path)
        return rows.filter(Q(organization__path__startswith=place.path) | Q(pk__in=asked.values("call_id")))

    def context(self) -> dict[str, Any]:
        return {**super().context(), "answers_url": link(self.request, "dataanswers")}


def limits(field: Any) -> str:
    """What a value must be, in words."""
    if field.choices:
        return "、".join(field.offered)
    low = "" if field.minimum is None else f"不小于 {plain(field.minimum)}"
    high = "" if field.maximum is None else f"不大于 {plain(field.maximum)}"
    return "，".join(part for part in (low, high) if part)


class DataCallRecord(RecordPage):
    model, name, list_name, list_title = DataCall, "datacall", "datacalls", "数据调度"
    subject, kind = "call", "数据调度"
    select_related = ("organization",)
    body_template = "web/datacalls/record_body.html"
    facts = (
        Column("organization", "布置组织"),
        Day("due_on", "上报期限"),
        Column("share", "已上报/全部", value=share),
        Number("left_count", "未上报", unit="个"),
        Number("returned_count", "其中退回", unit="个"),
        Number("approved_count", "已审核", unit="个"),
        Moment("issued_at", "下发时间"),
        Day("urged_on", "最近催报"),
        Moment("closed_at", "办结时间"),
        Moment("published_at", "汇总结果公布时间"),
        Column("reason", "撤回原因"),
    )
    text_facts = (Column("note", "填报说明"),)
    acts = (ISSUE, URGE, EXTEND, CLOSE, PUBLISH, WITHDRAW)
    related = (
        Related(
            "填报项",
            lambda row, actor: row.fields.all(),
            (
                Number("position", "顺序"),
                Column("label", "名称"),
                Column("get_kind_display", "类型"),
                Column("measure", "单位"),
                Column("required", "必填", value=lambda field: "必填" if field.required else "选填"),
                Column("limits", "要求", value=limits),
                Column("help", "填写提示"),
            ),
            limit=MOST_FIELDS,
        ),
        Related(
            "填报情况",
            lambda row, actor: (
                row.answers.visible_to(actor)
                .select_related("organization", "call")
                .order_by("submitted_at", "organization__path")
            ),
            (
                Column("organization", "填报组织", link=True),
                Status(),
                Column("late", "是否逾期", value=lateness),
                Moment("submitted_at", "首次上报"),
                Column("filler_label", "填报人"),
            ),
            record="dataanswer",
            all="dataanswers",
            query=lambda row: {"call": row.pk},
        ),
    )

    def readable(self) -> QuerySet[Any]:
        return counted(super().readable(), self.actor)

    def limit(self, act: Act, form: forms.Form) -> None:
        if act.verb == "extend":
            form.fields["due_on"].help_text = f"现在是 {self.record.due_on}。"

    def whose(self, record: DataCall) -> str:
        return f"{record.organization} 布置"

    def chips(self, record: Any) -> Iterable[Chip | None]:
        yield status_chip(record)
        if record.status == ISSUED:
            yield due_chip(record.due_on, done=over(record))

    def links(self, record: DataCall) -> Iterable[tuple[str, str, str]]:
        edits = self.actor.can(Perm.DATACALL_EDIT, record.place)
        if record.issued_at is not None:
            if fills(record, self.actor):
                yield "从 Excel 填报", "table-import", link(self.request, "datacall-import", record.pk)
            yield "汇总表", "table", link(self.request, "datacall-sheet", record.pk)
        if record.status == DataCall.Status.DRAFT and edits:
            yield "修改", "pencil", link(self.request, "datacall-edit", record.pk)
        if self.actor.can_anywhere(Perm.DATACALL_EDIT):
            yield "照此再布置", "copy", link(self.request, "datacall-new", copy=record.pk)

    def further(self, record: DataCall) -> dict[str, Any]:
        return {"files": list(record.files.all())}


def fills(call: DataCall, actor: Actor) -> bool:
    """Whether the person may fill in an answer to the call now."""
    if call.status != DataCall.Status.ISSUED or not actor.can_anywhere(Perm.DATACALL_ANSWER):
        return False
    return bool(call.answers.filter(OPEN, under(actor.paths(Perm.DATACALL_ANSWER))).exists())


def asking(actor: Actor) -> QuerySet[Organization]:
    """Districts and streets in whose name the actor may ask."""
    found: QuerySet[Organization] = Organization.objects.in_use().filter(
        under(actor.paths(Perm.DATACALL_EDIT), "path"), level__in=("district", "subdistrict")
    )
    return found
