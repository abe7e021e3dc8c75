"""Quarters of the year as an office in China counts them: by the calendar of Asia/Shanghai."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from core.errors import InvalidInput

SHANGHAI = ZoneInfo("Asia/Shanghai")
_ORDINALS = "一二三四"


def today() -> date:
    """Today's date in Shanghai. Database sessions run in UTC, so the date is always passed as a parameter."""
    return datetime.now(SHANGHAI).date()


def day_in_words(day: date) -> str:
    """2026年10月12日, as official documents write it (GB/T 9704)."""
    return f"{day.year}年{day.month}月{day.day}日"


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """One quarter; half open in time: ``start <= moment < end``."""

    year: int
    number: int

    def __post_init__(self) -> None:
        if not (1 <= self.number <= 4 and 2000 <= self.year <= 2999):
            raise InvalidInput("季度应写作“2026Q3”，年份在 2000—2999 之间，季度为 1—4。", field="quarter")

    @classmethod
    def of(cls, moment: datetime | date) -> "Quarter":
        """The quarter of an aware moment or of a date."""
        if isinstance(moment, datetime):
            if moment.tzinfo is None:
                raise ValueError("a naive datetime belongs to no quarter")
            moment = moment.astimezone(SHANGHAI).date()
        return cls(moment.year, (moment.month - 1) // 3 + 1)

    @classmethod
    def parse(cls, text: str) -> "Quarter":
        """Read ``2026Q3``; raise ``InvalidInput`` on anything else."""
        match = re.fullmatch(r"(\d{4})Q([1-4])", text.strip().upper())
        if not match:
            raise InvalidInput(f"“{text}”不是季度，请写作“2026Q3”。", field="quarter")
        return cls(int(match[1]), int(match[2]))

    @classmethod
    def current(cls) -> "Quarter":
        return cls.of(datetime.now(UTC))

    @property
    def start(self) -> datetime:
        return datetime(self.year, 3 * self.number - 2, 1, tzinfo=SHANGHAI)

    @property
    def end(self) -> datetime:
        return self.next.start

    @property
    def next(self) -> "Quarter":
        return Quarter(self.year + 1, 1) if self.number == 4 else Quarter(self.year, self.number + 1)

    @property
    def previous(self) -> "Quarter":
        return Quarter(self.year - 1, 4) if self.number == 1 else Quarter(self.year, self.number - 1)

    @property
    def label(self) -> str:
        return f"{self.year}年第{_ORDINALS[self.number - 1]}季度"

    def __str__(self) -> str:
        return f"{self.year}Q{self.number}"
