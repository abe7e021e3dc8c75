"""Campaigns, their plans and steps."""

from campaign_stories import campaign_in, campaigntemplate_in, step_in
from cast import Cast
from isolation.rows import ABOVE_A, EVERYBODY_IN_OFFICE, PLACE_A, PLACE_B, case, lives
from matrix.people import LEADER, OFFICE

from linkage.campaigns.models import (
    Campaign,
    CampaignStep,
    CampaignStepFile,
    CampaignTemplate,
    CampaignTemplateStep,
    PlannedStep,
)

DISTRICT_PLACES = {LEADER, OFFICE, "viewer_of_the_district"}


@lives
def template(cast: Cast) -> CampaignTemplate:
    """One of the district's own, beside those that every district begins with."""
    return campaigntemplate_in(cast)


@lives
def submitted(cast: Cast) -> CampaignStep:
    return step_in(cast, "submitted", organization=cast.street_a, places=[cast.community_a])


def of_the_street(cast: Cast) -> Campaign:
    return campaign_in(cast, "running", organization=cast.street_a, places=[cast.community_a])


case("draft of a campaign", Campaign, lambda cast: campaign_in(cast, "draft"), DISTRICT_PLACES)
case("campaign of the district", Campaign, lambda cast: campaign_in(cast, "running"), PLACE_A | PLACE_B)
case("campaign of the street", Campaign, of_the_street, PLACE_A)
case(
    "draft of the street",
    Campaign,
    lambda cast: campaign_in(cast, "draft", organization=cast.street_a, places=[cast.community_a]),
    ABOVE_A,
)
case("plan of a campaign", PlannedStep, lambda cast: of_the_street(cast).plan.first(), PLACE_A)
case("step of the community", CampaignStep, submitted, PLACE_A)
case("file of a step", CampaignStepFile, lambda cast: submitted(cast).files.get(), PLACE_A)
case("template of campaigns", CampaignTemplate, campaigntemplate_in, EVERYBODY_IN_OFFICE)
case(
    "step of a template of campaigns",
    CampaignTemplateStep,
    lambda cast: campaigntemplate_in(cast).steps.first(),
    EVERYBODY_IN_OFFICE,
)
