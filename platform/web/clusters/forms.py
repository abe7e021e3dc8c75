"""Forms of clusters, of the units inside and of their joint branches."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import Http404

from core.periods import today
from core.permissions import Actor, Perm, require
from core.visibility import under
from linkage.clusters.actions.clusters import cluster_edit, cluster_register
from linkage.clusters.actions.members import clusterunit_add, jointbranch_edit, jointbranch_found
from linkage.clusters.models import Cluster, ClusterUnit, JointBranch
from tenants.org.models import Organization, ResidentUnit
from web.formpages import FormPage
from web.forms import DayField, PageForm, RowsField
from web.links import link
from web.places import chosen_place


def seats(actor: Actor) -> QuerySet[Organization]:
    """Places in whose register the actor may enter clusters."""
    places: QuerySet[Organization] = Organization.objects.in_use().filter(
        under(actor.paths(Perm.CLUSTER_EDIT), "path"), depth__gt=1
    )
    return places


def units_by(cluster: Cluster, actor: Actor) -> QuerySet[ResidentUnit]:
    """Units that may be inside and are inside nothing yet."""
    units: QuerySet[ResidentUnit] = ResidentUnit.objects.visible_to(actor).filter(
        status=ResidentUnit.Status.ACTIVE, cluster_place=None
    )
    if cluster.kind == Cluster.Kind.NETWORK:
        return units
    return units.filter(organization__path__startswith=cluster.organization.path[: 2 * Organization.steplen])


class ClusterForm(PageForm):
    """Field names are the keywords of the action."""

    name = forms.CharField(label="名称", max_length=60)
    kind = forms.ChoiceField(label="类别", choices=[("", "请选择"), *Cluster.Kind.choices])
    organization = RowsField(label="所在街道、社区")
    address = forms.CharField(label="地址", required=False, max_length=200)
    manager = RowsField(label="物业公司或产权单位", required=False)
    party_organization = forms.CharField(label="党组织名称", required=False, max_length=120, help_text="没有的不填。")
    station = forms.CharField(label="党建服务站点", required=False, max_length=120, help_text="没有的不填。")
    workers = forms.IntegerField(
        label="专职党群工作者（人）",
        min_value=0,
        max_value=1000,
        initial=0,
        error_messages={"invalid": "请填写整数，例如 2。"},
    )
    wide = ("name",)


class ClusterNew(FormPage):
    form, action, permission = ClusterForm, staticmethod(cluster_register), Perm.CLUSTER_EDIT
    title, submit, done = "登记新兴领域", "登记", "已登记，请继续登记入驻单位。"
    record, list_name, list_title = "cluster", "clusters", "新兴领域"
    remember = ("kind",)

    def initial(self) -> dict[str, Any]:
        place = chosen_place(self.request)
        return {"organization": place if place is not None and place.depth > 1 else None}

    def limit(self, form: PageForm) -> None:
        form.fields["organization"].queryset = seats(self.actor)  # type: ignore[attr-defined]
        form.fields["manager"].queryset = managers(self.actor)  # type: ignore[attr-defined]


def managers(actor: Actor) -> QuerySet[ResidentUnit]:
    found: QuerySet[ResidentUnit] = ResidentUnit.objects.visible_to(actor).filter(status=ResidentUnit.Status.ACTIVE)
    return found


class ClusterEdit(FormPage):
    form, action, permission = ClusterForm, staticmethod(cluster_edit), Perm.CLUSTER_EDIT
    model, subject, select_related = Cluster, "cluster", ("organization", "manager")
    title, done = "修改新兴领域", "已保存。"
    record, list_name, list_title = "cluster", "clusters", "新兴领域"

    def find(self, pk: int | None) -> None:
        super().find(pk)
        require(self.actor, Perm.CLUSTER_EDIT, at=self.object.place)

    def initial(self) -> dict[str, Any]:
        return {name: getattr(self.object, name) for name in ClusterForm.base_fields if name != "organization"}

    def limit(self, form: PageForm) -> None:
        del form.fields["organization"]
        form.fields["manager"].queryset = managers(self.actor)  # type: ignore[attr-defined]


class OfCluster(FormPage):
    """A form about something inside the cluster that the address names."""

    permission = Perm.CLUSTER_EDIT
    list_name, list_title = "clusters", "新兴领域"
    cluster: Cluster

    def find(self, pk: int | None) -> None:
        rows = Cluster.objects.visible_to(self.actor).select_related("organization")
        found = rows.filter(pk=pk).first() if pk is not None and pk < 2**63 else None
        if found is None:
            raise Http404("没有找到这条记录，它可能已被删除，或您无权查看。")
        require(self.actor, Perm.CLUSTER_EDIT, at=found.place)
        self.cluster = found

    def heading(self) -> str:
        return f"{self.title}：{self.cluster}"

    def arguments(self, values: dict[str, Any]) -> dict[str, Any]:
        return {**values, "cluster": self.cluster}

    def success_url(self, made: Any) -> str:
        return link(self.request, "cluster", self.cluster.pk)


class MemberForm(PageForm):
    unit = RowsField(label="单位", help_text="本街道名册中还没有登记入驻的单位；名册里没有的，先登记单位。")
    instructor = forms.CharField(label="党建指导员", required=False, max_length=60)


class MemberNew(OfCluster):
    form, action = MemberForm, staticmethod(clusterunit_add)
    title, submit, done = "登记入驻单位", "登记", "已登记入驻单位。"
    record = "clusterunit"

    def limit(self, form: PageForm) -> None:
        form.fields["unit"].queryset = units_by(self.cluster, self.actor)  # type: ignore[attr-defined]


class BranchForm(PageForm):
    name = forms.CharField(label="联合支部名称", max_length=120)
    secretary = forms.CharField(label="书记", required=False, max_length=60)
    founded_on = DayField(label="成立日期")
    members = forms.ModelMultipleChoiceField(
        label="编入的单位",
        queryset=ClusterUnit.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text="至少两个；已有联合支部的不再列出。",
        error_messages={"invalid_choice": "有的单位不在这个新兴领域，请重新选择。"},
    )
    wide = ("name", "members")


class BranchEditForm(PageForm):
    name = forms.CharField(label="联合支部名称", max_length=120)
    secretary = forms.CharField(label="书记", required=False, max_length=60)


class BranchNew(OfCluster):
    form, action = BranchForm, staticmethod(jointbranch_found)
    title, submit, done = "成立联合支部", "成立", "联合支部已成立。"
    record = "jointbranch"

    def initial(self) -> dict[str, Any]:
        return {"founded_on": today(), "name": f"{self.cluster}联合党支部"}

    def limit(self, form: PageForm) -> None:
        free = ClusterUnit.objects.filter(cluster=self.cluster, branch=None, unit__status="active")
        rows = free.select_related("unit").order_by("-unit__party_members", "pk")
        form.fields["members"].queryset = rows  # type: ignore[attr-defined]


class BranchEdit(FormPage):
    form, action, permission = BranchEditForm, staticmethod(jointbranch_edit), Perm.CLUSTER_EDIT
    model, subject, select_related = JointBranch, "branch", ("cluster__organization",)
    title, done = "修改联合支部", "已保存。"
    record, list_name, list_title = "jointbranch", "clusters", "新兴领域"

    def find(self, pk: int | None) -> None:
        super().find(pk)
        require(self.actor, Perm.CLUSTER_EDIT, at=self.object.place)

    def initial(self) -> dict[str, Any]:
        return {"name": self.object.name, "secretary": self.object.secretary}
