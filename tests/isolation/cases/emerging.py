"""Clusters and their units, facilities, consultations and appraisals of outposts."""

from cast import Cast
from emerging import (
    appraisal,
    branch_of,
    cluster_of,
    consultation_in,
    facility_of,
    member_of,
    photo_of,
    planning,
    question,
)
from isolation.rows import ABOVE_A, PERSONNEL_ABOVE_A, PLACE_A, case
from matrix.people import DEPARTMENTS

from linkage.clusters.models import Cluster, ClusterUnit, JointBranch
from linkage.consultations.models import Consultation, OutpostAppraisal
from linkage.facilities.models import Facility, FacilityPhoto

# Whoever stands below a street sees its clusters, and so does a unit inside.
CLUSTER_A = PLACE_A | {"outpost_a", "unit_a", "unit_a_head", "deputy_of_unit_a", "viewer_of_unit_a"}


def on_a_plan(cast: Cast) -> Consultation:
    return question(cast, **planning(cast), outpost=None, candidate="")


case(
    "consultation on whom to appoint",
    Consultation,
    lambda cast: consultation_in(cast, "asked"),
    PERSONNEL_ABOVE_A | {"department"},
)
case("consultation on a plan", Consultation, on_a_plan, ABOVE_A | {"department"})
case("appraisal of an outpost", OutpostAppraisal, appraisal, ABOVE_A | DEPARTMENTS)
case("facilities", Facility, facility_of, PLACE_A)
case("photo of facilities", FacilityPhoto, photo_of, PLACE_A)
case("cluster", Cluster, cluster_of, CLUSTER_A)
case("unit in a cluster", ClusterUnit, lambda cast: member_of(cast), CLUSTER_A)
case("joint branch", JointBranch, branch_of, CLUSTER_A)
