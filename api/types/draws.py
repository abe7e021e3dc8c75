"""随机抽取: what anyone needs to recompute a draw, and what recomputing it says."""

from typing import Any

import graphene
from graphql import GraphQLResolveInfo

from api.filters import of
from api.rows.fields import One, column, computed
from api.rows.ids import key_of
from api.rows.pages import Many, Ordering
from api.rows.records import Record
from api.types.choices import DrawPopulation, UnitKind
from core.errors import NotFound
from linkage.inspections.models import DrawMember, InspectionDraw
from linkage.inspections.verifying import verify

_BY_AGE = {"OLDEST": ("按写入先后。", ("pk",)), "NEWEST": ("最后写入的在前。", ("-pk",))}


class InspectionDrawType(Record):
    class Meta:
        model = InspectionDraw
        description = (
            "随机抽取：把名单中每个代码与种子按“种子:代码”求 SHA-256，从小到大取前几个；"
            "种子由公布方案的事件摘要（和约定的公开随机数）组成，任何人都可以重新计算。"
        )
        ordering = Ordering("InspectionDrawOrder", _BY_AGE)
        filters = {"inspection": of("Inspection", "inspection_id", "inspection", "该督导检查")}

    inspection = One("Inspection", "inspection", "所属督导检查。", follows=True)
    population = column(InspectionDraw, "population", enum=DrawPopulation)
    below = One("Organization", "below", "在哪个组织以下抽取。", follows=True)
    unit_kind = computed(
        UnitKind,
        "单位类型；不限的为空。",
        ["unit_kind"],
        lambda row: row["unit_kind"] or None,
        lambda value: f"NULLIF({value}, '')",
    )
    per_street = column(InspectionDraw, "per_street", description="是否按街道分层；是的，数量为每个街道的。")
    count = column(InspectionDraw, "count")
    size = column(InspectionDraw, "size")
    algorithm = column(InspectionDraw, "algorithm")
    population_sha256 = column(
        InspectionDraw, "population_sha256", description="名单摘要：代码按次序排列、每个后加换行的 SHA-256。"
    )
    public_source = column(InspectionDraw, "public_source")
    announced_at = column(InspectionDraw, "announced_at")
    announcer = column(InspectionDraw, "announcer_label")
    event_hash = column(InspectionDraw, "event_hash")
    public_number = column(InspectionDraw, "public_number")
    seed = column(InspectionDraw, "seed", description="随机种子；还没有抽取的为空。")
    drawn_at = column(InspectionDraw, "drawn_at")
    members = Many("DrawMember", "名单。", by="draw_id", follows=True)


class DrawMemberType(Record):
    class Meta:
        model = DrawMember
        description = "抽取名单中的一个：公布时固定的代码和名称，以及是否抽中。"
        ordering = Ordering("DrawMemberOrder", {"POSITION": ("按序号。", ("position", "pk")), **_BY_AGE})
        filters = {"draw": of("InspectionDraw", "draw_id", "draw", "该次抽取")}

    draw = One("InspectionDraw", "draw", "所属抽取。", follows=True)
    position = column(DrawMember, "position")
    code = column(DrawMember, "code")
    name = column(DrawMember, "name")
    street_code = column(DrawMember, "street_code")
    street_name = column(DrawMember, "street_name")
    passed_over = column(DrawMember, "passed_over", description="抽取时是否已撤销或迁出；是的由次序中的下一个替补。")
    chosen = column(DrawMember, "chosen")


class DrawCheck(graphene.ObjectType):
    class Meta:
        description = "验证抽取的一项核对。"

    name = graphene.String(required=True, description="核对内容。")
    agrees = graphene.Boolean(required=True, description="是否一致。")
    told = graphene.String(required=True, description="说明。")


class DrawProof(graphene.ObjectType):
    class Meta:
        description = "验证抽取：由保存的名单和公布记录重新计算的结论。"

    agrees = graphene.Boolean(required=True, description="是否全部一致。")
    checks = graphene.List(graphene.NonNull(DrawCheck), required=True, description="逐项核对。")
    codes = graphene.List(
        graphene.NonNull(graphene.String), required=True, description="重新计算抽中的代码，按次序；还没有抽取的为空。"
    )


def _prove(root: None, info: GraphQLResolveInfo, draw: str | None = None) -> dict[str, Any]:
    rows = InspectionDraw.objects.visible_to(info.context.actor).select_related("inspection")
    if draw is not None:
        rows = rows.filter(pk=key_of(draw, "InspectionDraw", field="draw"))
    found = rows.order_by("-pk").first()
    if found is None:
        raise NotFound(field="draw")
    proof = verify(found)
    return {
        "agrees": proof.agrees,
        "checks": [{"name": each.name, "agrees": each.agrees, "told": each.told} for each in proof.checks],
        "codes": [place.code for place in proof.order if place.recomputed],
    }


draw_proof_field = graphene.Field(
    graphene.NonNull(DrawProof),
    description="重新计算一次随机抽取，并说明是否一致。",
    args={"draw": graphene.Argument(graphene.ID, description="随机抽取的全局编号；不写为您可以查看的最近一次。")},
    resolver=_prove,
)
