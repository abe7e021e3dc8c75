"""资料共享: draft, review, extend, take down."""

from typing import Any

import graphene

from api.mutations.base import Values, drop_null, find, find_owner, mutation, verb
from api.mutations.evidence import attached, attached_input
from api.mutations.inputs import OWNER, VERSION, given, id_of
from api.scalars import Date
from core.permissions import Actor
from resources.materials.actions import materials
from resources.materials.models import Material
from tenants.org.models import Organization

_EDITED = ("title", "kind", "content", "audience", "ends_on", "version")


def _audience(actor: Actor, values: Values) -> None:
    if "audience" in values:
        values["audience"] = find(actor, Organization, values["audience"], "Organization", "audience")
    attached(values, "files")


def _create(actor: Actor, values: Values) -> Material:
    values = drop_null(values)
    _audience(actor, values)
    owner = find_owner(actor, values.pop("owner"), "owner")
    return materials.material_create(actor=actor, owner=owner, **values)


def _found(actor: Actor, values: Values) -> Material:
    material: Material = find(actor, Material, values.pop("id"), "Material")
    return material


def _edit(actor: Actor, values: Values) -> Material:
    values = drop_null(values)
    material = _found(actor, values)
    _audience(actor, values)
    kept: dict[str, Any] = {name: getattr(material, name) for name in _EDITED}
    return materials.material_edit(actor=actor, material=material, **{**kept, **values})


def _extend(actor: Actor, values: Values) -> Material:
    values = drop_null(values)
    return materials.material_extend(actor=actor, material=_found(actor, values), **values)


def _content(*, required: bool) -> dict[str, graphene.InputField]:
    return {
        "title": given(graphene.String, "标题，最多 120 字。", required=required),
        "kind": given(graphene.String, "类别，为区级设置 materialRules.kinds 之一。", required=required),
        "content": given(graphene.String, "内容，最多 10000 字。", required=required),
        "audience": id_of(
            "Organization",
            "公开范围：发布方所在组织或其上级，组织发布的也可以是一个下级；不写为所在街道。",
            required=False,
        ),
        "ends_on": given(Date, "有效期至；不写按本区规定的天数计算。", required=False),
        "files": attached_input("附件，合计最多 20 份。"),
    }


_ID = {"id": id_of("Material", "共享资料的全局编号。")}


def _verb(name: str, action: Any, description: str) -> graphene.Field:
    return verb(name, action, "material", "Material", description)


MUTATIONS = {
    "materialCreate": mutation(
        "materialCreate",
        "起草共享资料。",
        "Material",
        {"owner": id_of(OWNER, "发布的组织或驻区单位。"), **_content(required=True)},
        _create,
    ),
    "materialEdit": mutation(
        "materialEdit",
        "修改草稿或被退回的资料；没有给出的内容不变，附件只增加。",
        "Material",
        {**_ID, **_content(required=False), "version": VERSION},
        _edit,
    ),
    "materialSubmit": _verb("materialSubmit", materials.material_submit, "提交街道（区）审核。"),
    "materialPublish": _verb("materialPublish", materials.material_publish, "审核通过并发布。"),
    "materialReturn": _verb("materialReturn", materials.material_return, "退回发布方修改。"),
    "materialExtend": mutation(
        "materialExtend",
        "延长已发布资料的有效期。",
        "Material",
        {**_ID, "ends_on": given(Date, "新的有效期，晚于现在的。"), "version": VERSION},
        _extend,
    ),
    "materialWithdraw": _verb(
        "materialWithdraw", materials.material_withdraw, "下架，由发布方或审核方办理；不能恢复。"
    ),
}
