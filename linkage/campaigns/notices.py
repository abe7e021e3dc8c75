"""Whom the verbs of campaigns and of their steps concern."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import OuterRef, QuerySet

from core.counting import number_of
from core.models import Event
from core.permissions import PATH_STEP, Perm, Place, above
from linkage.campaigns.models import Campaign, CampaignStep
from tenants.notices.rules import Audience, tell
from tenants.org.models import Organization


@tell("campaign.start", "campaign.finish", "campaign.stop")
def who_takes_part(event: Event) -> Iterable[Audience]:
    """All that take part; of a draft nobody has heard."""
    campaign = Campaign.objects.get(pk=event.subject_id)
    return places_told(campaign.places.values_list("path", flat=True)) if campaign.started_at else []


@tell("campaign.join")
def who_joined(event: Event) -> Iterable[Audience]:
    return places_told(Organization.objects.filter(pk__in=event.data["joined"]).values_list("path", flat=True))


@tell("campaign.reschedule")
def who_has_not_done_it(event: Event) -> Iterable[Audience]:
    """Those that still have to do the step."""
    return places_told(_acting(event).values_list("organization__path", flat=True))


@tell("campaign.remind")
def who_has_to_do_it_by_then(event: Event) -> Iterable[Audience]:
    """Those that still have to do the step by the day of which it is said; not who was given another day."""
    rows = _acting(event).filter(due_on=event.data["due_on"])
    return places_told(rows.values_list("organization__path", flat=True))


@tell("campaignstep.submit", "campaignstep.excuse")
def who_verifies(event: Event) -> Iterable[Audience]:
    return [Audience(Perm.CAMPAIGN_VERIFY, above(Place(event.organization_path)))]


@tell("campaignstep.verify", "campaignstep.return", "campaignstep.waive", "campaignstep.refuse", "campaignstep.remind")
def who_does_it(event: Event) -> Iterable[Audience]:
    return [Audience(Perm.CAMPAIGN_WORK, Place(event.organization_path))]


def _acting(event: Event) -> QuerySet[CampaignStep]:
    rows: QuerySet[CampaignStep] = CampaignStep.objects.filter(
        plan_id=event.data["step"], status__in=CampaignStep.ACTING
    )
    return rows


def places_told(paths: Iterable[str]) -> list[Audience]:
    """Each of the places; where all that lie anywhere below a place are among them, that place with all below at once.

    So a campaign of hundreds of communities asks for a few streets, and the streets hear what they will verify. One of
    streets alone is no matter of their communities.
    """
    groups: dict[str, list[str]] = defaultdict(list)
    for path in paths:
        groups[path[:-PATH_STEP]].append(path)
    found = []
    below = _below(list(groups))
    for parent, members in groups.items():
        if len(members) > 1 and below.get(parent) == len(members):
            found.append(Audience(Perm.CAMPAIGN_WORK, Place(parent), below=True))
        else:
            found += [Audience(Perm.CAMPAIGN_WORK, Place(path)) for path in members]
    return found


def _below(parents: list[str]) -> dict[str, int]:
    """How many places in use lie anywhere below each of these, in one statement."""
    inner = Organization.objects.in_use().filter(path__startswith=OuterRef("path")).exclude(path=OuterRef("path"))
    rows = Organization.objects.filter(path__in=parents).annotate(count=number_of(inner))
    return dict(rows.values_list("path", "count"))
