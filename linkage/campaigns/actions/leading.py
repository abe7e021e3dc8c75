"""Leading a campaign: starting it, moving dates, letting others join, ending it.

What concerns every row of it is written in a few statements and told by one event of the campaign.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db.models import F

from core.errors import InvalidInput, NotFound, WrongState
from core.events import action, action_day, now
from core.permissions import Actor, Perm, require
from core.transitions import advance, check, lock
from core.values import clean_text
from linkage.campaigns.actions.planning import check_below
from linkage.campaigns.models import Campaign, CampaignStep, PlannedStep
from tenants.org.models import Organization
from tenants.org.tenure import keep_in_use


@action
def campaign_start(*, actor: Actor, campaign: Campaign, version: int | None = None) -> Campaign:
    """启动: from now on every organization that takes part has every step to do, and is told so.

    Raises ``WrongState`` while there is no step or nobody takes part, and where a step would be overdue at once.
    """
    require(actor, Perm.CAMPAIGN_EDIT, at=campaign.place)
    places = list(campaign.places.order_by("path"))
    keep_in_use(places, purpose="参加专项工作", field="places")
    fresh = lock(campaign, version=version)
    check(fresh, "start")
    plan = list(fresh.plan.order_by("position"))
    if not plan:
        raise WrongState("还没有步骤，请先修改，至少安排一个步骤。", field="steps")
    if not places:
        raise WrongState("还没有参加组织，请先修改，选择参加的组织。", field="places")
    if late := next((step for step in plan if step.due_on < action_day()), None):
        raise WrongState(f"步骤“{late}”的期限 {late.due_on} 已过，请先修改日期再启动。", field="due_on")
    _hand_out(fresh, plan, places)
    data = {"number": fresh.number, "places": len(places), "steps": len(plan)}
    note = f"{len(places)} 个组织、{len(plan)} 个步骤"
    return advance(fresh, "start", actor=actor, data={**data, "note": note}, locked=True, started_at=now())


@action
def campaign_join(
    *, actor: Actor, campaign: Campaign, places: Sequence[Organization], version: int | None = None
) -> Campaign:
    """Let more organizations take part in a campaign that runs; they get all steps with the dates as they are.

    A step whose day is over already they have as many days for as it has in the plan, from today: nobody is overdue
    with what was never asked of him.
    """
    require(actor, Perm.CAMPAIGN_EDIT, at=campaign.place)
    if not places:
        raise InvalidInput("请至少选择一个组织。", field="places")
    check_below(campaign.organization, places)
    keep_in_use(places, purpose="参加专项工作", field="places")
    fresh = lock(campaign, version=version)
    check(fresh, "join")
    if double := fresh.places.filter(pk__in=[place.pk for place in places]).first():
        raise InvalidInput(f"“{double}”已经参加，请从名单中去掉。", field="places")
    fresh.places.add(*places)
    plan = list(fresh.plan.order_by("position"))
    _hand_out(fresh, plan, places)
    note = "、".join(place.name for place in places[:5]) + (f"等 {len(places)} 个组织" if len(places) > 5 else "")
    if over := sum(step.due_on < action_day() for step in plan):
        note = f"{note}；期限已过的 {over} 个步骤从今天起另计期限"
    data = {"number": fresh.number, "joined": [place.pk for place in places], "note": note}
    return advance(fresh, "join", actor=actor, data=data, locked=True)


@action
def campaign_reschedule(
    *,
    actor: Actor,
    campaign: Campaign,
    step: PlannedStep,
    due_on: date,
    reason: str,
    version: int | None = None,
) -> Campaign:
    """Move the due date of one planned step for everybody who has not done it.

    Rows whose date was extended on their own keep it. Raises ``InvalidInput`` for a day that is over, before the step
    begins or the same as before, and ``NotFound`` for a step of another campaign.
    """
    require(actor, Perm.CAMPAIGN_EDIT, at=campaign.place)
    text = clean_text(reason, "reason", "调整原因", 500)
    if step.campaign_id != campaign.pk:
        raise NotFound("这个步骤不属于本专项工作。", field="step")
    fresh = lock(campaign, version=version)
    check(fresh, "reschedule")
    planned = PlannedStep.objects.select_for_update().get(pk=step.pk)
    if due_on < max(planned.starts_on, action_day()):
        raise InvalidInput("新的期限不能早于今天，也不能早于步骤的开始日期。", field="due_on")
    if due_on == planned.due_on:
        raise InvalidInput("新的期限与现在的期限相同。", field="due_on")
    was, planned.due_on = planned.due_on, due_on
    planned.save(update_fields=["due_on"])
    rows = CampaignStep._base_manager.filter(plan=planned, due_on=was, status__in=CampaignStep.OPEN)
    moved = rows.update(due_on=due_on, version=F("version") + 1)
    note = f"“{planned}”由 {was} 改为 {due_on}：{text}"
    data = {"number": fresh.number, "step": planned.pk, "due_was": was, "due_on": due_on, "rows": moved}
    return advance(fresh, "reschedule", actor=actor, data={**data, "reason": text, "note": note}, locked=True)


@action
def campaign_finish(*, actor: Actor, campaign: Campaign, summary: str, version: int | None = None) -> Campaign:
    """完成: with a summary, once every step of every organization is done or does not apply."""
    require(actor, Perm.CAMPAIGN_EDIT, at=campaign.place)
    text = clean_text(summary, "summary", "工作总结", 4000)
    fresh = lock(campaign, version=version)
    check(fresh, "finish")
    if left := fresh.open_steps.count():
        raise WrongState(
            f"还有 {left} 项步骤没有办结，请先督促办理和核验；不再继续的，请终止专项工作。", field="status"
        )
    data = {"number": fresh.number, "note": text[:200]}
    return advance(fresh, "finish", actor=actor, data=data, locked=True, summary=text, ended_at=now())


@action
def campaign_stop(*, actor: Actor, campaign: Campaign, reason: str, version: int | None = None) -> Campaign:
    """终止, or give up a draft: all that was not done need not be done any more. What was done stays as it is."""
    require(actor, Perm.CAMPAIGN_EDIT, at=campaign.place)
    text = clean_text(reason, "reason", "终止原因", 500)
    fresh = lock(campaign, version=version)
    check(fresh, "stop")
    rows = CampaignStep._base_manager.filter(campaign=fresh, status__in=CampaignStep.OPEN)
    left = rows.update(status=CampaignStep.Status.STOPPED, closed_at=now(), version=F("version") + 1)
    data = {"number": fresh.number, "reason": text, "rows": left}
    return advance(fresh, "stop", actor=actor, data=data, locked=True, ended_at=now())


def _hand_out(campaign: Campaign, plan: Sequence[PlannedStep], places: Sequence[Organization]) -> None:
    """One row for each organization and step, in a few statements."""
    terms = [(step, *_term(step, action_day())) for step in plan]
    CampaignStep.objects.bulk_create(
        [
            CampaignStep(
                campaign=campaign,
                plan=step,
                title=step.title,
                organization=place,
                started_on=started_on,
                due_on=due_on,
            )
            for place in places
            for step, started_on, due_on in terms
        ],
        batch_size=1000,
    )


def _term(step: PlannedStep, day: date) -> tuple[date, date]:
    """From when until when whoever gets the step on a day has it to do."""
    if step.due_on >= day:
        return step.starts_on, step.due_on
    return day, day + max(step.due_on - step.starts_on, timedelta(days=1))
