"""What hangs on an agreement."""

from collections.abc import Iterable

from fuzz.sight import Sight, for_all, parts, rule

for _table in ("agreementcomment", "agreementevaluation", "agreementversion"):
    _name = {"agreementcomment": "Comment", "agreementevaluation": "Evaluation", "agreementversion": "Version"}[_table]
    rule(f"Agreement{_name}")(parts(f"linkage_{_table}", "agreement_id", "Agreement"))
rule("CommitmentPeriod")(parts("linkage_commitmentperiod", "commitment_id", "Commitment"))
rule("AgreementTemplate")(for_all("linkage_agreementtemplate"))
rule("TemplateCommitment")(for_all("linkage_templatecommitment"))


@rule("AgreementScan")
def _scans(sight: Sight) -> Iterable[int]:
    """The sealed paper is for the parties: whoever merely stands above one reads the text and not the seal."""
    facts, seat = sight.facts, sight.seat
    of_party = set()
    for side in facts["linkage_agreementparty"].values():
        own = side["unit_id"] in seat.units
        if side["unit_id"] is None:
            own = facts.path(side["organization_id"]) in seat.sees
        if own:
            of_party.add(side["agreement_id"])
    for key, row in facts["linkage_agreementscan"].items():
        if row["agreement_id"] in of_party and row["agreement_id"] in sight["Agreement"]:
            yield key
