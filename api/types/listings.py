"""Needs and resources."""

from typing import Any

import graphene
from django.db.models import F, Q

from api.compiled.text import quote_json
from api.filters import among, of, on_or_after, on_or_before, search, within
from api.rows.fields import One, column, computed, either
from api.rows.pages import Filter, Many, Ordering
from api.rows.plans import Row
from api.rows.records import Record
from api.scalars import Decimal_
from api.types.choices import ListingCategory, ListingExtent, ListingStatus
from api.types.events import history
from resources.models import Extent, Listing, Need, Resource


def _ordering(name: str) -> Ordering:
    return Ordering(
        name,
        {
            "NEWEST": ("最近填报的在前。", ("-pk",)),
            "OLDEST": ("最早填报的在前。", ("pk",)),
            "DUE": ("先截止的在前。", ("due_on", "pk")),
            "QUANTITY": ("数量大的在前。", ("-quantity", "-pk")),
        },
    )


def _claimable(value: bool) -> Q:
    rule = Q(status=Listing.Status.OPEN, claimed__lt=F("quantity"))
    return rule if value else ~rule


FILTERS = {
    "status": among(ListingStatus, "status", "状态"),
    "category": among(ListingCategory, "category", "类别"),
    "fulfil_status": among(ListingExtent, "fulfil_status", "完成进度"),
    "within": within(),
    "unit": of("ResidentUnit", "unit_id", "unit", "该单位发布"),
    "by_unit": Filter(graphene.Boolean, "只看单位（或组织）发布的。", lambda v: Q(unit__isnull=not v)),
    "claimable": Filter(graphene.Boolean, "只看还可以认领（或不可认领）的。", _claimable),
    "due_from": on_or_after("due_on", "截止日期"),
    "due_until": on_or_before("due_on", "截止日期"),
    "search": search("title", "description"),
}


# Every stage there is, by the three states that make it.
_STAGES = {
    f"{status} {committed} {fulfilled}": Need(status=status, commit_status=committed, fulfil_status=fulfilled).stage
    for status in Listing.Status.values
    for committed in Extent.values
    for fulfilled in Extent.values
}


def _stage(row: Row) -> str:
    return _STAGES[f"{row['status']} {row['commit_status']} {row['fulfil_status']}"]


def _stage_sql(status: str, committed: str, fulfilled: str) -> str:
    return f"{quote_json(_STAGES)} ->> concat({status}, ' ', {committed}, ' ', {fulfilled})"


class ListingFields:
    """What needs and resources have in common."""

    title = column(Need, "title")
    category = column(Need, "category", enum=ListingCategory)
    description = column(Need, "description")
    quantity = column(Need, "quantity")
    measure = column(Need, "measure")
    due_on = column(Need, "due_on")
    status = column(Need, "status", enum=ListingStatus)
    stage = computed(
        graphene.NonNull(graphene.String),
        "阶段，例如：可认领、部分认领、全部认领、实施中、待评价、已办结。",
        ["status", "commit_status", "fulfil_status"],
        _stage,
        _stage_sql,
    )
    claimed = column(Need, "claimed")
    fulfilled = column(Need, "fulfilled")
    remaining = computed(
        graphene.NonNull(Decimal_),
        "还可认领的数量。",
        ["quantity", "claimed"],
        lambda row: row["quantity"] - row["claimed"],
        lambda quantity, claimed: f"{quantity} - {claimed}",
    )
    commit_status = column(Need, "commit_status", enum=ListingExtent)
    fulfil_status = column(Need, "fulfil_status", enum=ListingExtent)
    created_at = column(Need, "created_at")
    published_at = column(Need, "published_at")
    version = column(Need, "version")
    owner_name = either("发布方名称。", "unit__name", "organization__name")
    organization = One("Organization", "organization", "发布的组织；单位发布时，为单位所在组织。", follows=True)
    unit = One("ResidentUnit", "unit", "发布的单位；组织发布时为空，不在您查看范围内时也为空。")
    audience = One("Organization", "audience", "公开范围：该组织范围内可以查看和认领。", follows=True)


def _claims(by: str) -> Any:
    return Many("Claim", "对它的认领（只含您可以查看的）。", by=by)


class NeedType(ListingFields, Record):
    class Meta:
        model = Need
        description = "需求：组织或驻区单位提出的、请他方帮助的事项。"
        ordering = _ordering("NeedOrder")
        filters = FILTERS

    origin_label = column(Need, "origin_label", description="由什么而来，例如诉求的编号；没有的为空文字。")
    claims = _claims("need_id")
    history = history(Need)


class ResourceType(ListingFields, Record):
    class Meta:
        model = Resource
        description = "资源：组织或驻区单位愿意提供的场地、人员、服务等。"
        ordering = _ordering("ResourceOrder")
        filters = FILTERS

    claims = _claims("resource_id")
    history = history(Resource)
