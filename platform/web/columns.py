"""What a table shows in a column and a record shows as a fact.

One declaration for page, phone card and export.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from web.lights import BLUE, RED, due_chip, status_chip

NOTHING = format_html('<span class="nothing">{}</span>', "—")


def number_text(value: Any) -> str:
    """A figure with thousands separated and without idle zeros: ``1,200``, ``3.5``."""
    if isinstance(value, Decimal):
        value = value.normalize() if value % 1 else value.quantize(Decimal(1))
        return f"{value:,f}"
    return f"{value:,}"


@dataclass(frozen=True)
class Column:
    """Text. ``field`` is an attribute path with dots (``place.name``); methods on the way are called.

    ``sort`` names what the database sorts by (empty: this column cannot be sorted). ``link`` makes the cell
    the link to the record. ``optional`` columns are hidden until the person chooses them. ``value`` replaces
    ``field`` as the source. Declare every relation on the way in the page's ``select_related``.
    """

    field: str
    label: str
    sort: str = ""
    link: bool = False
    optional: bool = False
    value: Callable[[Any], Any] | None = None
    align = "start"

    def get(self, record: Any) -> Any:
        if self.value is not None:
            return self.value(record)
        here = record
        for name in self.field.split("."):
            here = getattr(here, name, None)
            if callable(here):
                here = here()
            if here is None:
                return None
        return here

    def html(self, record: Any) -> SafeString:
        value = self.get(record)
        return NOTHING if value is None or value == "" else self.show(value, record)

    def show(self, value: Any, record: Any) -> SafeString:
        return format_html("{}", value)

    def plain(self, record: Any) -> Any:
        """The value for a spreadsheet cell."""
        value = self.get(record)
        return "" if value is None else str(value)

    @property
    def key(self) -> str:
        return self.field.replace(".", "-")


@dataclass(frozen=True)
class Number(Column):
    """A figure, right-aligned.

    ``unit`` is fixed text or, with a leading dot, the attribute path of the unit.
    """

    unit: str = ""
    align = "end"

    def show(self, value: Any, record: Any) -> SafeString:
        unit = Column(self.unit[1:], "").get(record) if self.unit.startswith(".") else self.unit
        if unit:
            return format_html('<span class="figure">{}</span> <span class="unit">{}</span>', number_text(value), unit)
        return format_html('<span class="figure">{}</span>', number_text(value))

    def plain(self, record: Any) -> Any:
        value = self.get(record)
        return "" if value is None else value


@dataclass(frozen=True)
class Percent(Column):
    """A ratio between 0 and 1 (it may pass 1) as a percentage with a bar."""

    align = "end"

    def show(self, value: Any, record: Any) -> SafeString:
        percent = Decimal(str(value)) * 100
        return format_html(
            '<span class="share"><progress max="100" value="{}" aria-label="{}"></progress>'
            '<span class="figure">{}%</span></span>',
            f"{min(percent, Decimal(100)):.1f}",
            self.label,
            number_text(percent.quantize(Decimal("0.1"))),
        )

    def plain(self, record: Any) -> Any:
        value = self.get(record)
        return "" if value is None else value


@dataclass(frozen=True)
class Day(Column):
    """A date as 2026-10-12; a moment is shown as its day in Shanghai."""

    align = "day"

    def show(self, value: date | datetime, record: Any) -> SafeString:
        day = timezone.localdate(value) if isinstance(value, datetime) else value
        return format_html('<time datetime="{0}">{0}</time>', day.isoformat())

    def plain(self, record: Any) -> Any:
        value = self.get(record)
        return timezone.localdate(value) if isinstance(value, datetime) else value or ""


@dataclass(frozen=True)
class Moment(Column):
    """A date with its time as 2026-10-12 15:03, in Shanghai."""

    align = "day"

    def show(self, value: datetime, record: Any) -> SafeString:
        here = timezone.localtime(value)
        return format_html('<time datetime="{}">{}</time>', here.isoformat(), here.strftime("%Y-%m-%d %H:%M"))

    def plain(self, record: Any) -> Any:
        value = self.get(record)
        return timezone.localtime(value).replace(tzinfo=None) if value else ""


@dataclass(frozen=True)
class Status(Column):
    """The status chip; the model gives the word (``get_status_display``), ``lights`` gives tone and icon."""

    field: str = "status"
    label: str = "状态"

    def show(self, value: Any, record: Any) -> SafeString:
        return status_chip(record, self.field).__html__()

    def plain(self, record: Any) -> Any:
        return status_chip(record, self.field).text


@dataclass(frozen=True)
class Due(Day):
    """A due date, with its light when it is soon or past. ``done`` says that it does not matter any more."""

    done: Callable[[Any], bool] = lambda record: False

    def show(self, value: date | datetime, record: Any) -> SafeString:
        chip = None if self.done(record) else due_chip(value)
        day = super().show(value, record)
        return format_html("{} {}", day, chip) if chip is not None and chip.tone in {RED, BLUE} else day


class CountedLink(Column):
    """The name on a line of counts, as a link to what the line counts: the ``counted_url`` that its page gives it."""

    def show(self, value: Any, record: Any) -> SafeString:
        return format_html('<a href="{}">{}</a>', record.counted_url, value)
