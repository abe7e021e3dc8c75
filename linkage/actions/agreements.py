"""共建协议: draft, propose, sign, end."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from core.changes import changes, snapshot
from core.errors import InvalidInput, NotAllowed, WrongState
from core.events import action, action_day, now, record
from core.numbers import next_number
from core.periods import SHANGHAI
from core.permissions import Actor, ActorKind, Perm, require
from core.transitions import advance, check, lock
from core.values import clean_text
from linkage.course import apply_supplement, end, entered, successor_of
from linkage.drafting import CommitmentDraft, PartyDraft, fill, write_parts
from linkage.models import Agreement, AgreementComment, AgreementParty, AgreementTemplate
from linkage.sides import (
    keep_parties,
    lock_with_base,
    refuse_supplement,
    require_commitments,
    require_drafter,
    sides,
)
from linkage.texts import hash_of, text_of
from linkage.versions import keep_version, return_version
from tenants.org.models import Organization, ResidentUnit
from tenants.org.tenure import keep_in_use

__all__ = ["CommitmentDraft", "PartyDraft"]

NUMBER = "XY-{year}-{number:04d}"


@action
def agreement_create(
    *,
    actor: Actor,
    organization: Organization,
    title: str,
    aim: str,
    active_from: date,
    active_to: date,
    parties: Sequence[PartyDraft],
    commitments: Sequence[CommitmentDraft],
    content: str = "",
    review_at: date | None = None,
    template: AgreementTemplate | None = None,
) -> Agreement:
    """Draft an agreement led by ``organization``, which is always its first party.

    A unit may draft one with a place in which it lies. Raises ``InvalidInput`` for a term that does not end after it
    begins, for no unit among the parties, or for a commitment of somebody who is no party.
    ``template`` says from which the draft began.
    """
    drafter = None if actor.can(Perm.AGREEMENT_EDIT, organization.place) else _unit_drafting(actor, parties)
    if drafter is None:
        require(actor, Perm.AGREEMENT_EDIT, at=organization.place)
    elif not drafter.organization.path.startswith(organization.path):
        raise InvalidInput("单位只能与所在的社区、街道或区共建，请重新选择牵头组织。", field="organization")
    keep_in_use([organization], purpose="签订协议", field="organization")
    agreement = Agreement(
        drafted_by=drafter,
        template=template,
        number=next_number("agreement", now().astimezone(SHANGHAI).year, NUMBER),
        organization=organization,
        created_at=now(),
    )
    fill(agreement, title, aim, content, active_from, active_to, review_at)
    agreement.save()
    write_parts(agreement, parties, commitments)
    record("agreement.create", actor=actor, subject=agreement, data={"number": agreement.number})
    return agreement


@action
def agreement_edit(
    *,
    actor: Actor,
    agreement: Agreement,
    title: str,
    aim: str,
    active_from: date,
    active_to: date,
    parties: Sequence[PartyDraft],
    commitments: Sequence[CommitmentDraft],
    content: str = "",
    review_at: date | None = None,
    version: int | None = None,
) -> Agreement:
    """Replace text, parties and commitments of a draft, by the leading place or the unit that drafted it.

    A supplement keeps the parties of the agreement that it supplements.
    """
    require_drafter(actor, agreement)
    fresh = lock(agreement, version=version)
    if fresh.status != Agreement.Status.DRAFT:
        raise WrongState("只有草拟中的协议可以修改；协商签署中的请先退回修改。", field="status")
    before = snapshot(fresh)
    fill(fresh, title, aim, content, active_from, active_to, review_at)
    fresh.version += 1
    fresh.save()
    fresh.commitments.all().delete()
    fresh.parties.all().delete()
    write_parts(fresh, parties, commitments)
    told = changes(fresh, before, also=f"承诺事项 {len(commitments)} 项")
    record("agreement.edit", actor=actor, subject=fresh, data=told)
    return fresh


@action
def agreement_propose(*, actor: Actor, agreement: Agreement, version: int | None = None) -> Agreement:
    """Put the draft before all parties; from here on its text stands still until it is sent back.

    Until it is settled no party can be retired.
    """
    require_drafter(actor, agreement)
    keep_parties(agreement)
    fresh = lock_with_base(agreement, version=version)
    check(fresh, "propose")
    require_commitments(fresh)
    first = fresh.proposed_at or now()
    text = text_of(fresh)
    keep_version(fresh, text, actor=actor)
    return advance(
        fresh,
        "propose",
        actor=actor,
        locked=True,
        signed_text=text,
        content_hash=hash_of(text),
        proposed_at=first,
    )


@action
def agreement_discard(*, actor: Actor, agreement: Agreement, reason: str, version: int | None = None) -> Agreement:
    """Give up a draft for good."""
    require_drafter(actor, agreement)
    return advance(
        agreement,
        "discard",
        actor=actor,
        version=version,
        data={"reason": clean_text(reason, "reason", "作废原因", 500)},
    )


@action
def agreement_register(
    *, actor: Actor, agreement: Agreement, signed_on: date, note: str, version: int | None = None
) -> Agreement:
    """Put a draft into force that all parties have signed on paper: its text freezes as if each had signed here.

    ``signed_on`` is the day on the paper; ``note`` says who signed and where the paper lies. Every party is told, so
    that a wrong entry is noticed. It is no new agreement of the quarter of its entry: reports do not count it.
    """
    require(actor, Perm.AGREEMENT_REGISTER, at=agreement.place)
    keep_parties(agreement)
    fresh = lock_with_base(agreement, version=version)
    check(fresh, "register")
    require_commitments(fresh)
    if signed_on > action_day():
        raise InvalidInput("签署日期不能晚于今天；还没有签的协议请提交各方协商签署。", field="signed_on")
    if signed_on > fresh.active_to:
        raise InvalidInput("签署日期不能晚于期满日期，请核对。", field="signed_on")
    told = clean_text(note, "note", "签署情况", 500)
    text = text_of(fresh)
    sealed = hash_of(text)
    moment = datetime.combine(signed_on, time(), tzinfo=SHANGHAI)
    label = f"纸质签署，{actor.label} 补录"[:120]
    fresh.parties.update(signed_at=moment, signed_by=None, signer_label=label, signed_hash=sealed)
    keep_version(fresh, text, actor=actor)
    fresh = advance(
        fresh,
        "register",
        actor=actor,
        data={"signed_on": signed_on, "note": told, "hash": sealed},
        locked=True,
        signed_text=text,
        content_hash=sealed,
        proposed_at=fresh.proposed_at or now(),
        signed_at=moment,
    )
    entered(fresh, actor=actor)
    return fresh


@action
def agreement_revise(*, actor: Actor, agreement: Agreement, reason: str, version: int | None = None) -> Agreement:
    """Send the proposed text back to its drafter, by any party; signatures given so far are void."""
    if not sides(actor, agreement, Perm.AGREEMENT_EDIT):
        raise NotAllowed("只有协议各方可以退回修改。")
    told = clean_text(reason, "reason", "退回原因", 500)
    fresh = advance(
        agreement, "revise", actor=actor, version=version, data={"reason": told}, signed_text="", content_hash=""
    )
    return_version(fresh, told, actor=actor)
    fresh.parties.update(signed_at=None, signed_by=None, signer_label="", signed_hash="")
    return fresh


@action
def agreement_sign(
    *, actor: Actor, agreement: Agreement, party: AgreementParty | None = None, version: int | None = None
) -> Agreement:
    """Sign for the party for which the actor stands; the last signature puts the agreement into force.

    ``party`` is needed only by somebody who stands for several. Raises ``WrongState`` for a second signature.
    """
    fresh = lock_with_base(agreement, version=version)
    mine = [side for side in sides(actor, fresh, Perm.AGREEMENT_SIGN) if party is None or side.pk == party.pk]
    if not mine:
        raise NotAllowed("您不代表协议的任何一方，不能签署。")
    side = next((side for side in mine if side.signed_at is None), None)
    if side is None:
        raise WrongState("您所代表的一方已经签署，无需重复签署。", field="party")
    if text_of(fresh) != fresh.signed_text or hash_of(fresh.signed_text) != fresh.content_hash:
        raise WrongState("协议内容与提交协商时不一致，请退回修改后重新提交。", field="content")
    side.signed_at = now()
    side.signed_by_id = actor.id if actor.kind is not ActorKind.SYSTEM else None
    side.signer_label = actor.label
    side.signed_hash = fresh.content_hash
    side.save(update_fields=["signed_at", "signed_by", "signer_label", "signed_hash"])
    fresh = advance(fresh, "sign", actor=actor, data={"party": str(side), "hash": fresh.content_hash}, locked=True)
    if not fresh.parties.filter(signed_at=None).exists():
        data = {"hash": fresh.content_hash}
        verb = "enact" if fresh.is_supplement else "activate"
        fresh = advance(fresh, verb, actor=actor, data=data, signed_at=now(), locked=True)
        entered(fresh, actor=actor)
    return fresh


@action
def agreement_comment(
    *, actor: Actor, agreement: Agreement, text: str, party: AgreementParty | None = None
) -> AgreementComment:
    """Say something about the text on the table, for a party, before everybody has signed; all parties are told.

    ``party`` is needed only by somebody who stands for several. Raises ``WrongState`` before the first proposal and
    after the last signature.
    """
    mine = [side for side in sides(actor, agreement, Perm.AGREEMENT_EDIT) if party is None or side.pk == party.pk]
    if not mine:
        raise NotAllowed("只有协议各方可以提出意见。")
    fresh = lock(agreement)
    if fresh.status not in Agreement.OPEN or fresh.proposed_at is None:
        raise WrongState("意见在协商期间提出；协议还没有提交协商，或协商已经结束。", field="status")
    words = clean_text(text, "text", "意见", 1000)
    number = fresh.versions.count()
    side = mine[0]
    comment = AgreementComment.objects.create(
        agreement=fresh,
        organization=side.organization,
        unit=side.unit,
        number=number,
        text=words,
        by_label=actor.label[:120],
        at=now(),
    )
    record("agreement.comment", actor=actor, subject=fresh, data={"party": str(side), "note": words})
    return comment


@action
def agreement_terminate(*, actor: Actor, agreement: Agreement, reason: str, version: int | None = None) -> Agreement:
    """End an agreement in force before its term, by a party's head or by the district; supplements end with it."""
    if not sides(actor, agreement, Perm.AGREEMENT_END):
        require(actor, Perm.AGREEMENT_END, at=agreement.place)
    refuse_supplement(agreement, "终止")
    data = {"reason": clean_text(reason, "reason", "终止原因", 500)}
    conclusion = Agreement.Conclusion.TERMINATE
    fresh = lock(agreement, version=version)
    return end(fresh, "terminate", actor=actor, ended_on=action_day(), data=data, conclusion=conclusion)


@action
def agreement_expire(*, actor: Actor, agreement: Agreement) -> Agreement:
    """Close an agreement whose term is over; done by the platform each hour.

    It has expired, or been renewed where all parties have signed the agreement that follows it.
    """
    require(actor, Perm.AGREEMENT_END, at=agreement.place)
    refuse_supplement(agreement, "到期")
    fresh = lock(agreement)
    if fresh.active_to >= action_day():
        raise WrongState("协议尚未到期。", field="active_to")
    successor = successor_of(fresh)
    data = {"renewal": successor.number} if successor else {}
    verb = "succeed" if successor else "expire"
    check(fresh, verb)
    return end(fresh, verb, actor=actor, ended_on=fresh.active_to + timedelta(days=1), data=data)


@action
def agreement_amend(*, actor: Actor, supplement: Agreement) -> Agreement:
    """Apply a supplement whose day has come to the agreement that it supplements; done by the platform each hour."""
    require(actor, Perm.AGREEMENT_END, at=supplement.place)
    fresh = lock_with_base(supplement)
    if not fresh.is_supplement or fresh.status not in Agreement.RUNNING or fresh.applied_at is not None:
        raise WrongState("没有待执行的补充内容：补充协议还没有签署完毕，或已经执行。", field="status")
    if fresh.active_from > action_day():
        raise WrongState(f"补充协议自 {fresh.active_from} 起执行，还没有到日子。", field="active_from")
    return apply_supplement(fresh, actor=actor)


def _unit_drafting(actor: Actor, parties: Sequence[PartyDraft]) -> ResidentUnit | None:
    units = (draft.party for draft in parties if isinstance(draft.party, ResidentUnit))
    return next((unit for unit in units if actor.can(Perm.AGREEMENT_EDIT, unit.place)), None)
