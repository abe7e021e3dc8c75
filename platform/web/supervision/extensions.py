"""Requests for more time: their list and record, with the decision of the level above."""

from collections.abc import Iterable
from typing import Any

from django_filters import FilterSet

from core.permissions import Perm
from linkage.extensions.actions import extension_approve, extension_refuse, extension_withdraw
from linkage.extensions.models import Extension
from linkage.extensions.waiting import EXTENSION_WAITS
from web.acts import Act, level_above
from web.columns import Column, Day, Moment, Status
from web.filters import ChoicesFilter, PeriodFilter, WaitsFilter
from web.forms import NoteForm, ReasonForm
from web.lights import Chip, status_chip
from web.lists import ListPage
from web.supervision.supervisions import SubjectRecord, ways
from web.tracking import Progress

APPROVE = Act(
    "approve",
    "同意延期",
    extension_approve,
    Perm.EXTENSION_DECIDE,
    icon="circle-check",
    main=True,
    form=NoteForm,
    at=level_above,
    done="已同意，期限随即改变。",
)
REFUSE = Act(
    "refuse",
    "不同意",
    extension_refuse,
    Perm.EXTENSION_DECIDE,
    icon="circle-x",
    form=ReasonForm,
    at=level_above,
    done="已答复，原期限不变。",
)
WITHDRAW = Act(
    "withdraw",
    "撤回申请",
    extension_withdraw,
    Perm.EXTENSION_ASK,
    icon="arrow-back-up",
    danger=True,
    consequence="撤回后原期限不变，到期前可以重新申请。",
)


class ExtensionFilters(FilterSet):
    status = ChoicesFilter(label="状态", choices=Extension.Status.choices)
    asked_at = PeriodFilter(label="申请日期")
    waits = WaitsFilter(EXTENSION_WAITS)


class ExtensionList(ListPage):
    model, name, record, subject = Extension, "extensions", "extension", "extension"
    title, measure = "延期申请", "件"
    select_related = ("organization", "department")
    search_fields, search_hint = (
        ("subject_label", "reason", "organization__name", "department__name"),
        "事项、理由、组织",
    )
    filters = ExtensionFilters
    columns = (
        Column("subject_label", "事项", link=True, sort="subject_label"),
        Status(),
        Column("handler", "申请组织", sort="organization__path"),
        Day("due_was", "原期限", sort="due_was"),
        Day("due_on", "申请延至", sort="due_on"),
        Progress("progress", "目前进度", sort="progress"),
        Day("asked_at", "申请日期", sort="asked_at"),
        Column("reason", "理由", optional=True),
        Column("answer", "批复意见", optional=True),
    )
    bulk_acts = (APPROVE, REFUSE)
    template = "web/supervision/list.html"
    empty_title, empty_text = "没有延期申请", "整改、任务和诉求在到期之前可以申请延期，由上级批准。"

    def context(self) -> dict[str, Any]:
        return {**super().context(), "ways": ways(self.request, self.name)}


class ExtensionRecord(SubjectRecord):
    model, name, list_name, list_title = Extension, "extension", "extensions", "延期申请"
    subject, kind = "extension", "延期申请"
    select_related = ("organization", "department")
    facts = (
        Column("handler", "申请组织"),
        Day("due_was", "原期限"),
        Day("due_on", "申请延至"),
        Progress("progress", "目前进度"),
        Column("asker_label", "申请人"),
        Moment("asked_at", "申请时间"),
        Column("decider_label", "批准人"),
        Moment("decided_at", "批复时间"),
    )
    text_facts = (Column("reason", "延期理由"), Column("answer", "批复意见"))
    acts = (APPROVE, REFUSE, WITHDRAW)

    def chips(self, record: Any) -> Iterable[Chip | None]:
        return [status_chip(record)]
