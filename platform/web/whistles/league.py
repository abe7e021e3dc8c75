"""部门应哨排名 of a quarter, on a page and as a workbook."""

from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django_filters import ChoiceFilter, FilterSet

from core.periods import Quarter
from linkage.whistles.league import BEST_FIRST, league, rounded
from tenants.org.models import Department
from web.columns import CountedLink, Number, Percent
from web.links import link
from web.lists import ListPage
from web.whistles.responses import quarters


class LeagueFilters(FilterSet):
    quarter = ChoiceFilter(label="季度", choices=quarters, method="chosen", empty_label="本季度")

    def chosen(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """The rows are counted for the quarter already."""
        return rows


class LeagueList(ListPage):
    """Each line leads to the responses that it counts."""

    model, name = Department, "whistleleague"
    title, measure = "部门应哨排名", "个部门"
    place_lookup = ""
    search_fields, search_hint = ("name", "pinyin"), "部门"
    filters = LeagueFilters
    template = "web/whistles/league.html"
    columns = (
        CountedLink("name", "部门", link=True, sort="pinyin"),
        Number("called", "应哨事项", unit="件", sort="called"),
        Percent("in_time", "按时应哨率", sort="in_time"),
        Number("hours", "平均应哨用时", unit="工作小时", sort="hours", value=lambda row: rounded(row.hours)),
        Percent("solved", "解决率", sort="solved"),
        Number("satisfaction", "满意评分", sort="satisfaction", value=lambda row: rounded(row.satisfaction)),
        Number("points", "综合得分", sort="points", value=lambda row: rounded(row.points)),
        Number("rated", "已评哨", unit="件", sort="rated"),
        Number("answered", "已应哨", unit="件", sort="answered", optional=True),
    )
    empty_title, empty_text = "这个季度没有应哨事项", "街道吹哨、部门应哨后，这里按季度排名。"

    @property
    def lead(self) -> str:  # type: ignore[override]
        return f"{self.quarter.label}通知部门、您可以查看的应哨事项，退单解除的不计；点部门可看计入的每一件。"

    @cached_property
    def quarter(self) -> Quarter:
        """The chosen quarter, else the present one."""
        chosen = self.request.GET.get("quarter", "")
        return Quarter.parse(chosen) if chosen in dict(quarters()) else Quarter.current()

    @property
    def ordering(self) -> Any:
        return super().ordering if self.sorted_by is not None else BEST_FIRST

    def rows(self) -> QuerySet[Any]:
        return league(self.actor, self.quarter)

    def context(self) -> dict[str, Any]:
        context = super().context()
        for row, _ in context["rows"]:
            chosen = {"department": row.pk, "quarter": str(self.quarter), "place": ""}
            row.counted_url = link(self.request, "whistleresponses", **chosen)
        return context

    def conditions(self) -> list[str]:
        """A workbook names its quarter, chosen or not."""
        return [self.quarter.label, *super().conditions()]
