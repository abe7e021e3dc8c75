"""What becomes of clusters when a place goes or a unit moves."""

from collections.abc import Sequence

from core.events import record
from core.permissions import Actor
from linkage.clusters.models import Cluster, ClusterUnit
from tenants.org.models import Organization, ResidentUnit
from tenants.org.ties import Estate, follows_unit, hand_over, leaves_estate, lying_at, untaken, worded


def clusters_of(places: Sequence[Organization]) -> dict[int, str]:
    """How many clusters each place keeps, as a phrase."""
    rows = Cluster.objects.filter(status=Cluster.Status.ACTIVE)
    return worded(" {} 个新兴领域", lying_at(places, rows))


def pass_on(actor: Actor, place: Organization, successor: Organization) -> None:
    """Each cluster goes to the successor with an event of its own."""
    active = Cluster.objects.filter(status=Cluster.Status.ACTIVE)
    for cluster in untaken(active, place, successor, "{}已有同名的新兴领域“{}”，请先核对。"):
        hand_over(actor, cluster, place, successor, "cluster.pass_on")


leaves_estate(Estate(clusters_of, pass_on))


@follows_unit
def leaves_its_cluster(actor: Actor, unit: ResidentUnit) -> None:
    """A unit that lies in another street is no longer inside the building that it left; in a network it stays."""
    member = ClusterUnit.objects.filter(unit=unit).select_related("cluster__organization").first()
    if member is None or lies_by(unit, member.cluster):
        return
    told = {"cluster": member.cluster_id, "unit": unit.pk, "unit_path": unit.organization.path}
    note = f"{unit}迁往{unit.organization}，移出{member.cluster}"
    record("clusterunit.remove", actor=actor, subject=member, data={**told, "note": note})
    member.delete()


def lies_by(unit: ResidentUnit, cluster: Cluster) -> bool:
    """Whether the unit may be inside: it lies in the same street; a network reaches over the whole district."""
    if cluster.kind == Cluster.Kind.NETWORK:
        return True
    street = cluster.organization.path[: 2 * Organization.steplen]
    return bool(unit.organization.path.startswith(street))
