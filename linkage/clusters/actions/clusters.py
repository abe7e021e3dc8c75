"""The register of clusters: enter, correct, retire, restore."""

from core.changes import changes, snapshot
from core.errors import InvalidInput, StaleVersion, WrongState
from core.events import action, record
from core.permissions import Actor, Perm, require
from core.values import clean_text
from linkage.clusters.models import Cluster
from linkage.clusters.ties import lies_by
from tenants.org.models import Organization, ResidentUnit
from tenants.org.pinyin import sort_key

MOST_WORKERS = 1000


@action
def cluster_register(
    *,
    actor: Actor,
    organization: Organization,
    name: str,
    kind: str,
    address: str = "",
    manager: ResidentUnit | None = None,
    party_organization: str = "",
    station: str = "",
    workers: int = 0,
) -> Cluster:
    """Enter a building, park, quarter, market or network into the register of a street or a place below.

    Raises ``InvalidInput`` for the district itself, a retired place, a name that the place has already, a manager that
    has left, or a number of workers that cannot be.
    """
    require(actor, Perm.CLUSTER_EDIT, at=organization.place)
    cluster = Cluster(organization=_seat(organization))
    _fill(cluster, name, kind, address, manager, party_organization, station, workers)
    cluster.save()
    record("cluster.register", actor=actor, subject=cluster, data={"kind": cluster.kind})
    return cluster


@action
def cluster_edit(
    *,
    actor: Actor,
    cluster: Cluster,
    name: str,
    kind: str,
    address: str = "",
    manager: ResidentUnit | None = None,
    party_organization: str = "",
    station: str = "",
    workers: int = 0,
    version: int | None = None,
) -> Cluster:
    """Correct the entry; raise ``WrongState`` for a retired one.

    Only of a network units of other streets are inside: one that has such units stays a network (``InvalidInput``).
    """
    require(actor, Perm.CLUSTER_EDIT, at=cluster.place)
    fresh = lock_cluster(cluster, version)
    keep_active(fresh)
    before = snapshot(fresh)
    _fill(fresh, name, kind, address, manager, party_organization, station, workers)
    _refuse_strangers(fresh, before["kind"])
    fresh.version += 1
    fresh.save()
    record("cluster.edit", actor=actor, subject=fresh, data=changes(fresh, before))
    return fresh


@action
def cluster_retire(*, actor: Actor, cluster: Cluster, reason: str, version: int | None = None) -> Cluster:
    """Take a cluster out of the register; units inside and joint branches stay recorded and no longer count."""
    require(actor, Perm.CLUSTER_EDIT, at=cluster.place)
    text = clean_text(reason, "reason", "撤销原因", 500)
    fresh = lock_cluster(cluster, version)
    keep_active(fresh)
    return _turn(actor, fresh, Cluster.Status.RETIRED, "cluster.retire", text)


@action
def cluster_restore(*, actor: Actor, cluster: Cluster, reason: str = "", version: int | None = None) -> Cluster:
    """Take a retired cluster into the register again."""
    require(actor, Perm.CLUSTER_EDIT, at=cluster.place)
    text = clean_text(reason, "reason", "恢复原因", 500, required=False)
    fresh = lock_cluster(cluster, version)
    if fresh.status == Cluster.Status.ACTIVE:
        raise WrongState("该新兴领域在册，无需恢复。", field="status")
    _seat(fresh.organization)
    _refuse_same_name(fresh)
    return _turn(actor, fresh, Cluster.Status.ACTIVE, "cluster.restore", text)


def lock_cluster(cluster: Cluster, version: int | None = None) -> Cluster:
    """The row, locked; what hangs on a cluster is changed under its lock."""
    rows = Cluster.objects.select_for_update(of=("self",)).select_related("organization")
    fresh: Cluster = rows.get(pk=cluster.pk)
    if version is not None and fresh.version != version:
        raise StaleVersion("这条记录刚被其他人修改过，请刷新后核对再提交。", field="version")
    return fresh


def keep_active(cluster: Cluster) -> None:
    """Refuse what cannot be done to a retired cluster."""
    if cluster.status != Cluster.Status.ACTIVE:
        raise WrongState(f"“{cluster}”已撤销，请先恢复再办理。", field="status")


def _turn(actor: Actor, cluster: Cluster, status: str, verb: str, reason: str) -> Cluster:
    cluster.status = status
    cluster.version += 1
    cluster.save(update_fields=["status", "version"])
    record(verb, actor=actor, subject=cluster, data={"reason": reason})
    return cluster


def _seat(organization: Organization) -> Organization:
    if organization.level == Organization.Level.DISTRICT:
        raise InvalidInput("新兴领域要登记到街道或社区，请选择所在的街道或社区。", field="organization")
    if organization.retired_on is not None:
        raise InvalidInput(f"“{organization}”已撤销，请选择在用的组织。", field="organization")
    return organization


def _fill(
    cluster: Cluster,
    name: str,
    kind: str,
    address: str,
    manager: ResidentUnit | None,
    party_organization: str,
    station: str,
    workers: int,
) -> None:
    if kind not in Cluster.Kind.values:
        raise InvalidInput("请选择类别。", field="kind")
    if isinstance(workers, bool) or not isinstance(workers, int) or not 0 <= workers <= MOST_WORKERS:
        raise InvalidInput(f"专职党群工作者应为 0 到 {MOST_WORKERS} 的整数。", field="workers")
    if manager is not None and manager.status != ResidentUnit.Status.ACTIVE:
        raise InvalidInput(f"“{manager}”已迁出或注销，请重新选择。", field="manager")
    cluster.name = clean_text(name, "name", "名称", 60)
    cluster.pinyin = sort_key(cluster.name, 240)
    cluster.kind, cluster.manager, cluster.workers = kind, manager, workers
    cluster.address = clean_text(address, "address", "地址", 200, required=False)
    cluster.party_organization = clean_text(party_organization, "party_organization", "党组织名称", 120, required=False)
    cluster.station = clean_text(station, "station", "党建服务站点", 120, required=False)
    _refuse_same_name(cluster)


def _refuse_strangers(cluster: Cluster, was: str) -> None:
    """After a network has become something else: nobody from another street may be inside."""
    if was != Cluster.Kind.NETWORK or cluster.kind == was:
        return
    for member in cluster.members.select_related("unit__organization").order_by("pk"):
        if not lies_by(member.unit, cluster):
            raise InvalidInput(
                f"“{member.unit}”在{member.unit.organization}，不在本街道；改为{cluster.get_kind_display()}前请先移出。",
                field="kind",
            )


def _refuse_same_name(cluster: Cluster) -> None:
    same = Cluster.objects.filter(
        organization=cluster.organization, name=cluster.name, status=Cluster.Status.ACTIVE
    ).exclude(pk=cluster.pk)
    if same.exists():
        raise InvalidInput(f"{cluster.organization}已有同名的“{cluster.name}”，请换一个名称。", field="name")
