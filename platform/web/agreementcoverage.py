"""签约率: units under agreement by place, by kind and by quarter, down to the units that have none yet."""

from dataclasses import replace
from functools import cached_property
from operator import itemgetter
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Exists
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import path

from core.errors import InvalidInput
from core.events import action_day
from core.periods import Quarter
from core.permissions import Perm
from linkage.coverage import Coverage, Level, Share, may_read_coverage, read_coverage, read_level
from tenants.org.models import Organization, ResidentUnit
from web.access import SignedIn
from web.charts import Figure, Series, Trend
from web.columns import Column, Number, Percent, number_text
from web.export import workbook_response
from web.lights import score_chip
from web.links import link, with_query
from web.places import chosen_place
from web.units import running_parties

# Units without agreement that the page names; the list shows all.
SHOWN = 6
COLUMNS = (
    Column("level", "层次"),
    Column("name", "名称"),
    Number("units", "在册单位"),
    Number("signed", "已签约"),
    Number("unsigned", "未签约"),
    Percent("ratio", "签约率"),
    Percent("target", "目标"),
)


def per_cent(share: Share) -> Any:
    return None if share.ratio is None else share.ratio * 100


class CoveragePage(SignedIn):
    """``/agreements/coverage/?place=…``; ``quarter=2026Q3`` shows that quarter's share beside today's tables.

    With ``export=xlsx`` the tables as a workbook.
    """

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and not self.actor.paths():
            raise PermissionDenied("签约率供区、街道和社区的工作人员查看。")
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def place(self) -> Organization:
        place = chosen_place(self.request)
        if place is None or not may_read_coverage(self.actor, place.path):
            raise Http404("没有这个地方，或者您无权查看。")
        return place

    @cached_property
    def quarter(self) -> Quarter:
        text = self.request.GET.get("quarter", "")
        current = Quarter.of(action_day())
        try:
            wanted = Quarter.parse(text) if text else current
        except InvalidInput as error:
            raise Http404(error.message) from error
        if wanted > current:
            raise Http404("这个季度还没有开始。")
        return wanted

    def get(self, request: HttpRequest) -> HttpResponseBase:
        coverage = read_coverage(self.place)
        if request.GET.get("export") == "xlsx":
            return self.export(coverage)
        return self.page(coverage)

    def page(self, coverage: Coverage) -> HttpResponse:
        place = self.place.code
        past = self.quarter != coverage.quarters[-1][0]
        level = Level(coverage.target, coverage.whole, coverage.quarters[-2][1])
        if past:
            level = read_level(self.place, self.quarter)
        card = share_card(self.request, self.place, level, self.quarter)
        unsigned = self.unsigned()
        context = {
            "title": f"{self.place.name}签约率",
            "place": self.place,
            "coverage": coverage,
            "cards": [card, *self.counts(coverage)],
            "value": "—" if card.value is None else number_text(card.value),
            "past": self.quarter if past else None,
            "trend": trend(coverage),
            "parts": [
                self.row(part.name, share, coverage, place=part.code, child=True) for part, share in coverage.parts
            ],
            "kinds": [self.row(label, share, coverage, kind=kind) for kind, label, share in coverage.kinds],
            "unsigned": unsigned,
            "unsigned_url": link(self.request, "units", place=place, unsigned="true"),
            "may_draft": self.actor.can_anywhere(Perm.AGREEMENT_EDIT),
            "export_url": with_query(self.request, {"export": "xlsx"}),
        }
        return render(self.request, "web/agreements/coverage.html", context)

    def counts(self, coverage: Coverage) -> list[Figure]:
        place, whole = self.place.code, coverage.whole
        signed = link(self.request, "units", place=place, signed="true")
        unsigned = link(self.request, "units", place=place, unsigned="true")
        note = f"距目标还差 {coverage.missing} 家" if coverage.missing else "已达目标"
        return [
            Figure("在册单位", whole.units, unit="家", url=link(self.request, "units", place=place, status="active")),
            Figure("已签约单位", whole.signed, unit="家", url=signed),
            Figure("未签约单位", whole.unsigned, unit="家", url=unsigned, note=note),
        ]

    def row(
        self, name: str, share: Share, coverage: Coverage, *, place: str = "", kind: str = "", child: bool = False
    ) -> dict[str, Any]:
        where = {"place": place or self.place.code, "kind": kind}
        return {
            "name": name,
            "url": link(self.request, "agreementcoverage", place=place) if child else "",
            "share": share,
            "percent": per_cent(share),
            "light": score_chip(share.ratio, coverage.target),
            "units_url": link(self.request, "units", status="active", **where),
            "signed_url": link(self.request, "units", signed="true", **where),
            "unsigned_url": link(self.request, "units", unsigned="true", **where),
        }

    def unsigned(self) -> list[dict[str, Any]]:
        """The first units without an agreement in force, with the address at which one is drafted."""
        rows = ResidentUnit.objects.visible_to(self.actor).filter(
            ~Exists(running_parties()),
            organization__path__startswith=self.place.path,
            status=ResidentUnit.Status.ACTIVE,
        )
        return [
            {
                "unit": unit,
                "url": link(self.request, "unit", unit.pk),
                "draft_url": link(self.request, "agreement-new", unit=unit.pk),
            }
            for unit in rows.select_related("organization").order_by("organization__path", "pinyin", "id")[:SHOWN]
        ]

    def export(self, coverage: Coverage) -> HttpResponseBase:
        told = [("本级", self.place.name, coverage.whole)]
        told += [("下级", part.name, share) for part, share in coverage.parts]
        told += [("单位类型", label, share) for _, label, share in coverage.kinds]
        told += [("季度", quarter.label, share) for quarter, share in coverage.quarters]
        rows = (
            {
                "level": level,
                "name": name,
                "units": share.units,
                "signed": share.signed,
                "unsigned": share.unsigned,
                "ratio": share.ratio,
                "target": coverage.target,
            }
            for level, name, share in told
        )
        columns = [_plain(column) for column in COLUMNS]
        return workbook_response("驻区单位签约率", columns, rows, [f"范围：{self.place.name}"])


def _plain(column: Column) -> Column:
    return replace(column, value=itemgetter(column.field))


def share_card(request: HttpRequest, place: Organization, level: Level, quarter: Quarter) -> Figure:
    """The share against the target, as the summary shows it too."""
    return Figure(
        "驻区单位签约率",
        per_cent(level.share),
        unit="%",
        url=link(request, "agreementcoverage", place=place.code, quarter=quarter),
        change=None if level.change is None else level.change * 100,
        change_unit="个百分点",
        target=level.target * 100,
        light=score_chip(level.share.ratio, level.target),
        note=f"{level.share.signed}/{level.share.units} 家",
    )


def trend(coverage: Coverage) -> Trend:
    labels = [f"{quarter.year}年{quarter.number}季度" for quarter, _ in coverage.quarters]
    values = [per_cent(share) for _, share in coverage.quarters]
    return Trend("各季度末签约率", labels, [Series("签约率", values)], unit="%", target=coverage.target * 100)


urlpatterns = [path("agreements/coverage/", CoveragePage.as_view(), name="agreementcoverage")]
