"""通知通报: draft, issue, urge, withdraw; sign and answer."""

from functools import partial
from typing import Any

import graphene

from api.mutations.assignments import find_organizations
from api.mutations.base import Values, drop_null, find, mutation, on_record, verb
from api.mutations.evidence import attached, attached_input
from api.mutations.inputs import VERSION, given, id_of, ids_of
from api.rows.ids import key_of
from api.scalars import Date
from api.types.bulletins import BulletinKind
from core.errors import InvalidInput, NotFound
from core.permissions import Actor
from linkage.bulletins.actions import issuing, reading
from linkage.bulletins.models import Bulletin
from tenants.org.models import Organization, ResidentUnit

_EDITED = ("kind", "title", "body", "asks_receipt", "due_on", "version")


def find_units(actor: Actor, ids: list[str], field: str) -> list[ResidentUnit]:
    """The units of global ids, in one statement; ``NotFound`` if one is absent or hidden."""
    if len(ids) > issuing.MOST_ADDRESSEES:
        raise InvalidInput(f"一次最多写明 {issuing.MOST_ADDRESSEES} 个单位，请分批发送。", field=field)
    keys = [int(key_of(each, "ResidentUnit", field=field)) for each in ids]
    found = ResidentUnit.objects.visible_to(actor).select_related("organization").in_bulk(keys)
    if missing := set(keys) - set(found):
        raise NotFound(f"有 {len(missing)} 个单位没有找到，请核对编号。", field=field)
    return [found[key] for key in keys]


def _addressees(actor: Actor, values: Values) -> None:
    if "places" in values:
        values["places"] = find_organizations(actor, values["places"], "places")
    if "units" in values:
        values["units"] = find_units(actor, values["units"], "units")
    attached(values, "files")


def _create(actor: Actor, values: Values) -> Bulletin:
    values = drop_null(values)
    values.setdefault("places", [])
    _addressees(actor, values)
    values["organization"] = find(actor, Organization, values["organization"], "Organization", "organization")
    if "corrects" in values:
        values["corrects"] = find(actor, Bulletin, values["corrects"], "Bulletin", "corrects")
    return issuing.bulletin_create(actor=actor, **values)


def _edit(actor: Actor, values: Values) -> Bulletin:
    # An explicit null takes the day away: the district's rules then give it.
    no_day = "due_on" in values and values["due_on"] is None
    values = drop_null(values)
    bulletin = find(actor, Bulletin, values.pop("id"), "Bulletin")
    _addressees(actor, values)
    kept: dict[str, Any] = {name: getattr(bulletin, name) for name in _EDITED}
    receipts = list(bulletin.receipts.select_related("organization", "unit__organization"))
    kept["places"] = [row.organization for row in receipts if row.unit is None]
    kept["units"] = [row.unit for row in receipts if row.unit is not None]
    if no_day or not values.get("asks_receipt", True):
        kept["due_on"] = None
    return issuing.bulletin_edit(actor=actor, bulletin=bulletin, **{**kept, **values})


def _content(*, required: bool) -> dict[str, graphene.InputField]:
    return {
        "kind": given(BulletinKind, "种类。", required=required),
        "title": given(graphene.String, "标题，最多 120 字。", required=required),
        "body": given(graphene.String, "正文，最多 10000 字。", required=required),
        "places": ids_of("Organization", "发给哪些下级组织，最多 500 个；与单位至少写明一个。", required=False),
        "units": ids_of("ResidentUnit", "抄送辖内哪些驻区单位，供其阅知。", required=False),
        "asks_receipt": given(graphene.Boolean, "是否要求各组织签收；不写为是。", required=False),
        "due_on": given(Date, "签收期限；不写按本区规定的工作日计算。", required=False),
        "files": attached_input("附件，合计最多 20 份。"),
    }


_on_it = partial(on_record, subject="bulletin", result="Bulletin")
_ID = {"id": id_of("Bulletin", "通知通报的全局编号。")}


def _verb(name: str, action: Any, description: str) -> graphene.Field:
    return verb(name, action, "bulletin", "Bulletin", description)


MUTATIONS = {
    "bulletinCreate": mutation(
        "bulletinCreate",
        "起草通知通报。",
        "Bulletin",
        {
            "organization": id_of("Organization", "发文组织：区或街道。"),
            **_content(required=True),
            "corrects": id_of("Bulletin", "本件所更正的、本组织已签发的文件。", required=False),
        },
        _create,
    ),
    "bulletinEdit": mutation(
        "bulletinEdit",
        "修改草稿；没有给出的内容不变，附件只增加。",
        "Bulletin",
        {**_ID, **_content(required=False), "version": VERSION},
        _edit,
    ),
    "bulletinIssue": _verb("bulletinIssue", issuing.bulletin_issue, "签发：编号并发给全部发送对象，内容不能再改。"),
    "bulletinUrge": _verb("bulletinUrge", issuing.bulletin_urge, "催阅：再次通知未签收的，每天最多一次。"),
    "bulletinWithdraw": _verb("bulletinWithdraw", issuing.bulletin_withdraw, "撤回；文号不再使用。"),
    "bulletinSign": mutation(
        "bulletinSign",
        "签收：表示所代表的组织或单位已阅知，可以一并反馈。",
        "Bulletin",
        {**_ID, "reply": given(graphene.String, "反馈，最多 2000 字。", required=False)},
        _on_it(reading.bulletin_sign),
    ),
    "bulletinReply": mutation(
        "bulletinReply",
        "签收后反馈；再次反馈以最后一次为准。",
        "Bulletin",
        {**_ID, "reply": given(graphene.String, "反馈，最多 2000 字。")},
        _on_it(reading.bulletin_reply),
    ),
}
