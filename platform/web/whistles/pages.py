"""Whistles: the list by light, the record with the departments that answer, and the forms of the street."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Prefetch, Q, QuerySet

from core.history import Line, describe
from core.models import Event
from core.permissions import ROOT, Actor, Perm
from linkage.urgency import Urgency
from linkage.whistles.actions.whistles import (
    whistle_add,
    whistle_assign,
    whistle_blow,
    whistle_collect,
    whistle_decline,
    whistle_edit,
    whistle_return,
    whistle_review,
    whistle_withdraw,
)
from linkage.whistles.models import Result, Whistle, WhistleResponse, WhistleRules
from linkage.whistles.waiting import WHISTLE_WAITS
from tenants.org.models import Department, Organization
from web.acts import Act
from web.appeals.pages import URGENCY, urgency_chip
from web.columns import Column, Day, Moment, Number, Status
from web.filters import ChoicesFilter, PeriodFilter, RowFilter, WaitsFilter
from web.formpages import FormPage
from web.forms import PageForm, ReasonForm
from web.lights import Chip, status_chip
from web.links import link
from web.lists import New
from web.places import chosen_place
from web.records import RecordPage, Related
from web.tracking import LightColumn, Progress, TimedFilters, TimedList, standing_chip
from web.whistles.forms import (
    AddForm,
    AssignForm,
    BlowForm,
    ReviewForm,
    WhistleForm,
    WhistleNewForm,
    collectable,
    departments_for,
)
from web.wordfiles import WordFile


def district(row: Whistle) -> Any:
    return ROOT


def whose_step(row: Whistle) -> Any:
    """Before the review it is the place's own to take back, afterwards the street's."""
    return row.raised_in.place if row.status == Whistle.Status.COLLECTED else row.place


def may_withdraw(row: Whistle, actor: Actor) -> bool:
    early = row.status == Whistle.Status.COLLECTED
    return actor.can(Perm.WHISTLE_COLLECT if early else Perm.WHISTLE_BLOW, whose_step(row))


REVIEW = Act(
    "review",
    "审核通过",
    whistle_review,
    Perm.WHISTLE_BLOW,
    icon="checkup-list",
    main=True,
    form=ReviewForm,
    done="审核通过，可以吹哨了。",
)
BLOW = Act(
    "blow",
    "吹哨",
    whistle_blow,
    Perm.WHISTLE_BLOW,
    icon="speakerphone",
    main=True,
    form=BlowForm,
    consequence="吹哨后，分派或应哨的期限随即开始计算。",
    done="已吹哨。",
)
ASSIGN = Act(
    "assign",
    "分派部门",
    whistle_assign,
    Perm.WHISTLE_ASSIGN,
    icon="send",
    main=True,
    form=AssignForm,
    at=district,
    consequence="各部门立即收到通知，应哨期限按工作小时计算。",
    done="已分派，部门会收到通知。",
)
ADD = Act(
    "add",
    "增派部门",
    whistle_add,
    Perm.WHISTLE_ASSIGN,
    icon="user-plus",
    form=AddForm,
    at=district,
    done="已增派，部门会收到通知。",
)
SEND_BACK = Act(
    "return",
    "退回街道",
    whistle_return,
    Perm.WHISTLE_ASSIGN,
    icon="arrow-back-up",
    form=ReasonForm,
    at=district,
    done="已退回街道。",
)
DECLINE = Act(
    "decline",
    "不予吹哨",
    whistle_decline,
    Perm.WHISTLE_BLOW,
    icon="ban",
    form=ReasonForm,
    danger=True,
    consequence="不予吹哨后这件事项就此了结，由社区自行办理。",
)
WITHDRAW = Act(
    "withdraw",
    "撤回",
    whistle_withdraw,
    Perm.VIEW,
    icon="trash",
    form=ReasonForm,
    danger=True,
    at=whose_step,
    when=may_withdraw,
    consequence="撤回后不能恢复，已通知的部门不再办理；需要时请重新提请。",
)


class WhistleFilters(TimedFilters):
    status = ChoicesFilter(label="状态", choices=Whistle.Status.choices)
    urgency = ChoicesFilter(label="紧急程度", choices=Urgency.choices)
    result = ChoicesFilter(label="办理结果", choices=Result.choices)
    department = RowFilter(
        label="应哨部门", queryset=lambda request: Department.objects.visible_to(request.actor), method="called"
    )
    collected_at = PeriodFilter(label="提请日期")
    closed_at = PeriodFilter(label="评哨日期")
    waits = WaitsFilter(WHISTLE_WAITS)

    def called(self, rows: QuerySet[Any], name: str, value: Department | None) -> QuerySet[Any]:
        if value is None:
            return rows
        answers = WhistleResponse.objects.filter(department=value).exclude(status=WhistleResponse.Status.RELEASED)
        return rows.filter(pk__in=answers.values("whistle"))


class WhistleList(TimedList):
    model, name, record, subject = Whistle, "whistles", "whistle", "whistle"
    title, measure = "吹哨报到", "件"
    lead = "街道独自解决不了的事，吹哨请部门到场：审核、吹哨、分派、应哨、办理，最后由街道评哨。"
    select_related = ("organization", "raised_in")
    prefetch_related = (Prefetch("responses", WhistleResponse.objects.select_related("department")),)
    search_fields = ("title", "number", "content", "organization__name", "raised_in__name")
    search_hint = "事项、哨号、街道、社区"
    filters = WhistleFilters
    template = "web/whistles/list.html"
    columns = (
        Column("title", "事项", link=True, sort="title"),
        Status(),
        LightColumn(),
        Column("organization", "吹哨街道", sort="organization__path"),
        Column("departments", "应哨部门", value=lambda row: department_names(row)),
        URGENCY,
        Day("due_on", "期限", sort="due_on"),
        Progress("progress", "进度", sort="progress"),
        Column("raised_in", "所在社区", sort="raised_in__path", optional=True),
        Column("get_result_display", "办理结果", sort="result", optional=True),
        Day("collected_at", "提请日期", sort="collected_at", optional=True),
        Day("blown_at", "吹哨日期", sort="blown_at", optional=True),
        Day("closed_at", "评哨日期", sort="closed_at", optional=True),
        Column("number", "哨号", sort="number", optional=True),
        Column("suggestion", "建议应哨部门", optional=True),
    )
    new = New("提请吹哨", "whistle-new", Perm.WHISTLE_COLLECT)
    empty_title, empty_text = "还没有吹哨事项", "社区和街道提请、需要部门到场解决的事，显示在这里。"

    def in_place(self, rows: QuerySet[Any], place: Organization) -> QuerySet[Any]:
        """What the street whistled for, or what lies in the place."""
        mine = Q(organization__path__startswith=place.path) | Q(raised_in__path__startswith=place.path)
        return rows.filter(mine)


def department_names(row: Whistle) -> str:
    """Who answers: a few by name, many by number; the leading one first."""
    gone = WhistleResponse.Status.RELEASED
    found = sorted((each for each in row.responses.all() if each.status != gone), key=lambda each: not each.lead)
    names = [str(each.department) for each in found]
    return "、".join(names) if len(names) <= 2 else f"{names[0]}等 {len(names)} 个部门"


class WhistleRecord(RecordPage):
    model, name, list_name, list_title = Whistle, "whistle", "whistles", "吹哨报到"
    subject, kind = "whistle", "吹哨事项"
    select_related = ("organization", "raised_in")
    facts = (
        Column("number", "哨号"),
        Column("organization", "吹哨街道"),
        Column("raised_in", "事项所在组织"),
        Column("suggestion", "建议应哨部门"),
        Moment("collected_at", "提请时间"),
        Moment("blown_at", "吹哨时间"),
        Moment("assigned_at", "分派时间"),
        Day("due_on", "办理期限"),
        Progress("progress", "进度"),
        Column("get_result_display", "办理结果"),
        Day("rate_by", "评哨期限"),
        Moment("closed_at", "评哨时间"),
    )
    text_facts = (Column("content", "情况和需要部门解决的问题"), Column("opinion", "审核和退回意见"))
    acts = (REVIEW, BLOW, ASSIGN, ADD, SEND_BACK, DECLINE, WITHDRAW)
    related = (
        Related(
            "应哨部门",
            lambda row, actor: (
                WhistleResponse.objects.visible_to(actor)
                .filter(whistle=row)
                .select_related("department__organization", "whistle")
            ),
            (
                Column("department", "部门", link=True),
                Column("lead", "分工", value=lambda row: "牵头" if row.lead else "配合"),
                Status(),
                Moment("respond_by", "应哨期限"),
                Moment("responded_at", "应哨时间"),
                Column("get_result_display", "结果"),
                Number("score", "评哨得分"),
            ),
            record="whistleresponse",
            empty="还没有分派部门。",
        ),
    )

    def chips(self, record: Whistle) -> Iterable[Chip | None]:
        return [status_chip(record), urgency_chip(record), standing_chip(record)]

    def links(self, record: Whistle) -> Iterable[tuple[str, str, str]]:
        if record.assigned_at is not None:
            yield "吹哨派单 Word", "file-type-docx", link(self.request, "whistle-sheet", record.pk)
        early = record.status in (Whistle.Status.COLLECTED, Whistle.Status.REVIEWED)
        if early and self.actor.can(Perm.WHISTLE_COLLECT, record.raised_in.place):
            yield "修改", "pencil", link(self.request, "whistle-edit", record.pk)

        if record.status == Whistle.Status.FINISHED and self.actor.can(Perm.WHISTLE_BLOW, record.place):
            yield "去评哨", "star", link(self.request, "whistleresponses", waits="rate", place="")

    def history(self, record: Whistle) -> list[Line]:
        """With what the departments did: whoever sees the whistle sees their responses."""
        own = Q(subject_type=Whistle._meta.label_lower, subject_id=record.pk)
        answers = WhistleResponse.objects.filter(whistle=record).values("pk")
        theirs = Q(subject_type=WhistleResponse._meta.label_lower, subject_id__in=answers)
        return [describe(event) for event in Event.objects.filter(own | theirs).order_by("-id")]

    def limit(self, act: Act, form: forms.Form) -> None:
        if act.verb == "blow" and not WhistleRules.current().named_by_street:
            del form.fields["departments"], form.fields["lead"]
        for name in ("departments", "lead", "department"):
            if name in form.fields:
                field: Any = form.fields[name]
                field.queryset = departments_for(self.record)

    def arguments(self, act: Act, values: dict[str, Any]) -> dict[str, Any]:
        return {**values, "departments": list(values["departments"])} if "departments" in values else values


class WhistleSheet(WordFile):
    """吹哨派单, for the street, the place of the matter and the departments that are called."""

    model, select_related = Whistle, ("organization", "raised_in")
    missing = "没有找到这件吹哨事项，它可能已被删除，或您无权查看。"

    def written(self, found: Whistle) -> tuple[bytes, str]:
        from linkage.whistles.document import whistle_document

        return whistle_document(found), f"{found.number} {found.title}吹哨派单"


class WhistleNew(FormPage):
    form, action, permission = WhistleNewForm, staticmethod(whistle_collect), Perm.WHISTLE_COLLECT
    title, submit, done = "提请吹哨", "提请", "已提请街道审核。"
    record, list_name, list_title = "whistle", "whistles", "吹哨报到"

    def initial(self) -> dict[str, Any]:
        place = chosen_place(self.request)
        return {"organization": place.pk} if place is not None else {}

    def limit(self, form: PageForm) -> None:
        organization: Any = form.fields["organization"]
        organization.queryset = collectable(self.actor)


class WhistleEdit(FormPage):
    form, action, permission = WhistleForm, staticmethod(whistle_edit), Perm.WHISTLE_COLLECT
    model, subject, select_related = Whistle, "whistle", ("organization", "raised_in")
    title, done = "修改吹哨事项", "吹哨事项已修改。"
    record, list_name, list_title = "whistle", "whistles", "吹哨报到"

    def initial(self) -> dict[str, Any]:
        return {name: getattr(self.object, name) for name in WhistleForm.base_fields}
