"""Inspections: what is planned, who goes, who is looked at, what was found, and how targets were drawn."""

from linkage.inspections.models.draws import DrawMember, InspectionDraw
from linkage.inspections.models.plans import (
    Checklist,
    Inspection,
    InspectionItem,
    InspectionRules,
    InspectionTeam,
    TeamMember,
    joined,
)
from linkage.inspections.models.targets import Finding, FindingFile, InspectionTarget

__all__ = [
    "Checklist",
    "DrawMember",
    "Finding",
    "FindingFile",
    "Inspection",
    "InspectionDraw",
    "InspectionItem",
    "InspectionRules",
    "InspectionTarget",
    "InspectionTeam",
    "TeamMember",
    "joined",
]
