"""Clusters and the units inside from spreadsheets."""

from collections.abc import Sequence
from typing import Any

from core.errors import InvalidInput
from core.permissions import Perm
from core.visibility import under
from linkage.clusters.actions.clusters import cluster_edit, cluster_register
from linkage.clusters.actions.members import clusterunit_add, clusterunit_edit
from linkage.clusters.models import Cluster, ClusterUnit, JointBranch
from tenants.org.models import ResidentUnit
from web.clusters.forms import managers, seats
from web.importplaces import Places, names_of, place_field
from web.imports import ImportPage, choice, words
from web.importtemplate import Field
from web.sheets import Row


class ClusterImport(ImportPage):
    permission = Perm.CLUSTER_EDIT
    title, list_name, list_title, measure = "导入新兴领域", "clusters", "新兴领域", "个"
    lead = "同一街道或社区内同名的，视为已有。"
    fields = (
        Field("name", "名称", required=True, example="嘉里中心", help="最多 60 个字。"),
        Field("kind", "类别", required=True, example="楼宇", help="从下拉框选择。"),
        place_field("所在街道、社区", example="江宁路街道"),
        Field("address", "地址"),
        Field("manager", "物业公司或产权单位", help="写驻区单位名册中的全称。"),
        Field("party_organization", "党组织名称", help="没有的不填。"),
        Field("station", "党建服务站点", help="没有的不填。"),
        Field("workers", "专职党群工作者", example="2", help="整数，不填为 0。"),
    )

    def prepare(self) -> None:
        self.places = Places(seats(self.actor))
        rows = Cluster.objects.visible_to(self.actor).filter(status=Cluster.Status.ACTIVE)
        self.found = {(row.organization_id, row.name): row for row in rows.select_related("organization", "manager")}

    def offers(self) -> dict[str, Sequence[str]]:
        return {"kind": words(Cluster.Kind), "organization": names_of(seats(self.actor))}

    def values(self, texts: dict[str, str], rows: tuple[Row, ...]) -> dict[str, Any]:
        workers = texts["workers"] or "0"
        if not (workers.isascii() and workers.isdecimal() and len(workers) < 6):
            raise InvalidInput(f"专职党群工作者“{workers}”应为整数，例如 2。", field="workers")
        return {
            **texts,
            "kind": choice(texts["kind"], Cluster.Kind, "kind", "类别"),
            "organization": self.places.get(texts["organization"], "organization", "所在街道、社区"),
            "manager": self.manager(texts["manager"]),
            "workers": int(workers),
        }

    def manager(self, text: str) -> ResidentUnit | None:
        if not text:
            return None
        found = managers(self.actor).filter(name=text).first()
        if found is None:
            raise InvalidInput(f"名册中没有单位“{text}”，请核对全称。", field="manager")
        return found

    def existing(self, values: dict[str, Any]) -> Any:
        return self.found.get((values["organization"].pk, values["name"]))

    def create(self, values: dict[str, Any]) -> None:
        made = cluster_register(actor=self.actor, **values)
        self.found[made.organization_id, made.name] = made

    def differs(self, record: Any, values: dict[str, Any], filled: set[str]) -> bool:
        return any(getattr(record, name) != values[name] for name in filled)

    def update(self, record: Any, values: dict[str, Any], filled: set[str]) -> None:
        names = [field.name for field in self.fields if field.name != "organization"]
        merged = {name: values[name] if name in filled else getattr(record, name) for name in names}
        cluster_edit(actor=self.actor, cluster=record, **merged)


class MemberImport(ImportPage):
    permission = Perm.CLUSTER_EDIT
    title, list_name, list_title, measure = "导入入驻单位", "clusterunits", "入驻单位", "家"
    lead = "一行一个单位。单位须先登记在驻区单位名册，新兴领域须先登记；已登记入驻的，更新联合支部和指导员。"
    fields = (
        Field("cluster", "新兴领域", required=True, example="嘉里中心", help="从下拉框选择。"),
        Field("unit", "单位名称", required=True, example="云澜科技有限公司", help="名册中的全称，或统一社会信用代码。"),
        Field("branch", "联合支部", help="该新兴领域已成立的联合支部的名称。"),
        Field("instructor", "党建指导员", example="王敏", help="最多 60 个字。"),
    )

    def prepare(self) -> None:
        rows = self.clusters()
        self.by_name: dict[str, list[Cluster]] = {}
        for row in rows:
            self.by_name.setdefault(row.name, []).append(row)
        units = ResidentUnit.objects.visible_to(self.actor).filter(status=ResidentUnit.Status.ACTIVE)
        self.units: dict[str, list[ResidentUnit]] = {}
        for unit in units.select_related("organization"):
            for key in filter(None, (unit.name, unit.credit_code)):
                self.units.setdefault(key, []).append(unit)
        self.branches = {(row.cluster_id, row.name): row for row in JointBranch.objects.visible_to(self.actor)}
        members = ClusterUnit.objects.visible_to(self.actor)
        self.members = {row.unit_id: row for row in members.select_related("cluster__organization", "branch")}

    def clusters(self) -> Any:
        rows = Cluster.objects.visible_to(self.actor).filter(status=Cluster.Status.ACTIVE)
        return rows.filter(under(self.actor.paths(Perm.CLUSTER_EDIT))).select_related("organization")

    def offers(self) -> dict[str, Sequence[str]]:
        return {"cluster": [row.name for row in self.clusters()]}

    def values(self, texts: dict[str, str], rows: tuple[Row, ...]) -> dict[str, Any]:
        cluster = _only(self.by_name.get(texts["cluster"], []), texts["cluster"], "cluster", "新兴领域")
        unit = _only(self.units.get(texts["unit"], []), texts["unit"], "unit", "单位")
        branch = self.branches.get((cluster.pk, texts["branch"])) if texts["branch"] else None
        if texts["branch"] and branch is None:
            raise InvalidInput(f"“{cluster}”没有名为“{texts['branch']}”的联合支部，请先成立。", field="branch")
        return {"cluster": cluster, "unit": unit, "branch": branch, "instructor": texts["instructor"]}

    def existing(self, values: dict[str, Any]) -> Any:
        found = self.members.get(values["unit"].pk)
        return found if found is not None and found.cluster_id == values["cluster"].pk else None

    def create(self, values: dict[str, Any]) -> None:
        branch = values.pop("branch")
        made = clusterunit_add(actor=self.actor, **values)
        if branch is not None:
            made = clusterunit_edit(actor=self.actor, member=made, branch=branch, instructor=values["instructor"])
        self.members[made.unit_id] = made

    def differs(self, record: Any, values: dict[str, Any], filled: set[str]) -> bool:
        return any(getattr(record, name) != values[name] for name in filled & {"branch", "instructor"})

    def update(self, record: Any, values: dict[str, Any], filled: set[str]) -> None:
        merged = {name: values[name] if name in filled else getattr(record, name) for name in ("branch", "instructor")}
        clusterunit_edit(actor=self.actor, member=record, **merged)


def _only(rows: list[Any], text: str, field: str, label: str) -> Any:
    if not rows:
        raise InvalidInput(f"{label}“{text}”不存在，或不在您的管理范围内。", field=field)
    if len(rows) > 1:
        raise InvalidInput(f"有 {len(rows)} 个同名的“{text}”，请在页面上办理。", field=field)
    return rows[0]
