"""Publishing resources and needs. The two have one life, so one set of verbs serves both."""

from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from django.db import models

from core.changes import changes, snapshot
from core.errors import InvalidInput, WrongState
from core.events import action, action_day, now, record
from core.origins import origin_fields
from core.permissions import Actor, Perm, require
from core.transitions import advance, check, lock
from core.values import clean_quantity, clean_text
from resources.models import Category, Claim, Need, Resource
from tenants.org.models import Organization, Owner, seat_of
from tenants.org.tenure import keep_in_use

L = TypeVar("L", Need, Resource)


@action
def listing_create(
    *,
    actor: Actor,
    kind: type[L],
    owner: Owner,
    title: str,
    category: str,
    quantity: Decimal | int | str,
    measure: str,
    due_on: date,
    description: str = "",
    audience: Organization | None = None,
    origin: models.Model | None = None,
) -> L:
    """Draft a need or a resource for an organization or a unit.

    ``audience`` is the place whose members may see and claim it; by default the owner's 街道. A need may follow from
    something else (``origin``), which others than its owner learn by its number alone.
    """
    require(actor, Perm.LISTING_EDIT, at=owner.place)
    keep_in_use([owner], purpose="再填报", field="owner")
    organization, unit = seat_of(owner)
    listing = kind(organization=organization, unit=unit, created_at=now(), **_source(origin))
    _fill(listing, title, category, quantity, measure, due_on, description, audience)
    listing.save()
    record(f"{kind.NOUN}.create", actor=actor, subject=listing, data=_amount(listing))
    return listing


@action
def listing_edit(
    *,
    actor: Actor,
    listing: L,
    title: str,
    category: str,
    quantity: Decimal | int | str,
    measure: str,
    due_on: date,
    description: str = "",
    audience: Organization | None = None,
    version: int | None = None,
) -> L:
    """Change a listing that is a draft or was returned."""
    require(actor, Perm.LISTING_EDIT, at=listing.place)
    fresh = lock(listing, version=version)
    if fresh.status not in (fresh.Status.DRAFT, fresh.Status.RETURNED):
        raise WrongState("只有草稿或被退回的记录可以修改；已发布的请先撤回再重新填报。", field="status")
    before = snapshot(fresh)
    _fill(fresh, title, category, quantity, measure, due_on, description, audience)
    fresh.version += 1
    fresh.save()
    record(f"{fresh.NOUN}.edit", actor=actor, subject=fresh, data={**_amount(fresh), **changes(fresh, before)})
    return fresh


@action
def listing_submit(*, actor: Actor, listing: L, version: int | None = None) -> L:
    """Hand a draft to the 街道 for review; from here on its owner cannot be retired before it is settled."""
    require(actor, Perm.LISTING_EDIT, at=listing.place)
    keep_in_use([listing.owner], purpose="提交", field="owner")
    fresh = lock(listing, version=version)
    check(fresh, "submit")
    if fresh.due_on < action_day():
        raise InvalidInput("截止日期已过，请先修改截止日期再提交。", field="due_on")
    return advance(fresh, "submit", actor=actor, submitted_at=fresh.submitted_at or now(), locked=True)


@action
def listing_publish(*, actor: Actor, listing: L, version: int | None = None) -> L:
    """Approve it, so that the audience may claim. The reviewer is the 街道 of the place, for units too."""
    require(actor, Perm.LISTING_REVIEW, at=listing.organization.place)
    return advance(listing, "publish", actor=actor, version=version, data=_amount(listing), published_at=now())


@action
def listing_return(*, actor: Actor, listing: L, reason: str, version: int | None = None) -> L:
    """Send it back to its owner with a reason."""
    require(actor, Perm.LISTING_REVIEW, at=listing.organization.place)
    text = clean_text(reason, "reason", "退回原因", 500)
    return advance(listing, "return", actor=actor, version=version, data={"reason": text})


@action
def listing_withdraw(*, actor: Actor, listing: L, reason: str, version: int | None = None) -> L:
    """Take it back. Open claims must be dealt with first: nobody's promise disappears silently."""
    require(actor, Perm.LISTING_EDIT, at=listing.place)
    text = clean_text(reason, "reason", "撤回原因", 500)
    fresh = lock(listing, version=version)
    if _running(fresh):
        raise WrongState("还有未了结的认领，请先谢绝或请对方释放后再撤回。", field="status")
    return advance(fresh, "withdraw", actor=actor, data={"reason": text}, locked=True)


@action
def listing_expire(*, actor: Actor, listing: Need | Resource) -> Need | Resource:
    """Close to claims what nobody is working on after its due date; done by the platform each hour."""
    require(actor, Perm.LISTING_REVIEW, at=listing.organization.place)
    fresh = lock(listing)
    if fresh.due_on >= action_day():
        raise WrongState("尚未到截止日期。", field="due_on")
    if _running(fresh):
        raise WrongState("还有未了结的认领，不能按过期处理。", field="status")
    data = {"claimed": fresh.claimed, "fulfilled": fresh.fulfilled}
    return advance(fresh, "expire", actor=actor, data=data, locked=True)


def _running(listing: Need | Resource) -> bool:
    return bool(listing.claims.filter(status__in=Claim.RUNNING).exists())


def _amount(listing: Need | Resource) -> dict[str, object]:
    return {"quantity": listing.quantity, "measure": listing.measure, "category": listing.category}


def _fill(
    listing: Need | Resource,
    title: str,
    category: str,
    quantity: Decimal | int | str,
    measure: str,
    due_on: date,
    description: str,
    audience: Organization | None,
) -> None:
    if category not in Category.values:
        raise InvalidInput(f"没有“{category}”这个类别，请从列表中选择。", field="category")
    if due_on < action_day():
        raise InvalidInput("截止日期不能早于今天。", field="due_on")
    listing.title = clean_text(title, "title", "名称", 120)
    listing.category = category
    listing.quantity = clean_quantity(quantity)
    listing.measure = clean_text(measure, "measure", "计量单位", 10)
    listing.due_on = due_on
    listing.description = clean_text(description, "description", "说明", 2000, required=False)
    listing.audience = audience or default_audience(listing.organization)
    if not listing.organization.path.startswith(listing.audience.path):
        raise InvalidInput("公开范围应为本组织或其上级。", field="audience")


def _source(origin: models.Model | None) -> dict[str, Any]:
    """The fields of a need that follows from something: it is named by its number, for units read it."""
    if origin is None:
        return {}
    return {**origin_fields(origin), "origin_label": f"{origin._meta.verbose_name} {getattr(origin, 'number', '')}"}


def default_audience(organization: Organization) -> Organization:
    """The 街道 above a place; the place itself for a 街道 or the 区."""
    if organization.depth <= 2:
        return organization
    found: Organization = Organization.objects.get(path=organization.path[: 2 * Organization.steplen])
    return found
