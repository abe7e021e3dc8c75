"""区直部门 and their 派出机构."""

import graphene

from api.mutations.base import Values, drop_null, find, mutation, verb
from api.mutations.inputs import VERSION, given, id_of
from core.permissions import Actor
from tenants.org.actions import departments
from tenants.org.models import Department, Organization

_CONTENT = {
    "duties": given(graphene.String, "主要职责，最多 1000 字。", required=False),
    "party_organization": given(graphene.String, "党组织名称，最多 120 字。", required=False),
    "office_phone": given(graphene.String, "办公电话，最多 30 字。", required=False),
}
_STREET = id_of("Organization", "派出机构所在街道的编号；区直部门不填。", required=False)
_KEPT = ("name", "duties", "party_organization", "office_phone", "version")


def _place(actor: Actor, values: Values) -> None:
    if "organization" in values:
        values["organization"] = find(actor, Organization, values["organization"], "Organization", "organization")


def _add(actor: Actor, values: Values) -> Department:
    values = drop_null(values)
    _place(actor, values)
    if "parent" in values:
        values["parent"] = find(actor, Department, values["parent"], "Department", "parent")
    return departments.department_add(actor=actor, **values)


def _edit(actor: Actor, values: Values) -> Department:
    values = drop_null(values)
    department = find(actor, Department, values.pop("id"), "Department")
    _place(actor, values)
    kept = {name: getattr(department, name) for name in _KEPT}
    return departments.department_edit(actor=actor, department=department, **{**kept, **values})


MUTATIONS = {
    "departmentAdd": mutation(
        "departmentAdd",
        "新增区直部门；给出主管部门和街道时，新增派出机构。",
        "Department",
        {
            "name": given(graphene.String, "名称，最多 60 字。"),
            "parent": id_of("Department", "主管部门的编号；区直部门不填。", required=False),
            "organization": _STREET,
            **_CONTENT,
        },
        _add,
    ),
    "departmentEdit": mutation(
        "departmentEdit",
        "修改部门资料；没有给出的内容不变。",
        "Department",
        {
            "id": id_of("Department", "部门的全局编号。"),
            "name": given(graphene.String, "名称，最多 60 字。", required=False),
            "organization": _STREET,
            **_CONTENT,
            "version": VERSION,
        },
        _edit,
    ),
    "departmentRetire": verb(
        "departmentRetire", departments.department_retire, "department", "Department", "撤销部门，其记录保留。"
    ),
    "departmentRestore": verb(
        "departmentRestore", departments.department_restore, "department", "Department", "恢复已撤销的部门。"
    ),
}
