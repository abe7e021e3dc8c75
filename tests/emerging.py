"""Clusters of street A with firms inside, and the facilities of community A, made through the actions."""

from typing import Any

from cast import Cast

from linkage.clusters.actions.clusters import cluster_register
from linkage.clusters.actions.members import clusterunit_add, jointbranch_found
from linkage.clusters.models import Cluster, ClusterUnit, JointBranch
from linkage.facilities.actions.facilities import facility_record
from linkage.facilities.models import Facility, Room
from tenants.org.models import ResidentUnit


def cluster_of(cast: Cast, **changes: Any) -> Cluster:
    """A building of street A with a station and one worker."""
    given = {
        "organization": cast.street_a,
        "name": "恒隆大厦",
        "kind": "building",
        "address": "南京西路 1266 号",
        "station": "恒隆党建服务站",
        "workers": 1,
    }
    return cluster_register(actor=cast.actor("street_a"), **{**given, **changes})


def firm(cast: Cast, name: str, members: int = 5, **facts: Any) -> ResidentUnit:
    facts.setdefault("organization", cast.community_a)
    kind = facts.pop("kind", "private_firm")
    return ResidentUnit.objects.create(name=name, kind=kind, party_members=members, **facts)


def member_of(cast: Cast, unit: ResidentUnit | None = None, cluster: Cluster | None = None) -> ClusterUnit:
    """A firm of five members inside, without a party organisation."""
    return clusterunit_add(
        actor=cast.actor("street_a"), cluster=cluster or cluster_of(cast), unit=unit or firm(cast, "云澜科技有限公司")
    )


def branch_of(cast: Cast, cluster: Cluster | None = None) -> JointBranch:
    """A joint branch of two small firms."""
    cluster = cluster or cluster_of(cast)
    members = [member_of(cast, firm(cast, f"第{number}商行", 2), cluster) for number in (1, 2)]
    return jointbranch_found(
        actor=cast.actor("street_a"), cluster=cluster, name="恒隆联合党支部", members=members, secretary="王敏"
    )


def all_that_is_asked(cast: Cast, **changes: Any) -> dict[str, Any]:
    """What a community says of its facilities when it has everything."""
    sizes = {"service_area": "320.5", "outdoor_area": "260", "books": 1500}
    return {"organization": cast.community_a, **sizes, "rooms": [room.value for room in Room], **changes}


def facility_of(cast: Cast, **changes: Any) -> Facility:
    """The entry of community A, which has everything unless ``changes`` say otherwise."""
    return facility_record(actor=cast.actor("community_a"), **all_that_is_asked(cast, **changes))
