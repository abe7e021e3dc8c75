"""进度矩阵: organizations against steps, each cell leading to the single step; the same as a workbook."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django_filters import FilterSet

from linkage.campaigns.models import Campaign, CampaignStep
from linkage.campaigns.reading import cells_of, places_of
from linkage.lights import Light
from tenants.org.models import Organization
from web.columns import NOTHING, Column, Percent
from web.filters import ChoicesFilter
from web.lights import Chip, status_chip
from web.links import link
from web.lists import ListPage
from web.tracking import light_chip

URGENT = (Light.OVERDUE, Light.BEHIND)
LEVELS = [choice for choice in Organization.Level.choices if choice[0] != Organization.Level.DISTRICT]


@dataclass(frozen=True)
class Cell(Column):
    """One step of the organization of a line: its state, or its light where it is late or behind."""

    step: int = 0
    page: Any = field(default=None, compare=False)

    def html(self, record: Any) -> SafeString:
        row = record.cells.get(self.step)
        if row is None:
            return NOTHING
        return format_html('<a href="{}">{}</a>', link(self.page.request, "campaignstep", row.pk), chip_of(row))

    def plain(self, record: Any) -> Any:
        row = record.cells.get(self.step)
        if row is None:
            return ""
        late = "（逾期）" if row.light == Light.OVERDUE else ""
        return f"{row.get_status_display()}{late}"


def chip_of(row: Any) -> Chip:
    urgent = light_chip(row.light, row.days_left) if row.light in URGENT else None
    return urgent or status_chip(row)


def share(record: Any) -> Decimal | None:
    """How much of its steps the organization has settled."""
    rows = record.cells.values()
    done = sum(row.status in CampaignStep.SETTLED for row in rows)
    return Decimal(done) / len(rows) if rows else None


class MatrixFilters(FilterSet):
    level = ChoicesFilter(label="层级", choices=LEVELS)


class CampaignMatrix(ListPage):
    """A line for each organization that takes part and a column for each step."""

    model, name = Organization, "campaign-matrix"
    measure = "个组织"
    saved_views = False
    place_lookup = "path"
    order = ("path",)
    search_fields, search_hint = ("name", "pinyin"), "组织"
    filters = MatrixFilters
    template = "web/campaigns/matrix.html"
    empty_title, empty_text = "没有参加组织", "专项工作启动后，您可以查看的参加组织显示在这里。"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        # Named before anything is read: a campaign that is hidden or a draft has no matrix.
        if self.campaign.started_at is None:
            raise Http404("专项工作还没有启动。")
        return super().get(request, *args)

    @cached_property
    def campaign(self) -> Campaign:
        found: Campaign | None = Campaign.objects.visible_to(self.actor).filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404("没有找到这项专项工作，它可能已被删除，或您无权查看。")
        return found

    @property
    def title(self) -> str:  # type: ignore[override]
        return f"进度矩阵：{self.campaign}"

    @cached_property
    def columns(self) -> tuple[Column, ...]:  # type: ignore[override]
        steps = self.campaign.plan.order_by("position")
        cells = [Cell(f"step{row.pk}", f"{row.position}. {row.title}", step=row.pk, page=self) for row in steps]
        return (Column("name", "组织", link=True, sort="path"), Percent("share", "办结", value=share), *cells)

    def rows(self) -> QuerySet[Any]:
        rows = places_of(self.campaign, self.actor)
        return rows.filter(pk__in=super().rows().values("pk"))

    def record_url(self, row: Any) -> str:
        """The steps of that organization."""
        return link(self.request, "campaignsteps", campaign=self.campaign.pk, q=row.name)

    def paginated(self) -> Any:
        page = super().paginated()
        page.object_list = self.filled(page.object_list)
        return page

    def filled(self, rows: Iterable[Any]) -> list[Any]:
        """The organizations with their cells, read at once."""
        places = list(rows)
        found = cells_of(self.campaign, self.actor, places)
        for place in places:
            place.cells = {}
        by_key = {place.pk: place for place in places}
        for (place, step), row in found.items():
            by_key[place].cells[step] = row
        return places

    def export(self) -> HttpResponseBase:
        from web.export import workbook_response

        return workbook_response("进度矩阵", self.shown_columns, self.filled(self.filtered), self.conditions())

    def context(self) -> dict[str, Any]:
        return {**super().context(), "campaign": self.campaign}
