"""协议模板: kept by the district, for units of some kinds (S2 §四(二))."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from core.changes import changes, snapshot
from core.errors import InvalidInput
from core.events import action, action_day, record
from core.permissions import ROOT, Actor, Perm, require
from core.transitions import advance, lock
from core.values import clean_quantity, clean_text
from linkage.actions.agreements import agreement_create
from linkage.blanks import draft_of, fitting_template, unknown_words
from linkage.models import Agreement, AgreementTemplate, Period, TemplateCommitment
from linkage.models.templates import LONGEST_TERM
from tenants.org.models import Organization, ResidentUnit


@dataclass(frozen=True, slots=True)
class TemplatePromise:
    """One usual promise: which side owes it, how much, how often or within how many months."""

    side: str
    title: str
    quantity: Decimal
    measure: str
    period: str = ""
    due_months: int | None = None


@action
def template_create(
    *,
    actor: Actor,
    name: str,
    kinds: Sequence[str],
    title: str,
    aim: str,
    commitments: Sequence[TemplatePromise],
    content: str = "",
    place_duties: str = "",
    unit_duties: str = "",
    months: int = 12,
) -> AgreementTemplate:
    """Keep a template for units of some kinds. Texts may hold the placeholders of ``linkage.blanks.WORDS``."""
    require(actor, Perm.TEMPLATE_EDIT, at=ROOT)
    template = AgreementTemplate()
    _fill(template, name, kinds, title, aim, content, place_duties, unit_duties, months)
    template.save()
    _write(template, commitments)
    record("template.create", actor=actor, subject=template)
    return template


@action
def template_edit(
    *,
    actor: Actor,
    template: AgreementTemplate,
    name: str,
    kinds: Sequence[str],
    title: str,
    aim: str,
    commitments: Sequence[TemplatePromise],
    content: str = "",
    place_duties: str = "",
    unit_duties: str = "",
    months: int = 12,
    version: int | None = None,
) -> AgreementTemplate:
    """Replace what a template says; agreements drafted from it before keep what they say."""
    require(actor, Perm.TEMPLATE_EDIT, at=ROOT)
    fresh = lock(template, version=version)
    before = snapshot(fresh)
    _fill(fresh, name, kinds, title, aim, content, place_duties, unit_duties, months)
    fresh.version += 1
    fresh.save()
    fresh.commitments.all().delete()
    _write(fresh, commitments)
    record(
        "template.edit", actor=actor, subject=fresh, data=changes(fresh, before, also=f"承诺事项 {len(commitments)} 项")
    )
    return fresh


@action
def template_retire(*, actor: Actor, template: AgreementTemplate, version: int | None = None) -> AgreementTemplate:
    """Offer the template no more."""
    require(actor, Perm.TEMPLATE_EDIT, at=ROOT)
    return advance(template, "retire", actor=actor, version=version)


@action
def template_restore(*, actor: Actor, template: AgreementTemplate, version: int | None = None) -> AgreementTemplate:
    """Offer a retired template again."""
    require(actor, Perm.TEMPLATE_EDIT, at=ROOT)
    return advance(template, "restore", actor=actor, version=version)


@action
def agreement_start(
    *,
    actor: Actor,
    organization: Organization,
    units: Sequence[ResidentUnit],
    template: AgreementTemplate | None = None,
    active_from: date | None = None,
) -> Agreement:
    """Draft an agreement with one or several units from a template; without one, from that for the first unit's kind.

    All is filled in and can be changed before it is proposed. Raises ``InvalidInput`` where no template fits.
    """
    if not units:
        raise InvalidInput("请至少选择一个驻区单位。", field="units")
    # Read again: it may have been retired since.
    chosen = AgreementTemplate.objects.get(pk=template.pk) if template else fitting_template(units[0].kind)
    if chosen is None:
        raise InvalidInput(
            f"没有适用于“{units[0].get_kind_display()}”的协议模板，请选择其他模板，或由区里先制定。",
            field="template",
        )
    if chosen.status != AgreementTemplate.Status.ACTIVE:
        raise InvalidInput(f"模板“{chosen}”已停用，请选择其他模板。", field="template")
    draft = draft_of(chosen, organization, units, active_from or action_day())
    return agreement_create(actor=actor, template=chosen, **draft)


def _fill(
    template: AgreementTemplate,
    name: str,
    kinds: Sequence[str],
    title: str,
    aim: str,
    content: str,
    place_duties: str,
    unit_duties: str,
    months: int,
) -> None:
    template.name = clean_text(name, "name", "模板名称", 60)
    if AgreementTemplate.objects.filter(name=template.name).exclude(pk=template.pk).exists():
        raise InvalidInput(f"已有名为“{template.name}”的模板，请换一个名称。", field="name")
    known = ResidentUnit.Kind.values
    if not kinds or any(kind not in known for kind in kinds):
        raise InvalidInput("请选择适用的单位类型，至少一种。", field="kinds")
    template.kinds = [kind for kind in known if kind in kinds]
    if not 1 <= months <= LONGEST_TERM:
        raise InvalidInput(f"协议期应为 1—{LONGEST_TERM} 个月。", field="months")
    template.months = months
    texts = (
        ("title", title, "协议名称", 120, True),
        ("aim", aim, "共建目标", 2000, True),
        ("content", content, "协议正文", 20000, False),
        ("place_duties", place_duties, "牵头组织的权利与义务", 2000, False),
        ("unit_duties", unit_duties, "单位的权利与义务", 2000, False),
    )
    for field, given, label, longest, required in texts:
        text = clean_text(given, field, label, longest, required=required)
        if unknown := unknown_words(text):
            raise InvalidInput(f"{label}中的“{unknown}”不是可用的占位词，请核对。", field=field)
        setattr(template, field, text)


def _write(template: AgreementTemplate, promises: Sequence[TemplatePromise]) -> None:
    if not promises:
        raise InvalidInput("模板至少要有一项承诺事项。", field="commitments")
    TemplateCommitment.objects.bulk_create([_commitment(template, promise) for promise in promises])


def _commitment(template: AgreementTemplate, promise: TemplatePromise) -> TemplateCommitment:
    if promise.side not in TemplateCommitment.Side.values:
        raise InvalidInput("承诺方应为牵头组织或驻区单位。", field="side")
    if promise.period and promise.period not in Period.values:
        raise InvalidInput("频次应为每月、每季度或每年；总量承诺不填。", field="period")
    if promise.due_months is not None and not 1 <= promise.due_months <= template.months:
        raise InvalidInput(f"完成月数应在 1—{template.months} 之间，不超过协议期。", field="due_months")
    return TemplateCommitment(
        template=template,
        side=promise.side,
        title=clean_text(promise.title, "title", "承诺事项", 120),
        quantity=clean_quantity(promise.quantity),
        measure=clean_text(promise.measure, "measure", "计量单位", 10),
        period=promise.period,
        due_months=promise.due_months,
    )
