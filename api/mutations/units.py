"""The register of resident units."""

import graphene

from api.mutations.base import Values, drop_null, find, mutation, on_record, verb
from api.mutations.inputs import VERSION, given, id_of
from api.types.choices import UnitAffiliation, UnitKind
from core.permissions import Actor
from tenants.org.actions import unitmerge, units
from tenants.org.models import Organization, ResidentUnit


def _content(*, required: bool) -> dict[str, graphene.InputField]:
    return {
        "organization": id_of("Organization", "所在街道、社区等组织的编号。", required=required),
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


_ID = {"id": id_of("ResidentUnit", "驻区单位的全局编号。")}

MUTATIONS = {
    "unitRegister": mutation("unitRegister", "登记驻区单位。", "ResidentUnit", _content(required=True), _register),
    "unitEdit": mutation(
        "unitEdit",
        "修改驻区单位资料；没有给出的内容不变。",
        "ResidentUnit",
        {"id": id_of("ResidentUnit", "驻区单位的全局编号。"), **_content(required=False), "version": VERSION},
        _edit,
    ),
    "unitRetire": verb("unitRetire", units.unit_retire, "unit", "ResidentUnit", "注销驻区单位，其记录保留。"),
    "unitRestore": verb("unitRestore", units.unit_restore, "unit", "ResidentUnit", "恢复已迁出或注销的驻区单位。"),
    "unitMove": mutation(
        "unitMove",
        "把驻区单位调整到另一个街道或社区；未办结的事项随单位转移，已办结的留在原处。",
        "ResidentUnit",
        {
            **_ID,
            "organization": id_of("Organization", "迁往的街道、社区的编号。"),
            "reason": given(graphene.String, "原因，最多 500 字。", required=False),
            "version": VERSION,
        },
        on_record(units.unit_move, "unit", "ResidentUnit", {"organization": Organization}),
    ),
    "unitMerge": mutation(
        "unitMerge",
        "把重复登记的单位并入另一个单位，全部事项随之转移；返回留下的单位。不能撤销。",
        "ResidentUnit",
        {
            **_ID,
            "into": id_of("ResidentUnit", "留下的单位的编号。"),
            "reason": given(graphene.String, "合并原因，最多 500 字。"),
            "version": VERSION,
        },
        on_record(unitmerge.unit_merge, "unit", "ResidentUnit", {"into": ResidentUnit}),
    ),
}
