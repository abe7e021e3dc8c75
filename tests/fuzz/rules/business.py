"""Agreements, and what is offered, needed and claimed."""

from collections.abc import Iterable

from django.apps import apps
from fuzz.sight import Facts, Row, Rule, Seat, Sight, parts, rule


@rule("Agreement")
def _agreements(sight: Sight) -> Iterable[int]:
    seat, facts = sight.seat, sight.facts
    parties: dict[int, list[Row]] = {}
    for party in facts["linkage_agreementparty"].values():
        parties.setdefault(party["agreement_id"], []).append(party)
    granted = _granted(facts, seat, "linkage", "agreement")
    for key, row in facts["linkage_agreement"].items():
        sides = parties.get(key, [])
        places = [facts.path(side["organization_id"]) for side in sides if side["unit_id"] is None]
        if (
            any(map(seat.over, [facts.path(row["organization_id"]), *places]))
            or row["drafted_by_id"] in seat.units
            or (row["proposed_at"] and any(side["unit_id"] in seat.units for side in sides))
            or key in granted
        ):
            yield key


def _granted(facts: Facts, seat: Seat, app: str, model: str) -> set[int]:
    """Records of this kind on which the account has been given a right by name."""
    kind = apps.get_model("contenttypes", "ContentType").objects.get_by_natural_key(app, model).pk
    rows = facts["guardian_userobjectpermission"].values()
    return {int(row["object_pk"]) for row in rows if row["user_id"] == seat.user and row["content_type_id"] == kind}


rule("AgreementParty")(parts("linkage_agreementparty", "agreement_id", "Agreement"))
rule("Commitment")(parts("linkage_commitment", "agreement_id", "Agreement"))
rule("Evidence")(parts("resources_evidence", "claim_id", "Claim"))
rule("Evaluation")(parts("resources_evaluation", "claim_id", "Claim"))


def _listings(table: str, noun: str) -> Rule:
    def found(sight: Sight) -> Iterable[int]:
        seat, facts = sight.seat, sight.facts
        claims = facts["resources_claim"].values()
        claimed = {row[f"{noun}_id"] for row in claims if sight.owns(row)}
        for key, row in facts[table].items():
            private = row["unit_id"] is not None and row["submitted_at"] is None and row["unit_id"] not in seat.units
            open_to = row["status"] == "open" and facts.path(row["audience_id"]) in seat.stands_in
            if (sight.owns(row) and not private) or open_to or key in claimed:
                yield key

    return found


rule("Need")(_listings("resources_need", "need"))
rule("Resource")(_listings("resources_resource", "resource"))


@rule("Claim")
def _claims(sight: Sight) -> Iterable[int]:
    """Both sides see a claim, and the places above them."""
    facts = sight.facts
    for key, row in facts["resources_claim"].items():
        need, resource = row["need_id"], row["resource_id"]
        target = facts["resources_need"][need] if need else facts["resources_resource"][resource]
        if sight.owns(row) or sight.owns(target):
            yield key
