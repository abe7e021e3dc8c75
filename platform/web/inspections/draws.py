"""验证抽取: a draw with all that is needed to recompute it, recomputed on the spot."""

from collections.abc import Iterable
from typing import Any

from linkage.inspections.models import InspectionDraw
from linkage.inspections.verifying import verify
from web.columns import Column, Moment, Number
from web.lights import AMBER, GREEN, RED, Chip
from web.links import link
from web.records import RecordPage

SHOWN = 500


class DrawRecord(RecordPage):
    model, name, list_name, list_title = InspectionDraw, "inspectiondraw", "inspections", "督导检查"
    subject, kind, has_history = "draw", "验证抽取", False
    select_related = ("inspection__organization", "below")
    body_template = "web/inspections/draw_body.html"
    facts = (
        Column("inspection", "督导检查"),
        Column("get_population_display", "抽取范围"),
        Column("below", "在哪个组织以下"),
        Column("get_unit_kind_display", "单位类型"),
        Number("size", "名单", unit="个"),
        Number("count", "抽取数量", unit="个"),
        Column("per_street", "分层", value=lambda row: "每个街道" if row.per_street else "不分层"),
        Moment("announced_at", "公布时间"),
        Column("announcer_label", "公布人"),
        Column("public_source", "公开随机数的来源"),
        Column("public_number", "公开随机数"),
        Moment("drawn_at", "抽取时间"),
        Column("algorithm", "算法"),
    )

    def whose(self, record: InspectionDraw) -> str:
        return str(record.inspection.organization)

    def chips(self, record: InspectionDraw) -> Iterable[Chip | None]:
        self.proof = verify(record)
        if record.drawn_at is None:
            yield Chip("待抽取", AMBER, "hourglass")
        if self.proof.agrees:
            yield Chip("验证一致", GREEN, "shield-check")
        else:
            yield Chip("验证不一致", RED, "alert-triangle")

    def links(self, record: InspectionDraw) -> Iterable[tuple[str, str, str]]:
        yield "打开督导检查", "arrow-up-right", link(self.request, "inspection", record.inspection_id)

    def further(self, record: InspectionDraw) -> dict[str, Any]:
        members: list[Any] = list(self.proof.order) or list(record.members.order_by("position"))
        return {"proof": self.proof, "members": members[:SHOWN], "left_out": max(0, len(members) - SHOWN)}
