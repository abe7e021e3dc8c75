"""Appeals: their list by light and due date, the record with where it goes and what was answered, and the forms."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.urls import path

from core.periods import today
from core.permissions import Actor, Perm
from linkage.appeals.actions.appeals import (
    appeal_accept,
    appeal_answer,
    appeal_close,
    appeal_edit,
    appeal_handle,
    appeal_refuse,
    appeal_register,
    appeal_report,
    appeal_transfer,
)
from linkage.appeals.actions.routing import appeal_to_problem, appeal_to_whistle
from linkage.appeals.models import Appeal
from linkage.appeals.waiting import APPEAL_WAITS
from linkage.problems.models import Severity
from linkage.urgency import Urgency
from resources.actions.appeals import appeal_to_need
from tenants.org.models import Organization
from web.acts import Act
from web.appeals.forms import (
    AnswerForm,
    AppealForm,
    AppealNewForm,
    CloseForm,
    HandleForm,
    NeedForm,
    ProblemForm,
    ReportForm,
    TransferForm,
    WhistleForm,
    categories,
    registrable,
)
from web.appeals.imports import AppealImport
from web.columns import Column, Day, Moment, Number, Status
from web.filters import ChoicesFilter, PeriodFilter, WaitsFilter
from web.formpages import FormPage
from web.forms import PageForm, ReasonForm
from web.imports import ImportableList
from web.lights import AMBER, GREEN, GREY, RED, Chip, status_chip
from web.links import link
from web.lists import New
from web.places import chosen_place
from web.records import RecordPage, Related
from web.supervision.parts import EXTEND, HOLD_TO_ACCOUNT, SUPERVISE, timed_related
from web.tracking import LightColumn, Progress, TimedFilters, TimedList, standing_chip

URGENT = {Urgency.NORMAL: GREY, Urgency.URGENT: AMBER, Urgency.CRITICAL: RED}
_HAPPY = {"satisfied": (GREEN, "mood-smile"), "fairly": (GREY, "mood-neutral"), "dissatisfied": (RED, "mood-sad")}


def urgency_chip(row: Any) -> Chip:
    return Chip(row.get_urgency_display(), URGENT[Urgency(row.urgency)], "flag")


class UrgencyColumn(Column):
    def show(self, value: Any, record: Any) -> Any:
        return urgency_chip(record).__html__()


URGENCY = UrgencyColumn("get_urgency_display", "紧急程度", sort="urgency")


def satisfaction_chip(row: Appeal) -> Chip | None:
    if not row.satisfaction:
        return None
    return Chip(row.get_satisfaction_display(), *_HAPPY[row.satisfaction])


class SatisfactionColumn(Column):
    def show(self, value: Any, record: Any) -> Any:
        chip = satisfaction_chip(record)
        return chip.__html__() if chip else ""


def may_route(row: Appeal, actor: Actor) -> bool:
    return row.TRANSITIONS.target(row.status, "route") is not None


def raised_there(row: Appeal) -> Any:
    return row.raised_in.place


ACCEPT = Act(
    "accept",
    "受理",
    appeal_accept,
    Perm.APPEAL_HANDLE,
    icon="circle-check",
    main=True,
    done="已受理，答复期限开始计算。",
)
REFUSE = Act(
    "refuse",
    "不予受理",
    appeal_refuse,
    Perm.APPEAL_HANDLE,
    icon="ban",
    form=ReasonForm,
    danger=True,
    consequence="不予受理后这件诉求就此了结，请写明可以向诉求人说明的原因。",
)
TRANSFER = Act(
    "transfer", "转办", appeal_transfer, Perm.APPEAL_HANDLE, icon="transfer", form=TransferForm, done="已转办。"
)
HANDLE = Act("handle", "自行办理", appeal_handle, Perm.APPEAL_HANDLE, icon="player-play", main=True, form=HandleForm)
NEED = Act(
    "need",
    "发布需求",
    appeal_to_need,
    Perm.APPEAL_HANDLE,
    icon="hand-grab",
    form=NeedForm,
    when=may_route,
    consequence="按需求提交街道审核，通过后驻区单位可以认领；单位只看到需求的内容和诉求编号。",
    done="需求已提交街道审核，办结后请回来答复。",
)
PROBLEM = Act(
    "problem",
    "列入问题清单",
    appeal_to_problem,
    Perm.APPEAL_HANDLE,
    icon="flag",
    form=ProblemForm,
    when=may_route,
    consequence="列入承办组织的问题清单，由上级下发整改；整改办结后请回来答复。",
    done="已列入问题清单。",
)
WHISTLE = Act(
    "whistle",
    "提请吹哨",
    appeal_to_whistle,
    Perm.APPEAL_HANDLE,
    icon="speakerphone",
    form=WhistleForm,
    when=may_route,
    consequence="由街道审核后吹哨，请部门到场解决；评哨完成后请回来答复。",
    done="已提请街道吹哨。",
)
REPORT = Act("report", "报告进展", appeal_report, Perm.APPEAL_HANDLE, icon="progress", form=ReportForm)
ANSWER = Act(
    "answer",
    "答复",
    appeal_answer,
    Perm.APPEAL_HANDLE,
    icon="message-reply",
    main=True,
    form=AnswerForm,
    done="已答复，请社区回访并记录满意度。",
)
CLOSE = Act(
    "close",
    "记录满意度",
    appeal_close,
    Perm.APPEAL_REGISTER,
    icon="star",
    main=True,
    form=CloseForm,
    at=raised_there,
    consequence="满意和基本满意的就此办结；不满意的退回二次办理一次，再不满意也如实记录并办结。",
    done="满意度已记录。",
)


class AppealFilters(TimedFilters):
    status = ChoicesFilter(label="状态", choices=Appeal.Status.choices)
    urgency = ChoicesFilter(label="紧急程度", choices=Urgency.choices)
    category = ChoicesFilter(label="类别", choices=categories)
    channel = ChoicesFilter(label="渠道", choices=Appeal.Channel.choices)
    route = ChoicesFilter(label="办理方式", choices=Appeal.Route.choices)
    satisfaction = ChoicesFilter(label="满意度", choices=Appeal.Satisfaction.choices)
    raised_on = PeriodFilter(label="提出日期")
    answered_at = PeriodFilter(label="答复日期")
    waits = WaitsFilter(APPEAL_WAITS)


class AppealList(TimedList, ImportableList):
    import_name = "appeal-import"
    model, name, record, subject = Appeal, "appeals", "appeal", "appeal"
    title, measure = "诉求", "件"
    lead = "只记类别、地点和事由，不记姓名、电话和身份证号。受理后按紧急程度计算答复期限，答复后回访记录满意度。"
    select_related = ("organization", "raised_in")
    search_fields = ("title", "number", "source_number", "content", "raised_in__name", "answer")
    search_hint = "诉求、编号、社区、答复"
    filters = AppealFilters
    columns = (
        Column("title", "诉求", link=True, sort="title"),
        Status(),
        LightColumn(),
        Column("category", "类别", sort="category"),
        Column("raised_in", "所在社区", sort="raised_in__path"),
        URGENCY,
        Day("due_on", "期限", sort="due_on"),
        Day("answered_at", "答复日期", sort="answered_at"),
        SatisfactionColumn("get_satisfaction_display", "满意度", sort="satisfaction"),
        Column("organization", "承办组织", sort="organization__path", optional=True),
        Column("get_channel_display", "渠道", sort="channel", optional=True),
        Column("get_route_display", "办理方式", sort="route", optional=True),
        Column("get_result_display", "办理结果", sort="result", optional=True),
        Column("answer", "答复", optional=True),
        Day("raised_on", "提出日期", sort="raised_on", optional=True),
        Column("number", "编号", sort="number", optional=True),
        Column("source_number", "来文编号", sort="source_number", optional=True),
        Number("round", "办理次数", sort="round", optional=True),
        Column("content", "具体情况", optional=True),
    )
    bulk_acts = (ACCEPT,)
    new = New("登记诉求", "appeal-new", Perm.APPEAL_REGISTER)
    empty_title, empty_text = "还没有诉求", "居民来访、热线、网格和走访中提出的事，登记后显示在这里。"

    def in_place(self, rows: QuerySet[Any], place: Organization) -> QuerySet[Any]:
        """What was raised there, or is handled there."""
        mine = Q(raised_in__path__startswith=place.path) | Q(organization__path__startswith=place.path)
        return rows.filter(mine)


class AppealRecord(RecordPage):
    model, name, list_name, list_title = Appeal, "appeal", "appeals", "诉求"
    subject, kind = "appeal", "诉求"
    select_related = ("organization", "raised_in")
    begets = True
    facts = (
        Column("number", "编号"),
        Column("raised_in", "所在社区"),
        Column("organization", "承办组织"),
        Column("category", "类别"),
        Column("get_channel_display", "渠道"),
        Day("raised_on", "提出日期"),
        Moment("registered_at", "登记时间"),
        Moment("accepted_at", "受理时间"),
        Day("due_on", "办理期限"),
        Column("get_route_display", "办理方式"),
        Progress("progress", "进度"),
        Column("get_result_display", "办理结果"),
        Moment("answered_at", "答复时间"),
        Number("round", "办理次数", unit="次"),
        Day("feedback_by", "回访期限"),
        Moment("closed_at", "办结时间"),
        Column("source_number", "来文编号"),
    )
    text_facts = (
        Column("content", "具体情况"),
        Column("answer", "答复"),
        Column("feedback", "反馈意见"),
        Column("refusal", "不予受理的原因"),
    )
    acts = (
        ACCEPT,
        HANDLE,
        ANSWER,
        CLOSE,
        NEED,
        PROBLEM,
        WHISTLE,
        REPORT,
        TRANSFER,
        EXTEND,
        SUPERVISE,
        HOLD_TO_ACCOUNT,
        REFUSE,
    )

    def whose(self, record: Appeal) -> str:
        return f"{record.raised_in} · {record.category}"

    def chips(self, record: Appeal) -> Iterable[Chip | None]:
        return [status_chip(record), urgency_chip(record), standing_chip(record), satisfaction_chip(record)]

    def links(self, record: Appeal) -> Iterable[tuple[str, str, str]]:
        early = record.status == Appeal.Status.REGISTERED
        if early and self.actor.can(Perm.APPEAL_REGISTER, record.raised_in.place):
            yield "修改", "pencil", link(self.request, "appeal-edit", record.pk)

    def related_to(self, record: Appeal) -> Iterable[Related]:
        return timed_related()

    def initial(self, act: Act) -> dict[str, Any]:
        record = self.record
        if act.verb == "need":
            return {"title": record.title, "due_on": max(record.due_on, today() + timedelta(days=1))}
        if act.verb == "problem":
            grave = {Urgency.URGENT: Severity.MAJOR, Urgency.CRITICAL: Severity.GRAVE}
            return {"severity": grave.get(Urgency(record.urgency), Severity.MINOR)}
        return {"progress": record.progress} if act.verb in ("report", "extend") else {}

    def limit(self, act: Act, form: forms.Form) -> None:
        if act.verb == "transfer":
            field: Any = form.fields["organization"]
            field.queryset = handlers_for(self.record)


def handlers_for(appeal: Appeal) -> QuerySet[Organization]:
    """The place in which it was raised and those above it below the district, but for the one that has it."""
    ends = range(2 * Organization.steplen, len(appeal.raised_in.path) + 1, Organization.steplen)
    paths = [appeal.raised_in.path[:end] for end in ends]
    found: QuerySet[Organization] = Organization.objects.in_use().filter(path__in=paths)
    return found.exclude(pk=appeal.organization_id)


class AppealNew(FormPage):
    form, action, permission = AppealNewForm, staticmethod(appeal_register), Perm.APPEAL_REGISTER
    title, submit, done = "登记诉求", "登记", "诉求已登记，等待受理。"
    lead = "只写事情和地点；文字里有手机号或身份证号时不能保存。"
    record, list_name, list_title = "appeal", "appeals", "诉求"
    remember = ("category", "channel")

    def initial(self) -> dict[str, Any]:
        place = chosen_place(self.request)
        return {"organization": place.pk} if place is not None else {}

    def limit(self, form: PageForm) -> None:
        organization: Any = form.fields["organization"]
        organization.queryset = registrable(self.actor)
        category: Any = form.fields["category"]
        category.choices = [("", "请选择"), *categories()]


class AppealEdit(FormPage):
    form, action, permission = AppealForm, staticmethod(appeal_edit), Perm.APPEAL_REGISTER
    model, subject, select_related = Appeal, "appeal", ("organization", "raised_in")
    title, done = "修改诉求", "诉求已修改。"
    record, list_name, list_title = "appeal", "appeals", "诉求"

    def initial(self) -> dict[str, Any]:
        return {name: getattr(self.object, name) for name in AppealForm.base_fields}

    def limit(self, form: PageForm) -> None:
        category: Any = form.fields["category"]
        category.choices = categories(self.object.category)


urlpatterns = [
    path("appeals/", AppealList.as_view(), name="appeals"),
    path("appeals/new/", AppealNew.as_view(), name="appeal-new"),
    path("appeals/import/", AppealImport.as_view(), name="appeal-import"),
    path("appeals/<int:pk>/edit/", AppealEdit.as_view(), name="appeal-edit"),
    *AppealRecord.urls("appeals"),
]
