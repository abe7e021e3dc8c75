"""Clusters: kept by street and community, and by the district office."""

from typing import Any

from cast import Cast
from emerging import branch_of, cluster_of, firm, member_of
from matrix.people import COMMUNITY_A, OFFICE
from matrix.rows import PLACES_A, nothing, reason, row
from stories import in_days

from linkage.clusters.actions import clusters, members
from linkage.clusters.models import Cluster

KEEPERS = PLACES_A - COMMUNITY_A | {OFFICE}
FACTS = {"name": "新恒隆", "kind": "building", "workers": 2}


def retired(cast: Cast) -> Cluster:
    return clusters.cluster_retire(actor=cast.actor("office"), cluster=cluster_of(cast), reason="拆除")


def two_members(cast: Cast) -> dict[str, Any]:
    inside = cluster_of(cast)
    units = [firm(cast, f"第{number}商行", 2) for number in (1, 2)]
    found = [member_of(cast, unit, inside) for unit in units]
    return {"cluster": inside, "name": "联合党支部", "members": found}


row(clusters.cluster_register, nothing, KEEPERS, given=lambda cast: {**FACTS, "organization": cast.street_a})
row(
    clusters.cluster_register,
    nothing,
    PLACES_A | {OFFICE},
    case="of-the-community",
    given=lambda cast: {**FACTS, "organization": cast.community_a},
)
row(clusters.cluster_edit, cluster_of, KEEPERS, subject="cluster", given=lambda cast: FACTS)
row(clusters.cluster_retire, cluster_of, KEEPERS, subject="cluster", given=reason)
row(clusters.cluster_restore, retired, KEEPERS, subject="cluster", given=reason)
row(members.clusterunit_add, cluster_of, KEEPERS, subject="cluster", given=lambda cast: {"unit": cast.unit_a})
row(members.clusterunit_edit, member_of, KEEPERS, subject="member", given=lambda cast: {"instructor": "王敏"})
row(members.clusterunit_remove, member_of, KEEPERS, subject="member", given=reason)
row(
    members.clusterunit_plan,
    member_of,
    KEEPERS,
    subject="member",
    given=lambda cast: {"step": "own", "step_due_on": in_days(30)},
)
row(members.jointbranch_found, nothing, KEEPERS, given=two_members)
row(members.jointbranch_edit, branch_of, KEEPERS, subject="branch", given=lambda cast: {"name": "新支部"})
row(members.jointbranch_dissolve, branch_of, KEEPERS, subject="branch", given=reason)
