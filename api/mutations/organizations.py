"""Single places of the organization tree."""

import graphene

from api.mutations.base import Values, drop_null, find, mutation, on_record, verb
from api.mutations.inputs import VERSION, given, id_of
from api.types.choices import OrganizationLevel
from core.permissions import Actor
from tenants.org.actions import organizations
from tenants.org.models import Organization

_CODE = "代码，12 位数字；片区和网格可在上级代码后再加 3 位，不写则自动编码。"
_REASON = "原因，最多 500 字。"


def _add(actor: Actor, values: Values) -> Organization:
    values = drop_null(values)
    values["parent"] = find(actor, Organization, values["parent"], "Organization", "parent")
    return organizations.organization_add(actor=actor, **values)


def _edit(actor: Actor, values: Values) -> Organization:
    values = drop_null(values)
    place = find(actor, Organization, values.pop("id"), "Organization")
    if "parent" in values:
        values["parent"] = find(actor, Organization, values["parent"], "Organization", "parent")
    kept = {"name": place.name, "version": place.version}
    return organizations.organization_edit(actor=actor, organization=place, **{**kept, **values})


MUTATIONS = {
    "organizationAdd": mutation(
        "organizationAdd",
        "新增一个组织（街道、片区、社区、网格）。成批更正用 divisionImport。",
        "Organization",
        {
            "parent": id_of("Organization", "上级组织的编号。"),
            "level": given(OrganizationLevel, "层级，须与上级相称。"),
            "name": given(graphene.String, "名称，最多 60 字，同一上级之下同级不重名。"),
            "code": given(graphene.String, _CODE, required=False),
        },
        _add,
    ),
    "organizationEdit": mutation(
        "organizationEdit",
        "更改组织的名称、代码或隶属；没有给出的不变。下级、单位和记录随之调整。",
        "Organization",
        {
            "id": id_of("Organization", "组织的全局编号。"),
            "name": given(graphene.String, "名称，最多 60 字，同一上级之下同级不重名。", required=False),
            "code": given(graphene.String, _CODE, required=False),
            "parent": id_of("Organization", "新的上级组织的编号。", required=False),
            "version": VERSION,
        },
        _edit,
    ),
    "organizationRetire": mutation(
        "organizationRetire",
        "撤销组织，其记录保留，任职随之终止。有下级、单位或未了结事项的，须写明并入哪个组织。",
        "Organization",
        {
            "id": id_of("Organization", "组织的全局编号。"),
            "reason": given(graphene.String, _REASON),
            "successor": id_of(
                "Organization",
                "并入的组织的编号：下级、单位和未了结的资源、需求、认领随之转入。须为同级组织；片区、网格也可并入上级。",
                required=False,
            ),
            "version": VERSION,
        },
        on_record(organizations.organization_retire, "organization", "Organization", {"successor": Organization}),
    ),
    "organizationRestore": verb(
        "organizationRestore",
        organizations.organization_restore,
        "organization",
        "Organization",
        "恢复已撤销的组织；已转出的下级、单位、事项和已终止的任职不会自动回来。",
    ),
}
