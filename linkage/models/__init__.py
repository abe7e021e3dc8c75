"""共建协议: agreements, what they promise, how they were negotiated, and what became of them (S2 §四(二))."""

from linkage.models.agreements import VIEW_AGREEMENT, Agreement, AgreementParty, AgreementTally, owned_by_place
from linkage.models.commitments import Commitment, CommitmentPeriod
from linkage.models.negotiation import AgreementComment, AgreementVersion
from linkage.models.outcome import AgreementEvaluation, AgreementScan
from linkage.models.periods import Period
from linkage.models.rules import AgreementRules
from linkage.models.templates import AgreementTemplate, TemplateCommitment

__all__ = [
    "VIEW_AGREEMENT",
    "Agreement",
    "AgreementComment",
    "AgreementEvaluation",
    "AgreementParty",
    "AgreementRules",
    "AgreementScan",
    "AgreementTally",
    "AgreementTemplate",
    "AgreementVersion",
    "Commitment",
    "CommitmentPeriod",
    "Period",
    "TemplateCommitment",
    "owned_by_place",
]
