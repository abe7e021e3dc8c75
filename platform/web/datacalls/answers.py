"""Answers to data calls: the list and the record."""

from collections.abc import Iterable
from typing import Any

from django.db.models import F, Q, QuerySet
from django_filters import FilterSet

from core.periods import today
from core.permissions import Perm
from linkage.datacalls.actions.answering import dataanswer_approve, dataanswer_return
from linkage.datacalls.actions.calling import MOST_FIELDS
from linkage.datacalls.models import OPEN, DataAnswer, DataCall
from linkage.datacalls.states import lateness, settled
from linkage.datacalls.waiting import ANSWER_WAITS
from web.acts import Act
from web.columns import Column, Due, Moment, Status
from web.datacalls.merged import shown
from web.filters import ChoicesFilter, OnlyFilter, PeriodFilter, RowFilter, WaitsFilter
from web.forms import ReasonForm
from web.lights import Chip, due_chip, status_chip
from web.links import link
from web.lists import ListPage
from web.records import RecordPage, Related


def running(row: DataAnswer, actor: Any) -> bool:
    return row.call.status == DataCall.Status.ISSUED


APPROVE = Act(
    "approve",
    "审核通过",
    dataanswer_approve,
    Perm.DATACALL_EDIT,
    icon="circle-check",
    main=True,
    at=lambda row: row.call.place,
    when=running,
    done="已审核通过。",
)
RETURN = Act(
    "return",
    "退回重报",
    dataanswer_return,
    Perm.DATACALL_EDIT,
    icon="arrow-back-up",
    form=ReasonForm,
    at=lambda row: row.call.place,
    when=running,
    done="已退回，填报组织会收到通知。",
)


class AnswerFilters(FilterSet):
    status = ChoicesFilter(label="状态", choices=DataAnswer.Status.choices)
    call = RowFilter(
        label="数据调度",
        queryset=lambda request: DataCall.objects.visible_to(request.actor).filter(issued_at__isnull=False),
    )
    submitted_at = PeriodFilter(label="上报日期")
    overdue = OnlyFilter(label="逾期的", rows="late")
    waits = WaitsFilter(ANSWER_WAITS)

    def late(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Handed in after the day, or wanted still though the day has passed."""
        missing = OPEN & Q(call__status=DataCall.Status.ISSUED, call__due_on__lt=today())
        return rows.filter(missing | Q(submitted_at__date__gt=F("call__due_on")))


class AnswerList(ListPage):
    model, name, record, subject, title = DataAnswer, "dataanswers", "dataanswer", "answer", "填报情况"
    lead = "已下发的数据调度逐个组织的填报情况，可以批量审核。"
    measure = "份"
    select_related = ("organization", "call__organization")
    search_fields, search_hint = ("organization__name", "call__title"), "填报组织、标题"
    filters = AnswerFilters
    columns = (
        Column("organization", "填报组织", link=True, sort="organization__path"),
        Column("call", "数据调度", sort="call__title"),
        Status(),
        Due("due_on", "上报期限", value=lambda row: row.call.due_on, sort="call__due_on", done=settled),
        Column("late", "是否逾期", value=lateness),
        Moment("submitted_at", "首次上报", sort="submitted_at"),
        Column("filler_label", "填报人"),
        Column("asked_by", "布置组织", value=lambda row: row.call.organization, optional=True),
        Column("reason", "退回原因", optional=True),
    )
    order = ("-call_id", "organization__path")
    bulk_acts = (APPROVE,)
    empty_title, empty_text = "没有填报", "数据调度下发后，每个组织的填报情况显示在这里。"

    def rows(self) -> QuerySet[Any]:
        return super().rows().filter(call__issued_at__isnull=False)


class AnswerRecord(RecordPage):
    model, name, list_name, list_title = DataAnswer, "dataanswer", "dataanswers", "填报情况"
    subject, kind = "answer", "填报"
    select_related = ("organization", "call__organization")
    facts = (
        Column("call", "数据调度"),
        Column("asked_by", "布置组织", value=lambda row: row.call.organization),
        Column("organization", "填报组织"),
        Column("due_on", "上报期限", value=lambda row: row.call.due_on),
        Column("late", "是否逾期", value=lateness),
        Moment("submitted_at", "首次上报"),
        Column("filler_label", "填报人"),
        Column("reason", "退回原因"),
    )
    text_facts = (Column("note", "填报说明", value=lambda row: row.call.note),)
    acts = (APPROVE, RETURN)
    related = (
        Related(
            "填报内容",
            lambda row, actor: row.entries.visible_to(actor).select_related("field").order_by("field__position"),
            (
                Column("field", "填报项"),
                Column("text", "内容", value=lambda row: shown(row.text) if row.field.kind == "several" else row.text),
                Column("measure", "单位", value=lambda row: row.field.measure),
            ),
            empty="还没有上报的内容。",
            limit=MOST_FIELDS,
        ),
    )

    def chips(self, record: DataAnswer) -> Iterable[Chip | None]:
        yield status_chip(record)
        if record.call.status == DataCall.Status.ISSUED:
            yield due_chip(record.call.due_on, done=settled(record))
        else:
            yield status_chip(record.call)

    def links(self, record: DataAnswer) -> Iterable[tuple[str, str, str]]:
        if fillable(record) and self.actor.can(Perm.DATACALL_ANSWER, record.place):
            yield "填报", "pencil", link(self.request, "dataanswer-fill", record.pk)
            yield "从 Excel 填报", "table-import", link(self.request, "datacall-import", record.call_id)
        yield "查看调度", "table", link(self.request, "datacall", record.call_id)


def fillable(record: DataAnswer) -> bool:
    """Whether something can be filled in now."""
    return running(record, None) and record.status in ("pending", "filling", "returned")
