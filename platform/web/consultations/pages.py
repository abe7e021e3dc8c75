"""Consultations: the list, the record with what its two sides may do, and its sheet as a Word document."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django_filters import FilterSet

from core.periods import today
from core.permissions import Perm
from linkage.consultations.actions.consultations import (
    consultation_opine,
    consultation_reply,
    consultation_withdraw,
)
from linkage.consultations.models import Consultation
from linkage.consultations.waiting import to_opine, to_reply
from web.acts import Act
from web.columns import Column, Day, Due, Status
from web.filters import ChoicesFilter, OnlyFilter, PeriodFilter
from web.forms import PageForm, ReasonForm
from web.lights import Chip, due_chip, status_chip
from web.links import link
from web.lists import ListPage, New
from web.records import RecordPage
from web.wordfiles import WordFile


class ConsultationFilters(FilterSet):
    status = ChoicesFilter(label="状态", choices=Consultation.Status.choices)
    kind = ChoicesFilter(label="类别", choices=Consultation.Kind.choices)
    opinion = ChoicesFilter(label="街道意见", choices=Consultation.Opinion.choices)
    adopted = ChoicesFilter(label="采纳情况", choices=Consultation.Adopted.choices)
    created_at = PeriodFilter(label="提出日期")
    proposed = OnlyFilter(label="街道建议", rows="by_streets")
    overdue = OnlyFilter(label="只看逾期", rows="late")
    waits = ChoicesFilter(label="待我办理", choices=[("opine", "待反馈"), ("reply", "待答复")], method="for_me")

    def by_streets(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.filter(proposed=True)

    def late(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        day, status = today(), Consultation.Status
        return rows.filter(Q(status=status.ASKED, due_on__lt=day) | Q(status=status.ANSWERED, reply_due_on__lt=day))

    def for_me(self, rows: QuerySet[Any], name: str, value: list[str]) -> QuerySet[Any]:
        found = {"opine": to_opine, "reply": to_reply}
        rule = Q(pk__in=[])
        for kind in value:
            rule |= Q(pk__in=found[kind](self.request.actor).values("pk"))
        return rows.filter(rule) if value else rows


def settled(row: Consultation) -> bool:
    return row.status not in Consultation.OPEN


class ConsultationList(ListPage):
    model, name, record, subject, title = Consultation, "consultations", "consultation", "consultation", "征求意见"
    lead = "派出机构负责人任免、规划编制、设施布局和重大事项征求街道意见，街道也可以主动提出建议；区里答复是否采纳。"
    measure = "件"
    select_related = ("organization", "department", "outpost")
    search_fields = ("title", "number", "organization__name", "department__name", "candidate")
    search_hint = "事项、编号、街道、部门"
    filters = ConsultationFilters
    columns = (
        Column("title", "事项", link=True, sort="title"),
        Status(),
        Column("get_kind_display", "类别", sort="kind"),
        Column("organization", "街道", sort="organization__path"),
        Column("asked_by", "提出和答复部门"),
        Column("get_opinion_display", "街道意见", sort="opinion"),
        Due("light_on", "办理期限", sort="wanted_on", done=settled),
        Column("get_adopted_display", "采纳情况", sort="adopted"),
        Column("number", "编号", sort="number", optional=True),
        Column("outpost", "派出机构", optional=True),
        Column("candidate", "拟任免人员", optional=True),
        Day("created_at", "提出日期", sort="created_at", optional=True),
        Column("reason", "意见和理由", optional=True),
        Column("reply", "答复和理由", optional=True),
    )
    order = ("status", "wanted_on")
    new = New("征求意见", "consultation-new", Perm.CONSULTATION_ASK)
    template = "web/consultations/list.html"
    empty_title, empty_text = "没有征求意见的事项", "区里和部门征求街道意见、街道提出建议后，显示在这里。"

    def rows(self) -> QuerySet[Any]:
        return super().rows().annotate(wanted_on=Coalesce("reply_due_on", "due_on"))

    def context(self) -> dict[str, Any]:
        proposes = self.actor.can_anywhere(Perm.CONSULTATION_OPINE)
        return {
            **super().context(),
            "propose_url": link(self.request, "consultation-propose") if proposes else "",
            "appraisals_url": link(self.request, "outpostappraisals"),
        }


class OpinionForm(PageForm):
    opinion = forms.ChoiceField(label="意见", choices=Consultation.Opinion.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label="意见和理由",
        required=False,
        max_length=2000,
        widget=forms.Textarea,
        help_text="不同意和建议必须写明理由。",
    )


class ReplyForm(PageForm):
    adopted = forms.ChoiceField(label="采纳情况", choices=Consultation.Adopted.choices, widget=forms.RadioSelect)
    reply = forms.CharField(label="答复和理由", max_length=2000, widget=forms.Textarea)


GONE = "撤回后不能恢复，对方会收到通知。"


class ConsultationRecord(RecordPage):
    model, name, list_name, list_title = Consultation, "consultation", "consultations", "征求意见"
    subject, kind = "consultation", "征求意见"
    select_related = ("organization", "department__organization", "outpost")
    facts = (
        Column("number", "编号"),
        Column("get_kind_display", "类别"),
        Column("organization", "街道"),
        Column("asked_by", "提出和答复部门"),
        Column("outpost", "派出机构"),
        Column("candidate", "拟任免人员"),
        Day("due_on", "反馈期限"),
        Column("get_opinion_display", "街道意见"),
        Day("opined_at", "反馈日期"),
        Day("reply_due_on", "答复期限"),
        Column("get_adopted_display", "采纳情况"),
        Day("replied_at", "答复日期"),
    )
    text_facts = (Column("content", "内容"), Column("reason", "街道的意见和理由"), Column("reply", "答复和理由"))
    acts = (
        Act(
            "opine", "反馈意见", consultation_opine, Perm.CONSULTATION_OPINE, icon="message", form=OpinionForm,
            main=True, done="意见已反馈，区里将在期限内答复是否采纳。",
        ),
        Act(
            "reply", "答复采纳情况", consultation_reply, Perm.CONSULTATION_ASK, icon="message-check", form=ReplyForm,
            main=True, at=lambda row: row.asker,
        ),
        Act(
            "withdraw", "撤回", consultation_withdraw, Perm.CONSULTATION_ASK, icon="trash", form=ReasonForm,
            danger=True, at=lambda row: row.asker, when=lambda row, actor: not row.proposed, consequence=GONE,
        ),
        Act(
            "withdraw", "撤回建议", consultation_withdraw, Perm.CONSULTATION_OPINE, icon="trash", form=ReasonForm,
            danger=True, when=lambda row, actor: row.proposed, consequence=GONE,
        ),
    )  # fmt: skip

    def whose(self, record: Consultation) -> str:
        return f"{record.organization} 提出建议" if record.proposed else f"{record.asked_by} → {record.organization}"

    def chips(self, record: Consultation) -> Iterable[Chip | None]:
        yield status_chip(record)
        if record.status in Consultation.OPEN:
            yield due_chip(record.light_on)

    def links(self, record: Consultation) -> Iterable[tuple[str, str, str]]:
        yield "下载 Word", "download", link(self.request, "consultation-sheet", record.pk)


class ConsultationSheet(WordFile):
    """征求意见反馈单 as a download."""

    permission = Perm.VIEW
    model, select_related = Consultation, ("organization", "department", "outpost")

    def written(self, found: Consultation) -> tuple[bytes, str]:
        from linkage.consultations.documents import sheet_of

        return sheet_of(found), f"{found.number} {found.organization}征求意见反馈单"
