"""Weak places: named by the level above, followed until accepted."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django_filters import FilterSet

from core.permissions import Perm
from core.visibility import held_above
from linkage.contacts.actions.weakplaces import weakplace_accept, weakplace_name
from linkage.contacts.cover import without_leader
from linkage.contacts.models import ContactPoint, WeakPlace
from tenants.org.models import Organization
from web.acts import Act, level_above
from web.columns import Column, Day, Status
from web.contacts.forms import AcceptForm, WeakForm
from web.filters import ChoicesFilter, OnlyFilter, PeriodFilter
from web.formpages import FormPage
from web.forms import PageForm
from web.imports import ImportableList
from web.lights import Chip, status_chip
from web.lists import New
from web.records import RecordPage, Related

ACCEPT = Act(
    "accept",
    "验收通过",
    weakplace_accept,
    Perm.CONTACT_EDIT,
    icon="rubber-stamp",
    main=True,
    form=AcceptForm,
    at=level_above,
    consequence="验收后不再列为薄弱组织。",
)


class WeakFilters(FilterSet):
    status = ChoicesFilter(label="状态", choices=WeakPlace.Status.choices)
    named_on = PeriodFilter(label="列入日期")
    leaderless = OnlyFilter(label="没有领导联系", rows="without_leader")

    def without_leader(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return without_leader(rows)


class WeakPlaceList(ImportableList):
    import_name = "weakplace-import"
    model, name, record, subject = WeakPlace, "weakplaces", "weakplace", "weakplace"
    title, measure = "薄弱组织", "个"
    select_related = ("organization",)
    search_fields, search_hint = ("organization__name", "reason"), "组织、表现"
    filters = WeakFilters
    columns = (
        Column("organization", "组织", link=True, sort="organization__path"),
        Status(),
        Day("named_on", "列入日期", sort="named_on"),
        Column("reason", "薄弱表现"),
        Day("accepted_on", "验收日期", sort="accepted_on"),
        Column("outcome", "验收意见", optional=True),
    )
    order = ("-named_on", "-id")
    new = New("列为薄弱组织", "weakplace-new", Perm.CONTACT_EDIT)
    empty_title, empty_text = "没有薄弱组织", "区和街道列入整顿的组织显示在这里，验收后仍可查阅。"


class WeakPlaceRecord(RecordPage):
    model, name, list_name, list_title = WeakPlace, "weakplace", "weakplaces", "薄弱组织"
    subject, kind = "weakplace", "薄弱组织"
    begets = True
    select_related = ("organization",)
    facts = (Column("organization", "组织"), Day("named_on", "列入日期"), Day("accepted_on", "验收日期"))
    text_facts = (Column("reason", "薄弱表现"), Column("outcome", "验收意见"))
    acts = (ACCEPT,)
    related = (
        Related(
            "联系领导",
            lambda weak, actor: ContactPoint.objects.visible_to(actor).filter(
                organization_id=weak.organization_id, status=ContactPoint.Status.ACTIVE
            ),
            (Column("leader", "领导", link=True), Day("since", "开始日期"), Status()),
            record="contactpoint",
            empty="还没有领导联系这个组织。",
        ),
    )

    def chips(self, record: WeakPlace) -> Iterable[Chip | None]:
        return [status_chip(record)]


class WeakPlaceNew(FormPage):
    form, action, permission = WeakForm, staticmethod(weakplace_name), Perm.CONTACT_EDIT
    title, submit, done = "列为薄弱组织", "列入", "已列入整顿，该组织会收到通知。"
    record, list_name, list_title = "weakplace", "weakplaces", "薄弱组织"

    def limit(self, form: PageForm) -> None:
        field: Any = form.fields["organization"]
        rows = Organization.objects.in_use().exclude(level="district")
        field.queryset = rows.filter(held_above(self.actor, Perm.CONTACT_EDIT, "path"))
