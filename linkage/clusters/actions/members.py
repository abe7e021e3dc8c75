"""Units inside a cluster, the joint branches of several, and what is planned where one is missing."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from core.changes import changes, snapshot
from core.errors import InvalidInput, NotFound, StaleVersion
from core.events import action, action_day, record
from core.permissions import Actor, Perm, require
from core.values import clean_text
from linkage.clusters.actions.clusters import keep_active, lock_cluster
from linkage.clusters.models import Cluster, ClusterUnit, JointBranch
from linkage.clusters.ties import lies_by
from tenants.org.models import ResidentUnit

FEWEST_IN_BRANCH = 2


@action
def clusterunit_add(*, actor: Actor, cluster: Cluster, unit: ResidentUnit, instructor: str = "") -> ClusterUnit:
    """Record that a unit is inside; it is inside one cluster at most.

    Raises ``InvalidInput`` for a unit that has left the register, lies in another street, or is inside one already.
    """
    require(actor, Perm.CLUSTER_EDIT, at=cluster.place)
    fresh = lock_cluster(cluster)
    keep_active(fresh)
    if unit.status != ResidentUnit.Status.ACTIVE:
        raise InvalidInput(f"“{unit}”已迁出或注销，不能登记入驻。", field="unit")
    if not lies_by(unit, fresh):
        raise InvalidInput(f"“{unit}”登记在{unit.organization}，不在本街道，请先核对单位的所在地。", field="unit")
    held = ClusterUnit.objects.filter(unit=unit).select_related("cluster").first()
    if held is not None:
        way = "已在其中" if held.cluster_id == fresh.pk else f"已登记在“{held.cluster}”，请先移出"
        raise InvalidInput(f"“{unit}”{way}；一个单位只能登记在一处。", field="unit")
    member = ClusterUnit(cluster=fresh, unit=unit, joined_on=action_day(), instructor=_instructor(instructor))
    member.save()
    record("clusterunit.add", actor=actor, subject=member, data=_told(member))
    return member


@action
def clusterunit_edit(
    *,
    actor: Actor,
    member: ClusterUnit,
    branch: JointBranch | None = None,
    instructor: str = "",
    version: int | None = None,
) -> ClusterUnit:
    """Say in which joint branch the unit is and who instructs it.

    A plan that is thereby done falls away: of whoever is organized, or was to get an instructor. Raises
    ``InvalidInput`` for a branch of another cluster.
    """
    require(actor, Perm.CLUSTER_EDIT, at=member.place)
    fresh = _lock(member, version)
    if branch is not None and branch.cluster_id != fresh.cluster_id:
        raise InvalidInput("联合支部不在同一个新兴领域，请重新选择。", field="branch")
    fresh.branch, fresh.instructor = branch, _instructor(instructor)
    instructed = bool(fresh.instructor) and fresh.step == ClusterUnit.Step.INSTRUCT
    if branch is not None or fresh.unit.party_organization or instructed:
        _drop_plan(fresh)
    _save(fresh)
    record("clusterunit.edit", actor=actor, subject=fresh, data={**_told(fresh), "note": _arranged(fresh)})
    return fresh


@action
def clusterunit_remove(*, actor: Actor, member: ClusterUnit, reason: str, version: int | None = None) -> Cluster:
    """The unit has left the cluster; what was done about it stays in the log. Returns the cluster."""
    require(actor, Perm.CLUSTER_EDIT, at=member.place)
    text = clean_text(reason, "reason", "移出原因", 500)
    fresh = _lock(member, version)
    record("clusterunit.remove", actor=actor, subject=fresh, data={**_told(fresh), "reason": text})
    cluster = fresh.cluster
    fresh.delete()
    return cluster


@action
def clusterunit_plan(
    *,
    actor: Actor,
    member: ClusterUnit,
    step: str,
    step_due_on: date,
    step_note: str = "",
    version: int | None = None,
) -> ClusterUnit:
    """Name the next step towards a party organisation and its day, of which the keepers are reminded.

    Raises ``InvalidInput`` for a unit that is organized or has the instructor already, and for a day that has passed.
    """
    require(actor, Perm.CLUSTER_EDIT, at=member.place)
    fresh = _lock(member, version)
    if step not in ClusterUnit.Step.values:
        raise InvalidInput("请选择下一步：单独组建、联合组建或派党建指导员。", field="step")
    if fresh.branch_id is not None or fresh.unit.party_organization:
        raise InvalidInput(f"“{fresh.unit}”已有党组织，无需组建计划。", field="step")
    if step == ClusterUnit.Step.INSTRUCT and fresh.instructor:
        raise InvalidInput(f"“{fresh.unit}”已有党建指导员{fresh.instructor}，请确定组建党组织的计划。", field="step")
    if step_due_on < action_day():
        raise InvalidInput("计划完成日期不能早于今天。", field="step_due_on")
    fresh.step, fresh.step_due_on = step, step_due_on
    fresh.step_note = clean_text(step_note, "step_note", "推进情况", 500, required=False)
    _save(fresh)
    note = f"{fresh.get_step_display()}，{step_due_on:%Y-%m-%d} 前完成"
    record("clusterunit.plan", actor=actor, subject=fresh, data={**_told(fresh), "note": note})
    return fresh


@action
def jointbranch_found(
    *,
    actor: Actor,
    cluster: Cluster,
    name: str,
    members: Sequence[ClusterUnit],
    secretary: str = "",
    founded_on: date | None = None,
) -> JointBranch:
    """Found a joint branch of at least two units inside; their plans are thereby done.

    Raises ``InvalidInput`` for a name that the cluster has already, units of another cluster or in another branch, and
    a day that has not come.
    """
    require(actor, Perm.CLUSTER_EDIT, at=cluster.place)
    fresh = lock_cluster(cluster)
    keep_active(fresh)
    day = founded_on or action_day()
    if day > action_day():
        raise InvalidInput("成立日期不能晚于今天。", field="founded_on")
    rows = _members(fresh, members)
    branch = JointBranch(cluster=fresh, founded_on=day)
    _name(branch, name, secretary)
    branch.save()
    for member in rows:
        member.branch = branch
        _drop_plan(member)
        _save(member)
    data = {"note": "、".join(str(member.unit) for member in rows)[:300]}
    record("jointbranch.found", actor=actor, subject=branch, data=data)
    return branch


@action
def jointbranch_edit(
    *, actor: Actor, branch: JointBranch, name: str, secretary: str = "", version: int | None = None
) -> JointBranch:
    """Correct name and secretary; units join and leave by ``clusterunit_edit``."""
    require(actor, Perm.CLUSTER_EDIT, at=branch.place)
    lock_cluster(branch.cluster)
    fresh = _fresh_branch(branch, version)
    before = snapshot(fresh)
    _name(fresh, name, secretary)
    fresh.version += 1
    fresh.save()
    record("jointbranch.edit", actor=actor, subject=fresh, data=changes(fresh, before))
    return fresh


@action
def jointbranch_dissolve(*, actor: Actor, branch: JointBranch, reason: str, version: int | None = None) -> Cluster:
    """Dissolve a joint branch; its units are without one from now on. Returns the cluster."""
    require(actor, Perm.CLUSTER_EDIT, at=branch.place)
    text = clean_text(reason, "reason", "撤销原因", 500)
    cluster = lock_cluster(branch.cluster)
    fresh = _fresh_branch(branch, version)
    record("jointbranch.dissolve", actor=actor, subject=fresh, data={"reason": text})
    fresh.members.update(branch=None)
    fresh.delete()
    return cluster


def _lock(member: ClusterUnit, version: int | None) -> ClusterUnit:
    cluster = lock_cluster(member.cluster)
    keep_active(cluster)
    rows = ClusterUnit.objects.select_for_update(of=("self",)).select_related("unit__organization", "branch")
    fresh: ClusterUnit | None = rows.filter(pk=member.pk).first()
    if fresh is None:
        raise NotFound
    fresh.cluster = cluster
    if version is not None and fresh.version != version:
        raise StaleVersion("这条记录刚被其他人修改过，请刷新后核对再提交。", field="version")
    return fresh


def _fresh_branch(branch: JointBranch, version: int | None) -> JointBranch:
    fresh: JointBranch | None = JointBranch.objects.filter(pk=branch.pk).select_related("cluster__organization").first()
    if fresh is None:
        raise NotFound
    if version is not None and fresh.version != version:
        raise StaleVersion("这条记录刚被其他人修改过，请刷新后核对再提交。", field="version")
    return fresh


def _members(cluster: Cluster, members: Sequence[ClusterUnit]) -> list[ClusterUnit]:
    keys = {member.pk for member in members}
    rows = list(ClusterUnit.objects.filter(pk__in=keys, cluster=cluster).select_related("unit__organization", "branch"))
    if len(rows) < len(keys):
        raise InvalidInput("有的单位不在这个新兴领域，请重新选择。", field="members")
    if len(rows) < FEWEST_IN_BRANCH:
        raise InvalidInput("联合支部至少由两个单位组成。", field="members")
    if taken := next((row for row in rows if row.branch_id is not None), None):
        raise InvalidInput(f"“{taken.unit}”已在“{taken.branch}”，不能重复编入。", field="members")
    for row in rows:
        row.cluster = cluster
    return rows


def _name(branch: JointBranch, name: str, secretary: str) -> None:
    branch.name = clean_text(name, "name", "联合支部名称", 120)
    branch.secretary = clean_text(secretary, "secretary", "书记", 60, required=False)
    same = JointBranch.objects.filter(cluster=branch.cluster, name=branch.name).exclude(pk=branch.pk)
    if same.exists():
        raise InvalidInput(f"“{branch.cluster}”已有同名的联合支部，请换一个名称。", field="name")


def _instructor(text: str) -> str:
    return clean_text(text, "instructor", "党建指导员", 60, required=False)


def _drop_plan(member: ClusterUnit) -> None:
    member.step, member.step_due_on, member.step_note = "", None, ""


def _save(member: ClusterUnit) -> None:
    member.version += 1
    member.save()


def _arranged(member: ClusterUnit) -> str:
    parts = [f"编入{member.branch}" if member.branch else "", f"指导员{member.instructor}" if member.instructor else ""]
    return "，".join(filter(None, parts)) or "未编入联合支部"


def _told(member: ClusterUnit) -> dict[str, Any]:
    return {"cluster": member.cluster_id, "unit": member.unit_id, "unit_path": member.unit.organization.path}
