"""From a template to a draft: placeholders filled in, days counted from the day on which it is to begin."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet

from linkage.drafting import CommitmentDraft, PartyDraft
from linkage.models import AgreementTemplate, TemplateCommitment
from linkage.models.periods import months_after
from tenants.org.models import Organization, Owner, ResidentUnit

# What may stand in braces in a template's texts.
WORDS = ("牵头组织", "单位", "协议期")
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
SHOWN_UNITS = 3


def unknown_words(text: str) -> str:
    """The first placeholder that nothing would fill, with its braces; empty if there is none."""
    return next((found[0] for found in _PLACEHOLDER.finditer(text) if found[1] not in WORDS), "")


def templates_for(kind: str) -> "QuerySet[AgreementTemplate]":
    """Templates in use for units of a kind, the latest first: a newer one replaces an older one."""
    found: QuerySet[AgreementTemplate] = AgreementTemplate.objects.filter(
        status=AgreementTemplate.Status.ACTIVE, kinds__contains=[kind]
    ).order_by("-id")
    return found


def fitting_template(kind: str) -> AgreementTemplate | None:
    """The template from which an agreement with a unit of this kind begins."""
    return templates_for(kind).first()


def draft_of(
    template: AgreementTemplate, organization: Organization, units: Sequence[ResidentUnit], start: date
) -> dict[str, Any]:
    """The keywords of ``agreement_create``: each unit promises what the template says of units."""
    end = months_after(start, template.months) - timedelta(days=1)
    filled = _Filler(template, organization, units)
    rows = list(template.commitments.order_by("id"))
    owed: list[CommitmentDraft] = []
    for side, owners in ((TemplateCommitment.Side.UNIT, units), (TemplateCommitment.Side.PLACE, [organization])):
        owed += [_promise(row, owner, start, end) for owner in owners for row in rows if row.side == side]
    return {
        "organization": organization,
        "title": filled(template.title, 120),
        "aim": filled(template.aim, 2000),
        "content": filled(template.content, 20000),
        "active_from": start,
        "active_to": end,
        "review_at": start + (end - start) / 2 if template.months >= SHORTEST_REVIEWED else None,
        "parties": [
            PartyDraft(organization, filled(template.place_duties, 2000)),
            *(PartyDraft(unit, filled(template.unit_duties, 2000)) for unit in units),
        ],
        "commitments": owed,
    }


# Shorter terms have no evaluation at mid-term unless the parties want one.
SHORTEST_REVIEWED = 6


def _promise(row: TemplateCommitment, owner: Owner, start: date, end: date) -> CommitmentDraft:
    due = months_after(start, row.due_months) - timedelta(days=1) if row.due_months else end
    return CommitmentDraft(owner, row.title, row.quantity, row.measure, min(due, end), row.period)


class _Filler:
    """Puts words in the place of placeholders."""

    def __init__(self, template: AgreementTemplate, organization: Organization, units: Sequence[ResidentUnit]) -> None:
        names = "、".join(str(unit) for unit in units[:SHOWN_UNITS])
        several = f"{names}等 {len(units)} 家单位" if len(units) > SHOWN_UNITS else names
        years, months = divmod(template.months, 12)
        term = f"{years} 年" if years and not months else f"{template.months} 个月"
        self.words = {"牵头组织": str(organization), "单位": several, "协议期": term}

    def __call__(self, text: str, longest: int) -> str:
        return _PLACEHOLDER.sub(lambda found: self.words.get(found[1], found[0]), text)[:longest]
