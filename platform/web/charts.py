"""What charts and figure cards are made of.

The browser draws them; without it the same figures stand as a table.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from web.columns import number_text
from web.lights import Chip

Value = Decimal | int | float | None


@dataclass(frozen=True)
class Figure:
    """A figure with its target, the change on the last quarter and the records behind it.

    ``better`` says which direction is good: ``up``, ``down`` or empty when neither is. ``url`` opens exactly
    the records counted.
    """

    label: str
    value: Value
    unit: str = ""
    url: str = ""
    change: Value = None
    change_unit: str = ""
    better: str = "up"
    target: Value = None
    light: Chip | None = None
    note: str = ""

    @property
    def trend(self) -> str:
        """``good``, ``bad`` or ``even``: how the change is to be read."""
        if not self.change or not self.better:
            return "even"
        return "good" if (self.change > 0) == (self.better == "up") else "bad"

    @property
    def change_text(self) -> str:
        if self.change is None:
            return ""
        if not self.change:
            return "与上季度持平"
        return f"较上季度{'增' if self.change > 0 else '减'} {number_text(abs(self.change))}{self.change_unit}"

    @property
    def share(self) -> Value:
        """Progress to the target in per cent, at most 100."""
        if self.target is None or self.value is None or not self.target:
            return None
        return min(100, round(float(self.value) / float(self.target) * 100))


@dataclass(frozen=True)
class Series:
    name: str
    values: Sequence[Value]


@dataclass(frozen=True)
class Trend:
    """A line for each series over labels (quarters), with an optional target line."""

    title: str
    labels: Sequence[str]
    series: Sequence[Series]
    unit: str = ""
    target: Value = None
    kind = "trend"

    @property
    def data(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "labels": list(self.labels),
            "unit": self.unit,
            "target": self.target,
            "series": [{"name": one.name, "values": list(one.values)} for one in self.series],
        }

    @property
    def heads(self) -> list[str]:
        return ["", *(one.name for one in self.series)]

    @property
    def rows(self) -> list[tuple[str, list[str], str]]:
        return [
            (label, [_said(one.values[index], self.unit) for one in self.series], "")
            for index, label in enumerate(self.labels)
        ]


@dataclass(frozen=True)
class Bar:
    """One row of a ranking or one box of a treemap; ``tone`` is one of the tones of ``lights``."""

    label: str
    value: Value
    tone: str = "grey"
    url: str = ""
    size: Value = None


@dataclass(frozen=True)
class Ranking:
    """Places in order, the best first, coloured by their light."""

    title: str
    bars: Sequence[Bar]
    unit: str = ""
    target: Value = None
    value_name: str = "得分"
    kind = "ranking"

    @property
    def data(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "unit": self.unit,
            "target": self.target,
            "bars": [{"label": b.label, "value": b.value, "tone": b.tone, "url": b.url} for b in self.bars],
        }

    @property
    def heads(self) -> list[str]:
        return ["", self.value_name]

    @property
    def rows(self) -> list[tuple[str, list[str], str]]:
        return [(bar.label, [_said(bar.value, self.unit)], bar.url) for bar in self.bars]


@dataclass(frozen=True)
class Treemap:
    """Places as boxes: the area is the volume (``size``), the colour the light."""

    title: str
    bars: Sequence[Bar]
    unit: str = ""
    size_name: str = "数量"
    value_name: str = "得分"
    kind = "treemap"
    legend: Sequence[Chip] = field(default=())

    @property
    def data(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "unit": self.unit,
            "sizeName": self.size_name,
            "valueName": self.value_name,
            "bars": [
                {"label": b.label, "value": b.value, "size": b.size, "tone": b.tone, "url": b.url} for b in self.bars
            ],
        }

    @property
    def heads(self) -> list[str]:
        return ["", self.size_name, self.value_name]

    @property
    def rows(self) -> list[tuple[str, list[str], str]]:
        return [(bar.label, [_said(bar.size, ""), _said(bar.value, self.unit)], bar.url) for bar in self.bars]


def _said(value: Value, unit: str) -> str:
    return "—" if value is None else f"{number_text(value)}{unit}"
