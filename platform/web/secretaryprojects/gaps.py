"""未申报: which places have no project for a year, and how many of each street."""

from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django_filters import ChoiceFilter, FilterSet

from core.periods import today
from core.permissions import Perm
from core.visibility import under
from linkage.secretaryprojects.cover import cover_of, missing
from linkage.secretaryprojects.waiting import GAP_WAITS
from tenants.org.models import Organization
from web.columns import Column, Number, Percent
from web.filters import ChoicesFilter, WaitsFilter
from web.links import link
from web.lists import ListPage


def years() -> list[tuple[str, str]]:
    year = today().year
    return [(str(each), f"{each} 年") for each in (year + 1, year, year - 1, year - 2)]


class GapFilters(FilterSet):
    year = ChoiceFilter(label="年度", choices=years, method="of_year", empty_label="本年度")
    level = ChoicesFilter(label="层级", choices=Organization.Level.choices[1:])
    waits = WaitsFilter(GAP_WAITS)

    def of_year(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """The rows are those of the year already."""
        return rows


STREETS = (
    Column("street", "街道", link=True),
    Percent("share", "已申报"),
    Number("wanted", "应申报", unit="个"),
    Number("missing", "未申报", unit="个"),
)


class GapList(ListPage):
    model, name = Organization, "secretaryprojectgaps"
    title, measure = "未申报书记项目的组织", "个组织"
    lead = "应申报的范围和申报时间在区级设置的“书记项目”里规定。"
    place_lookup = "path"
    saved_views = False
    search_fields, search_hint = ("name", "pinyin"), "组织"
    filters = GapFilters
    template = "web/secretaryprojects/gaps.html"
    columns = (Column("name", "组织", link=True, sort="path"), Column("get_level_display", "层级", sort="depth"))
    order = ("path",)
    empty_title, empty_text = "都已申报", "您可以查看的组织，本年度都有书记项目。"

    @cached_property
    def year(self) -> int:
        chosen = self.request.GET.get("year", "")
        return int(chosen) if chosen in dict(years()) else today().year

    def rows(self) -> QuerySet[Any]:
        seen = under(self.actor.paths(Perm.VIEW), "path")
        return missing(self.year).filter(seen, pk__in=super().rows().values("pk"))

    def record_url(self, row: Any) -> str:
        if not self.actor.can(Perm.SECRETARYPROJECT_EDIT, row.place):
            return ""
        return link(self.request, "secretaryproject-new", organization=row.pk)

    def context(self) -> dict[str, Any]:
        streets = Organization.objects.in_use().filter(level=Organization.Level.SUBDISTRICT)
        seen = list(streets.filter(under(self.actor.paths(Perm.VIEW), "path")).order_by("path"))
        rows = [
            (each, link(self.request, self.name, place=each.street.code, year=self.request.GET.get("year", "")))
            for each in (cover_of(seen, self.year) if seen else [])
        ]
        table = {"title": "各街道申报情况", "columns": STREETS, "rows": rows, "empty": ""}
        return {**super().context(), "table": table if rows else None}
