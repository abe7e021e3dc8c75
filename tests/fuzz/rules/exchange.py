"""Bulletins, materials, clusters, proposals: what places and units tell each other."""

from collections.abc import Iterable

from fuzz.sight import Sight, for_all, parts, rule


@rule("Bulletin")
def _bulletins(sight: Sight) -> Iterable[int]:
    """Its place and those above; once issued, those to whom it went."""
    facts, seat = sight.facts, sight.seat
    told = {row["bulletin_id"] for row in facts["bulletins_bulletinreceipt"].values() if sight.owns(row)}
    for key, row in facts["bulletins_bulletin"].items():
        if seat.over(facts.path(row["organization_id"])) or (row["issued_at"] is not None and key in told):
            yield key


rule("BulletinFile")(parts("bulletins_bulletinfile", "bulletin_id", "Bulletin"))


@rule("BulletinReceipt")
def _receipts(sight: Sight) -> Iterable[int]:
    """All of them for whoever issued it; one's own for everybody else, once it is issued."""
    facts = sight.facts
    for key, row in facts["bulletins_bulletinreceipt"].items():
        bulletin = facts["bulletins_bulletin"][row["bulletin_id"]]
        issuing = sight.seat.over(facts.path(bulletin["organization_id"]))
        if issuing or (bulletin["issued_at"] is not None and sight.owns(row)):
            yield key


@rule("Material")
def _materials(sight: Sight) -> Iterable[int]:
    facts, seat = sight.facts, sight.seat
    for key, row in facts["materials_material"].items():
        private = row["unit_id"] is not None and row["submitted_at"] is None and row["unit_id"] not in seat.units
        open_to = row["status"] == "published" and facts.path(row["audience_id"]) in seat.stands_in
        if open_to or (sight.owns(row) and not private):
            yield key


rule("MaterialFile")(parts("materials_materialfile", "material_id", "Material"))


@rule("Cluster")
def _clusters(sight: Sight) -> Iterable[int]:
    """Of one's places and of the street above one; those in which one's unit is."""
    facts, seat = sight.facts, sight.seat
    streets = {path for path in seat.stands_in if len(path) > 4}
    inside = {row["cluster_id"] for row in facts["clusters_clusterunit"].values() if row["unit_id"] in seat.units}
    for key, row in facts["clusters_cluster"].items():
        path = facts.path(row["organization_id"])
        if seat.over(path) or path in streets or key in inside:
            yield key


rule("ClusterUnit")(parts("clusters_clusterunit", "cluster_id", "Cluster"))
rule("JointBranch")(parts("clusters_jointbranch", "cluster_id", "Cluster"))
rule("Checklist")(for_all("inspections_checklist"))


@rule("Proposal")
def _proposals(sight: Sight) -> Iterable[int]:
    """The office, the handler, those above them, and everybody who proposed it."""
    facts, seat = sight.facts, sight.seat
    mine = set()
    for row in facts["proposals_proposer"].values():
        named = row["user_id"] is not None and row["user_id"] == seat.user
        if named or (row["user_id"] is None and _is_own(sight, row)):
            mine.add(row["proposal_id"])
    for key, row in facts["proposals_proposal"].items():
        places = [facts.path(each) for each in (row["organization_id"], row["handler_id"]) if each is not None]
        if any(map(seat.over, places)) or key in mine or row["department_id"] in seat.departments:
            yield key


def _is_own(sight: Sight, row: dict[str, int | None]) -> bool:
    if row["unit_id"] is not None:
        return row["unit_id"] in sight.seat.units
    if row["department_id"] is not None and row["department_id"] in sight.seat.departments:
        return True
    return row["organization_id"] is not None and sight.seat.over(sight.facts.path(row["organization_id"]))


rule("ProposalFile")(parts("proposals_proposalfile", "proposal_id", "Proposal"))
rule("Proposer")(parts("proposals_proposer", "proposal_id", "Proposal"))
