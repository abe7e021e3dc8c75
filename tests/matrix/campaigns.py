"""Campaigns: who plans and leads, who does the steps, who verifies them."""

from typing import Any

from campaign_stories import PLAIN, campaign_in, campaign_terms, campaigntemplate_in, campaigntemplate_terms, step_in
from cast import Cast
from matrix.people import LEADER, OFFICE, STREET_A
from matrix.rows import PLACES_A, nothing, reason, row
from stories import in_days

from linkage.campaigns.actions import leading, planning, templates, working
from linkage.campaigns.models import Campaign

ABOVE = {OFFICE, LEADER}
LED_BY_STREET = ABOVE | STREET_A


def of_the_street(cast: Cast, **more: Any) -> dict[str, Any]:
    return campaign_terms(cast, organization=cast.street_a, places=[cast.community_a], **more)


def campaign(status: str) -> Any:
    return lambda cast: campaign_in(cast, status)


def street_campaign(status: str) -> Any:
    return lambda cast: campaign_in(cast, status, organization=cast.street_a, places=[cast.community_a])


def settled(cast: Cast) -> Campaign:
    """Nothing of it is open any more."""
    found = campaign_in(cast, "running")
    found.steps.update(status="done")
    return found


def edited(cast: Cast) -> dict[str, Any]:
    return {"title": "精品社区", "aim": "达标", "steps": [PLAIN], "places": [cast.community_a]}


def moved(cast: Cast) -> dict[str, Any]:
    step = Campaign.objects.latest("pk").plan.first()
    return {"step": step, "due_on": in_days(25), "reason": "雨天顺延"}


row(planning.campaign_create, nothing, ABOVE, case="of-the-district", given=campaign_terms)
row(planning.campaign_create, nothing, LED_BY_STREET, case="of-the-street", given=of_the_street)
row(planning.campaign_edit, campaign("draft"), ABOVE, subject="campaign", given=edited)
for case, record, leaders in (
    ("of-the-district", campaign, ABOVE),
    ("of-the-street", street_campaign, LED_BY_STREET),
):
    row(leading.campaign_start, record("draft"), leaders, case=case, subject="campaign")
    row(leading.campaign_reschedule, record("running"), leaders, case=case, subject="campaign", given=moved)
    row(leading.campaign_stop, record("running"), leaders, case=case, subject="campaign", given=reason)
row(
    leading.campaign_join,
    lambda cast: campaign_in(cast, "running", places=[cast.community_b]),
    ABOVE,
    subject="campaign",
    given=lambda cast: {"places": [cast.community_a]},
)
row(
    leading.campaign_finish,
    settled,
    ABOVE,
    subject="campaign",
    given=lambda cast: {"summary": "全部完成"},
)


def step(status: str) -> Any:
    return lambda cast: step_in(cast, status)


def told(cast: Cast) -> dict[str, Any]:
    return {"text": "已走访一半", "progress": 50, "quantity": 60}


row(working.campaignstep_report, step("pending"), PLACES_A, subject="step", given=told)
row(
    working.campaignstep_submit,
    step("returned"),
    PLACES_A,
    subject="step",
    given=lambda cast: {"text": "已走访全部住户", "quantity": 120},
)
row(working.campaignstep_excuse, step("active"), PLACES_A, subject="step", given=reason)
row(working.campaignstep_verify, step("submitted"), LED_BY_STREET, subject="step")
row(working.campaignstep_return, step("submitted"), LED_BY_STREET, subject="step", given=reason)
row(working.campaignstep_waive, step("excused"), LED_BY_STREET, subject="step")
row(working.campaignstep_refuse, step("excused"), LED_BY_STREET, subject="step", given=reason)

DISTRICT = ABOVE
row(templates.campaigntemplate_create, nothing, DISTRICT, given=lambda cast: campaigntemplate_terms())
row(
    templates.campaigntemplate_edit,
    lambda cast: campaigntemplate_in(cast),
    DISTRICT,
    subject="template",
    given=lambda cast: campaigntemplate_terms(name="冬季环境整治"),
)
row(templates.campaigntemplate_retire, lambda cast: campaigntemplate_in(cast), DISTRICT, subject="template")
row(
    templates.campaigntemplate_restore,
    lambda cast: campaigntemplate_in(cast, "retired"),
    DISTRICT,
    subject="template",
)
