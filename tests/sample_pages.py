"""Pages made with the frameworks as docs/pages.md tells, for the tests of the frameworks themselves."""

from datetime import timedelta

from django import forms
from django.http import HttpRequest
from django.urls import include, path
from django_filters import FilterSet

from core.periods import today
from core.permissions import Perm
from resources.actions.listings import listing_create, listing_publish, listing_return, listing_withdraw
from resources.models import Category, Need
from tenants.org.models import Organization, ResidentUnit
from web.acts import Act
from web.columns import Column, Due, Moment, Number, Percent, Status
from web.filters import ChoicesFilter, OnlyFilter, PeriodFilter, RowFilter
from web.formpages import FormPage
from web.forms import DayField, FilesField, PageForm, QuantityField, ReasonForm, RowsField
from web.lists import ListPage, New
from web.records import RecordPage, Related
from web.search import SearchPage

PUBLISH = Act("publish", "审核通过", listing_publish, Perm.LISTING_REVIEW, main=True)
RETURN = Act("return", "退回修改", listing_return, Perm.LISTING_REVIEW, form=ReasonForm)
WITHDRAW = Act(
    "withdraw",
    "撤回",
    listing_withdraw,
    Perm.LISTING_EDIT,
    form=ReasonForm,
    danger=True,
    consequence="撤回后不能恢复。",
)


def units_in_sight(request: HttpRequest):
    return ResidentUnit.objects.visible_to(request.actor)


class SampleFilters(FilterSet):
    status = ChoicesFilter(label="状态", choices=Need.Status.choices)
    due_on = PeriodFilter(label="截止日期")
    unit = RowFilter(label="单位", queryset=units_in_sight)
    overdue = OnlyFilter(label="只看逾期", rows="late")

    def late(self, rows):
        return rows.filter(status="open", due_on__lt=today())


class SampleList(ListPage):
    model, name, record, subject = Need, "samples", "sample", "listing"
    title = "样例需求"
    select_related = ("organization", "unit")
    search_fields = ("title", "organization__name")
    filters = SampleFilters
    columns = (
        Column("title", "名称", link=True, sort="title"),
        Status(),
        Number("quantity", "数量", unit=".measure", sort="quantity"),
        Due("due_on", "截止日期", sort="due_on"),
        Column("owner", "提出方"),
        Percent("ratio", "认领进度", value=lambda need: need.claimed / need.quantity),
        Moment("created_at", "填报时间", optional=True),
    )
    bulk_acts = (PUBLISH,)
    new = New("填报样例", "sample-new", Perm.LISTING_EDIT)
    empty_title = "还没有样例"


class SampleRecord(RecordPage):
    model, name, list_name, list_title = Need, "sample", "samples", "样例需求"
    subject, kind = "listing", "样例"
    select_related = ("organization", "unit", "audience")
    facts = (Number("quantity", "数量", unit=".measure"), Column("audience", "公开范围"))
    text_facts = (Column("description", "说明"),)
    acts = (PUBLISH, RETURN, WITHDRAW)
    related = (
        Related(
            "认领情况",
            lambda need, actor: need.claims.visible_to(actor).select_related("organization", "unit"),
            (Column("owner", "认领方", link=True), Status()),
        ),
    )


class SampleForm(PageForm):
    title = forms.CharField(label="名称", max_length=120)
    category = forms.ChoiceField(label="类别", choices=Category.choices)
    quantity = QuantityField(label="数量")
    measure = forms.CharField(label="计量单位", max_length=10)
    due_on = DayField(label="截止日期")
    owner = RowsField(label="提出方")
    description = forms.CharField(label="说明", required=False, max_length=20, widget=forms.Textarea)
    files = FilesField(label="附件", required=False, most=2)
    more = ("description", "files")


class SampleNew(FormPage):
    form, action, permission = SampleForm, staticmethod(listing_create), Perm.LISTING_EDIT
    title = "填报样例"
    record, list_name, list_title = "sample", "samples", "样例需求"
    remember = ("measure",)

    def initial(self):
        return {"due_on": today() + timedelta(days=14)}

    def limit(self, form):
        form.fields["owner"].queryset = Organization.objects.visible_to(self.actor)

    def arguments(self, values):
        return {**{name: value for name, value in values.items() if name != "files"}, "kind": Need}


def broken(request: HttpRequest):
    raise RuntimeError("something nobody thought of")


urlpatterns = [
    path("samples/", SampleList.as_view(), name="samples"),
    path("samples/new/", SampleNew.as_view(), name="sample-new"),
    *SampleRecord.urls("samples"),
    path("samples-search/", SearchPage.as_view(lists=(SampleList,)), name="samples-search"),
    path("broken/", broken),
    path("", include("config.urls")),
]

handler400 = "web.errors.bad_request"
handler403 = "web.errors.forbidden"
handler404 = "web.errors.not_found"
handler500 = "web.errors.broken"
