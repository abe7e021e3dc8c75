"""One cluster, one unit inside, one joint branch, with what may be done about each."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet

from core.permissions import Perm
from linkage.clusters.actions.clusters import cluster_restore, cluster_retire
from linkage.clusters.actions.members import (
    clusterunit_edit,
    clusterunit_plan,
    clusterunit_remove,
    jointbranch_dissolve,
)
from linkage.clusters.coverage import share, with_coverage
from linkage.clusters.models import Cluster, ClusterRules, ClusterUnit, JointBranch
from web.acts import Act
from web.clusters.lists import per_worker, with_state
from web.columns import Column, Day, Due, Number, Percent
from web.forms import DayField, PageForm, ReasonField, ReasonForm, RowsField
from web.lights import AMBER, GREEN, RED, Chip, due_chip, score_chip, status_chip
from web.links import link
from web.records import RecordPage, Related


class OptionalReason(PageForm):
    reason = ReasonField(required=False)


class ArrangeForm(PageForm):
    branch = RowsField(label="联合支部", required=False, help_text="单位自己有党组织的不选。")
    instructor = forms.CharField(label="党建指导员", required=False, max_length=60)


class PlanForm(PageForm):
    step = forms.ChoiceField(label="下一步", choices=[("", "请选择"), *ClusterUnit.Step.choices])
    step_due_on = DayField(label="计划完成日期")
    step_note = forms.CharField(label="推进情况", required=False, max_length=500, widget=forms.Textarea)


MEMBER_COLUMNS = (
    Column("unit", "单位", link=True),
    Number("unit.party_members", "党员数"),
    Column("state", "党组织"),
    Column("instructor", "党建指导员"),
    Column("get_step_display", "下一步"),
    Due("step_due_on", "计划完成"),
)


class ClusterRecord(RecordPage):
    model, name, list_name, list_title, subject = Cluster, "cluster", "clusters", "新兴领域", "cluster"
    kind = "新兴领域"
    select_related = ("organization", "manager")
    facts = (
        Column("get_kind_display", "类别"),
        Column("organization", "所在街道、社区"),
        Column("address", "地址"),
        Column("manager", "物业公司或产权单位"),
        Column("party_organization", "党组织"),
        Column("station", "党建服务站点"),
        Number("inside", "入驻单位", unit="家"),
        Number("should", "应建党组织", unit="家"),
        Number("built", "已建党组织", unit="家"),
        Percent("coverage", "组织覆盖率", value=lambda row: share(row.built, row.should)),
        Percent("reach", "工作覆盖率", value=lambda row: share(row.reached, row.inside)),
        Number("workers", "专职党群工作者", unit="人"),
        Number("per_worker", "每名工作者服务单位", unit="家", value=lambda row: per_worker(row.inside, row.workers)),
    )
    acts = (
        Act(
            "restore", "恢复", cluster_restore, Perm.CLUSTER_EDIT, icon="refresh", form=OptionalReason, main=True,
            when=lambda row, actor: row.status == Cluster.Status.RETIRED,
            consequence="恢复后重新列入台账并计入覆盖率。",
        ),
        Act(
            "retire", "撤销", cluster_retire, Perm.CLUSTER_EDIT, icon="ban", form=ReasonForm, danger=True,
            when=lambda row, actor: row.status == Cluster.Status.ACTIVE,
            consequence="撤销后不再计入覆盖率；入驻单位和联合支部的记录保留，恢复后仍在。",
        ),
    )  # fmt: skip

    def readable(self) -> QuerySet[Any]:
        self.rules = ClusterRules.current()
        return with_coverage(super().readable())

    def chips(self, record: Any) -> Iterable[Chip | None]:
        yield status_chip(record)
        if record.status == Cluster.Status.ACTIVE:
            if record.should:
                yield score_chip(share(record.built, record.should), self.rules.coverage_target)
            ratio = per_worker(record.inside, record.workers)
            if record.inside and (ratio is None or ratio > self.rules.units_per_worker):
                yield Chip("党群工作者不足", AMBER, "users")

    def links(self, record: Cluster) -> Iterable[tuple[str, str, str]]:
        if record.status == Cluster.Status.ACTIVE and self.actor.can(Perm.CLUSTER_EDIT, record.place):
            yield "登记入驻单位", "plus", link(self.request, "cluster-unit-new", record.pk)
            yield "成立联合支部", "users-group", link(self.request, "cluster-branch-new", record.pk)
            yield "修改", "pencil", link(self.request, "cluster-edit", record.pk)

    def related_to(self, record: Cluster) -> Iterable[Related]:
        yield Related(
            "入驻单位",
            lambda row, actor: with_state(
                ClusterUnit.objects.filter(cluster=row, unit__status="active")
                .select_related("unit", "cluster")
                .order_by("-unit__party_members", "pk")
            ),
            MEMBER_COLUMNS,
            record="clusterunit",
            all="clusterunits",
            query=lambda row: {"cluster": row.pk},
            empty="还没有登记入驻单位。",
        )
        yield Related(
            "联合支部",
            lambda row, actor: JointBranch.objects.filter(cluster=row).order_by("pk"),
            (Column("name", "联合支部", link=True), Column("secretary", "书记"), Day("founded_on", "成立日期")),
            record="jointbranch",
            empty="还没有联合支部。",
        )


class MemberRecord(RecordPage):
    model, name, list_name, list_title, subject = ClusterUnit, "clusterunit", "clusterunits", "入驻单位", "member"
    kind = "入驻单位"
    select_related = ("cluster__organization", "unit__organization", "branch")
    facts = (
        Column("cluster", "新兴领域"),
        Column("state", "党组织"),
        Number("unit.party_members", "党员数", unit="人"),
        Column("unit.party_organization", "党组织名称"),
        Column("branch", "联合支部"),
        Column("instructor", "党建指导员"),
        Column("get_step_display", "下一步"),
        Day("step_due_on", "计划完成日期"),
        Column("step_note", "推进情况"),
        Day("joined_on", "入驻登记日期"),
    )
    acts = (
        Act(
            "plan", "确定组建计划", clusterunit_plan, Perm.CLUSTER_EDIT, icon="calendar-plus", form=PlanForm, main=True,
            when=lambda row, actor: row.branch_id is None and not row.unit.party_organization,
            done="计划已确定，临近和逾期时会提醒。",
        ),
        Act(
            "edit", "编入联合支部或派指导员", clusterunit_edit, Perm.CLUSTER_EDIT, icon="users-group", form=ArrangeForm,
            done="已保存。",
        ),
        Act(
            "remove", "移出", clusterunit_remove, Perm.CLUSTER_EDIT, icon="logout", form=ReasonForm, danger=True,
            consequence="单位不再列在这个新兴领域，也不再计入覆盖率；单位本身仍在名册中。",
        ),
    )  # fmt: skip

    def readable(self) -> QuerySet[Any]:
        return with_state(super().readable())

    def whose(self, record: ClusterUnit) -> str:
        return f"{record.cluster}（{record.cluster.organization}）"

    def chips(self, record: Any) -> Iterable[Chip | None]:
        organized = record.state in ("单独组建", "联合支部")
        lacking = record.state == "应建未建"
        yield Chip(record.state, GREEN if organized else RED if lacking else AMBER, "flag" if organized else "flag-off")
        if record.step and not organized:
            yield due_chip(record.step_due_on)

    def links(self, record: ClusterUnit) -> Iterable[tuple[str, str, str]]:
        yield "查看单位", "building", link(self.request, "unit", record.unit_id)
        yield "查看新兴领域", "building-community", link(self.request, "cluster", record.cluster_id)

    def limit(self, act: Act, form: forms.Form) -> None:
        if act.verb == "edit":
            branches: Any = form.fields["branch"]
            branches.queryset = JointBranch.objects.filter(cluster=self.record.cluster)

    def initial(self, act: Act) -> dict[str, Any]:
        names = {"edit": ("branch", "instructor"), "plan": ("step", "step_due_on", "step_note")}.get(act.verb, ())
        return {name: getattr(self.record, name) for name in names}


class BranchRecord(RecordPage):
    model, name, list_name, list_title, subject = JointBranch, "jointbranch", "clusters", "新兴领域", "branch"
    kind = "联合支部"
    select_related = ("cluster__organization",)
    facts = (Column("cluster", "新兴领域"), Column("secretary", "书记"), Day("founded_on", "成立日期"))
    acts = (
        Act(
            "dissolve", "撤销联合支部", jointbranch_dissolve, Perm.CLUSTER_EDIT, icon="ban", form=ReasonForm,
            danger=True, consequence="编入的单位从此没有党组织，达到人数的重新列为应建未建。",
        ),
    )  # fmt: skip

    def whose(self, record: JointBranch) -> str:
        return f"{record.cluster}（{record.cluster.organization}）"

    def links(self, record: JointBranch) -> Iterable[tuple[str, str, str]]:
        if self.actor.can(Perm.CLUSTER_EDIT, record.place):
            yield "修改", "pencil", link(self.request, "jointbranch-edit", record.pk)
        yield "查看新兴领域", "building-community", link(self.request, "cluster", record.cluster_id)

    def related_to(self, record: JointBranch) -> Iterable[Related]:
        yield Related(
            "编入的单位",
            lambda row, actor: row.members.select_related("unit", "cluster").order_by("pk"),
            (Column("unit", "单位", link=True), Number("unit.party_members", "党员数"), Column("instructor", "指导员")),
            record="clusterunit",
            empty="没有单位编入。",
        )
