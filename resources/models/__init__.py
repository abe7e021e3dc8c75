"""Resource and need lists, claims on them, evidence and evaluations."""

from resources.models.claims import Claim, Evaluation
from resources.models.files import Evidence, StagedFile, evidence_path
from resources.models.listings import Category, Extent, Listing, Need, Resource
from resources.models.tallies import ClaimTally, NeedTally, ResourceTally

__all__ = [
    "Category",
    "Claim",
    "ClaimTally",
    "Evaluation",
    "Evidence",
    "Extent",
    "Listing",
    "Need",
    "NeedTally",
    "Resource",
    "ResourceTally",
    "StagedFile",
    "evidence_path",
]
