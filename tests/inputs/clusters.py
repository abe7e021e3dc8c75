"""Clusters, units inside, joint branches."""

from callers import gid
from cast import Cast
from emerging import branch_of, cluster_of, firm, member_of
from inputs.makers import Good, good
from stories import in_days

from linkage.clusters.actions.clusters import cluster_retire

FACTS = {
    "name": "嘉里中心",
    "kind": "BUILDING",
    "address": "南京西路 1515 号",
    "partyOrganization": "嘉里中心联合党委",
    "station": "嘉里党群服务站",
    "workers": 2,
}


@good("clusterRegister")
def _register(cast: Cast) -> Good:
    return "street_a", {**FACTS, "organization": gid(cast.street_a), "manager": gid(cast.unit_a)}


@good("clusterEdit")
def _edit(cast: Cast) -> Good:
    cluster = cluster_of(cast)
    return "street_a", {**FACTS, "id": gid(cluster), "manager": gid(cast.unit_a), "version": cluster.version}


@good("clusterRetire")
def _retire(cast: Cast) -> Good:
    cluster = cluster_of(cast)
    return "street_a", {"id": gid(cluster), "reason": "拆除", "version": cluster.version}


@good("clusterRestore")
def _restore(cast: Cast) -> Good:
    cluster = cluster_retire(actor=cast.actor("office"), cluster=cluster_of(cast), reason="拆除")
    return "street_a", {"id": gid(cluster), "reason": "误撤", "version": cluster.version}


@good("clusterunitAdd")
def _add(cast: Cast) -> Good:
    return "street_a", {"cluster": gid(cluster_of(cast)), "unit": gid(cast.unit_a), "instructor": "王敏"}


@good("clusterunitEdit")
def _arrange(cast: Cast) -> Good:
    branch = branch_of(cast)
    member = member_of(cast, firm(cast, "第三商行", 2), branch.cluster)
    return "street_a", {"id": gid(member), "branch": gid(branch), "instructor": "王敏", "version": member.version}


@good("clusterunitPlan")
def _plan(cast: Cast) -> Good:
    member = member_of(cast)
    when = in_days(30).isoformat()
    plan = {"step": "OWN", "stepDueOn": when, "stepNote": "已约谈"}
    return "street_a", {"id": gid(member), **plan, "version": member.version}


@good("clusterunitRemove")
def _remove(cast: Cast) -> Good:
    member = member_of(cast)
    return "street_a", {"id": gid(member), "reason": "搬离", "version": member.version}


@good("jointbranchFound")
def _found(cast: Cast) -> Good:
    cluster = cluster_of(cast)
    inside = [gid(member_of(cast, firm(cast, f"第{number}商行", 2), cluster)) for number in (1, 2)]
    day = in_days(-1).isoformat()
    return "street_a", {
        "cluster": gid(cluster), "name": "联合党支部", "members": inside, "secretary": "王敏", "foundedOn": day,
    }  # fmt: skip


@good("jointbranchEdit")
def _rename(cast: Cast) -> Good:
    branch = branch_of(cast)
    return "street_a", {"id": gid(branch), "name": "新支部", "secretary": "李强", "version": branch.version}


@good("jointbranchDissolve")
def _dissolve(cast: Cast) -> Good:
    branch = branch_of(cast)
    return "street_a", {"id": gid(branch), "reason": "单位迁出", "version": branch.version}
