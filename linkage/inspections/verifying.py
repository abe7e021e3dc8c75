"""验证抽取: recompute a draw from what is kept, and say of each part whether it agrees."""

from dataclasses import dataclass

from core.events import digest
from linkage.inspections.actions.draws import announcement_of
from linkage.inspections.drawing import Ball, digest_of_list, drawn, mark_of, seed_from
from linkage.inspections.models import InspectionDraw


@dataclass(frozen=True, slots=True)
class Check:
    """One part of the proof, in words, and whether it holds."""

    name: str
    agrees: bool
    told: str


@dataclass(frozen=True, slots=True)
class Place:
    """One of the population with its mark and its place in the order."""

    code: str
    name: str
    street_name: str
    mark: str
    passed_over: bool
    chosen: bool
    recomputed: bool


@dataclass(frozen=True, slots=True)
class Proof:
    """What came out of recomputing; ``order`` is empty before the draw."""

    checks: list[Check]
    order: list[Place]

    @property
    def agrees(self) -> bool:
        return all(check.agrees for check in self.checks)


def verify(draw: InspectionDraw) -> Proof:
    """Recompute everything: the digest of the list, the announcement in the chain, the seed, and who is drawn."""
    members = list(draw.members.order_by("position"))
    announced = announcement_of(draw.inspection)
    data = announced.data if announced is not None else {}
    digest_now = digest_of_list(member.code for member in members)
    terms = (draw.population_sha256, draw.size, draw.count, draw.per_street, draw.algorithm, draw.public_source)
    names = ("population_sha256", "size", "count", "per_street", "algorithm", "public_source")
    checks = [
        Check("名单", digest_now == draw.population_sha256 and len(members) == draw.size, f"摘要 {digest_now}"),
        Check("公布方案", terms == tuple(data.get(name) for name in names), "数量、分层和名单摘要与公布时的记录比对"),
        Check("事件链", announced is not None and digest(announced) == announced.hash, "公布记录的内容与其摘要比对"),
    ]
    if draw.drawn_at is None:
        return Proof(checks, [])
    seed = seed_from(announced.hash if announced is not None else "", draw.public_number)
    balls = [Ball(each.code, each.street_code, each.passed_over) for each in members]
    codes = set(drawn(seed, balls, draw.count, per_street=draw.per_street))
    kept = {member.code for member in members if member.chosen}
    checks += [
        Check("随机种子", seed == draw.seed, f"由公布记录的摘要{'和公开随机数' if draw.public_number else ''}得出"),
        Check("抽取结果", codes == kept, f"重新计算抽中 {len(codes)} 个，记录抽中 {len(kept)} 个"),
    ]
    order = sorted(
        (
            Place(
                each.code,
                each.name,
                each.street_name,
                mark_of(seed, each.code),
                each.passed_over,
                each.chosen,
                each.code in codes,
            )
            for each in members
        ),
        key=lambda place: place.mark,
    )
    return Proof(checks, order)
