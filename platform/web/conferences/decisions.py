"""议定事项 with their execution, what is asked of units, and members' questions."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import JSONObject
from django.http import HttpRequest
from django.urls import path
from django_filters import FilterSet

from core.periods import today
from core.permissions import Actor, Perm, require
from linkage.assignments.models import Assignment
from linkage.conferences.actions import decisions
from linkage.conferences.execution import is_settled, settled_with
from linkage.conferences.models import Decision, DecisionRequest, Inquiry, Meeting, Topic
from linkage.conferences.seats import own_seat
from linkage.conferences.waiting import asked_of, to_reply
from tenants.org.models import Organization, ResidentUnit
from tenants.org.tree import right_below
from web.acts import Act
from web.columns import Column, Due, Moment, Number, Status
from web.conferences.forms import AnswerForm, DecisionForm, OutcomeForm, QuestionForm
from web.conferences.problemlink import problem_link
from web.conferences.topics import SEAT
from web.filters import ChoicesFilter, KeyFilter, OnlyFilter, PeriodFilter
from web.formpages import FormPage
from web.forms import NoteForm, PageForm, ReasonForm
from web.lights import BLUE, GREEN, GREY, Chip, due_chip, status_chip
from web.links import link
from web.lists import ListPage
from web.owners import departments_under, offer_departments
from web.records import RecordPage, Related


def execution_chip(decision: Decision) -> Chip:
    """How far a decision is, in one word."""
    return _how_far(decision, is_settled(decision))


def _how_far(decision: Decision, settled: bool) -> Chip:
    if decision.dispatched_at is None:
        return Chip("待印发", GREY, "hourglass")
    if settled:
        return Chip("已办结", GREEN, "circle-check")
    task = decision.assignment
    done = f" {task.progress}%" if task is not None and task.progress else ""
    return Chip(f"办理中{done}", BLUE, "player-play")


# What units are asked, with the units: one statement for all decisions that are shown.
REQUESTS = Prefetch("requests", DecisionRequest.objects.select_related("unit", "organization"))


def decision_rows(request: HttpRequest, meeting: Meeting) -> list[dict[str, Any]]:
    """All decisions of a meeting with who carries them out and how far that is; one statement."""
    rows = meeting.decisions.visible_to(request.actor).select_related("assignment")  # type: ignore[attr-defined]
    return [_told(request, row) for row in _with_owners(rows).order_by("pk")]


def _with_owners(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Add ``places`` and ``offices`` that carry a decision out, by name, and ``asked``: units, and in which state."""
    of_row = {"decision": OuterRef("pk")}
    places = Decision.organizations.through._base_manager.filter(**of_row).order_by("organization__path")
    offices = Decision.departments.through._base_manager.filter(**of_row).order_by("department__pinyin", "pk")
    asked = DecisionRequest.objects.filter(**of_row).order_by("pk")
    return rows.annotate(
        places=ArraySubquery(places.values("organization__name")),
        offices=ArraySubquery(offices.values("department__name")),
        asked=ArraySubquery(asked.values_list(JSONObject(unit="unit__name", status="status"))),
    )


def _told(request: HttpRequest, row: Any) -> dict[str, Any]:
    settled = settled_with(row, (each["status"] for each in row.asked))
    return {
        "decision": row,
        "url": link(request, "decision", row.pk),
        "chip": _how_far(row, settled),
        "due": None if settled else due_chip(row.due_on),
        "owners": "、".join([*row.places, *row.offices]),
        "requests": [(each["unit"], status_chip(DecisionRequest(status=each["status"]))) for each in row.asked],
        "task": row.assignment,
    }


DROP = Act(
    "drop",
    "删去",
    decisions.decision_drop,
    Perm.CONFERENCE_EDIT,
    icon="trash",
    form=ReasonForm,
    danger=True,
    when=lambda row, actor: row.meeting.status in ("in_session", "held"),
    consequence="记错的议定事项可以删去，编号不再使用；纪要提交后不能删。",
    done="已删去。",
)


class AskAct(Act):
    """Offered to the members of the body, once the decision is handed out."""

    def may(self, actor: Actor, record: Any) -> bool:
        return record.dispatched_at is not None and own_seat(actor, record.meeting.body) is not None


ASK = AskAct(
    "ask",
    "质询落实情况",
    decisions.inquiry_ask,
    Perm.CONFERENCE_ATTEND,
    icon="help",
    form=QuestionForm,
    done="质询已提出，会议组织方答复后通知您。",
)


class DecisionFilters(FilterSet):
    due_on = PeriodFilter(label="完成期限")
    open = OnlyFilter(label="未办结", rows="running")
    late = OnlyFilter(label="逾期未办结", rows="overdue")
    meeting = KeyFilter(label="会议", queryset=lambda request: Meeting.objects.visible_to(request.actor))
    topic = KeyFilter(label="议题", queryset=lambda request: Topic.objects.visible_to(request.actor))

    def running(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        tasks = rows.filter(assignment__status__in=Assignment.RUNNING)
        asked = DecisionRequest.objects.filter(status__in=("asked", "accepted"))
        return tasks | rows.filter(pk__in=asked.values("decision"))

    def overdue(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return self.running(rows.filter(due_on__lt=today()))


class DecisionList(ListPage):
    model, name, record, subject, title = Decision, "decisions", "decision", "decision", "议定事项"
    measure = "项"
    select_related = ("meeting", "organization", "assignment")
    prefetch_related = ("organizations", "departments", REQUESTS)
    search_fields, search_hint = ("title", "number", "content", "meeting__title"), "议定事项、会议"
    filters = DecisionFilters
    columns = (
        Column("title", "议定事项", link=True, sort="title"),
        Column("execution", "落实", value=execution_chip),
        Due("due_on", "完成期限", sort="due_on", done=is_settled),
        Column("owners", "责任组织", value=lambda row: "、".join(map(str, row.owners))),
        Column("asked", "商请单位", value=lambda row: "、".join(str(each.owner) for each in row.requests.all())),
        Column("meeting", "会议", sort="meeting__title"),
        Number("progress", "任务进度", value=lambda row: row.assignment and row.assignment.progress, unit="%"),
        Column("number", "编号", sort="number", optional=True),
    )
    order = ("due_on",)
    empty_title, empty_text = "还没有议定事项", "会议议定的事项随纪要印发交办，落实情况显示在这里。"


class DecisionRecord(RecordPage):
    model, name, list_name, list_title, subject = Decision, "decision", "decisions", "议定事项", "decision"
    kind = "议定事项"
    begets = True
    select_related = ("organization", "meeting__body__organization", "meeting__organization", "topic", "assignment")
    facts = (
        Column("number", "编号"),
        Column("meeting", "会议"),
        Column("meeting.document_number", "纪要编号"),
        Column("topic", "议题"),
        Column("due_on", "完成期限"),
        Column("owners", "责任组织", value=lambda row: "、".join(map(str, row.owners))),
        Moment("dispatched_at", "交办时间"),
    )
    text_facts = (Column("content", "具体要求"),)
    acts = (ASK, DROP)
    related = (
        Related(
            "任务落实",
            lambda row, actor: (
                Assignment.objects.visible_to(actor)
                .filter(parent=row.assignment_id)
                .exclude(parent=None)
                .select_related("organization", "department")
                .order_by("organization__path", "pk")
            ),
            (
                Column("handler", "承办组织", link=True),
                Status(),
                Number("progress", "进度", unit="%"),
                Column("outcome", "完成情况"),
            ),
            record="assignment",
            empty="纪要印发后向责任组织和责任部门交办任务。",
        ),
        Related(
            "商请单位",
            lambda row, actor: (
                DecisionRequest.objects.visible_to(actor).filter(decision=row).select_related("organization", "unit")
            ),
            (
                Column("owner", "单位", link=True),
                Status(),
                Column("answer", "答复"),
                Column("outcome", "落实情况"),
            ),
            record="decisionrequest",
            empty="没有商请单位。",
        ),
        Related(
            "质询",
            lambda row, actor: Inquiry.objects.visible_to(actor).filter(decision=row).select_related(*SEAT),
            (
                Column("question", "质询", link=True),
                Column("seat", "成员"),
                Status(),
                Column("answer", "答复"),
            ),
            record="inquiry",
            empty="还没有质询。",
        ),
    )

    def chips(self, record: Decision) -> Iterable[Chip | None]:
        return [execution_chip(record), None if is_settled(record) else due_chip(record.due_on)]

    def links(self, record: Decision) -> Iterable[tuple[str, str, str]]:
        yield "查看会议", "calendar-event", link(self.request, "meeting", record.meeting_id)
        yield from problem_link(self.request, self.actor, record)


class DecisionNew(FormPage):
    form, action, permission = DecisionForm, staticmethod(decisions.decision_record), Perm.CONFERENCE_EDIT
    model, subject, select_related = Meeting, "meeting", ("organization", "body")
    title, submit, done = "记录议定事项", "保存", "议定事项已记录，印发纪要时交办。"
    record, list_name, list_title = "meeting", "meetings", "会议"

    def find(self, pk: int | None) -> None:
        super().find(pk)
        require(self.actor, Perm.CONFERENCE_EDIT, at=self.object.place)

    def success_url(self, made: Any) -> str:
        return link(self.request, "meeting", self.object.pk)

    def limit(self, form: PageForm) -> None:
        meeting: Meeting = self.object
        topic: Any = form.fields["topic"]
        topic.queryset = meeting.topics.exclude(status=Topic.Status.REJECTED).order_by("position", "pk")
        places: Any = form.fields["organizations"]
        here = meeting.organization
        places.queryset = Organization.objects.in_use().filter(Q(pk=here.pk) | right_below([here.path], ""))
        offer_departments(form, departments_under([here.path]))
        units: Any = form.fields["units"]
        seated = meeting.body.seats.filter(ended_on=None).exclude(unit=None).values("unit")
        units.queryset = ResidentUnit.objects.filter(pk__in=seated, status=ResidentUnit.Status.ACTIVE)

    def initial(self) -> dict[str, Any]:
        return {"due_on": today() + timedelta(days=30)}


def asked(verb: str, label: str, action: Any, **more: Any) -> Act:
    return Act(verb, label, action, Perm.CONFERENCE_ATTEND, subject="request", **more)


class RequestFilters(FilterSet):
    status = ChoicesFilter(label="状态", choices=DecisionRequest.Status.choices)
    waits = OnlyFilter(label="待我方办理", rows="mine")
    unit = KeyFilter(label="单位", queryset=lambda request: ResidentUnit.objects.visible_to(request.actor))

    def mine(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.filter(pk__in=asked_of(self.request.actor).values("pk"))


class RequestList(ListPage):
    model, name, record, title = DecisionRequest, "decisionrequests", "decisionrequest", "商请事项"
    subject, measure = "request", "项"
    select_related = ("organization", "unit", "decision__meeting")
    search_fields, search_hint = ("decision__title", "unit__name"), "事项、单位"
    filters = RequestFilters
    columns = (
        Column("decision", "商请事项", link=True, sort="decision__title"),
        Status(),
        Column("owner", "单位"),
        Due("decision.due_on", "完成期限", done=lambda row: row.status not in ("asked", "accepted")),
        Column("decision.meeting", "会议"),
        Column("answer", "答复", optional=True),
        Column("outcome", "落实情况", optional=True),
    )
    empty_title, empty_text = "还没有商请事项", "会议请单位落实的事项随纪要印发显示在这里，单位可以接受或谢绝。"


class RequestRecord(RecordPage):
    model, name, list_name, list_title = DecisionRequest, "decisionrequest", "decisionrequests", "商请事项"
    subject, kind = "request", "商请事项"
    select_related = ("organization", "unit__organization", "decision__meeting", "decision__organization")
    facts = (
        Column("owner", "单位"),
        Column("decision.organization", "提出商请的组织"),
        Column("decision.meeting", "会议"),
        Column("decision.due_on", "完成期限"),
        Moment("answered_at", "答复时间"),
        Moment("reported_at", "反馈时间"),
    )
    text_facts = (
        Column("decision.content", "具体要求"),
        Column("answer", "答复"),
        Column("outcome", "落实情况"),
    )
    acts = (
        asked("accept", "接受", decisions.request_accept, icon="circle-check", main=True, form=NoteForm),
        asked("report", "反馈落实情况", decisions.request_report, icon="clipboard-check", main=True, form=OutcomeForm),
        asked("decline", "谢绝", decisions.request_decline, icon="circle-x", form=ReasonForm),
    )

    def links(self, record: DecisionRequest) -> Iterable[tuple[str, str, str]]:
        yield "查看议定事项", "clipboard-list", link(self.request, "decision", record.decision_id)


class InquiryFilters(FilterSet):
    status = ChoicesFilter(label="状态", choices=Inquiry.Status.choices)
    waits = OnlyFilter(label="待我答复", rows="mine")

    def mine(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.filter(pk__in=to_reply(self.request.actor).values("pk"))


class InquiryList(ListPage):
    model, name, record, subject, title = Inquiry, "inquiries", "inquiry", "inquiry", "质询"
    select_related = ("decision", "organization", *SEAT)
    search_fields, search_hint = ("question", "answer", "decision__title"), "质询、议定事项"
    filters = InquiryFilters
    columns = (
        Column("question", "质询", link=True),
        Status(),
        Column("seat", "成员"),
        Column("decision", "议定事项"),
        Moment("asked_at", "质询时间", sort="asked_at"),
        Moment("answered_at", "答复时间", sort="answered_at"),
    )
    empty_title, empty_text = "还没有质询", "机构的成员可以在议定事项里质询落实情况。"


class InquiryRecord(RecordPage):
    model, name, list_name, list_title, subject, kind = Inquiry, "inquiry", "inquiries", "质询", "inquiry", "质询"
    select_related = ("organization", "decision", *SEAT)
    facts = (
        Column("decision", "议定事项"),
        Column("seat", "成员"),
        Moment("asked_at", "质询时间"),
        Column("answerer", "答复人"),
        Moment("answered_at", "答复时间"),
    )
    text_facts = (Column("question", "质询内容"), Column("answer", "答复内容"))
    acts = (
        Act(
            "answer",
            "答复",
            decisions.inquiry_answer,
            Perm.CONFERENCE_EDIT,
            icon="message-reply",
            main=True,
            form=AnswerForm,
        ),
    )

    def links(self, record: Inquiry) -> Iterable[tuple[str, str, str]]:
        yield "查看议定事项", "clipboard-list", link(self.request, "decision", record.decision_id)


urlpatterns = [
    path("decisions/", DecisionList.as_view(), name="decisions"),
    path("meetings/<int:pk>/decisions/new/", DecisionNew.as_view(), name="decision-new"),
    *DecisionRecord.urls("decisions"),
    path("decisionrequests/", RequestList.as_view(), name="decisionrequests"),
    *RequestRecord.urls("decisionrequests"),
    path("inquiries/", InquiryList.as_view(), name="inquiries"),
    *InquiryRecord.urls("inquiries"),
]
