"""Coverage by place: the chosen one and those just below, every figure a link to what it counts."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from core.permissions import Perm
from linkage.clusters.coverage import PlaceCoverage, coverage_at
from linkage.clusters.models import ClusterRules
from tenants.org.models import Organization
from web.access import SignedIn
from web.columns import Column, Number, Percent
from web.export import workbook_response
from web.lights import score_chip
from web.links import link, with_query
from web.places import chosen_place

COLUMNS = (
    Column("place", "地方"),
    Number("clusters", "新兴领域（个）"),
    Number("organizations", "其中有党组织（个）"),
    Number("stations", "服务站点（个）"),
    Number("inside", "入驻单位（家）"),
    Number("should", "应建（家）"),
    Number("built", "已建（家）"),
    Number("lacking", "应建未建（家）"),
    Percent("coverage", "组织覆盖率"),
    Percent("reach", "工作覆盖率"),
    Number("workers", "专职党群工作者（人）"),
    Number("units_per_worker", "每名工作者服务单位（家）"),
)


class CoveragePage(SignedIn):
    """The table of 应建 and 已建 by street, or by community within a street; as a workbook with ``?export=xlsx``."""

    permission = Perm.VIEW

    def get(self, request: HttpRequest) -> HttpResponseBase:
        rules, place = ClusterRules.current(), chosen_place(request)
        rows = self.rows(place)
        if request.GET.get("export") == "xlsx":
            return workbook_response("新兴领域党组织覆盖", COLUMNS, rows, [f"地方：{place}"] if place else [])
        context = {
            "title": "新兴领域党组织覆盖",
            "columns": COLUMNS,
            "place": place,
            "rows": [self.line(row, rules) for row in rows],
            "rules": rules,
            "list_url": link(request, "clusters"),
            "export_url": with_query(request, {"export": "xlsx"}),
        }
        return render(request, "web/clusters/coverage.html", context)

    def rows(self, place: Organization | None) -> list[PlaceCoverage]:
        return [] if place is None else coverage_at(place, self.actor)

    def line(self, row: PlaceCoverage, rules: ClusterRules) -> dict[str, Any]:
        code = row.place.code
        return {
            "row": row,
            "cells": [(column, column.html(row)) for column in COLUMNS],
            "chip": score_chip(row.coverage, rules.coverage_target),
            "place_url": link(self.request, "cluster-coverage", place=code),
            "lacking_url": link(self.request, "clusterunits", place=code, missing="true"),
            "clusters_url": link(self.request, "clusters", place=code, status="active"),
        }
