"""Correcting the whole tree by a division table: shown first, then done."""

from dataclasses import asdict

import graphene

from api.mutations.base import Told, Values, drop_null, mutation
from api.mutations.inputs import given
from core.errors import InvalidInput, StaleVersion
from core.permissions import ROOT, Actor, Perm, require
from tenants.divisions.actions import division_import
from tenants.divisions.plan import Plan, plan_import
from tenants.divisions.table import parse_table


class DivisionChange(graphene.ObjectType):
    class Meta:
        description = "区划更正表中的一处变化。"

    kind = graphene.String(required=True, description="新增、更名、换码、调整隶属、恢复或撤销。")
    code = graphene.String(required=True, description="区划代码。")
    name = graphene.String(required=True, description="名称。")
    before = graphene.String(required=True, description="原来的名称、代码或上级。")
    after = graphene.String(required=True, description="现在的名称、代码或上级。")
    note = graphene.String(required=True, description="需要留意的事。")
    hindrance = graphene.String(required=True, description="执行之前要先处理的事；没有为空文本。")


def _import(actor: Actor, values: Values) -> Told:
    values = drop_null(values)
    require(actor, Perm.ORGANIZATION_EDIT, at=ROOT)
    try:
        rows = parse_table(values["table"].encode("utf-8", "replace"))
        if values.get("preview"):
            plan = plan_import(rows)
        else:
            plan = division_import(actor=actor, rows=rows, expected=values.get("expected", ""))
    except (InvalidInput, StaleVersion) as error:
        # On the page the table is a file.
        raise type(error)(error.message, field="table") from error
    return Told(changes=_changes(plan), fingerprint=plan.fingerprint)


def _changes(plan: Plan) -> list[DivisionChange]:
    return [DivisionChange(kind=kind, **asdict(each)) for kind, changes in plan.groups() for each in changes]


MUTATIONS = {
    "divisionImport": mutation(
        "divisionImport",
        "按区划表成批更正组织：新增、更名、换码、调整隶属、恢复、撤销。先用 preview 核对变化，再以 expected 执行。"
        "撤销的组织还有要接收或要了结的事（hindrance）时，拒绝执行。",
        "",
        {
            "table": given(
                graphene.String,
                "CSV 文本：代码、名称、层级、上级代码四列，换过代码的可加一列“原代码”，撤销并入别处的保留一行、"
                "可加一列“并入”写接收组织的代码；须是本区的整张表，最大 2 MB。",
            ),
            "preview": given(graphene.Boolean, "只列出变化，不执行。", required=False),
            "expected": given(graphene.String, "预览得到的指纹；组织此后有变动的，拒绝执行。", required=False),
        },
        _import,
        more={
            "changes": graphene.Field(
                graphene.List(graphene.NonNull(DivisionChange)), description="变化；有错误时为空。"
            ),
            "fingerprint": graphene.Field(graphene.String, description="这些变化的指纹；有错误时为空。"),
        },
    )
}
