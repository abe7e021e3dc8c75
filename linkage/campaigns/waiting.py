"""Campaigns and steps that wait for somebody, as queries for lists and work lists alike."""

from functools import partial

from django.db import models
from django.db.models import Exists, OuterRef, QuerySet

from core.periods import today
from core.permissions import Actor, Perm
from core.waiting import Waiting, rules_of, waits
from linkage.campaigns.models import Campaign, CampaignStep
from tenants.org.tree import right_below

Status = CampaignStep.Status


class Wait(models.TextChoices):
    """What somebody is waited for to do to a step."""

    WORK = "work", "我方应办"
    VERIFY = "verify", "待我方核验"


class CampaignWait(models.TextChoices):
    """What somebody is waited for to do to a campaign."""

    START = "start", "待我方启动"
    FINISH = "finish", "步骤已全部办结，待我方收尾"


def waiting_steps(actor: Actor, wait: str) -> QuerySet[CampaignStep]:
    """The steps that wait for the actor in this way; one that has not begun waits for nobody yet."""
    rows: QuerySet[CampaignStep] = CampaignStep.objects.visible_to(actor)
    if wait == Wait.VERIFY:
        return rows.filter(
            right_below(actor.paths(Perm.CAMPAIGN_VERIFY)), status__in=(Status.SUBMITTED, Status.EXCUSED)
        )
    mine = rows.filter(organization__path__in=actor.paths(Perm.CAMPAIGN_WORK), status__in=CampaignStep.ACTING)
    return mine.filter(started_on__lte=today())


def waiting_campaigns(actor: Actor, wait: str) -> QuerySet[Campaign]:
    """Drafts, and campaigns of which nothing is open any more, for the place that leads them."""
    rows: QuerySet[Campaign] = Campaign.objects.visible_to(actor).filter(
        organization__path__in=actor.paths(Perm.CAMPAIGN_EDIT)
    )
    if wait == CampaignWait.START:
        return rows.filter(status=Campaign.Status.DRAFT)
    open_steps = CampaignStep.objects.filter(campaign=OuterRef("pk"), status__in=CampaignStep.OPEN)
    return rows.filter(~Exists(open_steps), status=Campaign.Status.RUNNING)


# By the word of the lists' filter ``waits``.
WAITS = rules_of(Wait, waiting_steps)
CAMPAIGN_WAITS = rules_of(CampaignWait, waiting_campaigns)


waits(
    *(
        Waiting(
            kind=f"campaignstep.{wait.value}",
            title=title,
            icon=icon,
            model=CampaignStep,
            rows=partial(waiting_steps, wait=wait.value),
            label="title",
            who=who,
            due="due_on",
            listing="campaignsteps",
            query={"waits": wait.value},
            measure="项",
        )
        for wait, title, icon, who in (
            (Wait.VERIFY, "待核验的专项步骤", "clipboard-check", "organization__name"),
            (Wait.WORK, "应办的专项步骤", "flag", "campaign__title"),
        )
    ),
    *(
        Waiting(
            kind=f"campaign.{wait.value}",
            title=title,
            icon="flag",
            model=Campaign,
            rows=partial(waiting_campaigns, wait=wait.value),
            label="title",
            who="organization__name",
            due="starts_on" if wait == CampaignWait.START else "",
            listing="campaigns",
            query={"waits": wait.value},
            measure="项",
        )
        for wait, title in ((CampaignWait.START, "待启动的专项工作"), (CampaignWait.FINISH, "待收尾的专项工作"))
    ),
)
