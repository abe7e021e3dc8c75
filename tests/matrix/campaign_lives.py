"""How campaigns, their steps and their templates come into a state, and how each verb is done to them."""

from campaign_stories import PLAIN, campaign_in, campaigntemplate_in, campaigntemplate_terms, step_in
from cast import Cast
from matrix.lives import Life, inner
from samples import photo
from stories import in_days

from core.permissions import SYSTEM
from linkage.campaigns.actions import leading, planning, templates, working
from linkage.campaigns.models import Campaign, CampaignStep, CampaignTemplate
from tenants.org.models import Organization


def campaign_for(cast: Cast, status: str, verb: str) -> Campaign:
    """One that is to be finished has nothing open; one that others join lacks a community."""
    campaign = campaign_in(cast, status, **({"places": [cast.community_b]} if verb == "join" else {}))
    if verb == "finish":
        campaign.steps.update(status="done")
    return campaign


def rest_of(campaign: Campaign) -> list[Organization]:
    return list(Organization.objects.filter(level="community").exclude(pk__in=campaign.places.values("pk")))


CAMPAIGN = Life(
    Campaign,
    campaign_for,
    {
        "edit": lambda row: planning.campaign_edit(
            actor=SYSTEM, campaign=row, title="改名", aim="达标", steps=[PLAIN], places=list(row.places.all())
        ),
        "start": lambda row: leading.campaign_start(actor=SYSTEM, campaign=row),
        "reschedule": lambda row: leading.campaign_reschedule(
            actor=SYSTEM, campaign=row, step=row.plan.first(), due_on=in_days(25), reason="顺延"
        ),
        "join": lambda row: leading.campaign_join(actor=SYSTEM, campaign=row, places=rest_of(row)),
        "finish": lambda row: leading.campaign_finish(actor=SYSTEM, campaign=row, summary="全部完成"),
        "stop": lambda row: leading.campaign_stop(actor=SYSTEM, campaign=row, reason="另行部署"),
    },
    apart=True,
)

STEP = Life(
    CampaignStep,
    lambda cast, status, verb: step_in(cast, status),
    {
        "report": lambda row: working.campaignstep_report(actor=SYSTEM, step=row, text="过半", progress=60),
        "submit": lambda row: working.campaignstep_submit(
            actor=SYSTEM, step=row, text="完成", quantity=3, evidence=[photo()]
        ),
        "excuse": lambda row: working.campaignstep_excuse(actor=SYSTEM, step=row, reason="拆迁"),
        "extend": lambda row: inner(row, "extend"),
        "stop": lambda row: inner(row, "stop"),
        "verify": lambda row: working.campaignstep_verify(actor=SYSTEM, step=row),
        "return": lambda row: working.campaignstep_return(actor=SYSTEM, step=row, reason="不全"),
        "waive": lambda row: working.campaignstep_waive(actor=SYSTEM, step=row),
        "refuse": lambda row: working.campaignstep_refuse(actor=SYSTEM, step=row, reason="仍须办理"),
    },
)

TEMPLATE = Life(
    CampaignTemplate,
    lambda cast, status, verb: campaigntemplate_in(cast, status),
    {
        "edit": lambda row: templates.campaigntemplate_edit(actor=SYSTEM, template=row, **campaigntemplate_terms()),
        "retire": lambda row: templates.campaigntemplate_retire(actor=SYSTEM, template=row),
        "restore": lambda row: templates.campaigntemplate_restore(actor=SYSTEM, template=row),
    },
)

LIVES = [CAMPAIGN, STEP, TEMPLATE]
