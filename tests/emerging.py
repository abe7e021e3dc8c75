"""Clusters, facilities, consultations and appraisals of street A, made through the actions."""

from typing import Any

from cast import Cast
from samples import photo

from core.periods import today
from linkage.clusters.actions.clusters import cluster_register
from linkage.clusters.actions.members import clusterunit_add, jointbranch_found
from linkage.clusters.models import Cluster, ClusterUnit, JointBranch
from linkage.consultations.actions.appraisals import outpostappraisal_give
from linkage.consultations.actions.consultations import (
    consultation_ask,
    consultation_opine,
    consultation_reply,
    consultation_withdraw,
)
from linkage.consultations.models import Consultation, OutpostAppraisal
from linkage.facilities.actions.facilities import facility_record
from linkage.facilities.actions.photos import facility_photograph
from linkage.facilities.models import Facility, FacilityPhoto, Room
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


def photo_of(cast: Cast) -> FacilityPhoto:
    """A photo of the office of community A."""
    entry = facility_photograph(
        actor=cast.actor("community_a"), facility=facility_of(cast), photos=[photo()], room="office"
    )
    found: FacilityPhoto = entry.photos.select_related("facility__organization").get()
    return found


def planning(cast: Cast, **changes: Any) -> dict[str, Any]:
    """What the district asks street A about a plan."""
    return {
        "organizations": [cast.street_a],
        "kind": "planning",
        "title": "江宁路片区公共服务设施规划",
        "content": "拟新增一处综合为老服务中心。",
        **changes,
    }


def question(cast: Cast, **changes: Any) -> Consultation:
    """Street A is asked about the head of its police station, by the police of the district."""
    about = {"kind": "appointment", "title": "派出所所长人选", "content": "拟任命高某。", "candidate": "高某"}
    seats = {"organizations": [cast.street_a], "department": cast.department, "outpost": cast.outpost_a}
    return consultation_ask(actor=cast.actor("office"), **{**about, **seats, **changes})[0]


def consultation_in(cast: Cast, status: str) -> Consultation:
    """A question to street A in any of its states."""
    row = question(cast)
    if status == "asked":
        return row
    if status == "withdrawn":
        return consultation_withdraw(actor=cast.actor("department"), consultation=row, reason="另行研究")
    row = consultation_opine(actor=cast.actor("street_a"), consultation=row, opinion="agree", reason="熟悉辖区")
    if status == "answered":
        return row
    return consultation_reply(actor=cast.actor("department"), consultation=row, adopted="yes", reply="按程序任命")


def appraisal(cast: Cast) -> OutpostAppraisal:
    """What street A says of its police station this year."""
    given = {"outpost": cast.outpost_a, "year": today().year, "score": "92.5", "words": "出警及时，联动有力"}
    return outpostappraisal_give(actor=cast.actor("street_a"), **given)
