"""What a quarter is measured by (S4 一张报表): declared here once, for live figures and for frozen ones alike.

Everything is derived from tallies: per place and verb, how many events there were in the quarter, how many of them
were on time, and a sum (days taken, or scores given). Nothing else is ever counted.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

SCORE = "score"
HUNDRED = Decimal(100)
_FULL_SATISFACTION = Decimal(5)


class Kind(StrEnum):
    COUNT = "count"  # how many events
    RATIO = "ratio"  # a share in per cent: events of `part` among those of `verbs`
    TIMELY = "timely"  # a share in per cent: events on time among those of `verbs`
    MEAN = "mean"  # the mean of the sums of `verbs`
    SCORE = "score"  # weighed from other indicators


@dataclass(frozen=True, slots=True)
class Indicator:
    """One figure: its code and name, its unit, the verbs whose events it counts, and which way is better."""

    code: str
    name: str
    unit: str
    kind: Kind
    verbs: tuple[str, ...]
    explanation: str
    part: tuple[str, ...] = ()
    more_is_better: bool = True

    @property
    def places(self) -> int:
        """Decimals that people see."""
        return {Kind.COUNT: 0, Kind.MEAN: 2, Kind.SCORE: 2}.get(self.kind, 1)


INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        "needs_published",
        "发布需求",
        "件",
        Kind.COUNT,
        ("need.publish",),
        "本季度审核通过并发布的需求数。",
    ),
    Indicator(
        "resources_published",
        "发布资源",
        "件",
        Kind.COUNT,
        ("resource.publish",),
        "本季度审核通过并发布的资源数。",
    ),
    Indicator("claims_proposed", "提出认领", "件", Kind.COUNT, ("claim.propose",), "本季度提出的认领数。"),
    Indicator("claims_confirmed", "确认认领", "件", Kind.COUNT, ("claim.confirm",), "本季度确认的认领数。"),
    Indicator(
        "claims_closed",
        "办结认领",
        "件",
        Kind.COUNT,
        ("claim.close",),
        "本季度有佐证、双方评价完毕的认领数。",
    ),
    Indicator("needs_closed", "办结需求", "件", Kind.COUNT, ("need.close",), "本季度全部满足并办结的需求数。"),
    Indicator(
        "agreements_activated",
        "新签协议",
        "份",
        Kind.COUNT,
        ("agreement.activate",),
        "本季度各方签署完毕并生效的共建协议数。",
    ),
    Indicator(
        "need_completion_rate",
        "需求办结率",
        "%",
        Kind.RATIO,
        ("need.close", "need.expire"),
        "本季度了结（办结或过期）的需求中，办结的比例。",
        part=("need.close",),
    ),
    Indicator(
        "claim_closure_rate",
        "认领兑现率",
        "%",
        Kind.RATIO,
        ("claim.close", "claim.release"),
        "本季度了结（办结或释放）的已确认认领中，办结的比例。",
        part=("claim.close",),
    ),
    Indicator(
        "response_days",
        "平均答复天数",
        "天",
        Kind.MEAN,
        ("claim.confirm", "claim.decline"),
        "从提出认领到确认或谢绝的平均天数。",
        more_is_better=False,
    ),
    Indicator(
        "answered_on_time",
        "按期答复率",
        "%",
        Kind.TIMELY,
        ("claim.confirm", "claim.decline"),
        "在规定期限内确认或谢绝的认领占比。",
    ),
    Indicator(
        "satisfaction",
        "双方满意度",
        "分",
        Kind.MEAN,
        ("claim.close",),
        "办结认领中发布方与认领方评分（1—5 分）的平均值。",
    ),
    Indicator(
        SCORE,
        "综合得分",
        "分",
        Kind.SCORE,
        ("need.close", "need.expire", "claim.close", "claim.release"),
        "需求办结率、认领兑现率、双方满意度按区级设置的权重折算，满分 100；无数据的项不计权重。",
    ),
)
BY_CODE: Mapping[str, Indicator] = {indicator.code: indicator for indicator in INDICATORS}
VERBS: tuple[str, ...] = tuple(sorted({verb for indicator in INDICATORS for verb in indicator.verbs}))


@dataclass(frozen=True, slots=True)
class Tally:
    """Events of one verb: how many, how many of them on time, and the sum of what they tell (days or scores)."""

    count: int = 0
    hits: int = 0
    total: Decimal = Decimal(0)

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.count + other.count, self.hits + other.hits, self.total + other.total)


@dataclass(frozen=True, slots=True)
class Value:
    """A figure: ``value`` is ``None`` where there was nothing to measure, never a made-up zero per cent."""

    value: Decimal | None
    numerator: Decimal
    denominator: Decimal


@dataclass(frozen=True, slots=True)
class Weights:
    """How the score is weighed; they need not add up to one."""

    needs_met: Decimal
    claims_closed: Decimal
    satisfaction: Decimal


def values_of(tallies: Mapping[str, Tally], weights: Weights) -> dict[str, Value]:
    """Every indicator from the tallies of one place, in the order of ``INDICATORS``."""
    values: dict[str, Value] = {}
    for indicator in INDICATORS:
        if indicator.kind is Kind.SCORE:
            values[indicator.code] = score(
                values["need_completion_rate"].value,
                values["claim_closure_rate"].value,
                values["satisfaction"].value,
                weights,
            )
        else:
            values[indicator.code] = _measure(indicator, tallies)
    return values


def _measure(indicator: Indicator, tallies: Mapping[str, Tally]) -> Value:
    whole = _sum(tallies, indicator.verbs)
    count = Decimal(whole.count)
    if indicator.kind is Kind.COUNT:
        return Value(count, count, Decimal(1))
    if indicator.kind is Kind.MEAN:
        return Value(_ratio(whole.total, count, 2), whole.total, count)
    part = whole.hits if indicator.kind is Kind.TIMELY else _sum(tallies, indicator.part).count
    return Value(_ratio(part * HUNDRED, count, 1), Decimal(part), count)


def score(needs: Decimal | None, claims: Decimal | None, satisfaction: Decimal | None, weights: Weights) -> Value:
    """The weighed score, 0–100, of two shares in per cent and a satisfaction of 1–5; what is unknown weighs nothing."""
    parts = (
        (needs, weights.needs_met),
        (claims, weights.claims_closed),
        (None if satisfaction is None else satisfaction * HUNDRED / _FULL_SATISFACTION, weights.satisfaction),
    )
    known = [(value, weight) for value, weight in parts if value is not None and weight]
    reached = sum((value * weight for value, weight in known), Decimal(0))
    weight = sum((weight for _, weight in known), Decimal(0))
    return Value(_ratio(reached, weight, 2), reached.quantize(Decimal("0.0001")), weight)


def _sum(tallies: Mapping[str, Tally], verbs: Iterable[str]) -> Tally:
    return sum((tallies[verb] for verb in verbs if verb in tallies), Tally())


def _ratio(part: Decimal, whole: Decimal, places: int) -> Decimal | None:
    if not whole:
        return None
    return (part / whole).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def ranks_of(scores: Mapping[int, Decimal | None]) -> dict[int, int | None]:
    """Rank by score, the highest first; equal scores share a rank, and who has none is not ranked."""
    ordered = sorted((score for score in scores.values() if score is not None), reverse=True)
    first: dict[Decimal, int] = {}
    for position, score in enumerate(ordered, start=1):
        first.setdefault(score, position)
    return {key: None if score is None else first[score] for key, score in scores.items()}
