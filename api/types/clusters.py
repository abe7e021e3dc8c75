"""新兴领域: clusters, the units inside, joint branches, and how far party organisations reach them."""

from typing import Any

import graphene
from graphql import GraphQLResolveInfo

from api.compiled.statement import Outer, Source
from api.compiled.text import Sql
from api.enums import enum_of
from api.filters import among, of, on_or_before, search, within
from api.rows.fields import Batched, One, column, computed
from api.rows.pages import Filter, Many, Ordering
from api.rows.plans import Row
from api.rows.records import Record
from api.types.events import history
from linkage.clusters.coverage import missing, wanted, with_coverage
from linkage.clusters.models import Cluster, ClusterUnit, JointBranch

ClusterKind = enum_of("ClusterKind", Cluster.Kind.choices, "新兴领域类别。")
ClusterStatus = enum_of("ClusterStatus", Cluster.Status.choices, "新兴领域状态。")
ClusterStep = enum_of("ClusterStep", [("none", "没有计划"), *ClusterUnit.Step.choices], "组建党组织的下一步。")
_BY_AGE = {"NEWEST": ("最近登记的在前。", ("-pk",)), "OLDEST": ("最早登记的在前。", ("pk",))}


def _figure(name: str, description: str) -> Batched:
    """One of the counted figures; see ``linkage.clusters.coverage``."""

    def find(rows: list[Row], arguments: dict[str, Any], info: GraphQLResolveInfo) -> list[int]:
        counted = with_coverage(Cluster.objects.filter(pk__in=[row["pk"] for row in rows]))
        found = dict(counted.order_by().values_list("pk", name))
        return [found[row["pk"]] for row in rows]

    def sql(source: Source) -> Sql:
        counted = with_coverage(Cluster.objects.filter(pk=Outer(source.column("pk"))))
        return Sql(f"({source.statement.embed(counted.order_by().values_list(name))})")

    return Batched(graphene.NonNull(graphene.Int), description, ["pk"], find, sql)


class ClusterType(Record):
    class Meta:
        model = Cluster
        description = "新兴领域：楼宇、园区、商圈、市场或网络。组织覆盖率为已建与应建之比。"
        ordering = Ordering("ClusterOrder", {"NAME": ("按名称拼音。", ("pinyin", "pk")), **_BY_AGE})
        filters = {
            "kind": among(ClusterKind, "kind", "类别"),
            "status": among(ClusterStatus, "status", "状态"),
            "within": within(),
            "search": search("name", "pinyin", "address"),
        }

    name = column(Cluster, "name")
    kind = column(Cluster, "kind", enum=ClusterKind)
    organization = One("Organization", "organization", "所在街道、社区。", follows=True)
    address = column(Cluster, "address")
    manager = One("ResidentUnit", "manager", "物业公司或产权单位。")
    party_organization = column(Cluster, "party_organization", description="党组织名称；没有的为空文本。")
    station = column(Cluster, "station", description="党建服务站点；没有的为空文本。")
    workers = column(Cluster, "workers")
    status = column(Cluster, "status", enum=ClusterStatus)
    version = column(Cluster, "version")
    inside = _figure("inside", "计入统计的入驻单位数。")
    should = _figure("should", "应建党组织的单位数。")
    built = _figure("built", "应建单位中已建党组织（单独或联合）的单位数。")
    reached = _figure("reached", "有党组织或党建指导员的单位数。")
    members = Many("ClusterUnit", "入驻单位。", by="cluster_id", follows=True)
    branches = Many("JointBranch", "联合支部。", by="cluster_id", follows=True)
    history = history(Cluster)


class ClusterUnitType(Record):
    class Meta:
        model = ClusterUnit
        description = "入驻单位：一个单位在一个新兴领域内的党建安排。"
        ordering = Ordering("ClusterUnitOrder", {**_BY_AGE, "PLAN": ("计划先到期的在前。", ("step_due_on", "pk"))})
        filters = {
            "cluster": of("Cluster", "cluster_id", "cluster", "该新兴领域"),
            "unit": of("ResidentUnit", "unit_id", "unit", "该单位"),
            "within": within("cluster__organization__path"),
            "should": Filter(graphene.Boolean, "只看应建（或不属应建）的。", lambda v: wanted() if v else ~wanted()),
            "missing": Filter(graphene.Boolean, "只看应建未建（或其他）的。", lambda v: missing() if v else ~missing()),
            "step_until": on_or_before("step_due_on", "计划完成日期"),
        }

    cluster = One("Cluster", "cluster", "新兴领域。", follows=True)
    unit = One("ResidentUnit", "unit", "单位；不在您查看范围内时为空。")
    unit_name = computed(
        graphene.NonNull(graphene.String), "单位名称。", ["unit__name"], lambda row: row["unit__name"], str
    )
    branch = One("JointBranch", "branch", "联合支部；没有编入的为空。", follows=True, null=True)
    instructor = column(ClusterUnit, "instructor")
    step = computed(
        graphene.NonNull(ClusterStep),
        "下一步。",
        ["step"],
        lambda row: row["step"] or "none",
        lambda step: f"COALESCE(NULLIF({step}, ''), 'none')",
    )
    step_due_on = column(ClusterUnit, "step_due_on")
    step_note = column(ClusterUnit, "step_note")
    joined_on = column(ClusterUnit, "joined_on")
    version = column(ClusterUnit, "version")
    history = history(ClusterUnit)


class JointBranchType(Record):
    class Meta:
        model = JointBranch
        description = "联合支部：一个新兴领域内几个单位共同的党组织。"
        ordering = Ordering("JointBranchOrder", _BY_AGE)
        filters = {
            "cluster": of("Cluster", "cluster_id", "cluster", "该新兴领域"),
            "within": within("cluster__organization__path"),
            "search": search("name", "secretary"),
        }

    name = column(JointBranch, "name")
    cluster = One("Cluster", "cluster", "新兴领域。", follows=True)
    secretary = column(JointBranch, "secretary")
    founded_on = column(JointBranch, "founded_on")
    version = column(JointBranch, "version")
    members = Many("ClusterUnit", "编入的单位。", by="branch_id", follows=True)
    history = history(JointBranch)
