"""Clusters with the firms inside, and what every community has, in the demo district. All of it is fictitious."""

import random
from datetime import timedelta

from core.events import action_day
from core.permissions import Actor
from linkage.clusters.actions.clusters import cluster_register
from linkage.clusters.actions.members import clusterunit_add, clusterunit_edit, clusterunit_plan, jointbranch_found
from linkage.clusters.models import EMERGING, Cluster, ClusterUnit
from linkage.facilities.actions.facilities import facility_record
from linkage.facilities.actions.photos import facility_photograph
from linkage.facilities.models import Facility, Room
from local.demo import names
from local.demo.cast import Cast, Player, Street
from local.demo.files import evidence_pool
from tenants.org.models import Organization, ResidentUnit

# What a street has: kind and name; the first of them takes most of its firms.
CLUSTERS = (
    ("building", "{street}云庭商务楼（虚构）"),
    ("quarter", "{street}里弄商圈（虚构）"),
    ("market", "{street}小商品市场（虚构）"),
    ("network", "{street}直播与网约服务（虚构）"),
)
BRANCH_SIZE = 3


def open_clusters(cast: Cast, rng: random.Random) -> None:
    """Each street keeps some clusters; its firms and social organisations are inside one of them."""
    for street in cast.streets:
        units = [unit.owner for unit in street.units if unit.kind in EMERGING]
        kinds = CLUSTERS[: 1 + min(len(units) // 4, len(CLUSTERS) - 1)]
        inside: dict[int, list[ClusterUnit]] = {}
        clusters = [_cluster(street, kind, name, rng) for kind, name in kinds]
        for unit in units:
            cluster = rng.choices(clusters, [4, 2, 1, 1][: len(clusters)])[0]
            assert isinstance(unit, ResidentUnit)
            member = clusterunit_add(actor=street.actor, cluster=cluster, unit=unit)
            inside.setdefault(cluster.pk, []).append(member)
        for cluster in clusters:
            _organize(street.actor, cluster, inside.get(cluster.pk, []), rng)


def _cluster(street: Street, kind: str, name: str, rng: random.Random) -> Cluster:
    title = name.format(street=street.organization.name)
    built = rng.random() < 0.8
    return cluster_register(
        actor=street.actor,
        organization=street.organization,
        name=title,
        kind=kind,
        address=f"{street.organization.name}辖区（虚构）",
        party_organization=f"{title}联合党委" if built else "",
        station=f"{title}党群服务站" if built or rng.random() < 0.5 else "",
        workers=rng.choice((0, 1, 1, 2)),
    )


def _organize(actor: Actor, cluster: Cluster, members: list[ClusterUnit], rng: random.Random) -> None:
    """Small firms share a branch; others get an instructor, a plan, or nothing yet."""
    loose = [member for member in members if not member.unit.party_organization]
    joined = loose[:BRANCH_SIZE] if len(loose) > 1 and rng.random() < 0.7 else []
    if len(joined) > 1:
        jointbranch_found(
            actor=actor,
            cluster=cluster,
            name=f"{cluster.name}联合党支部",
            members=joined,
            secretary=names.person(rng),
        )
    for member in loose[len(joined) :]:
        chance = rng.random()
        if chance < 0.4:
            clusterunit_edit(actor=actor, member=member, instructor=names.person(rng))
        elif chance < 0.7:
            due = action_day() + timedelta(days=rng.randrange(30, 300))
            step = rng.choice(ClusterUnit.Step.values)
            clusterunit_plan(actor=actor, member=member, step=step, step_due_on=due, step_note="已约谈负责人")


def record_facilities(cast: Cast, rng: random.Random) -> None:
    """Every community enters what it has; about two thirds have all that is asked for, and a third have photos."""
    # Not of the story's own chance, so that all else stays as it was.
    pictures = [file for file in evidence_pool(random.Random(1)) if file.name.endswith(".png")]  # noqa: S311 - pictures
    for street in cast.streets:
        for number, community in enumerate(street.communities):
            entry = _facility(community, rng)
            if number % 3 == 0:
                photos = [pictures[number % len(pictures)], pictures[(number + 1) % len(pictures)]]
                facility_photograph(actor=community.actor, facility=entry, photos=photos, room=entry.rooms[0])


def _facility(community: Player, rng: random.Random) -> Facility:
    rooms = list(Room.values)
    enough = rng.random() < 0.66
    if not enough:
        rng.shuffle(rooms)
        rooms = rooms[rng.randrange(0, 4) :]
    assert isinstance(community.owner, Organization)
    return facility_record(
        actor=community.actor,
        organization=community.owner,
        service_area=rng.randrange(300 if enough else 180, 900),
        outdoor_area=rng.randrange(200 if enough else 80, 800),
        books=rng.randrange(100 if enough else 50, 400) * 10,
        rooms=rooms,
        address=f"{community.owner.name}辖区（虚构）",
    )
