"""What of campaigns holds a place back from being retired."""

from linkage.campaigns.models import Campaign, CampaignStep
from tenants.org.models import Organization
from tenants.org.ties import ties_place


@ties_place
def led_campaigns(place: Organization) -> str:
    """Whoever leads a campaign ends it first."""
    open_states = (Campaign.Status.DRAFT, Campaign.Status.RUNNING)
    count = Campaign.objects.filter(organization=place, status__in=open_states).count()
    return f" {count} 项未结束的专项工作" if count else ""


@ties_place
def open_steps(place: Organization) -> str:
    """What a place still has to do nobody inherits unasked: it is done, or said not to apply."""
    count = CampaignStep.objects.filter(organization=place, status__in=CampaignStep.OPEN).count()
    return f" {count} 项未办结的专项步骤" if count else ""
