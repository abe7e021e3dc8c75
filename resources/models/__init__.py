"""Resource and need lists, claims on them, evidence and evaluations."""

from resources.models.claims import Claim, Evaluation
from resources.models.files import Evidence, StagedFile, evidence_path
from resources.models.listings import Category, Extent, Listing, Need, Resource

__all__ = [
    "Category",
    "Claim",
    "Evaluation",
    "Evidence",
    "Extent",
    "Listing",
    "Need",
    "Resource",
    "StagedFile",
    "evidence_path",
]
