"""Responses: what waits for departments, the record in which they work, and how the street rates them."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import F, Q, QuerySet
from django_filters import ChoiceFilter

from core.events import now
from core.periods import Quarter
from linkage.lights import with_lights
from linkage.urgency import Urgency
from linkage.whistles.models import Result, Whistle, WhistleResponse
from linkage.whistles.waiting import RESPONSE_WAITS
from tenants.org.models import Department
from web.acts import Act
from web.claimforms import uploads
from web.columns import NOTHING, Column, Day, Moment, Number, Status
from web.filters import ChoicesFilter, OnlyFilter, PeriodFilter, RowFilter, WaitsFilter
from web.lights import AMBER, GREEN, RED, Chip, status_chip
from web.records import RecordPage, Related
from web.supervision.parts import time_again, timed_related
from web.tracking import LightColumn, Progress, TimedFilters, TimedList, light_chip
from web.whistles.acts import ACTS
from web.whistles.forms import departments_for

ROLE = Column("lead", "分工", value=lambda row: "牵头" if row.lead else "配合")


def quarters() -> list[tuple[str, str]]:
    """This quarter and the seven before it, the newest first."""
    found = [Quarter.current()]
    while len(found) < 8:
        found.append(found[-1].previous)
    return [(str(quarter), quarter.label) for quarter in found]


class ResponseFilters(TimedFilters):
    status = ChoicesFilter(label="状态", choices=WhistleResponse.Status.choices)
    department = RowFilter(label="应哨部门", queryset=lambda request: Department.objects.visible_to(request.actor))
    urgency = ChoicesFilter(label="紧急程度", choices=Urgency.choices, field_name="whistle__urgency")
    result = ChoicesFilter(label="办理结果", choices=Result.choices)
    quarter = ChoiceFilter(label="通知季度", choices=quarters, method="in_quarter", empty_label="不限")
    called_at = PeriodFilter(label="通知日期")
    rated_at = PeriodFilter(label="评哨日期")
    tardy = OnlyFilter(label="应哨超时", rows="tardy_ones")
    supervised = OnlyFilter(label="已督办", rows="supervised_ones")
    waits = WaitsFilter(RESPONSE_WAITS)

    def tardy_ones(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Not reported in in time: still waited for after their hour, or later than it."""
        waited_for = Q(status=WhistleResponse.Status.PENDING, respond_by__lt=now())
        return rows.filter(waited_for | Q(responded_at__gt=F("respond_by")))

    def supervised_ones(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.filter(supervised_on__isnull=False)

    def in_quarter(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """What the league counts: called in the quarter, without those that were released."""
        if not value:
            return rows
        quarter = Quarter.parse(value)
        counted = rows.filter(called_at__gte=quarter.start, called_at__lt=quarter.end)
        return counted.exclude(status=WhistleResponse.Status.RELEASED)


def promptness_chip(row: WhistleResponse) -> Chip | None:
    if row.on_time is None:
        late = row.status == WhistleResponse.Status.PENDING and row.respond_by < now()
        return Chip("应哨超时", RED, "clock-exclamation") if late else None
    return Chip("按时应哨", GREEN, "clock-check") if row.on_time else Chip("逾期应哨", AMBER, "clock-exclamation")


class PromptColumn(Column):
    """Whether the department reported in in time."""

    def get(self, record: Any) -> Any:
        chip = promptness_chip(record)
        return chip.text if chip else None

    def show(self, value: Any, record: Any) -> Any:
        chip = promptness_chip(record)
        return chip.__html__() if chip else NOTHING


class ResponseList(TimedList):
    model, name, record, subject = WhistleResponse, "whistleresponses", "whistleresponse", "response"
    title, measure = "部门应哨", "件"
    lead = "每个部门一件：按工作小时应哨报到，到场后报告情况，办完提交结果和佐证，由吹哨的街道评哨。"
    select_related = ("whistle__organization", "whistle__raised_in", "department__organization")
    search_fields = ("whistle__title", "whistle__number", "department__name", "whistle__organization__name")
    search_hint = "事项、哨号、部门、街道"
    place_lookup = "whistle__organization__path"
    filters = ResponseFilters
    template = "web/whistles/responses.html"
    columns = (
        Column("whistle.title", "事项", link=True, sort="whistle__title"),
        Status(),
        LightColumn(),
        Column("department", "应哨部门", sort="department__pinyin"),
        ROLE,
        Column("whistle.organization", "吹哨街道", sort="whistle__organization__path"),
        Moment("respond_by", "应哨期限", sort="respond_by"),
        Moment("responded_at", "应哨时间", sort="responded_at"),
        PromptColumn("on_time", "应哨情况", optional=True),
        Day("due_on", "期限", sort="due_on"),
        Number("score", "得分", sort="score"),
        Progress("progress", "进度", sort="progress", optional=True),
        Column("get_result_display", "办理结果", sort="result", optional=True),
        Number("response_hours", "应哨用时", unit="工作小时", sort="response_hours", optional=True),
        Number("response_score", "响应评分", sort="response_score", optional=True),
        Number("solution_score", "解决评分", sort="solution_score", optional=True),
        Number("satisfaction_score", "满意评分", sort="satisfaction_score", optional=True),
        Day("rated_at", "评哨日期", sort="rated_at", optional=True),
        Day("supervised_on", "督办日期", sort="supervised_on", optional=True),
        Column("whistle.number", "哨号", sort="whistle__number", optional=True),
        Column("measures", "采取的措施", optional=True),
        Column("comment", "评哨意见", optional=True),
    )
    empty_title, empty_text = "没有应哨事项", "街道吹哨、区里分派给部门的事，显示在这里。"


class ResponseRecord(RecordPage):
    model, name, list_name, list_title = WhistleResponse, "whistleresponse", "whistleresponses", "部门应哨"
    subject, kind = "response", "应哨"
    select_related = ("whistle__organization", "whistle__raised_in", "department__organization")
    body_template = "web/whistles/response_body.html"
    facts = (
        Column("whistle.number", "哨号"),
        Column("whistle.organization", "吹哨街道"),
        Column("whistle.raised_in", "事项所在组织"),
        ROLE,
        Moment("called_at", "通知时间"),
        Moment("respond_by", "应哨期限"),
        Moment("responded_at", "应哨时间"),
        Number("response_hours", "应哨用时", unit="工作小时"),
        Moment("reported_at", "到场时间"),
        Day("due_on", "期限"),
        Day("asked_until", "申请延至"),
        Number("asked_hours", "申请延长应哨", unit="工作小时"),
        Number("extended", "已延期", unit="次", value=lambda row: row.extended or None),
        Day("supervised_on", "督办日期"),
        Progress("progress", "进度"),
        Column("get_result_display", "办理结果"),
        Moment("finished_at", "提交结果时间"),
        Number("response_score", "响应评分", unit="分"),
        Number("solution_score", "解决评分", unit="分"),
        Number("satisfaction_score", "满意评分", unit="分"),
        Number("score", "评哨得分", unit="分"),
        Moment("rated_at", "评哨时间"),
    )
    text_facts = (
        Column("whistle.content", "情况和需要部门解决的问题"),
        Column("plan", "应哨安排"),
        Column("site_report", "到场和办理情况"),
        Column("measures", "采取的措施"),
        Column("dispute", "退单理由"),
        Column("ruling", "裁定意见"),
        Column("ask_reason", "延期理由"),
        Column("ask_answer", "延期批复意见"),
        Column("demands", "督办要求"),
        Column("comment", "评哨意见"),
    )
    acts = ACTS
    related = (
        Related(
            "吹哨事项",
            lambda row, actor: (
                Whistle.objects.visible_to(actor).filter(pk=row.whistle_id).select_related("organization", "raised_in")
            ),
            (Column("title", "事项", link=True), Status(), Column("organization", "吹哨街道"), Day("due_on", "期限")),
            record="whistle",
        ),
        Related(
            "同一事项的其他部门",
            lambda row, actor: (
                WhistleResponse.objects.visible_to(actor)
                .filter(whistle=row.whistle_id)
                .exclude(pk=row.pk)
                .select_related("department__organization", "whistle")
            ),
            (Column("department", "部门", link=True), ROLE, Status(), Column("get_result_display", "结果")),
            record="whistleresponse",
            empty="只有一个应哨部门。",
        ),
    )

    def related_to(self, record: Any) -> Iterable[Related]:
        yield from self.related
        # Extensions are its own; what the ladder did is told to whoever may see it.
        yield from (each for each in timed_related() if each.record != "extension")

    def readable(self) -> QuerySet[Any]:
        # The light from the database: one statement less than asking for the rules.
        return with_lights(super().readable())

    def heading(self, record: WhistleResponse) -> str:
        return record.whistle.title

    def whose(self, record: WhistleResponse) -> str:
        return f"{record.department} 应哨"

    def chips(self, record: Any) -> Iterable[Chip | None]:
        yield from (status_chip(record), light_chip(record.light, record.days_left), promptness_chip(record))
        if record.asked_until is not None:
            yield Chip(f"申请延至 {record.asked_until}", AMBER, "calendar-plus")
        if record.asked_hours is not None:
            yield Chip(f"申请延长应哨 {record.asked_hours} 个工作小时", AMBER, "calendar-plus")
        if record.supervised_on is not None and record.must_act:
            yield Chip("已督办", RED, "bell-ringing")

    def initial(self, act: Act) -> dict[str, Any]:
        if act.verb == "report":
            return {"progress": self.record.progress}
        if act.verb == "return":
            return time_again(self.record)
        return {"measures": self.record.measures, "result": self.record.result} if act.verb == "finish" else {}

    def limit(self, act: Act, form: forms.Form) -> None:
        if act.verb == "ask":
            pending = self.record.status == WhistleResponse.Status.PENDING
            form.fields.pop("due_on" if pending else "hours", None)
        if act.verb == "release":
            field: Any = form.fields["to"]
            field.queryset = departments_for(self.record.whistle).exclude(pk=self.record.department_id)

    def arguments(self, act: Act, values: dict[str, Any]) -> dict[str, Any]:
        return {**values, "evidence": uploads(values["evidence"])} if "evidence" in values else values

    def further(self, record: WhistleResponse) -> dict[str, Any]:
        return {"files": list(record.files.all())}
