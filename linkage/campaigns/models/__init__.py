"""Campaigns, their templates, and what each organization does of each step."""

from linkage.campaigns.models.campaigns import Campaign, PlannedStep
from linkage.campaigns.models.steps import CampaignStep, CampaignStepFile
from linkage.campaigns.models.templates import CampaignTemplate, CampaignTemplateStep

__all__ = [
    "Campaign",
    "CampaignStep",
    "CampaignStepFile",
    "CampaignTemplate",
    "CampaignTemplateStep",
    "PlannedStep",
]
