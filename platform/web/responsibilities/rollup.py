"""责任清单汇总: how far the lists of a year are, place by place, on a page and as a workbook."""

from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django_filters import ChoiceFilter, FilterSet

from core.periods import today
from core.permissions import Perm
from core.visibility import under
from linkage.responsibilities.rollup import rollup
from tenants.org.models import Organization
from web.columns import CountedLink, Number, Percent
from web.links import link
from web.lists import ListPage
from web.places import chosen_place
from web.responsibilities.forms import years


class RollupFilters(FilterSet):
    year = ChoiceFilter(label="年度", choices=years, method="of_year", empty_label="本年度")

    def of_year(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """The rows are counted for the year already."""
        return rows


class RollupList(ListPage):
    """A place with its own items, and those right below it with all of theirs."""

    model, name = Organization, "responsibilityrollup"
    title, measure = "责任清单汇总", "个组织"
    lead = "本级一行只计本级的清单；下级各行连同其下各级一并计入。点组织可看下一级，点到底是它的清单。"
    place_lookup = ""
    saved_views = False
    search_fields, search_hint = ("name", "pinyin"), "组织"
    filters = RollupFilters
    template = "web/responsibilities/rollup.html"
    columns = (
        CountedLink("name", "组织", link=True, sort="path"),
        Number("total", "责任事项", unit="项", sort="total"),
        Number("unclaimed", "未领", unit="项", sort="unclaimed"),
        Number("in_hand", "在办", unit="项", sort="in_hand"),
        Number("overdue", "超期", unit="项", sort="overdue"),
        Number("to_accept", "待验收", unit="项", sort="to_accept"),
        Number("accepted", "已验收", unit="项", sort="accepted"),
        Percent("share", "验收率", sort="share"),
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
        """A place leads to the lines of the places below it, or to its own items."""
        context = super().context()
        for row, _ in context["rows"]:
            chosen = {"place": row.code, "year": str(self.year)}
            own = self.place is not None and row.pk == self.place.pk
            row.counted_url = (
                link(self.request, "responsibilities", organization=row.pk, **chosen)
                if own or row.is_leaf()
                else link(self.request, self.name, **chosen)
            )
        return context

    def conditions(self) -> list[str]:
        """A workbook names its year, chosen or not."""
        return [f"{self.year} 年", *super().conditions()]
