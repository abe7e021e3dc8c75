"""Lists of things with a due date: the light, the buckets with their numbers, and the filters for both.

class AssignmentList(TimedList): …            # a ListPage whose model is Timed
class AssignmentFilters(TimedFilters): …      # adds 灯 and 剩余期限
"""

from dataclasses import dataclass
from typing import Any, ClassVar

from django.db.models import Count, QuerySet
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django_filters import FilterSet

from linkage.lights import Bucket, Light, Standing, bucket_labels, standing_of, with_lights
from linkage.supervision.models import SupervisionRules
from tenants.duties import left_in_words
from web.columns import NOTHING, Column, Day
from web.filters import ChoicesFilter
from web.lights import AMBER, BLUE, GREEN, GREY, RED, Chip
from web.links import with_query
from web.lists import ListPage

_LIGHTS = {
    Light.OVERDUE: (RED, "alert-triangle"),
    Light.BEHIND: (AMBER, "trending-down"),
    Light.SOON: (BLUE, "clock"),
    Light.STEADY: (GREEN, "circle-check"),
}
_TONES = {Bucket.OVERDUE: RED, Bucket.NEAR: BLUE, Bucket.MIDDLE: GREY, Bucket.FAR: GREY}


def light_chip(light: str | None, days_left: int | None) -> Chip | None:
    """The light with the days it is about; None for what does not run."""
    if not light or days_left is None:
        return None
    tone, icon = _LIGHTS[Light(light)]
    words = left_in_words(days_left, "逾期")
    return Chip(f"滞后 · {words}" if light == Light.BEHIND else words, tone, icon)


def standing_chip(row: Any) -> Chip | None:
    """The light of one record, for its page."""
    standing: Standing = standing_of(row)
    return light_chip(standing.light, standing.days_left)


@dataclass(frozen=True)
class LightColumn(Column):
    """The light of a row that ``with_lights`` has read."""

    field: str = "light"
    label: str = "灯"
    sort: str = "days_left"

    def chip(self, record: Any) -> Chip | None:
        return light_chip(record.light, record.days_left)

    def html(self, record: Any) -> SafeString:
        chip = self.chip(record)
        return NOTHING if chip is None else chip.__html__()

    def plain(self, record: Any) -> Any:
        light = self.get(record)
        return str(Light(light).label) if light else ""


@dataclass(frozen=True)
class Progress(Column):
    """Whole percent with a bar."""

    align = "end"

    def show(self, value: Any, record: Any) -> SafeString:
        return format_html(
            '<span class="share"><progress max="100" value="{}" aria-label="{}"></progress>'
            '<span class="figure">{}%</span></span>',
            value,
            self.label,
            value,
        )

    def plain(self, record: Any) -> Any:
        return self.get(record)


TIMED_COLUMNS: tuple[Column, ...] = (
    LightColumn(),
    Progress("progress", "进度", sort="progress"),
    Day("due_on", "完成期限", sort="due_on"),
)


def buckets() -> list[tuple[str, str]]:
    """The buckets in the words of this district."""
    return list(bucket_labels(SupervisionRules.current()).items())


class TimedFilters(FilterSet):
    light = ChoicesFilter(label="灯", choices=Light.choices)
    bucket = ChoicesFilter(label="剩余期限", choices=Bucket.choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.request is not None:
            self.filters["bucket"].extra["choices"] = buckets()


class TimedList(ListPage):
    """A list with lights; above it how many there are in each bucket, each a link to them."""

    template = "web/tracking/list.html"
    import_name: ClassVar[str] = ""
    order: ClassVar[tuple[str, ...]] = ("due_on",)

    def rows(self) -> QuerySet[Any]:
        return with_lights(super().rows())

    def context(self) -> dict[str, Any]:
        context = super().context()
        numbers = self.numbers()
        chosen = self.request.GET.getlist("bucket")
        context["buckets"] = [
            {
                "label": label,
                "number": numbers.get(bucket, 0),
                "tone": _TONES[Bucket(bucket)],
                "url": with_query(self.request, {"bucket": None if chosen == [bucket] else bucket, "page": None}),
                "active": chosen == [bucket],
            }
            for bucket, label in buckets()
        ]
        return context

    def numbers(self) -> dict[str, int]:
        """How many rows each bucket has among those that all other filters leave."""
        rows = self.rows()
        if self.filters is not None:
            others = self.request.GET.copy()
            others.pop("bucket", None)
            narrowed = self.filters(others, queryset=rows, request=self.request)
            narrowed.is_valid()
            rows = narrowed.filter_queryset(rows)
        counted = self.searched(rows).exclude(bucket=None).order_by().values("bucket")
        return dict(counted.annotate(number=Count("pk")).values_list("bucket", "number"))
