"""Lists of clusters and of the units inside."""

from decimal import Decimal
from typing import Any

from django.db.models import Case, CharField, Q, QuerySet, Value, When
from django_filters import FilterSet

from core.permissions import Perm
from linkage.clusters.coverage import missing, share, wanted, with_coverage
from linkage.clusters.models import Cluster, ClusterUnit
from linkage.clusters.waiting import late_plan, plan_late, without_plan
from web.columns import Column, Due, Number, Percent, Status
from web.filters import ChoicesFilter, KeyFilter, OnlyFilter
from web.imports import ImportableList
from web.links import link
from web.lists import New


def clusters_in_sight(request: Any) -> QuerySet[Cluster]:
    found: QuerySet[Cluster] = Cluster.objects.visible_to(request.actor)
    return found


class ClusterFilters(FilterSet):
    kind = ChoicesFilter(label="类别", choices=Cluster.Kind.choices)
    status = ChoicesFilter(label="状态", choices=Cluster.Status.choices)
    lacking = OnlyFilter(label="有应建未建", rows="with_lacking")
    bare = OnlyFilter(label="没有党组织", rows="without_organization")
    stationless = OnlyFilter(label="没有服务站点", rows="without_station")

    def with_lacking(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        members = ClusterUnit.objects.filter(missing())
        return rows.filter(pk__in=members.values("cluster"))

    def without_organization(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.filter(party_organization="", status=Cluster.Status.ACTIVE)

    def without_station(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.filter(station="", status=Cluster.Status.ACTIVE)


class ClusterList(ImportableList):
    model, name, record, subject, title = Cluster, "clusters", "cluster", "cluster", "新兴领域"
    lead = "楼宇、园区、商圈、市场和网络。组织覆盖率＝已建党组织的单位÷应建党组织的单位。"
    measure = "个"
    select_related = ("organization",)
    search_fields = ("name", "pinyin", "organization__name", "address", "party_organization")
    search_hint = "名称、拼音、社区、地址"
    filters = ClusterFilters
    columns = (
        Column("name", "名称", link=True, sort="pinyin"),
        Column("get_kind_display", "类别", sort="kind"),
        Column("organization", "所在街道、社区", sort="organization__path"),
        Number("inside", "入驻单位", sort="inside"),
        Number("should", "应建", sort="should"),
        Number("built", "已建", sort="built"),
        Percent("coverage", "组织覆盖率", value=lambda row: share(row.built, row.should)),
        Column("party_organization", "党组织"),
        Status(),
        Percent("reach", "工作覆盖率", value=lambda row: share(row.reached, row.inside), optional=True),
        Number("workers", "专职党群工作者", sort="workers", optional=True),
        Number(
            "per_worker", "每名工作者服务单位", value=lambda row: per_worker(row.inside, row.workers), optional=True
        ),
        Column("station", "服务站点", optional=True),
        Column("address", "地址", optional=True),
    )
    order = ("organization__path", "pinyin")
    new = New("登记新兴领域", "cluster-new", Perm.CLUSTER_EDIT)
    import_name = "cluster-import"
    template = "web/clusters/list.html"
    empty_title, empty_text = "还没有登记新兴领域", "由街道或社区登记，也可以用 Excel 表一次导入。"

    def rows(self) -> QuerySet[Any]:
        return with_coverage(super().rows())

    def context(self) -> dict[str, Any]:
        return {
            **super().context(),
            "coverage_url": link(self.request, "cluster-coverage"),
            "lacking_url": link(self.request, "clusterunits", missing="true"),
        }


def per_worker(units: int, workers: int) -> Decimal | None:
    """How many units one worker serves, with one decimal; None without workers."""
    return (Decimal(units) / workers).quantize(Decimal("0.1")) if workers else None


class MemberFilters(FilterSet):
    cluster = KeyFilter(label="新兴领域", queryset=clusters_in_sight)
    missing = OnlyFilter(label="应建未建", rows="to_build")
    should = OnlyFilter(label="应建", rows="wanted_ones")
    step = ChoicesFilter(label="下一步", choices=ClusterUnit.Step.choices)
    late = OnlyFilter(label="计划逾期", rows="late_ones")
    waits = ChoicesFilter(label="待我办理", choices=[("plan", "待定组建计划"), ("late", "计划已逾期")], method="for_me")

    def to_build(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.filter(missing())

    def wanted_ones(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.filter(wanted())

    def late_ones(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.filter(late_plan())

    def for_me(self, rows: QuerySet[Any], name: str, value: list[str]) -> QuerySet[Any]:
        actor = self.request.actor
        found = {"plan": without_plan, "late": plan_late}
        rule = Q(pk__in=[])
        for kind in value:
            rule |= Q(pk__in=found[kind](actor).values("pk"))
        return rows.filter(rule) if value else rows


class MemberList(ImportableList):
    model, name, record, subject, title = ClusterUnit, "clusterunits", "clusterunit", "member", "入驻单位"
    lead = "新兴领域内的单位。应建未建的，逐个确定下一步和完成日期。"
    measure = "家"
    select_related = ("cluster__organization", "unit__organization", "branch")
    place_lookup = "cluster__organization__path"
    search_fields = ("unit__name", "unit__pinyin", "cluster__name", "branch__name", "instructor")
    search_hint = "单位、楼宇、联合支部、指导员"
    filters = MemberFilters
    columns = (
        Column("unit", "单位", link=True, sort="unit__pinyin"),
        Column("cluster", "新兴领域", sort="cluster__pinyin"),
        Number("unit.party_members", "党员数", sort="unit__party_members"),
        Column("state", "党组织"),
        Column("instructor", "党建指导员", sort="instructor"),
        Column("get_step_display", "下一步", sort="step"),
        Due("step_due_on", "计划完成", sort="step_due_on"),
        Column("unit.get_kind_display", "单位类型", optional=True),
        Column("branch", "联合支部", optional=True),
        Column("step_note", "推进情况", optional=True),
        Column("cluster.organization", "所在街道、社区", sort="cluster__organization__path", optional=True),
    )
    order = ("cluster__organization__path", "cluster__pinyin", "unit__pinyin")
    import_name = "clusterunit-import"
    new = New("登记入驻单位", "clusterunit-import", Perm.CLUSTER_EDIT)
    empty_title, empty_text = "没有符合条件的单位", "在楼宇、园区等的页面上登记入驻单位，也可以用 Excel 表导入。"

    def rows(self) -> QuerySet[Any]:
        return with_state(super().rows())


def with_state(members: QuerySet[Any]) -> QuerySet[Any]:
    """Members with ``state``: how they are organized, in words."""
    return members.annotate(
        state=Case(
            When(~Q(unit__party_organization=""), then=Value("单独组建")),
            When(branch__isnull=False, then=Value("联合支部")),
            When(missing(), then=Value("应建未建")),
            When(~Q(instructor=""), then=Value("指导员联系")),
            default=Value("未覆盖"),
            output_field=CharField(),
        )
    )
