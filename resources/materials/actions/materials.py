"""Drafting, reviewing, extending and taking down what is shared."""

from collections.abc import Sequence
from datetime import date, timedelta

from core.changes import changes, snapshot
from core.errors import InvalidInput, NotAllowed, WrongState
from core.events import action, action_day, now, record
from core.files import Upload
from core.permissions import Actor, Perm, require
from core.transitions import advance, check, lock
from core.values import clean_text
from resources.actions.listings import default_audience
from resources.materials.models import Material, MaterialFile, MaterialRules
from tenants.attachments import attachments_keep
from tenants.org.models import Organization, Owner, seat_of
from tenants.org.tenure import keep_in_use

Status = Material.Status


@action
def material_create(
    *,
    actor: Actor,
    owner: Owner,
    title: str,
    kind: str,
    content: str,
    audience: Organization | None = None,
    ends_on: date | None = None,
    files: Sequence[Upload] = (),
) -> Material:
    """Draft a material for an organization or a unit.

    ``audience`` is the place whose members may read it, by default the owner's 街道; ``ends_on`` the last day on which
    it is open, by default as the district's rules say.
    """
    require(actor, Perm.MATERIAL_EDIT, at=owner.place)
    keep_in_use([owner], purpose="再发布资料", field="owner")
    organization, unit = seat_of(owner)
    material = Material(organization=organization, unit=unit, created_at=now())
    _fill(material, title, kind, content, audience, ends_on)
    material.save()
    attachments_keep(MaterialFile, material, files, by=actor, field="files")
    record("material.create", actor=actor, subject=material, data={"kind": material.kind})
    return material


@action
def material_edit(
    *,
    actor: Actor,
    material: Material,
    title: str,
    kind: str,
    content: str,
    audience: Organization | None = None,
    ends_on: date | None = None,
    files: Sequence[Upload] = (),
    version: int | None = None,
) -> Material:
    """Change a draft or one that was returned; ``files`` come in addition to those it has."""
    require(actor, Perm.MATERIAL_EDIT, at=material.place)
    fresh = lock(material, version=version)
    if fresh.status not in (Status.DRAFT, Status.RETURNED):
        raise WrongState("只有草稿或被退回的资料可以修改；已发布的请先下架，再重新发布。", field="status")
    before = snapshot(fresh)
    _fill(fresh, title, kind, content, audience, ends_on)
    fresh.version += 1
    fresh.save()
    attachments_keep(MaterialFile, fresh, files, by=actor, field="files")
    told = changes(fresh, before, also=f"增加附件 {len(files)} 个" if files else "")
    record("material.edit", actor=actor, subject=fresh, data={"kind": fresh.kind, **told})
    return fresh


@action
def material_submit(*, actor: Actor, material: Material, version: int | None = None) -> Material:
    """Hand a draft to the 街道 for review, or to the 区 where it is the 区's own."""
    require(actor, Perm.MATERIAL_EDIT, at=material.place)
    keep_in_use([material.owner], purpose="提交资料", field="owner")
    fresh = lock(material, version=version)
    check(fresh, "submit")
    _still_open(fresh)
    return advance(fresh, "submit", actor=actor, locked=True, submitted_at=fresh.submitted_at or now())


@action
def material_publish(*, actor: Actor, material: Material, version: int | None = None) -> Material:
    """Approve it, so that its audience may read it. The reviewer is the 街道 of the place, for units too."""
    require(actor, Perm.MATERIAL_REVIEW, at=material.organization.place)
    fresh = lock(material, version=version)
    check(fresh, "publish")
    _still_open(fresh)
    return advance(fresh, "publish", actor=actor, locked=True, data={"kind": fresh.kind}, published_at=now())


@action
def material_return(*, actor: Actor, material: Material, reason: str, version: int | None = None) -> Material:
    """Send it back to its owner with a reason."""
    require(actor, Perm.MATERIAL_REVIEW, at=material.organization.place)
    text = clean_text(reason, "reason", "退回原因", 500)
    return advance(material, "return", actor=actor, version=version, data={"reason": text})


@action
def material_extend(*, actor: Actor, material: Material, ends_on: date, version: int | None = None) -> Material:
    """Keep a published material open for longer."""
    require(actor, Perm.MATERIAL_EDIT, at=material.place)
    fresh = lock(material, version=version)
    check(fresh, "extend")
    if ends_on <= fresh.ends_on:
        was = fresh.ends_on.isoformat()
        raise InvalidInput(f"新的有效期应晚于现在的 {was}；要提前结束请用“下架”。", field="ends_on")
    data = {"ends_on": ends_on, "note": f"至 {ends_on.isoformat()}"}
    return advance(fresh, "extend", actor=actor, locked=True, data=data, ends_on=ends_on)


@action
def material_withdraw(*, actor: Actor, material: Material, reason: str, version: int | None = None) -> Material:
    """下架: by its owner at any time, and by the reviewer once it was submitted; for good."""
    reviews = material.submitted_at is not None and actor.can(Perm.MATERIAL_REVIEW, material.organization.place)
    if not (reviews or actor.can(Perm.MATERIAL_EDIT, material.place)):
        raise NotAllowed("只有发布方和审核的街道（区）可以下架这份资料。")
    text = clean_text(reason, "reason", "下架原因", 500)
    return advance(material, "withdraw", actor=actor, version=version, data={"reason": text})


@action
def material_expire(*, actor: Actor, material: Material) -> Material:
    """Close what is past its last day; done by the platform each day."""
    require(actor, Perm.MATERIAL_REVIEW, at=material.organization.place)
    fresh = lock(material)
    check(fresh, "expire")
    if fresh.ends_on >= action_day():
        raise WrongState("尚在有效期内。", field="ends_on")
    return advance(fresh, "expire", actor=actor, locked=True, data={"ends_on": fresh.ends_on})


def _still_open(material: Material) -> None:
    if material.ends_on < action_day():
        raise InvalidInput("有效期已过，请先修改有效期。", field="ends_on")


def _fill(
    material: Material,
    title: str,
    kind: str,
    content: str,
    audience: Organization | None,
    ends_on: date | None,
) -> None:
    rules = MaterialRules.current()
    if kind not in rules.kinds and kind != material.kind:
        raise InvalidInput(f"类别“{kind[:40]}”不在本区的类别里：{'、'.join(rules.kinds)}。", field="kind")
    last = ends_on or action_day() + timedelta(days=rules.open_days)
    if last < action_day():
        raise InvalidInput("有效期不能早于今天。", field="ends_on")
    material.title = clean_text(title, "title", "标题", 120)
    material.kind = kind
    material.content = clean_text(content, "content", "内容", 10000)
    material.ends_on = last
    material.audience = audience or default_audience(material.organization)
    own, wanted = material.organization.path, material.audience.path
    # A place may single out one below it; a unit stands in the places above it alone.
    below = material.unit_id is None and wanted.startswith(own)
    if not (own.startswith(wanted) or below):
        raise InvalidInput("公开范围应为发布方所在的组织或其上级；组织发布的，也可以只给一个下级。", field="audience")
