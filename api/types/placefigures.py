"""Figures of a place and of those just below it: coverage of clusters, the standard of facilities, who has no project.

Each is counted by the function that its page asks, so that both tell the same numbers.
"""

from typing import Any

import graphene
from graphql import GraphQLResolveInfo

from api.reach import place_asked
from api.rows.ids import global_id
from api.scalars import Decimal_
from api.types.facilities import FacilityRoom
from core.errors import InvalidInput
from core.periods import today
from core.visibility import under
from linkage.clusters.coverage import PlaceCoverage, coverage_at
from linkage.clusters.models import Cluster, ClusterRules
from linkage.facilities.models import Facility, FacilityRules, Room
from linkage.facilities.standards import MEASURES, PlaceFacilities, facilities_at
from linkage.secretaryprojects.cover import cover_of, missing
from linkage.secretaryprojects.models import SecretaryProject
from tenants.org.models import Organization

PLACE = graphene.Argument(graphene.ID, description="哪个组织；不写即您自己的。")
MOST_GAPS = 500
YEARS = range(2000, 2101)


def _number(description: str) -> graphene.Int:
    return graphene.Int(required=True, description=description)


def _share(description: str) -> graphene.Field:
    return graphene.Field(Decimal_, description=description)


class _Named:
    """The place of which a line of figures is."""

    id = graphene.ID(required=True, description="组织的全局编号。")
    code = graphene.String(required=True, description="组织代码。")
    name = graphene.String(required=True, description="组织名称。")


def _named(place: Organization) -> dict[str, Any]:
    return {"id": global_id("Organization", place.pk), "code": place.code, "name": place.name}


class ClusterCoveragePlace(_Named, graphene.ObjectType):
    class Meta:
        description = "一个组织（含下级）的新兴领域党组织覆盖情况。"

    clusters = _number("新兴领域数。")
    organizations = _number("其中有党组织的新兴领域数。")
    stations = _number("其中有党建服务站点的新兴领域数。")
    workers = _number("专职党群工作者人数。")
    inside = _number("计入统计的入驻单位数。")
    should = _number("应建党组织的单位数。")
    built = _number("应建单位中已建党组织（单独或联合）的单位数。")
    lacking = _number("应建未建的单位数。")
    reached = _number("有党组织或党建指导员的单位数。")
    coverage = _share("组织覆盖率（已建与应建之比），0—1；没有应建单位时为空。")
    reach = _share("工作覆盖率，0—1；没有入驻单位时为空。")
    units_per_worker = _share("每名工作者服务的单位数；没有工作者时为空。")


class ClusterCoverage(graphene.ObjectType):
    class Meta:
        description = "新兴领域党组织覆盖：与“新兴领域党组织覆盖”页面是同一组数，只统计您可以查看的新兴领域。"

    place = graphene.Field(ClusterCoveragePlace, required=True, description="所看的组织。")
    target = graphene.Field(Decimal_, required=True, description="区里的组织覆盖率目标，0—1。")
    parts = graphene.List(
        graphene.NonNull(ClusterCoveragePlace), required=True, description="有新兴领域的直接下级组织；区为全部街道。"
    )


_COUNTED = (
    *("clusters", "organizations", "stations", "workers", "inside", "should", "built", "lacking", "reached"),
    *("coverage", "reach", "units_per_worker"),
)


def _coverage_of(row: PlaceCoverage) -> dict[str, Any]:
    return {**_named(row.place), **{name: getattr(row, name) for name in _COUNTED}}


def _clusters(root: None, info: GraphQLResolveInfo, place: str | None = None) -> dict[str, Any]:
    actor = info.context.actor
    whole, *parts = coverage_at(place_asked(actor, place, "新兴领域覆盖", Cluster), actor)
    target = ClusterRules.current().coverage_target
    return {"place": _coverage_of(whole), "target": target, "parts": [_coverage_of(row) for row in parts]}


class FacilityLack(graphene.ObjectType):
    class Meta:
        description = "一项标准，和已登记的社区里有几个不足。"

    code = graphene.String(required=True, description="代码：service_area、outdoor_area、books 或功能室的代码。")
    room = graphene.Field(FacilityRoom, description="功能室；面积和藏书为空。")
    label = graphene.String(required=True, description="名称。")
    threshold = graphene.Field(Decimal_, description="下限；功能室为空。")
    communities = _number("不足或没有的社区数。")


class FacilityStandardsPlace(_Named, graphene.ObjectType):
    class Meta:
        description = "一个组织（含下级）的阵地达标情况。"

    communities = _number("社区数。")
    recorded = _number("已登记阵地台账的社区数。")
    unrecorded = _number("未登记的社区数。")
    met = _number("达到本区标准的社区数。")
    share = _share("达标率：达标的与全部社区之比，0—1；没有社区时为空。")
    lacking = graphene.List(
        graphene.NonNull(FacilityLack),
        required=True,
        description="各项标准（六室四站两校一厅一中心、面积、藏书）各有几个社区不足。",
    )


class FacilityStandards(graphene.ObjectType):
    class Meta:
        description = "阵地达标情况：与“阵地达标情况”页面是同一组数。"

    place = graphene.Field(FacilityStandardsPlace, required=True, description="所看的组织。")
    parts = graphene.List(graphene.NonNull(FacilityStandardsPlace), required=True, description="有社区的直接下级组织。")


def _standard(row: PlaceFacilities, rules: FacilityRules) -> dict[str, Any]:
    told = {name: getattr(row, name) for name in ("communities", "recorded", "unrecorded", "met", "share")}
    lacks = [
        {"code": name, "label": label, "threshold": getattr(rules, name), "communities": row.without.get(name, 0)}
        for name, label, _ in MEASURES
    ]
    lacks += [
        {"code": room.value, "room": room.value, "label": room.label, "communities": row.without.get(room.value, 0)}
        for room in Room
        if room.value in rules.codes
    ]
    return {**_named(row.place), **told, "lacking": lacks}


def _facilities(root: None, info: GraphQLResolveInfo, place: str | None = None) -> dict[str, Any]:
    actor, rules = info.context.actor, FacilityRules.current()
    at = place_asked(actor, place, "阵地达标情况", Facility)
    found = facilities_at(at, actor, rules)
    whole = next((row for row in found if row.place == at), PlaceFacilities(at))
    parts = [row for row in found if row.place != at]
    return {"place": _standard(whole, rules), "parts": [_standard(row, rules) for row in parts]}


class SecretaryProjectGapStreet(graphene.ObjectType):
    class Meta:
        description = "一个街道（含社区）的书记项目申报情况。"

    id = graphene.ID(required=True, description="街道的全局编号。")
    code = graphene.String(required=True, description="街道代码。")
    name = graphene.String(required=True, description="街道名称。")
    wanted = _number("应申报的组织数。")
    missing = _number("未申报的组织数。")
    share = _share("已申报的比例，0—1。")


class SecretaryProjectGap(_Named, graphene.ObjectType):
    class Meta:
        description = "没有申报书记项目的一个组织。"


class SecretaryProjectCover(graphene.ObjectType):
    class Meta:
        description = "书记项目申报情况：与“未申报书记项目的组织”页面是同一组数。"

    year = _number("年度。")
    missing = _number("未申报的组织数。")
    streets = graphene.List(graphene.NonNull(SecretaryProjectGapStreet), required=True, description="各街道。")
    places = graphene.List(
        graphene.NonNull(SecretaryProjectGap),
        required=True,
        description=f"未申报的组织，按树的先后，最多 {MOST_GAPS} 个。",
    )


def _projects(
    root: None, info: GraphQLResolveInfo, year: int | None = None, place: str | None = None
) -> dict[str, Any]:
    actor = info.context.actor
    at = place_asked(actor, place, "书记项目申报情况", SecretaryProject)
    chosen = today().year if year is None else year
    if chosen not in YEARS:
        raise InvalidInput(f"年度应在 {YEARS.start} 和 {YEARS.stop - 1} 之间。", field="year")
    seen = under(actor.paths(), "path")
    gaps = missing(chosen).filter(seen, path__startswith=at.path)
    streets = Organization.objects.in_use().filter(seen, level=Organization.Level.SUBDISTRICT, path__startswith=at.path)
    covers = cover_of(list(streets.order_by("path")), chosen)
    return {
        "year": chosen,
        "missing": gaps.count(),
        "streets": [
            {**_named(each.street), "wanted": each.wanted, "missing": each.missing, "share": each.share}
            for each in covers
        ],
        "places": [_named(row) for row in gaps.order_by("path")[:MOST_GAPS]],
    }


cluster_coverage_field = graphene.Field(
    graphene.NonNull(ClusterCoverage),
    description="新兴领域党组织覆盖：一个组织及其直接下级的应建、已建和覆盖率。",
    args={"place": PLACE},
    resolver=_clusters,
)
facility_standards_field = graphene.Field(
    graphene.NonNull(FacilityStandards),
    description="阵地达标情况：一个组织及其直接下级的登记、达标和各项不足。",
    args={"place": PLACE},
    resolver=_facilities,
)
secretary_project_cover_field = graphene.Field(
    graphene.NonNull(SecretaryProjectCover),
    description="书记项目申报情况：各街道应申报和未申报的，以及未申报的组织。",
    args={"year": graphene.Argument(graphene.Int, description="年度；不写为今年。"), "place": PLACE},
    resolver=_projects,
)
