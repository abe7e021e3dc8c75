"""What those who keep the register do to a unit: retire and restore, move, merge with another entry."""

from django.db.models import QuerySet

from core.permissions import Actor, Perm
from core.visibility import under
from tenants.org.actions.unitmerge import unit_merge
from tenants.org.actions.units import unit_move, unit_restore, unit_retire
from tenants.org.models import Organization, ResidentUnit
from web.acts import Act
from web.forms import PageForm, ReasonField, ReasonForm, RowsField

RETIRE = Act(
    "retire",
    "迁出或注销",
    unit_retire,
    Perm.UNIT_EDIT,
    icon="ban",
    form=ReasonForm,
    danger=True,
    at=lambda unit: unit.organization.place,
    when=lambda unit, actor: unit.status == ResidentUnit.Status.ACTIVE,
    consequence="单位不再列入名册，联络员和负责人的职务同时结束；已有记录保留。有履行中的协议或未了结的认领时不能办理。",
    done="已迁出或注销。",
)


class MoveForm(PageForm):
    organization = RowsField(label="迁往的街道、社区", help_text="须同时由您负责；否则请上级办理。")
    reason = ReasonField(required=False)


class MergeForm(PageForm):
    into = RowsField(label="并入的单位", help_text="留下的那一条；它缺的资料由这一条补齐。")
    reason = ReasonField(label="合并原因", help_text="例如：同一单位重复登记。")


class OptionalReason(PageForm):
    reason = ReasonField(required=False)


def in_register(unit: ResidentUnit, actor: Actor) -> bool:
    return unit.status == ResidentUnit.Status.ACTIVE


MOVE = Act(
    "move",
    "迁往别处",
    unit_move,
    Perm.UNIT_EDIT,
    icon="truck",
    form=MoveForm,
    at=lambda unit: unit.organization.place,
    when=in_register,
    consequence="未办结的资源需求、认领和未结束的协议随单位转到新的街道、社区；已办结的和以前的记录仍留在原处。",
    done="已迁往新的所在地。",
)
MERGE = Act(
    "merge",
    "合并重复单位",
    unit_merge,
    Perm.UNIT_EDIT,
    icon="git-merge",
    form=MergeForm,
    danger=True,
    at=lambda unit: unit.organization.place,
    when=in_register,
    consequence="这一条的协议、资源需求、认领、任职和授权全部转到并入的单位，本条不再单独列出，原链接自动转到并入的单位。"
    "合并后不能拆开，请先核对两个单位的资料。",
    done="已合并。",
)
RESTORE = Act(
    "restore",
    "恢复在册",
    unit_restore,
    Perm.UNIT_EDIT,
    icon="refresh",
    form=OptionalReason,
    main=True,
    at=lambda unit: unit.organization.place,
    when=lambda unit, actor: unit.status == ResidentUnit.Status.RETIRED,
    consequence="单位重新列入名册；原来的负责人和联络员不会自动恢复，需重新任命。",
)
# What those who keep the register did to an entry, wherever the unit lay then.
REGISTER_VERBS = tuple(
    f"unit.{verb}" for verb in ("register", "edit", "retire", "restore", "leave", "move", "merge", "absorb")
)


def keepable(actor: Actor) -> QuerySet[ResidentUnit]:
    """Units in the register that the actor keeps."""
    units: QuerySet[ResidentUnit] = ResidentUnit.objects.visible_to(actor).filter(status=ResidentUnit.Status.ACTIVE)
    return units.filter(under(actor.paths(Perm.UNIT_EDIT))).select_related("organization")


def seats(actor: Actor) -> QuerySet[Organization]:
    """Places in whose register the actor may enter units."""
    places: QuerySet[Organization] = Organization.objects.in_use().filter(
        under(actor.paths(Perm.UNIT_EDIT), "path"), depth__gt=1
    )
    return places
