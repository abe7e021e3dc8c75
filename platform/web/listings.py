"""Needs and resources: their lists and records. The two have one life, so one declaration serves both."""

from collections.abc import Iterable
from typing import Any

from django.db.models import F, Q, QuerySet
from django.urls import path
from django_filters import FilterSet

from core.periods import today
from core.permissions import Perm
from core.visibility import held
from resources.actions.listings import listing_publish, listing_return, listing_submit, listing_withdraw
from resources.claimants import may_claim
from resources.models import Category, Extent, Listing, Need, Resource
from resources.waiting import LISTING_WAITS, with_listing_waits
from tenants.org.models import ResidentUnit
from web.acts import Act
from web.columns import Column, Day, Due, Moment, Number, Percent, Status
from web.filters import ChoicesFilter, KeyFilter, OnlyFilter, PeriodFilter
from web.forms import ReasonForm
from web.imports import ImportableList
from web.lights import Chip, due_chip, soon_days, status_chip
from web.links import link
from web.listingforms import NeedEdit, NeedNew, ResourceEdit, ResourceNew
from web.listingimport import NeedImport, ResourceImport
from web.lists import New
from web.records import RecordPage, Related

PUBLISH = Act(
    "publish",
    "审核通过",
    listing_publish,
    Perm.LISTING_REVIEW,
    icon="circle-check",
    main=True,
    done="已审核通过并发布，公开范围内的单位和社区现在可以认领。",
    at=lambda listing: listing.organization.place,
)
RETURN = Act(
    "return",
    "退回修改",
    listing_return,
    Perm.LISTING_REVIEW,
    icon="arrow-back-up",
    form=ReasonForm,
    at=lambda listing: listing.organization.place,
)
SUBMIT = Act("submit", "提交审核", listing_submit, Perm.LISTING_EDIT, icon="send", main=True, done="已提交街道审核。")
WITHDRAW = Act(
    "withdraw",
    "撤回",
    listing_withdraw,
    Perm.LISTING_EDIT,
    icon="trash",
    form=ReasonForm,
    danger=True,
    consequence="撤回后不再公开，也不能恢复。还有未了结的认领时不能撤回。",
)
ORGANIZATION = "organization"
PUBLISHERS = ((ORGANIZATION, "街道、社区"), *ResidentUnit.Kind.choices)
STAGES = (
    ("claimable", "可认领"),
    ("partial", "部分认领"),
    ("claimed", "全部认领"),
    ("doing", "实施中"),
    ("evaluating", "待评价"),
)
_STAGE_RULES = {
    "claimable": {"fulfil_status": Extent.NONE, "commit_status": Extent.NONE},
    "partial": {"fulfil_status": Extent.NONE, "commit_status": Extent.PARTIAL},
    "claimed": {"fulfil_status": Extent.NONE, "commit_status": Extent.COMPLETE},
    "doing": {"fulfil_status": Extent.PARTIAL},
    "evaluating": {"fulfil_status": Extent.COMPLETE},
}


def claimable(rows: QuerySet[Any]) -> QuerySet[Any]:
    """What can still be claimed today."""
    return rows.filter(status=Listing.Status.OPEN, claimed__lt=F("quantity"), due_on__gte=today())


class ListingFilters(FilterSet):
    status = ChoicesFilter(
        label="状态",
        choices=[(value, "已发布" if value == "open" else label) for value, label in Listing.Status.choices],
    )
    stage = ChoicesFilter(label="认领进度", choices=STAGES, method="by_stage")
    category = ChoicesFilter(label="类别", choices=Category.choices)
    publisher = ChoicesFilter(label="发布方", choices=PUBLISHERS, method="by_publisher")
    due_on = PeriodFilter(label="截止日期")
    waits = ChoicesFilter(label="待办", choices=[(wait.value, wait.label) for wait in LISTING_WAITS])
    free = OnlyFilter(label="还可认领", rows="still_free")
    late = OnlyFilter(label="只看逾期", rows="overdue")
    mine = OnlyFilter(label="只看我方", rows="own")
    unit = KeyFilter(label="驻区单位", queryset=lambda request: ResidentUnit.objects.visible_to(request.actor))

    def by_stage(self, rows: QuerySet[Any], name: str, chosen: list[str]) -> QuerySet[Any]:
        found = rows.none()
        for stage in chosen:
            found = found | rows.filter(status=Listing.Status.OPEN, **_STAGE_RULES[stage])
        return found

    def by_publisher(self, rows: QuerySet[Any], name: str, chosen: list[str]) -> QuerySet[Any]:
        rule = Q(unit__kind__in=chosen)
        if ORGANIZATION in chosen:
            rule |= Q(unit=None)
        return rows.filter(rule)

    def still_free(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return claimable(rows)

    def overdue(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.filter(status=Listing.Status.OPEN, due_on__lt=today())

    def own(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.filter(held(self.request.actor, Perm.VIEW))


def is_over(listing: Listing) -> bool:
    """Whether its date has lost its weight: closed, withdrawn, expired, or not yet handed in."""
    return listing.status not in (Listing.Status.SUBMITTED, Listing.Status.RETURNED, Listing.Status.OPEN)


def seat_name(record: Any) -> str:
    """Where it is: the place in which a unit lies, or nothing more to say than the place itself."""
    return str(record.organization)


class ListingList(ImportableList):
    subject = "listing"
    select_related = ("organization", "unit")
    search_fields = ("title", "description", "organization__name", "unit__name")
    filters = ListingFilters
    columns = (
        Column("title", "名称", link=True, sort="title"),
        Status(),
        Number("remaining", "可认领", unit=".measure"),
        Number("quantity", "总量", sort="quantity", unit=".measure"),
        Due("due_on", "截止日期", sort="due_on", done=is_over),
        Column("owner", "发布方"),
        Column("get_category_display", "类别", sort="category"),
        Percent("claimed", "认领进度", value=lambda row: row.claimed / row.quantity, optional=True),
        Percent("fulfilled", "完成进度", value=lambda row: row.fulfilled / row.quantity, optional=True),
        Column("organization", "所在街道、社区", value=seat_name, optional=True),
        Day("published_at", "发布日期", sort="published_at", optional=True),
        Column("description", "说明", optional=True),
    )
    order = ("-published_at", "-id")
    bulk_acts = (PUBLISH,)

    def rows(self) -> QuerySet[Any]:
        return with_listing_waits(super().rows(), self.actor, soon_days=soon_days())


class NeedList(ListingList):
    model, name, record, title = Need, "needs", "need", "需求"
    lead = "社区、街道和驻区单位提出的需求。审核通过后，公开范围内的单位可以认领一部分或全部。"
    search_hint = "需求、社区、单位"
    new, import_name = New("填报需求", "need-new", Perm.LISTING_EDIT), "need-import"
    empty_title, empty_text = "还没有需求", "社区和单位填报的需求，经街道审核后显示在这里。"


class ResourceList(ListingList):
    model, name, record, title = Resource, "resources", "resource", "资源"
    lead = "驻区单位、街道和社区能够提供的场地、人员、物资和服务。审核通过后，社区和其他单位可以认领。"
    search_hint = "资源、社区、单位"
    new, import_name = New("填报资源", "resource-new", Perm.LISTING_EDIT), "resource-import"
    empty_title, empty_text = "还没有资源", "单位和社区填报的资源，经街道审核后显示在这里。"


CLAIM_COLUMNS = (
    Column("owner", "认领方", link=True),
    Number("quantity", "认领数量", unit=".measure"),
    Status(),
    Day("proposed_at", "提出日期"),
)


class ListingRecord(RecordPage):
    subject = "listing"
    select_related = ("organization", "unit__organization", "audience")
    facts = (
        Column("get_category_display", "类别"),
        Number("quantity", "总量", unit=".measure"),
        Number("remaining", "还可认领", unit=".measure"),
        Percent("claimed", "认领进度", value=lambda row: row.claimed / row.quantity),
        Percent("fulfilled", "完成进度", value=lambda row: row.fulfilled / row.quantity),
        Day("due_on", "截止日期"),
        Column("organization", "所在街道、社区", value=seat_name),
        Column("audience", "公开范围"),
        Moment("published_at", "发布时间"),
    )
    text_facts = (Column("description", "说明"),)
    acts = (SUBMIT, PUBLISH, RETURN, WITHDRAW)

    def chips(self, record: Listing) -> Iterable[Chip | None]:
        return [status_chip(record), None if is_over(record) else due_chip(record.due_on)]

    def links(self, record: Any) -> Iterable[tuple[str, str, str]]:
        editable = record.status in (Listing.Status.DRAFT, Listing.Status.RETURNED)
        if editable and self.actor.can(Perm.LISTING_EDIT, record.place):
            yield "修改", "pencil", link(self.request, f"{self.name}-edit", record.pk)
        if record.due_on >= today() and may_claim(self.actor, record):
            yield "认领", "hand-grab", link(self.request, "claim-new", **{self.name: record.pk})

    def related_to(self, record: Any) -> Iterable[Related]:
        yield Related(
            "认领情况",
            lambda row, actor: row.claims.visible_to(actor).select_related("organization", "unit", "need", "resource"),
            CLAIM_COLUMNS,
            record="claim",
            all="claims",
            query=lambda row: {self.name: row.pk},
            empty="还没有认领，或认领与您无关。",
        )
        if record.unit_id:
            yield Related(
                "发布单位",
                lambda row, actor: (
                    ResidentUnit.objects.visible_to(actor).filter(pk=row.unit_id).select_related("organization")
                ),
                (
                    Column("name", "单位", link=True),
                    Column("get_kind_display", "类型"),
                    Column("organization", "所在社区"),
                ),
                record="unit",
                empty="您无权查看该单位的资料。",
            )


class NeedRecord(ListingRecord):
    model, name, list_name, list_title, kind = Need, "need", "needs", "需求", "需求"


class ResourceRecord(ListingRecord):
    model, name, list_name, list_title, kind = Resource, "resource", "resources", "资源", "资源"


urlpatterns = [
    path("needs/", NeedList.as_view(), name="needs"),
    path("needs/new/", NeedNew.as_view(), name="need-new"),
    path("needs/import/", NeedImport.as_view(), name="need-import"),
    path("needs/<int:pk>/edit/", NeedEdit.as_view(), name="need-edit"),
    *NeedRecord.urls("needs"),
    path("resources/", ResourceList.as_view(), name="resources"),
    path("resources/new/", ResourceNew.as_view(), name="resource-new"),
    path("resources/import/", ResourceImport.as_view(), name="resource-import"),
    path("resources/<int:pk>/edit/", ResourceEdit.as_view(), name="resource-edit"),
    *ResourceRecord.urls("resources"),
]
