"""共建协议: draft, propose, sign, end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from core.errors import InvalidInput, NotAllowed, WrongState
from core.events import action, action_day, now, record
from core.numbers import next_number
from core.periods import SHANGHAI
from core.permissions import Actor, ActorKind, Perm, require
from core.transitions import advance, check, lock
from core.values import clean_quantity, clean_text
from linkage.models import Agreement, AgreementParty, Commitment
from linkage.texts import hash_of, text_of
from tenants.org.models import Organization, Owner, ResidentUnit, seat_of
from tenants.org.tenure import keep_in_use


@dataclass(frozen=True, slots=True)
class CommitmentDraft:
    """承诺事项 as proposed: ``party`` is one of the agreement's parties."""

    party: Owner
    title: str
    quantity: Decimal
    measure: str
    due_on: date


@dataclass(frozen=True, slots=True)
class PartyDraft:
    """One side as proposed, with its duties and its people in charge."""

    party: Owner
    duties: str = ""
    head: str = ""
    liaison: str = ""


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
) -> Agreement:
    """Draft an agreement led by ``organization``, which is always its first party.

    A unit may draft one with a place in which it lies. Raises ``InvalidInput`` for a term that does not end after it
    begins, for no unit among the parties, or for a commitment of somebody who is no party.
    """
    drafter = None if actor.can(Perm.AGREEMENT_EDIT, organization.place) else _unit_drafting(actor, parties)
    if drafter is None:
        require(actor, Perm.AGREEMENT_EDIT, at=organization.place)
    elif not drafter.organization.path.startswith(organization.path):
        raise InvalidInput("单位只能与所在的社区、街道或区共建，请重新选择牵头组织。", field="organization")
    keep_in_use([organization], purpose="签订协议", field="organization")
    agreement = Agreement(
        drafted_by=drafter,
        number=next_number("agreement", now().astimezone(SHANGHAI).year, "XY-{year}-{number:04d}"),
        organization=organization,
        created_at=now(),
    )
    _fill(agreement, title, aim, content, active_from, active_to, review_at)
    agreement.save()
    _write_parts(agreement, parties, commitments)
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
    """Replace text, parties and commitments of a draft, by the leading place or the unit that drafted it."""
    _require_drafter(actor, agreement)
    fresh = lock(agreement, version=version)
    if fresh.status != Agreement.Status.DRAFT:
        raise WrongState("只有草拟中的协议可以修改；协商签署中的请先退回修改。", field="status")
    _fill(fresh, title, aim, content, active_from, active_to, review_at)
    fresh.version += 1
    fresh.save()
    fresh.commitments.all().delete()
    fresh.parties.all().delete()
    _write_parts(fresh, parties, commitments)
    record("agreement.edit", actor=actor, subject=fresh)
    return fresh


@action
def agreement_propose(*, actor: Actor, agreement: Agreement, version: int | None = None) -> Agreement:
    """Put the draft before all parties; from here on its text stands still until it is sent back.

    Until it is settled no party can be retired.
    """
    _require_drafter(actor, agreement)
    _keep_parties(agreement)
    fresh = lock(agreement, version=version)
    check(fresh, "propose")
    _require_commitments(fresh)
    first = fresh.proposed_at or now()
    text = text_of(fresh)
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
def agreement_discard(*, actor: Actor, agreement: Agreement, reason: str) -> Agreement:
    """Give up a draft for good."""
    _require_drafter(actor, agreement)
    return advance(agreement, "discard", actor=actor, data={"reason": clean_text(reason, "reason", "作废原因", 500)})


@action
def agreement_register(
    *, actor: Actor, agreement: Agreement, signed_on: date, note: str, version: int | None = None
) -> Agreement:
    """Put a draft into force that all parties have signed on paper: its text freezes as if each had signed here.

    ``signed_on`` is the day on the paper; ``note`` says who signed and where the paper lies. Every party is told, so
    that a wrong entry is noticed. It is no new agreement of the quarter of its entry: reports do not count it.
    """
    require(actor, Perm.AGREEMENT_REGISTER, at=agreement.place)
    _keep_parties(agreement)
    fresh = lock(agreement, version=version)
    check(fresh, "register")
    _require_commitments(fresh)
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
    return advance(
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


@action
def agreement_revise(*, actor: Actor, agreement: Agreement, reason: str) -> Agreement:
    """Send the proposed text back to its drafter, by any party; signatures given so far are void."""
    if not _sides(actor, agreement, Perm.AGREEMENT_EDIT):
        raise NotAllowed("只有协议各方可以退回修改。")
    fresh = advance(
        agreement,
        "revise",
        actor=actor,
        data={"reason": clean_text(reason, "reason", "退回原因", 500)},
        signed_text="",
        content_hash="",
    )
    fresh.parties.update(signed_at=None, signed_by=None, signer_label="", signed_hash="")
    return fresh


@action
def agreement_sign(*, actor: Actor, agreement: Agreement, party: AgreementParty | None = None) -> Agreement:
    """Sign for the party for which the actor stands; the last signature puts the agreement into force.

    ``party`` is needed only by somebody who stands for several. Raises ``WrongState`` for a second signature.
    """
    fresh = lock(agreement)
    sides = _sides(actor, fresh, Perm.AGREEMENT_SIGN)
    if party is not None:
        sides = [side for side in sides if side.pk == party.pk]
    if not sides:
        raise NotAllowed("您不代表协议的任何一方，不能签署。")
    side = next((side for side in sides if side.signed_at is None), None)
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
        fresh = advance(fresh, "activate", actor=actor, data=data, signed_at=now(), locked=True)
    return fresh


@action
def agreement_terminate(*, actor: Actor, agreement: Agreement, reason: str) -> Agreement:
    """End an agreement in force before its term, by a party's head or by the district."""
    if not _sides(actor, agreement, Perm.AGREEMENT_END):
        require(actor, Perm.AGREEMENT_END, at=agreement.place)
    return advance(agreement, "terminate", actor=actor, data={"reason": clean_text(reason, "reason", "终止原因", 500)})


@action
def agreement_expire(*, actor: Actor, agreement: Agreement) -> Agreement:
    """Close an agreement whose term is over; done by the platform each hour."""
    require(actor, Perm.AGREEMENT_END, at=agreement.place)
    if agreement.active_to >= action_day():
        raise WrongState("协议尚未到期。", field="active_to")
    return advance(agreement, "expire", actor=actor)


def _keep_parties(agreement: Agreement) -> None:
    parties = agreement.parties.select_related("organization", "unit__organization")
    keep_in_use([party.owner for party in parties], purpose="签订协议", field="parties")


def _require_commitments(agreement: Agreement) -> None:
    if not agreement.commitments.exists():
        raise InvalidInput("协议至少要有一项承诺事项，请先补充。", field="commitments")


def _require_drafter(actor: Actor, agreement: Agreement) -> None:
    """The leading organization and the unit that drafted it may work on the draft."""
    drafter = agreement.drafted_by
    if drafter is None or not actor.can(Perm.AGREEMENT_EDIT, drafter.place):
        require(actor, Perm.AGREEMENT_EDIT, at=agreement.place)


def _unit_drafting(actor: Actor, parties: Sequence[PartyDraft]) -> ResidentUnit | None:
    units = (draft.party for draft in parties if isinstance(draft.party, ResidentUnit))
    return next((unit for unit in units if actor.can(Perm.AGREEMENT_EDIT, unit.place)), None)


def _sides(actor: Actor, agreement: Agreement, permission: Perm) -> list[AgreementParty]:
    parties = agreement.parties.select_related("organization", "unit", "unit__organization").order_by("id")
    return [party for party in parties if actor.can(permission, party.place)]


def _fill(
    agreement: Agreement,
    title: str,
    aim: str,
    content: str,
    active_from: date,
    active_to: date,
    review_at: date | None,
) -> None:
    if active_to <= active_from:
        raise InvalidInput("期满日期应晚于生效日期。", field="active_to")
    if review_at is not None and not active_from <= review_at <= active_to:
        raise InvalidInput("中期评估日期应在协议期内。", field="review_at")
    agreement.title = clean_text(title, "title", "协议名称", 120)
    agreement.aim = clean_text(aim, "aim", "共建目标", 2000)
    agreement.content = clean_text(content, "content", "协议正文", 20000, required=False)
    agreement.active_from, agreement.active_to, agreement.review_at = active_from, active_to, review_at


def _write_parts(agreement: Agreement, parties: Sequence[PartyDraft], commitments: Sequence[CommitmentDraft]) -> None:
    drafts = list(parties)
    if not any(draft.party == agreement.organization for draft in drafts):
        drafts.insert(0, PartyDraft(agreement.organization))
    if agreement.drafted_by and not any(draft.party == agreement.drafted_by for draft in drafts):
        raise InvalidInput(f"协议由“{agreement.drafted_by}”起草，它应是协议的一方。", field="parties")
    if len({(type(d.party), d.party.pk) for d in drafts}) < len(drafts):
        raise InvalidInput("协议各方中有重复的单位，请删去重复的一方。", field="parties")
    if not any(isinstance(draft.party, ResidentUnit) for draft in drafts):
        raise InvalidInput("协议至少要有一个驻区单位参加。", field="parties")
    keep_in_use([draft.party for draft in drafts], purpose="签订协议", field="parties")
    written: dict[tuple[type, int], AgreementParty] = {}
    for draft in drafts:
        organization, unit = seat_of(draft.party)
        written[type(draft.party), draft.party.pk] = AgreementParty(
            agreement=agreement,
            organization=organization,
            unit=unit,
            duties=clean_text(draft.duties, "duties", "权利与义务", 2000, required=False),
            head=clean_text(draft.head, "head", "负责人", 60, required=False),
            liaison=clean_text(draft.liaison, "liaison", "联络员", 60, required=False),
        )
    AgreementParty.objects.bulk_create(written.values())
    rows = []
    for commitment in commitments:
        party = written.get((type(commitment.party), commitment.party.pk))
        if party is None:
            raise InvalidInput(f"“{commitment.party}”不是协议的一方，不能作为承诺方。", field="commitments")
        if not agreement.active_from <= commitment.due_on <= agreement.active_to:
            raise InvalidInput("承诺事项的完成期限应在协议期内。", field="due_on")
        rows.append(
            Commitment(
                agreement=agreement,
                party=party,
                title=clean_text(commitment.title, "title", "承诺事项", 120),
                quantity=clean_quantity(commitment.quantity),
                measure=clean_text(commitment.measure, "measure", "计量单位", 10),
                due_on=commitment.due_on,
            )
        )
    Commitment.objects.bulk_create(rows)
