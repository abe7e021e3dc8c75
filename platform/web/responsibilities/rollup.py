"""责任清单汇总: how far the lists of a year are, place by place."""

from typing import Any

from django.db.models import QuerySet
from django_filters import ChoiceFilter

from core.periods import today
from linkage.responsibilities.rollup import rollup
from tenants.org.models import Organization
from web.columns import CountedLink, Number, Percent
from web.links import link
from web.responsibilities.forms import years
from web.rollups import YearFilters, YearRollup


class RollupFilters(YearFilters):
    year = ChoiceFilter(label="年度", choices=years, method="of_year", empty_label="本年度")


class RollupList(YearRollup):
    name, title = "responsibilityrollup", "责任清单汇总"
    lead = "本级一行只计本级的清单；下级各行连同其下各级一并计入。点组织可看下一级，点到底是它的清单。"
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
    years = staticmethod(years)
    year_words = "{} 年"

    def counted(self, place: Organization) -> QuerySet[Any]:
        return rollup(self.actor, place, self.year, today())

    def records_url(self, row: Organization, *, own: bool) -> str:
        return link(self.request, "responsibilities", organization=row.pk, place=row.code, year=self.year)
