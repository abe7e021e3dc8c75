"""问题整改汇总: what became of the problems of a year, place by place, on a page and as a workbook."""

from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django_filters import ChoiceFilter, FilterSet

from core.periods import today
from core.permissions import Perm
from core.visibility import under
from linkage.problems.rollup import rollup
from tenants.org.models import Organization
from web.columns import CountedLink, Number, Percent
from web.links import link
from web.lists import ListPage
from web.places import chosen_place


def years() -> list[tuple[str, str]]:
    """This year and those before."""
    this = today().year
    return [(str(year), f"{year} 年") for year in range(this, this - 4, -1)]


class RollupFilters(FilterSet):
    year = ChoiceFilter(label="登记年度", choices=years, method="of_year", empty_label="本年度")

    def of_year(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """The rows are counted for the year already."""
        return rows


class ProblemRollup(ListPage):
    """A place with its own problems, and those right below it with all of theirs."""

    model, name = Organization, "problemrollup"
    title, measure = "问题整改汇总", "个组织"
    lead = "本级一行只计本级的问题；下级各行连同其下各级一并计入。点组织可看下一级，点到底是问题清单。"
    place_lookup = ""
    saved_views = False
    search_fields, search_hint = ("name", "pinyin"), "组织"
    filters = RollupFilters
    template = "web/problems/rollup.html"
    columns = (
        CountedLink("name", "组织", link=True, sort="path"),
        Number("total", "问题", unit="个", sort="total"),
        Number("to_order", "待下发", unit="个", sort="to_order"),
        Number("in_hand", "整改中", unit="个", sort="in_hand"),
        Number("overdue", "超期", unit="个", sort="overdue"),
        Number("to_close", "待审核销号", unit="个", sort="to_close"),
        Number("closed", "已销号", unit="个", sort="closed"),
        Number("dismissed", "不予整改", unit="个", sort="dismissed"),
        Percent("share", "销号率", sort="share"),
    )
    order = ("path",)
    empty_title, empty_text = "没有可以汇总的组织", "您任职的组织和它的下级在这里汇总。"

    @cached_property
    def year(self) -> int:
        chosen = self.request.GET.get("year", "")
        return int(chosen) if chosen in dict(years()) else today().year

    @cached_property
    def place(self) -> Organization | None:
        return chosen_place(self.request)

    def rows(self) -> QuerySet[Any]:
        if self.place is None:
            return Organization.objects.none()
        rows: QuerySet[Any] = rollup(self.actor, self.place, self.year, today())
        return rows.filter(under(self.actor.paths(Perm.VIEW), "path"))

    def context(self) -> dict[str, Any]:
        """A place leads to the lines of the places below it, or to the problems that lie there."""
        context = super().context()
        days = {"reported_at_after": f"{self.year}-01-01", "reported_at_before": f"{self.year}-12-31"}
        for row, _ in context["rows"]:
            own = self.place is not None and row.pk == self.place.pk
            if own or row.is_leaf():
                chosen = {"place": row.code, **days, **({"organization": row.pk} if own else {})}
                row.counted_url = link(self.request, "problems", **chosen)
            else:
                row.counted_url = link(self.request, self.name, place=row.code, year=self.year)
        return context

    def conditions(self) -> list[str]:
        """A workbook names its year, chosen or not."""
        return [f"{self.year} 年登记", *super().conditions()]
