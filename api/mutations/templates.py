"""协议模板: kept by the district, and drafts made from them."""

from typing import Any

import graphene

from api.enums import plain
from api.mutations.base import Values, drop_null, find, mutation, verb
from api.mutations.inputs import VERSION, given, id_of, ids_of
from api.scalars import Date, Decimal_
from api.types.choices import CommitmentFrequency, TemplateSide, UnitKind
from core.errors import InvalidInput
from core.permissions import Actor
from linkage.actions import templates
from linkage.actions.templates import TemplatePromise
from linkage.models import Agreement, AgreementTemplate
from tenants.org.models import Organization, ResidentUnit

MOST_PARTS = 100


class TemplateCommitmentInput(graphene.InputObjectType):
    class Meta:
        description = "模板承诺事项。"

    side = graphene.InputField(TemplateSide, required=True, description="由哪一方承担。")
    title = graphene.InputField(graphene.String, required=True, description="承诺事项，最多 120 字。")
    quantity = graphene.InputField(Decimal_, required=True, description="数量；按频次的，为每个周期的数量。")
    measure = graphene.InputField(graphene.String, required=True, description="计量单位；“次”表示按次数计。")
    period = graphene.InputField(CommitmentFrequency, description="频次；不写为总量承诺。")
    due_months = graphene.InputField(graphene.Int, description="生效后几个月内完成；不写为期满为止。")


def _content(*, required: bool) -> dict[str, graphene.InputField]:
    words = "可用占位词：{牵头组织}、{单位}、{协议期}。"
    return {
        "name": given(graphene.String, "模板名称，最多 60 字，不能重名。", required=required),
        "kinds": given(graphene.List(graphene.NonNull(UnitKind)), "适用的单位类型，至少一种。", required=required),
        "title": given(graphene.String, f"协议名称，最多 120 字。{words}", required=required),
        "aim": given(graphene.String, f"共建目标，最多 2000 字。{words}", required=required),
        "content": given(graphene.String, f"协议正文，最多 20000 字。{words}", required=False),
        "place_duties": given(graphene.String, "牵头组织的权利与义务，最多 2000 字。", required=False),
        "unit_duties": given(graphene.String, "单位的权利与义务，最多 2000 字。", required=False),
        "months": given(graphene.Int, "协议期（月），1—120，不写为 12。", required=False),
        "commitments": given(
            graphene.List(graphene.NonNull(TemplateCommitmentInput)), "承诺事项，至少一项。", required=required
        ),
    }


def _promises(values: Values) -> None:
    if len(values.get("commitments", ())) > MOST_PARTS:
        raise InvalidInput(f"承诺事项最多 {MOST_PARTS} 项。", field="commitments")
    if "commitments" in values:
        values["commitments"] = [_promise(drop_null(dict(each))) for each in values["commitments"]]


def _promise(each: Values) -> TemplatePromise:
    period = plain(each.pop("period", ""))
    return TemplatePromise(**{name: plain(value) for name, value in each.items()}, period=period)


def _create(actor: Actor, values: Values) -> AgreementTemplate:
    values = drop_null(values)
    _promises(values)
    return templates.template_create(actor=actor, **values)


def _edit(actor: Actor, values: Values) -> AgreementTemplate:
    values = drop_null(values)
    template = find(actor, AgreementTemplate, values.pop("id"), "AgreementTemplate")
    _promises(values)
    return templates.template_edit(actor=actor, template=template, **{**_kept(template), **values})


def _kept(template: AgreementTemplate) -> dict[str, Any]:
    names = ("name", "kinds", "title", "aim", "content", "place_duties", "unit_duties", "months", "version")
    promises = [
        TemplatePromise(row.side, row.title, row.quantity, row.measure, row.period, row.due_months)
        for row in template.commitments.order_by("id")
    ]
    return {**{name: getattr(template, name) for name in names}, "commitments": promises}


def _start(actor: Actor, values: Values) -> Agreement:
    values = drop_null(values)
    place = find(actor, Organization, values.pop("organization"), "Organization", "organization")
    ids = values.pop("units")
    if len(ids) > MOST_PARTS:
        raise InvalidInput(f"单位最多 {MOST_PARTS} 家。", field="units")
    units = [find(actor, ResidentUnit, each, "ResidentUnit", "units") for each in ids]
    if "template" in values:
        values["template"] = find(actor, AgreementTemplate, values["template"], "AgreementTemplate", "template")
    return templates.agreement_start(actor=actor, organization=place, units=units, **values)


_ID = {"id": id_of("AgreementTemplate", "协议模板的全局编号。")}

MUTATIONS = {
    "templateCreate": mutation(
        "templateCreate", "制定协议模板。", "AgreementTemplate", _content(required=True), _create
    ),
    "templateEdit": mutation(
        "templateEdit",
        "修改协议模板；没有给出的内容不变，给出的承诺事项整体替换。已起草的协议不受影响。",
        "AgreementTemplate",
        {**_ID, **_content(required=False), "version": VERSION},
        _edit,
    ),
    "templateRetire": verb(
        "templateRetire", templates.template_retire, "template", "AgreementTemplate", "停用协议模板。"
    ),
    "templateRestore": verb(
        "templateRestore", templates.template_restore, "template", "AgreementTemplate", "恢复使用已停用的协议模板。"
    ),
    "agreementStart": mutation(
        "agreementStart",
        "按模板起草共建协议：不指定模板时，用适合第一家单位类型的模板。返回新的草案，可再修改。",
        "Agreement",
        {
            "organization": id_of("Organization", "牵头的街道或社区的编号。"),
            "units": ids_of("ResidentUnit", "参加单位的编号，至少一家。"),
            "template": id_of("AgreementTemplate", "协议模板的编号。", required=False),
            "active_from": given(Date, "生效日期；不写为今天。", required=False),
        },
        _start,
    ),
}
