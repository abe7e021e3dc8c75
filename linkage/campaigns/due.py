"""When steps are due: for those who lead a campaign once for each step, for those who do it their own row."""

from django.db.models import Exists, OuterRef, Q

from core.duedates import DueKind, falls_due
from core.permissions import Perm
from core.visibility import under
from linkage.campaigns.models import Campaign, CampaignStep, PlannedStep

falls_due(
    DueKind(
        kind="campaign.step",
        title="专项工作步骤到期",
        icon="flag",
        record="campaign",
        rows=lambda actor: PlannedStep.objects.visible_to(actor).filter(
            under(actor.paths(), "campaign__organization__path"),
            Q(campaign__status=Campaign.Status.RUNNING) | Q(campaign__status=Campaign.Status.FINISHED),
        ),
        own=lambda rows, actor: rows.filter(campaign__organization__path__in=actor.paths(Perm.CAMPAIGN_EDIT)),
        due="due_on",
        label="title",
        who="campaign__title",
        place="campaign__organization__path",
        done=Q(~Exists(CampaignStep.objects.filter(plan=OuterRef("pk"), status__in=CampaignStep.OPEN))),
        key="campaign_id",
    )
)
falls_due(
    DueKind(
        kind="campaignstep",
        title="本组织专项步骤到期",
        icon="flag",
        record="campaignstep",
        # A district with hundreds of communities would see each step hundreds of times.
        rows=lambda actor: (
            CampaignStep.objects.visible_to(actor)
            .filter(organization__path__in=actor.paths(Perm.CAMPAIGN_WORK))
            .exclude(Q(status=CampaignStep.Status.STOPPED) | Q(status=CampaignStep.Status.WAIVED))
        ),
        own=lambda rows, actor: rows,
        due="due_on",
        label="title",
        who="organization__name",
        place="organization__path",
        # As lights see it: handed in, its day is met.
        done=~Q(status__in=CampaignStep.ACTING),
    )
)
