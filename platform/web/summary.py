"""总览: what a leader looks at first; every figure opens the records that it counts."""

from decimal import Decimal
from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import path

from assessment.indicators import BY_CODE, SCORE
from assessment.reading import Figures, Reading, Shown, Standing, read_quarter, standing_of
from core.errors import InvalidInput
from core.events import now
from core.periods import Quarter
from linkage.coverage import read_level
from tenants.org.models import Organization
from web.access import SignedIn
from web.agreementcoverage import share_card
from web.charts import Bar, Figure, Ranking, Series, Treemap, Trend
from web.lights import AMBER, GREEN, GREY, RED, Chip, score_chip
from web.links import link, with_query
from web.reportfigures import figure_url, readable_place
from web.summarylists import read_lists

CARDS = (
    "claims_closed",
    "need_completion_rate",
    "claim_closure_rate",
    "answered_on_time",
    "satisfaction",
    SCORE,
)
TREND = ("need_completion_rate", "claim_closure_rate", "answered_on_time")
_STANDING = {
    Standing.MET: (GREEN, "circle-check"),
    Standing.PARTLY: (AMBER, "trending-down"),
    Standing.BEHIND: (RED, "alert-triangle"),
    Standing.UNKNOWN: (GREY, "minus"),
}
_VOLUME = ("needs_published", "resources_published", "claims_proposed")
# A street has at most a few dozen communities, a district as many streets.
_RANKED = 40


class SummaryPage(SignedIn):
    """``/summary/?place=…&quarter=2026Q4``; ``mode=screen`` for a wall: dark, no scrolling, refreshing itself."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and not self.actor.paths():
            raise PermissionDenied("总览供区、街道和社区的工作人员使用。")
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def quarter(self) -> Quarter:
        current = Quarter.of(now())
        text = self.request.GET.get("quarter", "")
        if not text:
            return current
        try:
            wanted = Quarter.parse(text)
        except InvalidInput as error:
            raise Http404(error.message) from error
        if wanted > current:
            raise Http404("这个季度还没有开始。")
        return wanted

    @cached_property
    def place(self) -> Organization:
        return readable_place(self.request, self.actor)

    def get(self, request: HttpRequest) -> HttpResponse:
        reading = read_quarter(self.quarter, self.place)
        screen = request.GET.get("mode") == "screen"
        name = "web/summary/screen.html" if screen else "web/summary/page.html"
        return render(request, name, self.context(reading, screen))

    def context(self, reading: Reading, screen: bool) -> dict[str, Any]:
        own = reading.figures[self.place.path]
        lists = None
        if not screen:
            lists = read_lists(self.request, self.actor, self.place, self.quarter, reading.settings)
        current = Quarter.of(now())
        return {
            "title": f"{self.place.name}总览",
            "place": self.place,
            "quarter": self.quarter,
            "reading": reading,
            "is_current": self.quarter == current,
            "earlier_url": with_query(self.request, {"quarter": self.quarter.previous}),
            "later_url": with_query(self.request, {"quarter": self.quarter.next}) if self.quarter < current else "",
            "screen_url": with_query(self.request, {"mode": "screen"}),
            "here": with_query(self.request, {}),
            "page_url": with_query(self.request, {"mode": None}),
            "cards": [
                *(self.card(reading, own[code]) for code in CARDS),
                share_card(self.request, self.place, read_level(self.place, self.quarter), self.quarter),
            ],
            "trend": trend(reading),
            "ranking": self.ranking(reading),
            "treemap": self.treemap(reading),
            "parts": self.parts(reading),
            "lists": lists,
        }

    def card(self, reading: Reading, shown: Shown) -> Figure:
        indicator = shown.indicator
        target = reading.terms.target(indicator.code)
        change = None if shown.change is None else round(shown.change, indicator.places)
        return Figure(
            indicator.name,
            None if shown.value is None else round(shown.value, indicator.places),
            unit=indicator.unit,
            url=figure_url(self.request, indicator.code, place=self.place.code, quarter=self.quarter),
            change=change,
            change_unit="个百分点" if indicator.unit == "%" else indicator.unit,
            better="up" if indicator.more_is_better else "down",
            target=target,
            light=None if target is None else score_chip(shown.value, target),
            note=_parts_of(shown),
        )

    def child_url(self, part: Organization) -> str:
        return link(self.request, "summary", place=part.code, quarter=self.request.GET.get("quarter"))

    def bars(self, reading: Reading) -> list[Bar]:
        """The places below as bars, in the order of ``ordered``, coloured by their score."""
        goal = reading.terms.score_target or Decimal(0)
        return [
            Bar(part.name, value, score_chip(value, goal).tone, self.child_url(part), volume_of(figures))
            for part, figures in ordered(reading)
            for value in (score_of(figures),)
        ]

    def ranking(self, reading: Reading) -> Ranking | None:
        if not reading.parts:
            return None
        kind = "街道" if self.place.level == Organization.Level.DISTRICT else "社区"
        return Ranking(f"{kind}综合得分排名", self.bars(reading)[:_RANKED], unit="分", value_name="综合得分")

    def treemap(self, reading: Reading) -> Treemap | None:
        bars = self.bars(reading)
        if not any(bar.size for bar in bars):
            return None
        return Treemap("各地活跃程度（面积为发布和认领数，颜色为综合得分）", bars, "分", "发布和认领", "综合得分")

    def parts(self, reading: Reading) -> list[dict[str, Any]]:
        """The places below as a table: light, score, change."""
        return [
            {
                "name": part.name,
                "url": self.child_url(part),
                "score": score_of(figures),
                "change": figures[SCORE].change if SCORE in figures else None,
                "light": Chip(standing.label, *_STANDING[standing]),
                "volume": volume_of(figures),
            }
            for part, figures in ordered(reading)
            for standing in (standing_of(reading.terms, figures),)
        ]


def ordered(reading: Reading) -> list[tuple[Organization, Figures]]:
    """The places below with their figures, the best score first; those without a score last, in their order."""
    rows = [(part, reading.figures.get(part.path, {})) for part in reading.parts]
    return sorted(rows, key=lambda row: (score_of(row[1]) is None, -(score_of(row[1]) or Decimal(0)), row[0].path))


def volume_of(figures: Figures) -> Decimal:
    """How much was published and claimed."""
    return sum((figures[code].value or Decimal(0) for code in _VOLUME if code in figures), Decimal(0))


def score_of(figures: Figures) -> Decimal | None:
    return figures[SCORE].value if SCORE in figures else None


def trend(reading: Reading) -> Trend:
    """The shares of the place by quarter, with the quarter shown as the last point."""
    now_values = {code: shown.value for code, shown in reading.figures[reading.place.path].items()}
    points = [*reading.history, (reading.quarter, now_values)]
    labels = [f"{quarter.year}年{quarter.number}季度" for quarter, _ in points]
    series = [Series(BY_CODE[code].name, [values.get(code) for _, values in points]) for code in TREND]
    return Trend("各季度质效趋势", labels, series, unit="%")


def _parts_of(shown: Shown) -> str:
    if shown.indicator.unit != "%" or not shown.denominator:
        return ""
    return f"{shown.numerator:.0f}/{shown.denominator:.0f} 件"


urlpatterns = [path("summary/", SummaryPage.as_view(), name="summary")]
