"""The register of resident units."""

import graphene

from api.mutations.base import VERSION, Values, drop_null, find, given, mutation, verb
from api.types.choices import UnitAffiliation, UnitKind
from core.permissions import Actor
from tenants.org.actions import units
from tenants.org.models import Organization, ResidentUnit


def _content(*, required: bool) -> dict[str, graphene.InputField]:
    return {
        "organization": given(graphene.ID, "所在街道、社区等组织的编号。", required=required),
        "name": given(graphene.String, "单位名称，最多 120 字。", required=required),
        "kind": given(UnitKind, "单位类型。", required=required),
        "affiliation": given(UnitAffiliation, "隶属。", required=False),
        "rank": given(graphene.String, "行政级别，最多 20 字。", required=False),
        "party_organization": given(graphene.String, "党组织名称，最多 120 字。", required=False),
        "party_members": given(graphene.Int, "党员数。", required=False),
        "address": given(graphene.String, "地址，最多 200 字。", required=False),
        "credit_code": given(graphene.String, "统一社会信用代码，18 位。", required=False),
    }


_KEPT = (
    "name",
    "kind",
    "affiliation",
    "rank",
    "party_organization",
    "party_members",
    "address",
    "credit_code",
    "version",
)


def _place(actor: Actor, values: Values) -> None:
    if "organization" in values:
        values["organization"] = find(actor, Organization, values["organization"], "Organization", "organization")


def _register(actor: Actor, values: Values) -> ResidentUnit:
    values = drop_null(values)
    _place(actor, values)
    return units.unit_register(actor=actor, **values)


def _edit(actor: Actor, values: Values) -> ResidentUnit:
    values = drop_null(values)
    unit = find(actor, ResidentUnit, values.pop("id"), "ResidentUnit")
    _place(actor, values)
    kept = {name: getattr(unit, name) for name in _KEPT}
    return units.unit_edit(actor=actor, unit=unit, **{**kept, **values})


MUTATIONS = {
    "unitRegister": mutation("unitRegister", "登记驻区单位。", "ResidentUnit", _content(required=True), _register),
    "unitEdit": mutation(
        "unitEdit",
        "修改驻区单位资料；没有给出的内容不变。",
        "ResidentUnit",
        {"id": given(graphene.ID, "驻区单位的全局编号。"), **_content(required=False), "version": VERSION},
        _edit,
    ),
    "unitRetire": verb("unitRetire", units.unit_retire, "unit", "ResidentUnit", "注销驻区单位，其记录保留。"),
}
