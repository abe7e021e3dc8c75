"""期满评估 and the evaluation at mid-term: both sides look at what was counted, and say what shall follow."""

from core.errors import InvalidInput, NotAllowed, WrongState
from core.events import action, action_day, now
from core.permissions import Actor, Perm
from core.transitions import advance, check, lock
from core.values import clean_text
from linkage.actions.renewals import missing_side
from linkage.models import Agreement, AgreementEvaluation, AgreementParty, AgreementRules
from linkage.progress import progress_of
from linkage.sides import refuse_supplement, sides

Stage = AgreementEvaluation.Stage


@action
def agreement_assess(*, actor: Actor, agreement: Agreement, version: int | None = None) -> Agreement:
    """Begin the final evaluation, by a party or by the platform, so many days before the end as the district says."""
    if not sides(actor, agreement, Perm.CLAIM_EVALUATE):
        raise NotAllowed("只有协议各方可以开始期满评估。")
    refuse_supplement(agreement, "评估")
    fresh = lock(agreement, version=version)
    check(fresh, "assess")
    left, most = (fresh.active_to - action_day()).days, AgreementRules.current().evaluation_days
    if left > most:
        raise WrongState(f"距期满还有 {left} 天，期满前 {most} 天内才能开始期满评估。", field="active_to")
    return advance(fresh, "assess", actor=actor, locked=True)


@action
def agreement_evaluate(
    *,
    actor: Actor,
    agreement: Agreement,
    score: int,
    words: str = "",
    opinion: str = "",
    party: AgreementParty | None = None,
) -> Agreement:
    """Judge the agreement for a party, 1–5 and words, once at mid-term and once before the end.

    While it runs this is the evaluation agreed upon for ``review_at``; in its final evaluation ``opinion`` says what
    the party thinks should follow. The progress of the day is kept beside it. ``party`` is needed only by somebody who
    stands for several. A score of 1 or 2 must say why.
    """
    mine = [side for side in sides(actor, agreement, Perm.CLAIM_EVALUATE) if party is None or side.pk == party.pk]
    if not mine:
        raise NotAllowed("只有协议各方可以评价。")
    refuse_supplement(agreement, "评价")
    fresh = lock(agreement)
    check(fresh, "evaluate")
    stage = Stage.FINAL if fresh.status == Agreement.Status.EVALUATING else Stage.MIDTERM
    if stage is Stage.MIDTERM:
        _require_midterm(fresh)
    judged = set(fresh.evaluations.filter(stage=stage).values_list("party_id", flat=True))
    side = next((side for side in mine if side.pk not in judged), None)
    if side is None:
        raise WrongState(f"您所代表的一方已作过{stage.label}。", field="party")
    row = AgreementEvaluation.objects.create(
        agreement=fresh,
        party=side,
        stage=stage,
        score=_clean_score(score),
        words=clean_text(words, "words", "评语", 1000, required=score <= 2),
        opinion=_clean_opinion(opinion, stage),
        progress=progress_of(fresh),
        by_label=actor.label[:120],
        at=now(),
    )
    data = {"party": str(side), "stage": stage.value, "score": row.score, "note": row.words, "progress": row.progress}
    return advance(fresh, "evaluate", actor=actor, data=data, locked=True)


@action
def agreement_lapse(*, actor: Actor, agreement: Agreement, reason: str, version: int | None = None) -> Agreement:
    """Conclude that the agreement is not renewed: it runs to the end of its term. Both sides must have evaluated."""
    if not sides(actor, agreement, Perm.AGREEMENT_EDIT):
        raise NotAllowed("只有协议各方可以作出评估结论。")
    refuse_supplement(agreement, "评估")
    fresh = lock(agreement, version=version)
    check(fresh, "lapse")
    if missing := missing_side(fresh):
        raise WrongState(f"期满评估还缺{missing}一方的评价，双方评价后才能作出结论。", field="evaluations")
    alive = fresh.followers.filter(kind=Agreement.Kind.RENEWAL, status__in=(*Agreement.OPEN, *Agreement.RUNNING))
    if (found := alive.first()) is not None:
        raise WrongState(f"续签协议 {found.number} 已在办理；确定不续签的，请先作废它。", field="refers_to")
    data = {"reason": clean_text(reason, "reason", "不再续签的原因", 500)}
    return advance(fresh, "lapse", actor=actor, data=data, locked=True, conclusion=Agreement.Conclusion.LAPSE)


def _require_midterm(agreement: Agreement) -> None:
    if agreement.review_at is None:
        raise WrongState("协议没有约定中期评估日期；期满前再作期满评估。", field="review_at")
    if action_day() < agreement.review_at:
        raise WrongState(f"中期评估自 {agreement.review_at} 起进行，还没有到日子。", field="review_at")


def _clean_score(score: int) -> int:
    if score not in range(1, 6):
        raise InvalidInput("评分应为 1—5 分。", field="score")
    return score


def _clean_opinion(opinion: str, stage: Stage) -> str:
    if opinion and opinion not in Agreement.Conclusion.values:
        raise InvalidInput("建议结论应为续签、到期不续或终止。", field="opinion")
    return opinion if stage is Stage.FINAL else ""
