"""How many communities meet the standard, by street, and what most of the others lack."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from core.permissions import Perm
from linkage.facilities.models import FacilityRules, Room
from linkage.facilities.standards import MEASURES, PlaceFacilities, facilities_at
from tenants.org.models import Organization
from web.access import SignedIn
from web.columns import Column, Number, Percent
from web.export import workbook_response
from web.links import link, with_query
from web.places import chosen_place


def columns(rules: FacilityRules) -> tuple[Column, ...]:
    """One column for each thing that is asked for."""

    def without(name: str) -> Any:
        return lambda row: row.without.get(name, 0)

    rooms = [room for room in Room if room.value in rules.codes]
    return (
        Column("place", "地方"),
        Number("communities", "社区（个）"),
        Number("recorded", "已登记"),
        Number("unrecorded", "未登记"),
        Number("met", "达标"),
        Percent("share", "达标率"),
        *(Number(name, f"{label}不足", value=without(name)) for name, label, _ in MEASURES),
        *(Number(room.value, f"缺{room.label}", value=without(room.value)) for room in rooms),
    )


class RollUpPage(SignedIn):
    """The table for the chosen place and those below it; as a workbook with ``?export=xlsx``."""

    permission = Perm.VIEW

    def get(self, request: HttpRequest) -> HttpResponseBase:
        rules, place = FacilityRules.current(), chosen_place(request)
        shown, rows = columns(rules), self.rows(place, rules)
        if request.GET.get("export") == "xlsx":
            return workbook_response("阵地达标情况", shown, rows, [f"地方：{place}"] if place else [])
        context = {
            "title": "阵地达标情况",
            "columns": shown,
            "rows": [self.line(row, shown) for row in rows],
            "rules": rules,
            "list_url": link(request, "facilities"),
            "export_url": with_query(request, {"export": "xlsx"}),
        }
        return render(request, "web/facilities/standards.html", context)

    def rows(self, place: Organization | None, rules: FacilityRules) -> list[PlaceFacilities]:
        return [] if place is None else facilities_at(place, self.actor, rules)

    def line(self, row: PlaceFacilities, shown: tuple[Column, ...]) -> list[tuple[Column, Any, str]]:
        code = row.place.code
        filters: dict[str, dict[str, str]] = {
            "communities": {},
            "unrecorded": {"unrecorded": "true"},
            "met": {"met": "true"},
        }
        cells = []
        for column in shown:
            if column.field == "place":
                url = link(self.request, "facility-standards", place=code)
            elif column.field in filters:
                url = link(self.request, "facilities", place=code, **filters[column.field])
            elif row.without.get(column.field):
                url = link(self.request, "facilities", place=code, lacks=column.field)
            else:
                url = ""
            cells.append((column, column.html(row), url))
        return cells
