"""Two entries of the register that are one unit become one."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, models, transaction
from guardian.models import UserObjectPermission

from core.errors import InvalidInput, StaleVersion, WrongState
from core.events import action, action_day, record
from core.permissions import Actor, Perm, require
from core.values import clean_text
from tenants.org.actions.posts import end_posts
from tenants.org.models import Post, ResidentUnit
from tenants.org.ties import follow_unit, hindrances_of


@action
def unit_merge(
    *, actor: Actor, unit: ResidentUnit, into: ResidentUnit, reason: str, version: int | None = None
) -> ResidentUnit:
    """Merge a unit that was entered twice into the entry that stays; the right is needed at both places.

    Everything that hangs on ``unit`` goes to ``into``: agreements, listings, claims, posts, grants, whatever any
    package keeps of a unit. What would stand twice (both were parties of an agreement that ended) stays where it is and
    readable. Empty facts of ``into`` are filled in. The merged entry leads to the other from then on and cannot be
    restored; its events stay as they were. Raises ``WrongState`` naming what must be settled first.
    """
    require(actor, Perm.UNIT_EDIT, at=unit.organization.place)
    require(actor, Perm.UNIT_EDIT, at=into.organization.place)
    text = clean_text(reason, "reason", "合并原因", 500)
    if unit.pk == into.pk:
        raise InvalidInput("请选择另一个单位。", field="into")
    rows = ResidentUnit.objects.select_for_update(of=("self",)).select_related("organization").order_by("pk")
    locked = {row.pk: row for row in rows.filter(pk__in=[unit.pk, into.pk])}
    gone, stays = locked[unit.pk], locked[into.pk]
    if version is not None and gone.version != version:
        raise StaleVersion("这条记录刚被其他人修改过，请刷新后核对再提交。", field="version")
    for each, field in ((gone, "status"), (stays, "into")):
        if each.status != ResidentUnit.Status.ACTIVE:
            raise WrongState(f"“{each}”已迁出或注销，不能合并。", field=field)
    if hindrances := hindrances_of(gone, stays):
        raise WrongState(f"两个单位之间还有{'、'.join(hindrances)}，请先了结再合并。", field="into")
    _retire(gone, stays)
    moved = _hand_over(actor, gone, stays, text)
    follow_unit(actor, stays)
    told = "、".join(f"{label} {count}" for label, count in moved.items())
    data = {"into": stays.pk, "moved": moved, "note": f"并入“{stays}”：{text}"}
    record("unit.merge", actor=actor, subject=gone, data=data)
    note = f"“{gone}”（{gone.organization}）并入，转来{told or '资料'}"
    record("unit.absorb", actor=actor, subject=stays, data={"from": gone.pk, "note": note})
    return stays


# What the entry that stays takes over where it says nothing itself.
_FILLED = ("rank", "party_organization", "party_members", "address", "credit_code")


def _retire(gone: ResidentUnit, stays: ResidentUnit) -> None:
    filled = {name: getattr(gone, name) for name in _FILLED if not getattr(stays, name) and getattr(gone, name)}
    if "credit_code" in filled:
        gone.credit_code = None
    gone.status = ResidentUnit.Status.RETIRED
    gone.merged_into = stays
    gone.version += 1
    gone.save(update_fields=["credit_code", "status", "merged_into", "version"])
    for name, value in filled.items():
        setattr(stays, name, value)
    stays.version += 1
    stays.save(update_fields=[*filled, "version"])


def _hand_over(actor: Actor, gone: ResidentUnit, stays: ResidentUnit, reason: str) -> dict[str, int]:
    """Point everything at the entry that stays; how many of what, by the names people know."""
    _end_double_posts(actor, gone, stays, reason)
    moved: dict[str, int] = {}
    for relation in ResidentUnit._meta.get_fields(include_hidden=True):
        if not isinstance(relation, models.ManyToOneRel):
            continue
        count = _point(relation.related_model, relation.field.name, gone, stays)
        if count and relation.related_model is not ResidentUnit:
            label = str(relation.related_model._meta.verbose_name)
            moved[label] = moved.get(label, 0) + count
    if count := _hand_over_grants(gone, stays):
        moved["专项权限"] = count
    return moved


def _point(model: Any, field: str, gone: ResidentUnit, stays: ResidentUnit) -> int:
    """A row that would stand twice stays with the merged entry, where it is still read."""
    rows = model._base_manager.filter(**{field: gone})
    if model is ResidentUnit:
        rows = rows.exclude(pk__in=(gone.pk, stays.pk))
    try:
        with transaction.atomic():
            return int(rows.update(**{field: stays}))
    except IntegrityError:
        return sum(_point_one(model, pk, field, stays) for pk in rows.order_by("pk").values_list("pk", flat=True))


def _point_one(model: Any, pk: int, field: str, stays: ResidentUnit) -> int:
    try:
        with transaction.atomic():
            return int(model._base_manager.filter(pk=pk).update(**{field: stays}))
    except IntegrityError:
        return 0


def _end_double_posts(actor: Actor, gone: ResidentUnit, stays: ResidentUnit, reason: str) -> None:
    """Whoever holds the same role at both holds it once from now on."""
    day = action_day()
    held = set(Post.objects.filter(unit=stays).exclude(ends_on__lte=day).values_list("user", "role"))
    mine = Post.objects.filter(unit=gone).exclude(ends_on__lte=day)
    doubles = [post.pk for post in mine if (post.user_id, post.role) in held]
    if doubles:
        end_posts(actor, Post.objects.filter(pk__in=doubles), day, reason)


def _hand_over_grants(gone: ResidentUnit, stays: ResidentUnit) -> int:
    """Object grants know the unit by its key only."""
    kind = ContentType.objects.get_for_model(ResidentUnit)
    rows = UserObjectPermission.objects.filter(content_type=kind, object_pk=str(gone.pk))
    there = UserObjectPermission.objects.filter(content_type=kind, object_pk=str(stays.pk))
    held = set(there.values_list("user", "permission"))
    doubles = [row.pk for row in rows if (row.user_id, row.permission_id) in held]
    rows.filter(pk__in=doubles).delete()
    return int(rows.update(object_pk=str(stays.pk)))
