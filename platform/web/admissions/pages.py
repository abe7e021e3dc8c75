"""Applications of departments: the list, the record, the forms, and what the district decides."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.urls import path
from django_filters import FilterSet

from core.permissions import ROOT, Perm
from linkage.admissions.actions.applying import (
    admission_approve,
    admission_create,
    admission_edit,
    admission_refuse,
    admission_return,
    admission_submit,
    admission_withdraw,
)
from linkage.admissions.models import Admission
from linkage.admissions.waiting import WAITS
from tenants.org.models import Department, Organization
from web.acts import Act
from web.columns import Column, Day, Moment, Number, Status
from web.filters import ChoicesFilter, PeriodFilter, RowFilter, WaitsFilter
from web.formpages import FormPage
from web.forms import DayField, NoteForm, PageForm, ReasonForm, RowsField
from web.links import link
from web.lists import ListPage, New
from web.manyplaces import ManyPlacesField
from web.owners import departments_for
from web.records import RecordPage, Related


def district(row: Admission) -> Any:
    return ROOT


SUBMIT = Act(
    "submit",
    "提交审定",
    admission_submit,
    Perm.ADMISSION_APPLY,
    icon="send",
    main=True,
    consequence="提交后由区审定，审定前不能修改。",
    done="已提交，等待区审定。",
)
APPROVE = Act(
    "approve",
    "同意准入",
    admission_approve,
    Perm.ADMISSION_DECIDE,
    icon="circle-check",
    main=True,
    form=NoteForm,
    at=district,
    consequence="同意后，区随即向承担的街道、社区下达任务，写明随事项下放的权限、人员和经费。",
    done="已同意准入，任务已下达。",
)
SEND_BACK = Act(
    "return",
    "要求补充",
    admission_return,
    Perm.ADMISSION_DECIDE,
    icon="arrow-back-up",
    form=ReasonForm,
    at=district,
    done="已退回部门补充。",
)
REFUSE = Act(
    "refuse",
    "不予准入",
    admission_refuse,
    Perm.ADMISSION_DECIDE,
    icon="ban",
    form=ReasonForm,
    danger=True,
    at=district,
    consequence="不予准入后，这项工作由部门自行承担，不得下派街道、社区。",
)
WITHDRAW = Act(
    "withdraw",
    "撤回申请",
    admission_withdraw,
    Perm.ADMISSION_APPLY,
    icon="trash",
    form=ReasonForm,
    danger=True,
    consequence="撤回后不能恢复，需要时请重新申请。",
)


class AdmissionFilters(FilterSet):
    status = ChoicesFilter(label="状态", choices=Admission.Status.choices)
    department = RowFilter(label="申请部门", queryset=lambda request: Department.objects.visible_to(request.actor))
    ends_on = PeriodFilter(label="截止日期")
    waits = WaitsFilter(WAITS)


def place_names(row: Admission) -> str:
    """Who is to do it: a few by name, many by number."""
    names = [place.name for place in row.places.all()]
    return "、".join(names) if len(names) <= 3 else f"{names[0]}等 {len(names)} 个组织"


class AdmissionList(ListPage):
    model, name, record, subject = Admission, "admissions", "admission", "admission"
    title, measure = "职责下沉准入", "件"
    lead = "部门不得直接向街道、社区下派任务：先申请，区审定同意后才下达，并写明随事项下放的权限、人员和经费。"
    select_related = ("department__organization",)
    prefetch_related = ("places",)
    search_fields = ("title", "number", "department__name", "content", "basis")
    search_hint = "事项名称、部门、依据、编号"
    filters = AdmissionFilters
    columns = (
        Column("title", "事项", link=True, sort="title"),
        Status(),
        Column("department", "申请部门", sort="department__pinyin"),
        Column("places", "承担组织", value=place_names),
        Day("ends_on", "截止日期", sort="ends_on"),
        Number("funds", "随附经费", unit="元", sort="funds"),
        Column("number", "编号", sort="number"),
        Column("people", "下沉人员", optional=True),
        Column("powers", "下放权限", optional=True),
        Column("basis", "依据", optional=True),
        Column("decision", "审定意见", optional=True),
        Day("decided_at", "审定日期", sort="decided_at", optional=True),
    )
    bulk_acts = (SUBMIT,)
    new = New("申请准入", "admission-new", Perm.ADMISSION_APPLY)
    empty_title, empty_text = "还没有准入申请", "部门提出的申请和区审定同意的事项显示在这里。"

    def in_place(self, rows: QuerySet[Any], place: Organization) -> QuerySet[Any]:
        """What the place and those below it shall do; all of them at the district."""
        if place.path == ROOT.path:
            return rows
        asked = Admission.places.through.objects.filter(organization__path__startswith=place.path)
        return rows.filter(pk__in=asked.values("admission_id"))


class AdmissionRecord(RecordPage):
    model, name, list_name, list_title = Admission, "admission", "admissions", "职责下沉准入"
    subject, kind = "admission", "准入申请"
    select_related = ("department__organization", "assignment")
    facts = (
        Column("number", "编号"),
        Column("department", "申请部门"),
        Day("starts_on", "开始日期"),
        Day("ends_on", "截止日期"),
        Column("powers", "下放权限"),
        Column("people", "下沉人员"),
        Number("funds", "拨付经费", unit="元"),
        Moment("submitted_at", "提交时间"),
        Column("decided_by", "审定人"),
        Moment("decided_at", "审定时间"),
    )
    text_facts = (
        Column("content", "需承担的工作"),
        Column("basis", "依据"),
        Column("decision", "审定意见"),
    )
    acts = (SUBMIT, APPROVE, SEND_BACK, REFUSE, WITHDRAW)
    related = (
        Related(
            "承担组织",
            lambda row, actor: row.places.order_by("path"),
            (Column("name", "名称"), Column("get_level_display", "层级")),
        ),
    )

    def whose(self, record: Admission) -> str:
        return f"{record.department} 申请"

    def links(self, record: Admission) -> Iterable[tuple[str, str, str]]:
        open_ = record.status in (Admission.Status.DRAFT, Admission.Status.RETURNED)
        if open_ and self.actor.can(Perm.ADMISSION_APPLY, record.place):
            yield "修改", "pencil", link(self.request, "admission-edit", record.pk)


class AdmissionForm(PageForm):
    """Field names are the keywords of the action."""

    title = forms.CharField(label="事项名称", max_length=120)
    starts_on = DayField(label="开始日期")
    ends_on = DayField(label="截止日期")
    content = forms.CharField(label="需承担的工作", max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))
    basis = forms.CharField(
        label="依据",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="法律法规、文件名称和条款。",
    )
    places = ManyPlacesField(label="承担组织")
    powers = forms.CharField(label="随事项下放的权限", required=False, max_length=500)
    people = forms.CharField(
        label="随事项下沉的人员", required=False, max_length=500, help_text="例如：每个街道派驻 1 名工作人员。"
    )
    funds = forms.DecimalField(
        label="随事项拨付的经费（元）", required=False, min_value=0, max_digits=14, decimal_places=2
    )
    wide = ("title", "content", "basis", "places")

    def clean_funds(self) -> Any:
        return self.cleaned_data["funds"] or 0


class NewForm(AdmissionForm):
    department = RowsField(label="申请部门")
    field_order = ("department", "title")


def places_below() -> QuerySet[Organization]:
    """Who may be asked to do it: everything below the district."""
    found: QuerySet[Organization] = Organization.objects.in_use()
    return found.filter(depth__gt=1)


class AdmissionNew(FormPage):
    form, action, permission = NewForm, staticmethod(admission_create), Perm.ADMISSION_APPLY
    title, submit, done = "申请职责下沉准入", "保存草稿", "已保存，核对后请提交审定。"
    lead = "权随事转、人随事转、费随事转：权限、人员、经费至少写明一项。"
    record, list_name, list_title = "admission", "admissions", "职责下沉准入"

    def limit(self, form: PageForm) -> None:
        department: Any = form.fields["department"]
        department.queryset = departments_for(self.actor, Perm.ADMISSION_APPLY)
        if department.queryset.count() == 1:
            department.initial = department.queryset.get()
        places: Any = form.fields["places"]
        places.offer(places_below())


class AdmissionEdit(FormPage):
    form, action, permission = AdmissionForm, staticmethod(admission_edit), Perm.ADMISSION_APPLY
    title, submit, done = "修改准入申请", "保存", "已保存。"
    record, list_name, list_title = "admission", "admissions", "职责下沉准入"
    model, subject, select_related = Admission, "admission", ("department__organization",)

    def initial(self) -> dict[str, Any]:
        kept = {name: getattr(self.object, name) for name in AdmissionForm.base_fields if name != "places"}
        return {**kept, "places": [str(place.pk) for place in self.object.places.all()]}

    def limit(self, form: PageForm) -> None:
        places: Any = form.fields["places"]
        places.offer(places_below())


urlpatterns = [
    path("admissions/", AdmissionList.as_view(), name="admissions"),
    path("admissions/new/", AdmissionNew.as_view(), name="admission-new"),
    path("admissions/<int:pk>/edit/", AdmissionEdit.as_view(), name="admission-edit"),
    *AdmissionRecord.urls("admissions"),
]
