"""Agreements that follow from others: 补充协议 and 续签. Nothing that stands is typed again."""

from datetime import date, timedelta

from core.errors import InvalidInput, NotAllowed, WrongState
from core.events import action, action_day, now, record
from core.numbers import next_number
from core.periods import SHANGHAI
from core.permissions import Actor, Perm
from core.transitions import advance, check, lock
from linkage.actions.agreements import NUMBER
from linkage.drafting import CommitmentDraft, PartyDraft, fill, write_parts
from linkage.models import Agreement
from linkage.models.periods import carried_over
from linkage.sides import refuse_supplement, sides
from tenants.org.models import ResidentUnit

REASON = "根据履行情况，各方协商一致，对原协议作如下补充。"


@action
def agreement_supplement(*, actor: Actor, agreement: Agreement) -> Agreement:
    """Draft a supplement to an agreement in force, with all that holds now, ready to be changed.

    By the leading place or by a unit that is a party. Raises ``WrongState`` while another supplement is under way.
    """
    drafter = _drafter(actor, agreement)
    base = lock(agreement)
    refuse_supplement(base, "再补充")
    if base.status not in Agreement.RUNNING:
        raise WrongState(f"协议当前为“{base.get_status_display()}”，只有履行中的协议可以补充。", field="status")
    pending = base.followers.filter(kind=Agreement.Kind.SUPPLEMENT, applied_at=None)
    under_way = pending.filter(status__in=(*Agreement.OPEN, *Agreement.RUNNING)).first()
    if under_way is not None:
        raise WrongState(f"补充协议 {under_way.number} 还没有签署或执行，请先办完再另行补充。", field="refers_to")
    start = max(action_day(), base.active_from)
    made = _draft(base, Agreement.Kind.SUPPLEMENT, drafter, f"{base.title[:116]}补充协议"[:120], REASON, start)
    record("agreement.supplement", actor=actor, subject=base, data={"supplement": made.number, "note": made.number})
    record("agreement.create", actor=actor, subject=made, data={"number": made.number, "supplements": base.number})
    return made


@action
def agreement_renew(*, actor: Actor, agreement: Agreement) -> Agreement:
    """Conclude that the agreement is renewed: draft the next one, of the same length and with the same terms.

    It begins the day after the old one ends, or today if that day is past. From its final evaluation on both sides must
    have evaluated; one that has expired already can be taken up again. Raises ``WrongState`` while a renewal is there.
    """
    drafter = _drafter(actor, agreement)
    base = lock(agreement)
    refuse_supplement(base, "续签")
    check(base, "renew")
    if base.status == Agreement.Status.EVALUATING:
        _require_both_sides(base)
    alive = base.followers.filter(kind=Agreement.Kind.RENEWAL, status__in=(*Agreement.OPEN, *Agreement.RUNNING))
    if (found := alive.first()) is not None:
        raise WrongState(f"续签协议 {found.number} 已在办理，无需重复续签。", field="refers_to")
    start = max(base.active_to + timedelta(days=1), action_day())
    made = _draft(base, Agreement.Kind.RENEWAL, drafter, base.title, base.aim, start)
    data = {"renewal": made.number, "note": made.number}
    advance(base, "renew", actor=actor, data=data, locked=True, conclusion=Agreement.Conclusion.RENEW)
    record("agreement.create", actor=actor, subject=made, data={"number": made.number, "renews": base.number})
    return made


def _require_both_sides(agreement: Agreement) -> None:
    missing = missing_side(agreement)
    if missing:
        raise WrongState(f"期满评估还缺{missing}一方的评价，双方评价后才能作出结论。", field="evaluations")


def missing_side(agreement: Agreement) -> str:
    """Which side has not yet given its final evaluation: one place and one unit at least have to."""
    judged = agreement.evaluations.filter(stage="final")
    if not judged.filter(party__unit=None).exists():
        return "街道、社区"
    return "" if judged.filter(party__unit__isnull=False).exists() else "驻区单位"


def _drafter(actor: Actor, agreement: Agreement) -> ResidentUnit | None:
    """None for the leading place, else the unit for which the actor drafts; ``NotAllowed`` for everybody else."""
    if actor.can(Perm.AGREEMENT_EDIT, agreement.place):
        return None
    own = next((side.unit for side in sides(actor, agreement, Perm.AGREEMENT_EDIT) if side.unit), None)
    if own is None:
        raise NotAllowed("只有协议的牵头组织和参加单位可以起草补充协议和续签协议。")
    return own


def _draft(
    base: Agreement, kind: Agreement.Kind, drafter: ResidentUnit | None, title: str, aim: str, start: date
) -> Agreement:
    """A draft with the parties and the commitments that hold now; a renewal's days are those of its own term."""
    supplement = kind is Agreement.Kind.SUPPLEMENT
    made = Agreement(
        kind=kind,
        refers_to=base,
        drafted_by=drafter,
        template=base.template,
        number=next_number("agreement", now().astimezone(SHANGHAI).year, NUMBER),
        organization=base.organization,
        created_at=now(),
    )

    def when(day: date) -> date:
        return day if supplement else carried_over(day, base.active_from, start)

    end = when(base.active_to)
    if end <= start:
        raise InvalidInput("协议今天期满，来不及再补充；请办理续签。", field="active_to")
    review = when(base.review_at) if base.review_at else None
    fill(made, title, aim, "" if supplement else base.content, start, end, review)
    made.save()
    parties = list(base.parties.select_related("organization", "unit__organization").order_by("id"))
    owners = {party.pk: party.owner for party in parties}
    live = base.commitments.filter(ended_on=None).select_related("party").order_by("id")
    write_parts(
        made,
        [PartyDraft(party.owner, party.duties, party.head, party.liaison) for party in parties],
        [
            CommitmentDraft(
                owners[one.party_id],
                one.title,
                one.quantity,
                one.measure,
                when(one.due_on),
                one.period,
                one if supplement else None,
            )
            for one in live
        ],
    )
    return made
