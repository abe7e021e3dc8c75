"""专项工作模板: kept by the district."""

from collections.abc import Sequence

from core.changes import changes, snapshot
from core.errors import InvalidInput
from core.events import action, record
from core.permissions import ROOT, Actor, Perm, require
from core.transitions import advance, check, lock
from core.values import clean_text
from linkage.campaigns.actions.drafts import TemplateStepDraft, clean_template_steps
from linkage.campaigns.models import CampaignTemplate, CampaignTemplateStep
from tenants.org.models import Organization

# A district has no organization above it that could ask it to take part.
LEVELS = tuple(level for level in Organization.Level.values if level != Organization.Level.DISTRICT)


@action
def campaigntemplate_create(
    *, actor: Actor, name: str, aim: str, steps: Sequence[TemplateStepDraft], level: str, basis: str = ""
) -> CampaignTemplate:
    """Keep a template with its steps; ``level`` is the level of organizations that usually does it."""
    require(actor, Perm.CAMPAIGN_EDIT, at=ROOT)
    template = CampaignTemplate()
    _fill(template, name, aim, level, basis)
    template.save()
    _write(template, steps)
    record("campaigntemplate.create", actor=actor, subject=template)
    return template


@action
def campaigntemplate_edit(
    *,
    actor: Actor,
    template: CampaignTemplate,
    name: str,
    aim: str,
    steps: Sequence[TemplateStepDraft],
    level: str,
    basis: str = "",
    version: int | None = None,
) -> CampaignTemplate:
    """Replace what a template says; campaigns drafted from it before keep what they say."""
    require(actor, Perm.CAMPAIGN_EDIT, at=ROOT)
    fresh = lock(template, version=version)
    check(fresh, "edit")
    before = snapshot(fresh)
    _fill(fresh, name, aim, level, basis)
    fresh.save()
    fresh.steps.all().delete()
    _write(fresh, steps)
    return advance(fresh, "edit", actor=actor, data=changes(fresh, before, also=f"步骤 {len(steps)} 个"), locked=True)


@action
def campaigntemplate_retire(
    *, actor: Actor, template: CampaignTemplate, version: int | None = None
) -> CampaignTemplate:
    """Offer the template no more."""
    require(actor, Perm.CAMPAIGN_EDIT, at=ROOT)
    return advance(template, "retire", actor=actor, version=version)


@action
def campaigntemplate_restore(
    *, actor: Actor, template: CampaignTemplate, version: int | None = None
) -> CampaignTemplate:
    """Offer a retired template again."""
    require(actor, Perm.CAMPAIGN_EDIT, at=ROOT)
    return advance(template, "restore", actor=actor, version=version)


def _fill(template: CampaignTemplate, name: str, aim: str, level: str, basis: str) -> None:
    template.name = clean_text(name, "name", "模板名称", 60)
    if CampaignTemplate.objects.filter(name=template.name).exclude(pk=template.pk).exists():
        raise InvalidInput(f"已有名为“{template.name}”的模板，请换一个名称。", field="name")
    template.aim = clean_text(aim, "aim", "工作目标", 2000)
    template.basis = clean_text(basis, "basis", "依据", 500, required=False)
    if level not in LEVELS:
        raise InvalidInput("请选择通常由哪一级承担：街道、社区、片区或网格。", field="level")
    template.level = level


def _write(template: CampaignTemplate, steps: Sequence[TemplateStepDraft]) -> None:
    CampaignTemplateStep.objects.bulk_create(
        [
            CampaignTemplateStep(
                template=template,
                position=position,
                stage=step.stage,
                title=step.title,
                requirement=step.requirement,
                start_day=step.start_day,
                due_day=step.due_day,
                evidence=step.evidence,
                measure=step.measure,
            )
            for position, step in enumerate(clean_template_steps(steps), 1)
        ]
    )
