"""共建协议: draft, propose, sign, end."""

from typing import Any

import graphene

from api.enums import plain
from api.mutations.base import Values, drop_null, find, find_owner, mutation, on_record, verb
from api.mutations.inputs import OWNER, VERSION, given, id_of
from api.scalars import Date, Decimal_
from api.types.choices import CommitmentFrequency
from core.errors import InvalidInput
from core.permissions import Actor
from linkage.actions import agreements
from linkage.actions.agreements import CommitmentDraft, PartyDraft
from linkage.models import Agreement, AgreementParty, Commitment
from tenants.org.models import Organization

MOST_PARTS = 100


class PartyInput(graphene.InputObjectType):
    class Meta:
        description = "协议的一方。"

    party = id_of(OWNER, "组织或驻区单位的编号。")
    duties = graphene.InputField(graphene.String, description="权利与义务，最多 2000 字。")
    head = graphene.InputField(graphene.String, description="负责人，最多 60 字。")
    liaison = graphene.InputField(graphene.String, description="联络员，最多 60 字。")


class CommitmentInput(graphene.InputObjectType):
    class Meta:
        description = "承诺事项。"

    party = id_of(OWNER, "承诺方：协议一方的组织或驻区单位的编号。")
    title = graphene.InputField(graphene.String, required=True, description="承诺事项，最多 120 字。")
    quantity = graphene.InputField(Decimal_, required=True, description="数量。")
    measure = graphene.InputField(graphene.String, required=True, description="计量单位；“次”表示按次数计。")
    due_on = graphene.InputField(Date, required=True, description="完成期限，应在协议期内。")
    period = graphene.InputField(
        CommitmentFrequency, description="频次：数量是每个周期的；不写为到期前一次完成的总量。"
    )
    amends = id_of("Commitment", "补充协议中：变更或保留的原承诺事项的编号；新增的不写。", required=False)


def _content(*, required: bool) -> dict[str, graphene.InputField]:
    return {
        "title": given(graphene.String, "协议名称，最多 120 字。", required=required),
        "aim": given(graphene.String, "共建目标，最多 2000 字。", required=required),
        "content": given(graphene.String, "协议正文，最多 20000 字。", required=False),
        "active_from": given(Date, "生效日期。", required=required),
        "active_to": given(Date, "期满日期，晚于生效日期。", required=required),
        "review_at": given(Date, "中期评估日期，在协议期内。", required=False),
        "parties": given(
            graphene.List(graphene.NonNull(PartyInput)),
            "协议各方；牵头组织总是一方，可以不写；至少一个驻区单位。",
            required=required,
        ),
        "commitments": given(graphene.List(graphene.NonNull(CommitmentInput)), "承诺事项。", required=required),
    }


def _parts(actor: Actor, values: Values) -> None:
    for name, label in (("parties", "协议各方"), ("commitments", "承诺事项")):
        if len(values.get(name, ())) > MOST_PARTS:
            raise InvalidInput(f"{label}最多 {MOST_PARTS} 项。", field=name)
    if "parties" in values:
        values["parties"] = [
            PartyDraft(find_owner(actor, each["party"], "parties"), **_texts(each)) for each in values["parties"]
        ]
    if "commitments" in values:
        values["commitments"] = [
            CommitmentDraft(find_owner(actor, each["party"], "commitments"), **_promise(actor, each))
            for each in values["commitments"]
        ]


def _texts(given_: Values) -> Values:
    return {name: value for name, value in given_.items() if name != "party" and value is not None}


def _promise(actor: Actor, given_: Values) -> Values:
    values = _texts(given_)
    if "period" in values:
        values["period"] = plain(values["period"])
    if "amends" in values:
        values["amends"] = find(actor, Commitment, values["amends"], "Commitment", "amends")
    return values


def _create(actor: Actor, values: Values) -> Agreement:
    values = drop_null(values)
    place = find(actor, Organization, values.pop("organization"), "Organization", "organization")
    _parts(actor, values)
    return agreements.agreement_create(actor=actor, organization=place, **values)


def _edit(actor: Actor, values: Values) -> Agreement:
    values = drop_null(values)
    agreement = find(actor, Agreement, values.pop("id"), "Agreement")
    _parts(actor, values)
    return agreements.agreement_edit(actor=actor, agreement=agreement, **{**_kept(agreement), **values})


def _kept(agreement: Agreement) -> dict[str, Any]:
    """The draft as it stands, for whatever is not given anew."""
    parties = {p.pk: p for p in agreement.parties.select_related("organization", "unit__organization").order_by("id")}
    return {
        "title": agreement.title,
        "aim": agreement.aim,
        "content": agreement.content,
        "active_from": agreement.active_from,
        "active_to": agreement.active_to,
        "review_at": agreement.review_at,
        "version": agreement.version,
        "parties": [PartyDraft(p.owner, p.duties, p.head, p.liaison) for p in parties.values()],
        "commitments": [
            CommitmentDraft(parties[c.party_id].owner, c.title, c.quantity, c.measure, c.due_on, c.period, c.amends)
            for c in agreement.commitments.select_related("amends").order_by("id")
        ],
    }


_ID = {"id": id_of("Agreement", "共建协议的全局编号。")}


def _verb(name: str, action: Any, description: str) -> graphene.Field:
    return verb(name, action, "agreement", "Agreement", description)


MUTATIONS = {
    "agreementCreate": mutation(
        "agreementCreate",
        "起草共建协议。",
        "Agreement",
        {"organization": id_of("Organization", "牵头的街道或社区的编号。"), **_content(required=True)},
        _create,
    ),
    "agreementEdit": mutation(
        "agreementEdit",
        "修改草拟中的协议；没有给出的内容不变，给出的各方和承诺事项整体替换。",
        "Agreement",
        {**_ID, **_content(required=False), "version": VERSION},
        _edit,
    ),
    "agreementPropose": _verb("agreementPropose", agreements.agreement_propose, "提交各方协商签署，正文随即固定。"),
    "agreementDiscard": _verb("agreementDiscard", agreements.agreement_discard, "作废草案。"),
    "agreementRegister": mutation(
        "agreementRegister",
        "补录各方已在纸质文本上签署的协议：草案直接生效，正文随即冻结，并通知各方。",
        "Agreement",
        {
            **_ID,
            "signed_on": given(Date, "纸质文本上的签署日期，不晚于今天。"),
            "note": given(graphene.String, "签署情况：由谁签署、原件存放在哪里，最多 500 字。"),
            "version": VERSION,
        },
        on_record(agreements.agreement_register, "agreement", "Agreement"),
    ),
    "agreementRevise": _verb("agreementRevise", agreements.agreement_revise, "退回修改，已有签署作废。"),
    "agreementSign": mutation(
        "agreementSign",
        "代表一方签署；各方签署完毕，协议生效。",
        "Agreement",
        {
            **_ID,
            "party": id_of(
                "AgreementParty", "代表哪一方（协议一方的编号）；只有同时代表多方时才需要。", required=False
            ),
            "version": VERSION,
        },
        on_record(agreements.agreement_sign, "agreement", "Agreement", {"party": AgreementParty}),
    ),
    "agreementTerminate": _verb("agreementTerminate", agreements.agreement_terminate, "提前终止履行中的协议。"),
}
