"""汇总: what became of the records of a year, place by place, on a page and as a workbook."""

from collections.abc import Callable
from functools import cached_property
from typing import Any, ClassVar

from django.db.models import QuerySet
from django_filters import FilterSet

from core.periods import today
from core.permissions import Perm
from core.visibility import under
from tenants.org.models import Organization
from web.links import link
from web.lists import ListPage
from web.places import chosen_place


class YearFilters(FilterSet):
    """Subclasses declare ``year``, with ``method="of_year"``."""

    def of_year(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """The rows are counted for the year already."""
        return rows


class YearRollup(ListPage):
    """A place with its own records, and those right below it with all of theirs.

    Subclasses say which ``years`` can be chosen, how a workbook names one (``year_words``), how the lines are
    ``counted`` and where the records of a line stand (``records_url``).
    """

    model = Organization
    measure = "个组织"
    lead_needed = True
    place_lookup = ""
    saved_views = False
    search_fields, search_hint = ("name", "pinyin"), "组织"
    order = ("path",)
    empty_title, empty_text = "没有可以汇总的组织", "您任职的组织和它的下级在这里汇总。"
    years: ClassVar[Callable[[], list[tuple[str, str]]]]
    year_words: ClassVar[str]

    def counted(self, place: Organization) -> QuerySet[Any]:
        raise NotImplementedError

    def records_url(self, row: Organization, *, own: bool) -> str:
        """``own`` is the line of the place itself, without what lies below it."""
        raise NotImplementedError

    @cached_property
    def year(self) -> int:
        chosen = self.request.GET.get("year", "")
        return int(chosen) if chosen in dict(type(self).years()) else today().year

    @cached_property
    def place(self) -> Organization | None:
        return chosen_place(self.request)

    def rows(self) -> QuerySet[Any]:
        if self.place is None:
            return Organization.objects.none()
        return self.counted(self.place).filter(under(self.actor.paths(Perm.VIEW), "path"))

    def context(self) -> dict[str, Any]:
        """A place leads to the lines of the places below it, or to the records that lie there."""
        context = super().context()
        for row, _ in context["rows"]:
            own = self.place is not None and row.pk == self.place.pk
            if own or row.is_leaf():
                row.counted_url = self.records_url(row, own=own)
            else:
                row.counted_url = link(self.request, self.name, place=row.code, year=self.year)
        return context

    def conditions(self) -> list[str]:
        """A workbook names its year, chosen or not."""
        return [self.year_words.format(self.year), *super().conditions()]
