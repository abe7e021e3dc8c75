"""Items of a checklist as people type them: one a line, ``事项｜标准｜分值``; standard and points may be left out."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from core.errors import InvalidInput
from core.values import CENT, clean_text

MOST_ITEMS = 60
_BAR = re.compile(r"\s*[|｜]\s*")


@dataclass(frozen=True, slots=True)
class ItemDraft:
    """One item, checked."""

    title: str
    standard: str = ""
    points: Decimal | None = None


def items_of(lines: str, field: str = "lines") -> list[ItemDraft]:
    """The items of a text; ``InvalidInput`` names the line that is wrong, an item that stands twice, or too many."""
    given = [line.strip() for line in (lines or "").splitlines() if line.strip()]
    if not given:
        raise InvalidInput("请填写检查事项，一行一项，例如“三会一课按期召开｜查会议记录｜10”。", field=field)
    if len(given) > MOST_ITEMS:
        raise InvalidInput(f"检查事项最多 {MOST_ITEMS} 项，现在有 {len(given)} 项。", field=field)
    items = [_item(number, line, field) for number, line in enumerate(given, start=1)]
    seen: set[str] = set()
    for item in items:
        if item.title in seen:
            raise InvalidInput(f"检查事项“{item.title}”写了两次，请合并。", field=field)
        seen.add(item.title)
    return items


def lines_of(items: Iterable[ItemDraft]) -> str:
    """The text of items, as it would be typed."""
    return "\n".join(_line(item) for item in items)


def _line(item: ItemDraft) -> str:
    if item.points is not None:
        return f"{item.title}｜{item.standard}｜{item.points.normalize():f}"
    return f"{item.title}｜{item.standard}" if item.standard else item.title


def _item(number: int, line: str, field: str) -> ItemDraft:
    parts = _BAR.split(line)
    if len(parts) > 3:
        raise InvalidInput(f"第 {number} 行的竖线多于两个，请写作“事项｜标准｜分值”。", field=field)
    title, standard, points = (*parts, "", "")[:3]
    return ItemDraft(
        clean_text(title, field, f"第 {number} 行的检查事项", 120),
        clean_text(standard, field, f"第 {number} 行的标准", 500, required=False),
        _points(number, points, field) if points else None,
    )


def _points(number: int, text: str, field: str) -> Decimal:
    try:
        value = Decimal(text)
        if not value.is_finite():
            raise InvalidOperation
    except InvalidOperation as error:
        raise InvalidInput(f"第 {number} 行的分值“{text[:20]}”不是数字。", field=field) from error
    if not 0 < value <= 100 or value != value.quantize(CENT):
        raise InvalidInput(f"第 {number} 行的分值应大于 0、不超过 100，最多两位小数。", field=field)
    return value.quantize(CENT)
