"""Agreements that wait for somebody: for a signature, for changes, for an evaluation, for a conclusion."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from core.events import action_day
from core.permissions import Actor, Perm
from core.visibility import held
from core.waiting import Waiting, waits
from linkage.models import Agreement, AgreementEvaluation, AgreementParty

Status = Agreement.Status


def waiting_for_signature(agreements: QuerySet[Agreement], actor: Actor) -> QuerySet[Agreement]:
    """Those in negotiation which a party has not signed for which the actor may sign."""
    unsigned = AgreementParty.objects.filter(held(actor, Perm.AGREEMENT_SIGN), agreement=OuterRef("pk"), signed_at=None)
    return agreements.filter(Exists(unsigned), status=Status.NEGOTIATING)


def waiting_for_change(agreements: QuerySet[Agreement], actor: Actor) -> QuerySet[Agreement]:
    """Drafts that were sent back and that the actor may change."""
    return agreements.filter(_drafting(actor), status=Status.DRAFT, proposed_at__isnull=False)


def waiting_for_evaluation(agreements: QuerySet[Agreement], actor: Actor) -> QuerySet[Agreement]:
    """Those in force which a party has still to evaluate for which the actor may: at mid-term or before the end."""
    return agreements.filter(_unjudged(actor)).exclude(kind=Agreement.Kind.SUPPLEMENT)


def waiting_for_conclusion(agreements: QuerySet[Agreement], actor: Actor) -> QuerySet[Agreement]:
    """Those that both sides have evaluated before the end, of which the actor's places have to say what follows."""
    judged = AgreementEvaluation.objects.filter(agreement=OuterRef("pk"), stage=AgreementEvaluation.Stage.FINAL)
    return agreements.filter(
        Exists(judged.filter(party__unit=None)),
        Exists(judged.filter(party__unit__isnull=False)),
        _leading(actor),
        status=Status.EVALUATING,
        conclusion="",
    )


def _leading(actor: Actor) -> Q:
    if actor.is_system:
        return Q()
    rule = Q(pk__in=[])
    for path in actor.paths(Perm.AGREEMENT_EDIT):
        rule |= Q(organization__path__startswith=path)
    return rule


def _drafting(actor: Actor) -> Q:
    """The leading place may work on every draft, and a unit on what it drafted itself."""
    return _leading(actor) | Q(drafted_by__in=actor.unit_ids(Perm.AGREEMENT_EDIT))


def _unjudged(actor: Actor) -> Q:
    def left(stage: str) -> Exists:
        judged = AgreementEvaluation.objects.filter(party=OuterRef("pk"), stage=stage)
        mine = AgreementParty.objects.filter(held(actor, Perm.CLAIM_EVALUATE), agreement=OuterRef("pk"))
        return Exists(mine.filter(~Exists(judged)))

    midterm = Q(left("midterm"), status=Status.ACTIVE, review_at__lte=action_day())
    return midterm | Q(left("final"), status=Status.EVALUATING)


RULES: dict[str, tuple[str, Any]] = {
    "change": ("退回待修改的协议", waiting_for_change),
    "evaluate": ("待评价的协议", waiting_for_evaluation),
    "conclude": ("待作评估结论的协议", waiting_for_conclusion),
}
_ICONS = {"change": "arrow-back-up", "evaluate": "star", "conclude": "gavel"}


def _kind(word: str) -> Waiting:
    title, rule = RULES[word]
    return Waiting(
        kind=f"agreement.{word}",
        title=title,
        icon=_ICONS[word],
        model=Agreement,
        rows=lambda actor: rule(Agreement.objects.visible_to(actor), actor),
        label="title",
        listing="agreements",
        query={"waits": word},
        who="organization__name",
        due="" if word == "change" else "active_to",
        measure="份",
    )


waits(*(_kind(word) for word in RULES))
