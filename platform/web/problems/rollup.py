"""问题整改汇总: what became of the problems of a year, place by place."""

from typing import Any

from django.db.models import QuerySet
from django_filters import ChoiceFilter

from core.periods import today
from linkage.problems.rollup import rollup
from tenants.org.models import Organization
from web.columns import CountedLink, Number, Percent
from web.links import link
from web.rollups import YearFilters, YearRollup


def years() -> list[tuple[str, str]]:
    """This year and those before."""
    this = today().year
    return [(str(year), f"{year} 年") for year in range(this, this - 4, -1)]


class RollupFilters(YearFilters):
    year = ChoiceFilter(label="登记年度", choices=years, method="of_year", empty_label="本年度")


class ProblemRollup(YearRollup):
    name, title = "problemrollup", "问题整改汇总"
    lead = "本级一行只计本级的问题；下级各行连同其下各级一并计入。点组织可看下一级，点到底是问题清单。"
    filters = RollupFilters
    template = "web/problems/rollup.html"
    columns = (
        CountedLink("name", "组织", link=True, sort="path"),
        Number("total", "问题", unit="个", sort="total"),
        Number("to_order", "待下发", unit="个", sort="to_order"),
        Number("late_to_order", "逾期未下达", unit="个", sort="late_to_order"),
        Number("in_hand", "整改中", unit="个", sort="in_hand"),
        Number("overdue", "超期", unit="个", sort="overdue"),
        Number("to_close", "待审核销号", unit="个", sort="to_close"),
        Number("closed", "已销号", unit="个", sort="closed"),
        Number("dismissed", "不予整改", unit="个", sort="dismissed"),
        Percent("share", "销号率", sort="share"),
    )
    years = staticmethod(years)
    year_words = "{} 年登记"

    def counted(self, place: Organization) -> QuerySet[Any]:
        return rollup(self.actor, place, self.year, today())

    def records_url(self, row: Organization, *, own: bool) -> str:
        days = {"reported_at_after": f"{self.year}-01-01", "reported_at_before": f"{self.year}-12-31"}
        return link(self.request, "problems", place=row.code, **days, **({"organization": row.pk} if own else {}))
