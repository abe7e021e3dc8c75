"""Drafting a campaign: from a template or blank, with its steps and those who take part."""

from collections.abc import Sequence
from datetime import date

from core.changes import changes, snapshot
from core.errors import InvalidInput
from core.events import action, action_day, now, record
from core.numbers import next_number
from core.periods import SHANGHAI
from core.permissions import Actor, Perm, require
from core.transitions import advance, check, lock
from core.values import clean_text
from linkage.campaigns.actions.drafts import StepDraft, clean_steps, dated
from linkage.campaigns.actions.templates import LEVELS
from linkage.campaigns.models import Campaign, CampaignTemplate, PlannedStep
from tenants.org.models import Organization
from tenants.org.tenure import keep_in_use

MOST_PLACES = 2000


@action
def campaign_create(
    *,
    actor: Actor,
    organization: Organization,
    title: str = "",
    aim: str = "",
    basis: str = "",
    template: CampaignTemplate | None = None,
    starts_on: date | None = None,
    steps: Sequence[StepDraft] = (),
    places: Sequence[Organization] = (),
    level: str = "",
) -> Campaign:
    """Draft a campaign that ``organization`` leads.

    From a template it has the template's steps, dated from ``starts_on`` (today if none is given), unless ``steps`` are
    given; title and aim are the template's where they are empty. ``places`` take part, or all of one ``level`` below.
    Raises ``InvalidInput`` for a retired template and for places that do not lie below the one that leads.
    """
    require(actor, Perm.CAMPAIGN_EDIT, at=organization.place)
    moment = now()
    campaign = Campaign(organization=organization, created_at=moment, starts_on=starts_on or action_day())
    if template is not None:
        # Read again: it may have been retired since.
        template = CampaignTemplate.objects.get(pk=template.pk)
        if template.status != CampaignTemplate.Status.ACTIVE:
            raise InvalidInput(f"模板“{template}”已停用，请选择其他模板。", field="template")
        campaign.template = template
        title, aim, basis = title or template.name, aim or template.aim, basis or template.basis
        steps = steps or dated(list(template.steps.order_by("position")), campaign.starts_on)
    _fill(campaign, title, aim, basis)
    chosen = _taking_part(organization, places, level)
    campaign.number = next_number("campaign", moment.astimezone(SHANGHAI).year, "ZX-{year}-{number:03d}")
    campaign.save()
    _write(campaign, steps)
    campaign.places.set(chosen)
    record("campaign.create", actor=actor, subject=campaign, data={"number": campaign.number})
    return campaign


@action
def campaign_edit(
    *,
    actor: Actor,
    campaign: Campaign,
    title: str,
    aim: str,
    steps: Sequence[StepDraft],
    basis: str = "",
    places: Sequence[Organization] = (),
    level: str = "",
    version: int | None = None,
) -> Campaign:
    """Change a draft: what is given stands in place of what it said before."""
    require(actor, Perm.CAMPAIGN_EDIT, at=campaign.place)
    fresh = lock(campaign, version=version)
    check(fresh, "edit")
    before = snapshot(fresh)
    _fill(fresh, title, aim, basis)
    chosen = _taking_part(fresh.organization, places, level)
    cleaned = clean_steps(steps)
    if cleaned:
        fresh.starts_on = min(step.starts_on for step in cleaned)
    fresh.save()
    fresh.plan.all().delete()
    _write(fresh, cleaned)
    fresh.places.set(chosen)
    told = changes(fresh, before, also=f"步骤 {len(cleaned)} 个，参加组织 {len(chosen)} 个")
    return advance(fresh, "edit", actor=actor, data={"number": fresh.number, **told}, locked=True)


def _fill(campaign: Campaign, title: str, aim: str, basis: str) -> None:
    campaign.title = clean_text(title, "title", "专项工作名称", 80)
    campaign.aim = clean_text(aim, "aim", "工作目标", 2000)
    campaign.basis = clean_text(basis, "basis", "依据", 500, required=False)


def _taking_part(leader: Organization, places: Sequence[Organization], level: str) -> list[Organization]:
    """Those chosen, or all of the level below; none is allowed while it is a draft."""
    if level:
        if level not in LEVELS:
            raise InvalidInput("参加组织的层级应为街道、社区、片区或网格。", field="level")
        below = Organization.objects.in_use().filter(level=level, path__startswith=leader.path)
        return list(below.exclude(pk=leader.pk).order_by("path"))
    check_below(leader, places)
    keep_in_use(places, purpose="参加专项工作", field="places")
    return list(places)


def check_below(leader: Organization, places: Sequence[Organization]) -> None:
    """``InvalidInput`` unless all of them lie below the one that leads."""
    if len(places) > MOST_PLACES:
        raise InvalidInput(f"参加组织最多 {MOST_PLACES} 个。", field="places")
    for place in places:
        if not place.path.startswith(leader.path) or place.pk == leader.pk:
            raise InvalidInput(f"“{place}”不在“{leader}”之下，不能参加，请去掉。", field="places")


def _write(campaign: Campaign, steps: Sequence[StepDraft]) -> None:
    PlannedStep.objects.bulk_create(
        [
            PlannedStep(
                campaign=campaign,
                position=position,
                stage=step.stage,
                title=step.title,
                requirement=step.requirement,
                starts_on=step.starts_on,
                due_on=step.due_on,
                evidence=step.evidence,
                measure=step.measure,
            )
            for position, step in enumerate(clean_steps(steps), 1)
        ]
    )
