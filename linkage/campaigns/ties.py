"""What of campaigns holds a place back from being retired."""

from collections.abc import Sequence

from linkage.campaigns.models import Campaign, CampaignStep
from tenants.org.models import Organization
from tenants.org.ties import lying_at, ties_place, worded


@ties_place
def led_campaigns(places: Sequence[Organization]) -> dict[int, str]:
    """Whoever leads a campaign ends it first."""
    open_states = (Campaign.Status.DRAFT, Campaign.Status.RUNNING)
    rows = Campaign.objects.filter(status__in=open_states)
    return worded(" {} 项未结束的专项工作", lying_at(places, rows))


@ties_place
def open_steps(places: Sequence[Organization]) -> dict[int, str]:
    """What a place still has to do nobody inherits unasked: it is done, or said not to apply."""
    rows = CampaignStep.objects.filter(status__in=CampaignStep.OPEN)
    return worded(" {} 项未办结的专项步骤", lying_at(places, rows))
