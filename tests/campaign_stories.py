"""Campaigns and their steps brought into a state by the people of the cast, by actions alone."""

from typing import Any

from cast import Cast
from samples import photo
from stories import in_days

from linkage.campaigns.actions.drafts import StepDraft, TemplateStepDraft
from linkage.campaigns.actions.leading import campaign_finish, campaign_start, campaign_stop
from linkage.campaigns.actions.planning import campaign_create
from linkage.campaigns.actions.templates import campaigntemplate_create, campaigntemplate_retire
from linkage.campaigns.actions.working import (
    campaignstep_excuse,
    campaignstep_report,
    campaignstep_return,
    campaignstep_submit,
    campaignstep_verify,
    campaignstep_waive,
)
from linkage.campaigns.models import Campaign, CampaignStep, CampaignTemplate

MEASURED = StepDraft("动员", "入户走访", "逐户走访，填报户数。", in_days(0), in_days(20), evidence=True, measure="户")
PLAIN = StepDraft("总结", "总结上报", "上报书面总结。", in_days(10), in_days(40))


def campaign_terms(cast: Cast, **changes: Any) -> dict[str, Any]:
    """A campaign of the district for both communities, in two steps."""
    values = {
        "organization": cast.root,
        "title": "精品社区创建",
        "aim": "五个方面全部达标",
        "steps": [MEASURED, PLAIN],
        "places": [cast.community_a, cast.community_b],
    }
    return {**values, **changes}


def campaign_in(cast: Cast, status: str, *, by: str = "office", **changes: Any) -> Campaign:
    """A campaign in any of its states; one that is finished had one step that nobody needed to do."""
    actor = cast.actor(by)
    campaign = campaign_create(actor=actor, **campaign_terms(cast, **changes))
    if status == "draft":
        return campaign
    campaign = campaign_start(actor=actor, campaign=campaign)
    if status == "running":
        return campaign
    if status == "terminated":
        return campaign_stop(actor=actor, campaign=campaign, reason="上级另行部署")
    settle(cast, campaign)
    return campaign_finish(actor=actor, campaign=campaign, summary="全部完成")


def settle(cast: Cast, campaign: Campaign) -> None:
    """Have every step of every organization done."""
    for step in steps_of(campaign):
        side = "a" if step.organization == cast.community_a else "b"
        handed = hand_in(cast, step, by=f"community_{side}")
        campaignstep_verify(actor=cast.actor(f"street_{side}"), step=handed)


def steps_of(campaign: Campaign) -> list[CampaignStep]:
    return list(campaign.steps.select_related("organization", "plan").order_by("pk"))


def hand_in(cast: Cast, step: CampaignStep, *, by: str = "community_a") -> CampaignStep:
    quantity = 120 if step.plan.measure else None
    return campaignstep_submit(
        actor=cast.actor(by), step=step, text="已走访全部住户", quantity=quantity, evidence=[photo()]
    )


def step_in(cast: Cast, status: str, **changes: Any) -> CampaignStep:
    """Community A's first step of a campaign of the district, in any of its states."""
    campaign = campaign_in(cast, "running", **changes)
    step = campaign.steps.select_related("organization", "plan").get(organization=cast.community_a, plan__position=1)
    mine, street = cast.actor("community_a"), cast.actor("street_a")
    if status == "pending":
        return step
    if status == "terminated":
        campaign_stop(actor=cast.actor("office"), campaign=campaign, reason="上级另行部署")
        step.refresh_from_db()
        return step
    if status == "active":
        return campaignstep_report(actor=mine, step=step, text="已走访一半", progress=50, quantity=60)
    if status in ("excused", "waived"):
        step = campaignstep_excuse(actor=mine, step=step, reason="本社区正在拆迁")
        return step if status == "excused" else campaignstep_waive(actor=street, step=step, note="同意")
    step = hand_in(cast, step)
    if status == "submitted":
        return step
    if status == "returned":
        return campaignstep_return(actor=street, step=step, reason="照片不清楚")
    return campaignstep_verify(actor=street, step=step)


def campaigntemplate_terms(**changes: Any) -> dict[str, Any]:
    values = {
        "name": "夏季环境整治",
        "aim": "环境面貌明显改善",
        "level": "community",
        "steps": [
            TemplateStepDraft("准备", "制订方案", "明确责任人。", due_day=7, evidence=True),
            TemplateStepDraft("整治", "集中清理", "清理楼道和院落。", due_day=30, start_day=8, measure="处"),
        ],
    }
    return {**values, **changes}


def campaigntemplate_in(cast: Cast, status: str = "active", **changes: Any) -> CampaignTemplate:
    office = cast.actor("office")
    template = campaigntemplate_create(actor=office, **campaigntemplate_terms(**changes))
    return campaigntemplate_retire(actor=office, template=template) if status == "retired" else template
