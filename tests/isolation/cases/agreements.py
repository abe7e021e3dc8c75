"""Agreements, their texts, parties, commitments and papers; templates."""

from cast import Cast
from isolation.cases.organizations import granted
from isolation.life import comment, monthly
from isolation.rows import ABOVE_A, EVERYBODY_IN_OFFICE, UNIT_SIDE, case
from matrix.people import STREET_A
from samples import photo
from stories import agreement_in, template_in

from linkage.actions.scans import agreement_scan
from linkage.models import (
    Agreement,
    AgreementComment,
    AgreementEvaluation,
    AgreementParty,
    AgreementScan,
    AgreementTemplate,
    AgreementVersion,
    Commitment,
    CommitmentPeriod,
    TemplateCommitment,
)


def sealed(cast: Cast) -> AgreementScan:
    agreement = agreement_in(cast, "active")
    return agreement_scan(actor=cast.actor("unit_a"), agreement=agreement, papers=[photo()])[0]


case("draft agreement", Agreement, lambda cast: agreement_in(cast, "draft"), ABOVE_A)
case(
    "draft agreement of the unit", Agreement, lambda cast: agreement_in(cast, "draft", by="unit_a"), ABOVE_A | UNIT_SIDE
)
case("proposed agreement", Agreement, lambda cast: agreement_in(cast, "negotiating"), ABOVE_A | UNIT_SIDE)
case("agreement with a reader", Agreement, granted, ABOVE_A | UNIT_SIDE | {"unit_b"})
case("party", AgreementParty, lambda cast: agreement_in(cast, "active").parties.first(), ABOVE_A | UNIT_SIDE)
case("party of a draft", AgreementParty, lambda cast: agreement_in(cast, "draft").parties.last(), ABOVE_A)
case("commitment", Commitment, lambda cast: agreement_in(cast, "active").commitments.get(), ABOVE_A | UNIT_SIDE)
case(
    "period of a commitment",
    CommitmentPeriod,
    lambda cast: agreement_in(cast, "active", commitments=[monthly(cast)]).commitments.get().periods.first(),
    ABOVE_A | UNIT_SIDE,
)
case(
    "text on the table",
    AgreementVersion,
    lambda cast: agreement_in(cast, "negotiating").versions.get(),
    ABOVE_A | UNIT_SIDE,
)
case("opinion of a party", AgreementComment, comment, ABOVE_A | UNIT_SIDE)
case(
    "evaluation of an agreement",
    AgreementEvaluation,
    lambda cast: agreement_in(cast, "evaluated").evaluations.first(),
    ABOVE_A | UNIT_SIDE,
)
case("sealed paper", AgreementScan, sealed, STREET_A | UNIT_SIDE)
case("template", AgreementTemplate, lambda cast: template_in(), EVERYBODY_IN_OFFICE)
case(
    "commitment of a template", TemplateCommitment, lambda cast: template_in().commitments.first(), EVERYBODY_IN_OFFICE
)
