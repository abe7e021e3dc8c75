"""Orders of supervision: their list, the record with its Word document, issuing, replying and closing."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest
from django_filters import FilterSet

from core.periods import today
from core.permissions import Perm
from linkage.subjects import subject_of, tracked_model, with_handler
from linkage.supervision.actions.supervisions import (
    supervision_close,
    supervision_discard,
    supervision_edit,
    supervision_issue,
    supervision_reply,
    supervision_return,
    why_moot,
)
from linkage.supervision.document import supervision_document
from linkage.supervision.issuers import issues
from linkage.supervision.models import Supervision
from linkage.supervision.waiting import SUPERVISION_WAITS
from tenants.org.models import handler_of
from web.acts import Act
from web.columns import Column, Day, Due, Moment, Status
from web.filters import ChoicesFilter, OnlyFilter, PeriodFilter, WaitsFilter
from web.forms import DayField, NoteForm, PageForm, ReasonForm
from web.lights import Chip, due_chip, status_chip
from web.links import link
from web.lists import ListPage
from web.records import RecordPage, Related
from web.wordfiles import WordFile


class EditForm(PageForm):
    facts = forms.CharField(label="督办事由", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
    demands = forms.CharField(label="督办要求", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))


class IssueForm(PageForm):
    reply_due_on = DayField(label="回复期限", required=False, help_text="不填时按督办规则的工作日数计算。")


class ReplyForm(PageForm):
    reply = forms.CharField(
        label="办理情况",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="原因、措施、责任人和完成时限。",
    )


def issuer_place(supervision: Supervision) -> Any:
    return supervision.issuer.place


ISSUE = Act(
    "issue",
    "签发",
    supervision_issue,
    Perm.SUPERVISION_ISSUE,
    icon="rubber-stamp",
    main=True,
    form=IssueForm,
    at=issuer_place,
    when=lambda order, actor: not why_moot(order, subject_of(order)),
    consequence="签发后编发文号，内容不能再改，承办组织会收到通知并应在期限内回复。",
    done="督办单已签发，可下载正式文件。",
)
EDIT = Act("edit", "修改", supervision_edit, Perm.SUPERVISION_ISSUE, icon="pencil", form=EditForm, at=issuer_place)
DISCARD = Act(
    "discard",
    "撤销",
    supervision_discard,
    Perm.SUPERVISION_ISSUE,
    icon="trash",
    form=ReasonForm,
    at=issuer_place,
    danger=True,
    consequence="撤销后不能恢复；同一期限不再自动拟制。",
)
REPLY = Act(
    "reply",
    "回复",
    supervision_reply,
    Perm.SUPERVISION_REPLY,
    icon="message-reply",
    main=True,
    form=ReplyForm,
    when=lambda supervision, actor: not issues(actor, supervision),
    done="已回复，等待督办组织办结。",
)
CLOSE = Act(
    "close",
    "办结",
    supervision_close,
    Perm.SUPERVISION_ISSUE,
    icon="circle-check",
    main=True,
    form=NoteForm,
    at=issuer_place,
    done="督办单已办结。",
)
SEND_BACK = Act(
    "return",
    "退回重报",
    supervision_return,
    Perm.SUPERVISION_ISSUE,
    icon="arrow-back-up",
    form=ReasonForm,
    at=issuer_place,
)
_OPEN = (Supervision.Status.DRAFT, Supervision.Status.ISSUED)


_WAYS = {
    "ladder": ("逾期事项台账", "stairs-up"),
    "supervisions": ("督办单", "bell-ringing"),
    "accountabilities": ("约谈和组织调整", "user-exclamation"),
    "extensions": ("延期申请", "calendar-plus"),
}


def ways(request: HttpRequest, here: str) -> list[tuple[str, str, str]]:
    """From one page of supervision to the others: label, icon, address."""
    return [(label, icon, link(request, name)) for name, (label, icon) in _WAYS.items() if name != here]


class SupervisionFilters(FilterSet):
    status = ChoicesFilter(label="状态", choices=Supervision.Status.choices)
    issued_at = PeriodFilter(label="签发日期")
    late = OnlyFilter(label="回复逾期", rows="unanswered")
    waits = WaitsFilter(SUPERVISION_WAITS)

    def unanswered(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.filter(status=Supervision.Status.ISSUED, reply_due_on__lt=today())


class SupervisionList(ListPage):
    model, name, record, subject = Supervision, "supervisions", "supervision", "supervision"
    title, measure = "督办单", "份"
    template = "web/supervision/list.html"
    select_related = ("organization", "department", "issuer")
    search_fields, search_hint = (
        ("subject_label", "number", "organization__name", "department__name"),
        "督办事项、编号、组织",
    )
    filters = SupervisionFilters
    columns = (
        Column("subject_label", "督办事项", link=True, sort="subject_label"),
        Status(),
        Due("reply_due_on", "回复期限", sort="reply_due_on", done=lambda row: row.status not in _OPEN),
        Column("handler", "承办组织", sort="organization__path"),
        Column("issuer", "督办组织", sort="issuer__path"),
        Column("number", "编号", sort="number"),
        Day("issued_at", "签发日期", sort="issued_at"),
        Day("replied_at", "回复日期", sort="replied_at", optional=True),
        Column("signer_label", "签发人", optional=True),
    )
    bulk_acts = (ISSUE,)
    empty_title, empty_text = "还没有督办单", "逾期的整改、任务和诉求由系统按督办规则拟制，也可以在记录里直接督办。"

    def context(self) -> dict[str, Any]:
        return {**super().context(), "ways": ways(self.request, self.name)}


class SubjectRecord(RecordPage):
    """A record about something tracked, to which it leads."""

    def related_to(self, record: Any) -> Iterable[Related]:
        yield Related(
            "所办事项",
            lambda row, actor: with_handler(
                tracked_model(row.subject_type).objects.visible_to(actor).filter(pk=row.subject_id)
            ),
            (
                Column("title", "事项", link=True),
                Status(),
                Column("handler", "承办组织", value=handler_of),
                Day("due_on", "完成期限"),
            ),
            record=record.subject_type.partition(".")[2],
            empty="您无权查看所办事项。",
        )


class SupervisionRecord(SubjectRecord):
    model, name, list_name, list_title = Supervision, "supervision", "supervisions", "督办单"
    subject, kind = "supervision", "督办单"
    select_related = ("organization", "department", "issuer")
    facts = (
        Column("number", "编号"),
        Column("issuer", "督办组织"),
        Column("handler", "承办组织"),
        Day("for_due_on", "督办事项的期限"),
        Day("reply_due_on", "回复期限"),
        Moment("issued_at", "签发时间"),
        Column("signer_label", "签发人"),
        Moment("replied_at", "回复时间"),
        Moment("closed_at", "办结时间"),
    )
    text_facts = (Column("facts", "督办事由"), Column("demands", "督办要求"), Column("reply", "回复"))
    acts = (ISSUE, REPLY, CLOSE, SEND_BACK, EDIT, DISCARD)

    def chips(self, record: Supervision) -> Iterable[Chip | None]:
        return [
            status_chip(record),
            due_chip(record.reply_due_on) if record.status == Supervision.Status.ISSUED else None,
        ]

    def links(self, record: Supervision) -> Iterable[tuple[str, str, str]]:
        if record.issued_at is not None:
            yield "下载督办单", "file-type-docx", link(self.request, "supervision-file", record.pk)

    def initial(self, act: Act) -> dict[str, Any]:
        return {"facts": self.record.facts, "demands": self.record.demands} if act.verb == "edit" else {}


class SupervisionFile(WordFile):
    """The order; it is the same file whenever it is made."""

    model, select_related = Supervision, ("organization", "department", "issuer")

    def written(self, found: Supervision) -> tuple[bytes, str]:
        return supervision_document(found), found.number
