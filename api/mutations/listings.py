"""Needs and resources: one life, so one set of mutations made twice."""

from collections.abc import Callable
from typing import Any

import graphene

from api.mutations.base import Run, Values, drop_null, find, find_owner, mutation, verb
from api.mutations.inputs import OWNER, VERSION, given, id_of
from api.scalars import Date, Decimal_
from api.types.choices import ListingCategory
from core.permissions import Actor
from resources.actions import listings
from resources.models import Need, Resource
from tenants.org.models import Organization


def _content(*, required: bool) -> dict[str, graphene.InputField]:
    return {
        "title": given(graphene.String, "名称，最多 120 字。", required=required),
        "category": given(ListingCategory, "类别。", required=required),
        "quantity": given(Decimal_, "数量，大于 0，最多两位小数。", required=required),
        "measure": given(graphene.String, "计量单位，例如“小时”“份”“人次”。", required=required),
        "due_on": given(Date, "截止日期，不早于今天。", required=required),
        "description": given(graphene.String, "说明，最多 2000 字。", required=False),
        "audience": id_of("Organization", "公开范围：发布方所在组织或其上级的编号；不写为所在街道。", required=False),
    }


_KEPT = ("title", "category", "quantity", "measure", "due_on", "description")


def _audience(actor: Actor, values: Values) -> None:
    if "audience" in values:
        values["audience"] = find(actor, Organization, values["audience"], "Organization", "audience")


def _create(kind: type[Need] | type[Resource]) -> Run:
    def run(actor: Actor, values: Values) -> Any:
        values = drop_null(values)
        owner = find_owner(actor, values.pop("owner"), "owner")
        _audience(actor, values)
        create: Callable[..., Any] = listings.listing_create
        return create(actor=actor, kind=kind, owner=owner, **values)

    return run


def _edit(kind: type[Need] | type[Resource], name: str) -> Run:
    def run(actor: Actor, values: Values) -> Any:
        values = drop_null(values)
        listing = find(actor, kind, values.pop("id"), name)
        _audience(actor, values)
        kept = {each: getattr(listing, each) for each in _KEPT}
        kept |= {"audience": listing.audience, "version": listing.version}
        return listings.listing_edit(actor=actor, listing=listing, **{**kept, **values})

    return run


_VERBS: tuple[tuple[str, Callable[..., Any], str], ...] = (
    ("Submit", listings.listing_submit, "提交{}审核。"),
    ("Publish", listings.listing_publish, "审核通过并发布{}。"),
    ("Return", listings.listing_return, "退回{}并说明原因。"),
    ("Withdraw", listings.listing_withdraw, "撤回{}；有未了结的认领时不能撤回。"),
)


def _mutations(kind: type[Need] | type[Resource], name: str) -> dict[str, graphene.Field]:
    noun, label = kind.NOUN, str(kind._meta.verbose_name)
    owner = {"owner": id_of(OWNER, "发布方：组织或驻区单位的编号。")}
    of = {"id": id_of(name, f"{label}的全局编号。")}
    made = {
        f"{noun}Create": mutation(
            f"{noun}Create", f"填报{label}（草稿）。", name, {**owner, **_content(required=True)}, _create(kind)
        ),
        f"{noun}Edit": mutation(
            f"{noun}Edit",
            f"修改草稿或被退回的{label}；没有给出的内容不变。",
            name,
            {**of, **_content(required=False), "version": VERSION},
            _edit(kind, name),
        ),
    }
    for suffix, action, text in _VERBS:
        made[f"{noun}{suffix}"] = verb(f"{noun}{suffix}", action, "listing", name, text.format(label))
    return made


MUTATIONS = {**_mutations(Need, "Need"), **_mutations(Resource, "Resource")}
