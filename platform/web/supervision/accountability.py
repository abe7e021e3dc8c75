"""Talks and changes of office: proposed by the ladder, recorded by the level above."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django_filters import FilterSet

from core.permissions import Perm
from linkage.supervision.actions.accountability import accountability_record, accountability_waive
from linkage.supervision.document import accountability_document, accountability_title
from linkage.supervision.models import Accountability
from linkage.supervision.waiting import ACCOUNTABILITY_WAITS
from web.acts import Act
from web.columns import Column, Day, Status
from web.filters import ChoicesFilter, PeriodFilter, WaitsFilter
from web.forms import DayField, PageForm, ReasonForm
from web.lights import Chip, status_chip
from web.links import link
from web.lists import ListPage
from web.supervision.supervisions import SubjectRecord, ways
from web.wordfiles import WordFile


class RecordForm(PageForm):
    held_on = DayField(label="办理日期")
    person = forms.CharField(label="对象（职务）", max_length=120, help_text="写职务和姓名，例如：新安社区书记周某。")
    held_by = forms.CharField(label="办理人（职务）", max_length=120)
    result = forms.CharField(label="结果", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))


def issuer_place(accountability: Accountability) -> Any:
    return accountability.issuer.place


RECORD = Act(
    "record",
    "记录办理情况",
    accountability_record,
    Perm.SUPERVISION_ISSUE,
    icon="pencil",
    main=True,
    form=RecordForm,
    at=issuer_place,
    consequence="记录后不能修改，承办组织会收到通知。",
    done="已记录。",
)
WAIVE = Act(
    "waive",
    "不予办理",
    accountability_waive,
    Perm.SUPERVISION_ISSUE,
    icon="circle-x",
    form=ReasonForm,
    at=issuer_place,
    danger=True,
    consequence="同一期限不再自动提请。",
)


class AccountabilityFilters(FilterSet):
    kind = ChoicesFilter(label="方式", choices=Accountability.Kind.choices)
    status = ChoicesFilter(label="状态", choices=Accountability.Status.choices)
    held_on = PeriodFilter(label="办理日期")
    waits = WaitsFilter(ACCOUNTABILITY_WAITS)


class AccountabilityList(ListPage):
    model, name, record, subject = Accountability, "accountabilities", "accountability", "accountability"
    title, measure = "约谈和组织调整", "条"
    template = "web/supervision/list.html"
    select_related = ("organization", "department", "issuer")
    search_fields, search_hint = (
        ("subject_label", "person", "organization__name", "department__name"),
        "事项、对象、组织",
    )
    filters = AccountabilityFilters
    columns = (
        Column("subject_label", "事项", link=True, sort="subject_label"),
        Column("get_kind_display", "方式", sort="kind"),
        Status(),
        Column("handler", "承办组织", sort="organization__path"),
        Column("issuer", "办理组织", sort="issuer__path"),
        Column("person", "对象"),
        Day("held_on", "办理日期", sort="held_on"),
        Column("held_by", "办理人", optional=True),
        Column("result", "结果", optional=True),
    )
    empty_title, empty_text = (
        "没有约谈和组织调整",
        "逾期到达督办规则的天数后，系统提请约谈或组织调整，由上级办理并记录。",
    )

    def context(self) -> dict[str, Any]:
        return {**super().context(), "ways": ways(self.request, self.name)}


class AccountabilityRecord(SubjectRecord):
    model, name, list_name, list_title = Accountability, "accountability", "accountabilities", "约谈和组织调整"
    subject, kind = "accountability", "问责记录"
    select_related = ("organization", "department", "issuer")
    facts = (
        Column("get_kind_display", "方式"),
        Column("handler", "承办组织"),
        Column("issuer", "办理组织"),
        Day("for_due_on", "督办事项的期限"),
        Day("held_on", "办理日期"),
        Column("person", "对象"),
        Column("held_by", "办理人"),
    )
    text_facts = (Column("reason", "事由"), Column("result", "结果"))
    acts = (RECORD, WAIVE)

    def chips(self, record: Accountability) -> Iterable[Chip | None]:
        return [status_chip(record)]

    def links(self, record: Accountability) -> Iterable[tuple[str, str, str]]:
        if record.status != Accountability.Status.WAIVED:
            name = f"下载{accountability_title(record)}"
            yield name, "file-type-docx", link(self.request, "accountability-file", record.pk)


class AccountabilityFile(WordFile):
    """The notice or proposal of what is due, the record of what is done."""

    model, select_related = Accountability, ("organization", "department", "issuer")

    def written(self, found: Accountability) -> tuple[bytes, str]:
        return accountability_document(found), f"{accountability_title(found)}（{found.handler}）"
