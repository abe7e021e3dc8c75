"""新兴领域: the register of clusters, units inside, joint branches."""

from typing import Any

import graphene

from api.mutations.base import Values, drop_null, find, mutation, on_record, verb
from api.mutations.inputs import VERSION, given, id_of, ids_of
from api.scalars import Date
from api.types.clusters import ClusterKind, ClusterStep
from core.errors import InvalidInput
from core.permissions import Actor
from linkage.clusters.actions import clusters, members
from linkage.clusters.models import Cluster, ClusterUnit, JointBranch
from tenants.org.models import Organization, ResidentUnit

MOST_MEMBERS = 200


def _content(*, required: bool) -> dict[str, graphene.InputField]:
    return {
        "name": given(graphene.String, "名称，最多 60 字。", required=required),
        "kind": given(ClusterKind, "类别。", required=required),
        "address": given(graphene.String, "地址，最多 200 字。", required=False),
        "manager": id_of("ResidentUnit", "物业公司或产权单位的编号。", required=False),
        "party_organization": given(graphene.String, "党组织名称，最多 120 字。", required=False),
        "station": given(graphene.String, "党建服务站点，最多 120 字。", required=False),
        "workers": given(graphene.Int, "专职党群工作者人数。", required=False),
    }


_KEPT = ("name", "kind", "address", "manager", "party_organization", "station", "workers", "version")
_INSTRUCTOR = given(graphene.String, "党建指导员，最多 60 字。", required=False)
_SECRETARY = given(graphene.String, "书记，最多 60 字。", required=False)


def _manager(actor: Actor, values: Values) -> None:
    if "manager" in values:
        values["manager"] = find(actor, ResidentUnit, values["manager"], "ResidentUnit", "manager")


def _register(actor: Actor, values: Values) -> Cluster:
    values = drop_null(values)
    values["organization"] = find(actor, Organization, values["organization"], "Organization", "organization")
    _manager(actor, values)
    return clusters.cluster_register(actor=actor, **values)


def _edit(actor: Actor, values: Values) -> Cluster:
    values = drop_null(values)
    cluster = find(actor, Cluster, values.pop("id"), "Cluster")
    _manager(actor, values)
    kept = {name: getattr(cluster, name) for name in _KEPT}
    return clusters.cluster_edit(actor=actor, cluster=cluster, **{**kept, **values})


def _member(actor: Actor, values: Values) -> ClusterUnit:
    found: ClusterUnit = find(actor, ClusterUnit, values.pop("id"), "ClusterUnit")
    return found


def _add(actor: Actor, values: Values) -> ClusterUnit:
    values = drop_null(values)
    values["cluster"] = find(actor, Cluster, values["cluster"], "Cluster", "cluster")
    values["unit"] = find(actor, ResidentUnit, values["unit"], "ResidentUnit", "unit")
    return members.clusterunit_add(actor=actor, **values)


def _arrange(actor: Actor, values: Values) -> ClusterUnit:
    member = _member(actor, values)
    kept: dict[str, Any] = {"branch": member.branch, "instructor": member.instructor, "version": member.version}
    if values.get("branch"):
        values["branch"] = find(actor, JointBranch, values["branch"], "JointBranch", "branch")
    elif "branch" in values:
        values["branch"] = None
    given_ = {name: value for name, value in values.items() if value is not None or name == "branch"}
    return members.clusterunit_edit(actor=actor, member=member, **{**kept, **given_})


def _found(actor: Actor, values: Values) -> JointBranch:
    values = drop_null(values)
    values["cluster"] = find(actor, Cluster, values["cluster"], "Cluster", "cluster")
    if len(values["members"]) > MOST_MEMBERS:
        raise InvalidInput(f"编入的单位最多 {MOST_MEMBERS} 个。", field="members")
    values["members"] = [find(actor, ClusterUnit, each, "ClusterUnit", "members") for each in values["members"]]
    return members.jointbranch_found(actor=actor, **values)


MUTATIONS = {
    "clusterRegister": mutation(
        "clusterRegister",
        "登记新兴领域。",
        "Cluster",
        {"organization": id_of("Organization", "所在街道、社区的编号。"), **_content(required=True)},
        _register,
    ),
    "clusterEdit": mutation(
        "clusterEdit",
        "修改新兴领域资料；没有给出的内容不变。",
        "Cluster",
        {"id": id_of("Cluster", "新兴领域的全局编号。"), **_content(required=False), "version": VERSION},
        _edit,
    ),
    "clusterRetire": verb("clusterRetire", clusters.cluster_retire, "cluster", "Cluster", "撤销新兴领域，其记录保留。"),
    "clusterRestore": verb("clusterRestore", clusters.cluster_restore, "cluster", "Cluster", "恢复已撤销的新兴领域。"),
    "clusterunitAdd": mutation(
        "clusterunitAdd",
        "登记入驻单位；一个单位只能登记在一处。",
        "ClusterUnit",
        {
            "cluster": id_of("Cluster", "新兴领域的编号。"),
            "unit": id_of("ResidentUnit", "驻区单位的编号。"),
            "instructor": _INSTRUCTOR,
        },
        _add,
    ),
    "clusterunitEdit": mutation(
        "clusterunitEdit",
        "编入联合支部或派党建指导员；没有给出的不变，联合支部给出空值即退出。",
        "ClusterUnit",
        {
            "id": id_of("ClusterUnit", "入驻单位的全局编号。"),
            "branch": id_of("JointBranch", "联合支部的编号；空值为退出。", required=False),
            "instructor": _INSTRUCTOR,
            "version": VERSION,
        },
        _arrange,
    ),
    "clusterunitPlan": mutation(
        "clusterunitPlan",
        "确定组建党组织的下一步和完成日期。",
        "ClusterUnit",
        {
            "id": id_of("ClusterUnit", "入驻单位的全局编号。"),
            "step": given(ClusterStep, "下一步。"),
            "step_due_on": given(Date, "计划完成日期，不早于今天。"),
            "step_note": given(graphene.String, "推进情况，最多 500 字。", required=False),
            "version": VERSION,
        },
        on_record(members.clusterunit_plan, "member", "ClusterUnit"),
    ),
    "clusterunitRemove": mutation(
        "clusterunitRemove",
        "移出入驻单位；返回原来的新兴领域。",
        "Cluster",
        {
            "id": id_of("ClusterUnit", "入驻单位的全局编号。"),
            "reason": given(graphene.String, "原因，最多 500 字。"),
            "version": VERSION,
        },
        lambda actor, values: members.clusterunit_remove(
            actor=actor, member=_member(actor, values), **drop_null(values)
        ),
    ),
    "jointbranchFound": mutation(
        "jointbranchFound",
        "成立联合支部，至少由两个入驻单位组成。",
        "JointBranch",
        {
            "cluster": id_of("Cluster", "新兴领域的编号。"),
            "name": given(graphene.String, "名称，最多 120 字。"),
            "members": ids_of("ClusterUnit", "编入的入驻单位的编号。"),
            "secretary": _SECRETARY,
            "founded_on": given(Date, "成立日期，默认今天。", required=False),
        },
        _found,
    ),
    "jointbranchEdit": mutation(
        "jointbranchEdit",
        "修改联合支部的名称和书记；没有给出的不变。",
        "JointBranch",
        {
            "id": id_of("JointBranch", "联合支部的全局编号。"),
            "name": given(graphene.String, "名称，最多 120 字。", required=False),
            "secretary": _SECRETARY,
            "version": VERSION,
        },
        on_record(members.jointbranch_edit, "branch", "JointBranch", kept=("name", "secretary", "version")),
    ),
    "jointbranchDissolve": mutation(
        "jointbranchDissolve",
        "撤销联合支部；返回所在的新兴领域。",
        "Cluster",
        {
            "id": id_of("JointBranch", "联合支部的全局编号。"),
            "reason": given(graphene.String, "原因，最多 500 字。"),
            "version": VERSION,
        },
        lambda actor, values: members.jointbranch_dissolve(
            actor=actor, branch=find(actor, JointBranch, values.pop("id"), "JointBranch"), **drop_null(values)
        ),
    ),
}
