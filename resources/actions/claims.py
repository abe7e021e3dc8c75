"""双向认领: propose, confirm or decline, fulfil with evidence, evaluate on both sides, close (S2 §四(三)).

The target is always locked before its claims, so claimers of one target queue up and none can deadlock.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from core.errors import InvalidInput, NotAllowed, WrongState
from core.events import action, action_day, now, record
from core.files import Upload
from core.permissions import Actor, Perm, require
from core.transitions import advance, check, lock
from core.values import clean_quantity, clean_text
from linkage.models import Agreement, Commitment
from resources.files import evidence_keep
from resources.models import Claim, Evaluation, Extent, Need, Resource, StagedFile
from resources.staging import take_staged
from tenants.org.models import Owner, ResidentUnit, seat_of
from tenants.org.tenure import keep_in_use

# A commitment in this measure counts occasions: every closed claim is one.
TIMES = "次"


@action
def claim_propose(
    *,
    actor: Actor,
    target: Need | Resource,
    claimant: Owner,
    quantity: Decimal | int | str,
    note: str = "",
    commitment: Commitment | None = None,
) -> Claim:
    """Claim a quantity of an open need or resource for an organization or a unit.

    The quantity is set aside at once: the sum of all claims never exceeds the listing's quantity, however many
    claim at the same time. ``commitment`` names the promise of a running agreement that this claim serves.
    """
    require(actor, Perm.CLAIM_PROPOSE, at=claimant.place)
    amount = clean_quantity(quantity)
    keep_in_use([claimant], purpose="认领", field="claimant")
    fresh = lock(target)
    _check_claimant(fresh, claimant)
    if fresh.status != fresh.Status.OPEN:
        raise WrongState(f"“{fresh}”当前为“{fresh.stage}”，不能认领。", field="status")
    if fresh.due_on < action_day():
        raise WrongState(f"“{fresh}”已过截止日期，不能认领。", field="due_on")
    if amount > fresh.remaining:
        left = f"{fresh.remaining.normalize():f} {fresh.measure}"
        hint = f"只剩 {left}可认领，请改为不超过 {left}" if fresh.remaining else "已全部认领，请选择其他项目"
        raise InvalidInput(f"“{fresh}”{hint}。", field="quantity")
    organization, unit = seat_of(claimant)
    claim = Claim(
        organization=organization,
        unit=unit,
        commitment=commitment,
        quantity=amount,
        note=clean_text(note, "note", "说明", 500, required=False),
        proposed_at=now(),
        **{fresh.NOUN: fresh},
    )
    if commitment is not None:
        _check_commitment(commitment, claim)
    claim.save()
    _set_amounts(fresh, claimed=amount)
    _record_propose(actor, claim)
    return claim


@action
def claim_confirm(*, actor: Actor, claim: Claim, version: int | None = None) -> Claim:
    """Accept a claim: the 街道 for what its places ask or offer, the unit for its own."""
    fresh, target = _lock_both(claim, version)
    require(actor, Perm.CLAIM_CONFIRM, at=target.place)
    return _advance(fresh, "confirm", actor, confirmed_at=now())


@action
def claim_decline(*, actor: Actor, claim: Claim, reason: str, version: int | None = None) -> Claim:
    """Refuse a claim with a reason; the quantity is free again."""
    return _give_back(claim, "decline", actor, reason, version, Perm.CLAIM_CONFIRM, of_target=True)


@action
def claim_withdraw(*, actor: Actor, claim: Claim, reason: str, version: int | None = None) -> Claim:
    """Take back a claim before it is confirmed; the quantity is free again."""
    return _give_back(claim, "withdraw", actor, reason, version, Perm.CLAIM_PROPOSE, of_target=False)


@action
def claim_release(*, actor: Actor, claim: Claim, reason: str, version: int | None = None) -> Claim:
    """Give up a confirmed claim; the quantity is free again and the claim does not count as done."""
    return _give_back(claim, "release", actor, reason, version, Perm.CLAIM_FULFIL, of_target=False)


@action
def claim_fulfil(
    *,
    actor: Actor,
    claim: Claim,
    outcome: str,
    evidence: Sequence[Upload] = (),
    uploads: Sequence[StagedFile] = (),
    quantity: Decimal | int | str | None = None,
    version: int | None = None,
) -> Claim:
    """Say that it is done, with evidence: files given here, and files sent ahead by the same actor.

    ``quantity`` defaults to all that was claimed.
    On a need the claimant delivers; on a resource its owner does. What was claimed and not delivered is free again
    when the claim closes. Raises ``InvalidInput`` without any evidence.
    """
    fresh, target = _lock_both(claim, version)
    require(actor, Perm.CLAIM_FULFIL, at=fresh.place if fresh.need_id else target.place)
    check(fresh, "fulfil")
    done = clean_quantity(quantity) if quantity is not None else fresh.quantity
    if done > fresh.quantity:
        raise InvalidInput(f"完成数量不能超过认领的 {fresh.quantity.normalize():f}。", field="quantity")
    text = clean_text(outcome, "outcome", "完成情况", 2000)
    if not evidence_keep(actor=actor, claim=fresh, uploads=evidence, staged=take_staged(actor, uploads)):
        raise InvalidInput("请至少上传一份佐证材料（照片、签到表或 PDF）。", field="evidence")
    _set_amounts(target, fulfilled=done)
    return _advance(
        fresh, "fulfil", actor, {"fulfilled": done}, outcome=text, fulfilled_quantity=done, fulfilled_at=now()
    )


@action
def claim_return(*, actor: Actor, claim: Claim, reason: str, version: int | None = None) -> Claim:
    """Ask for better evidence: the receiving side sends a finished claim back into work."""
    fresh, target = _lock_both(claim, version)
    require(actor, Perm.CLAIM_EVALUATE, at=target.place if fresh.need_id else fresh.place)
    if fresh.evaluations.exists():
        raise WrongState("已有一方作出评价，不能再退回。", field="status")
    text = clean_text(reason, "reason", "退回原因", 500)
    check(fresh, "return")
    _set_amounts(target, fulfilled=-fresh.fulfilled_quantity)
    return _advance(fresh, "return", actor, {"reason": text}, fulfilled_quantity=Decimal(0), fulfilled_at=None)


@action
def claim_evaluate(*, actor: Actor, claim: Claim, score: int, words: str = "", side: str | None = None) -> Claim:
    """Evaluate the other side, 1–5 and words; when both sides have, the claim closes and counts.

    ``side`` is needed only by somebody who stands for both. A score of 1 or 2 must say why.
    """
    fresh, target = _lock_both(claim)
    sides = {Evaluation.Side.OWNER: target.place, Evaluation.Side.CLAIMANT: fresh.place}
    mine = [s for s, place in sides.items() if actor.can(Perm.CLAIM_EVALUATE, place) and side in (None, s)]
    if not mine:
        raise NotAllowed("您不代表认领的任何一方，不能评价。")
    check(fresh, "evaluate")
    given = dict(fresh.evaluations.values_list("side", "score"))
    open_sides = [s for s in mine if s not in given]
    if not open_sides:
        raise WrongState("您所代表的一方已经评价过。", field="side")
    if score not in range(1, 6):
        raise InvalidInput("评分应为 1—5 分。", field="score")
    text = clean_text(words, "words", "评语", 500, required=score <= 2)
    chosen = open_sides[0]
    Evaluation.objects.create(claim=fresh, side=chosen, score=score, words=text, by_label=actor.label, at=now())
    data = {"side": chosen.value, "score": score, "note": text}
    fresh = advance(fresh, "evaluate", actor=actor, data=data, locked=True)
    if len(given) == 1:
        fresh = _close(fresh, target, actor, {**given, chosen.value: score})
    return fresh


def _close(claim: Claim, target: Need | Resource, actor: Actor, scores: dict[str, int]) -> Claim:
    closed = _advance(claim, "close", actor, {"fulfilled": claim.fulfilled_quantity, "scores": scores}, closed_at=now())
    # What was claimed and not delivered becomes free again, so that the sums stay true.
    if left := claim.quantity - claim.fulfilled_quantity:
        _set_amounts(target, claimed=-left)
    done = target.fulfilled >= target.quantity
    if done and not target.claims.filter(status__in=Claim.RUNNING).exists():
        advance(target, "close", actor=actor, data={"fulfilled": target.fulfilled}, locked=True)
    return closed


def _give_back(
    claim: Claim,
    verb: str,
    actor: Actor,
    reason: str,
    version: int | None,
    permission: Perm,
    *,
    of_target: bool,
) -> Claim:
    fresh, target = _lock_both(claim, version)
    require(actor, permission, at=target.place if of_target else fresh.place)
    text = clean_text(reason, "reason", "原因", 500)
    check(fresh, verb)
    _set_amounts(target, claimed=-fresh.quantity)
    return _advance(fresh, verb, actor, {"reason": text})


def _lock_both(claim: Claim, version: int | None = None) -> tuple[Claim, Need | Resource]:
    """The claim and its target, both locked and fresh, the target first."""
    target = lock(claim.target)
    fresh = lock(claim, version=version)
    setattr(fresh, target.NOUN, target)
    return fresh, target


def _advance(claim: Claim, verb: str, actor: Actor, data: dict[str, Any] | None = None, **changes: Any) -> Claim:
    """Move a locked claim on."""
    return advance(claim, verb, actor=actor, data={**_facts(claim), **(data or {})}, locked=True, **changes)


def _facts(claim: Claim) -> dict[str, Any]:
    """What every event of a claim tells, so that reports need no other table."""
    target = claim.target
    return {
        "quantity": claim.quantity,
        "measure": target.measure,
        "target": target.NOUN,
        "target_id": target.pk,
        "target_path": target.organization.path,
        "target_unit": target.unit_id,
        "claimant_path": claim.organization.path,
        "claimant_unit": claim.unit_id,
        "commitment": claim.commitment_id,
        "agreement": claim.commitment.agreement_id if claim.commitment else None,
        "proposed_at": claim.proposed_at,
    }


def _record_propose(actor: Actor, claim: Claim) -> None:
    record("claim.propose", actor=actor, subject=claim, data=_facts(claim))


def _set_amounts(target: Need | Resource, *, claimed: Decimal = Decimal(0), fulfilled: Decimal = Decimal(0)) -> None:
    """Move the sums of a locked target and the two extents that follow from them."""
    target.claimed += claimed
    target.fulfilled += fulfilled
    target.commit_status = _extent(target.claimed, target.quantity)
    target.fulfil_status = _extent(target.fulfilled, target.quantity)
    target.version += 1
    target.save(update_fields=["claimed", "fulfilled", "commit_status", "fulfil_status", "version"])


def _extent(part: Decimal, whole: Decimal) -> Extent:
    if part <= 0:
        return Extent.NONE
    return Extent.COMPLETE if part >= whole else Extent.PARTIAL


def _check_claimant(target: Need | Resource, claimant: Owner) -> None:
    if claimant == target.owner:
        raise InvalidInput("不能认领自己发布的项目。", field="claimant")
    if not claimant.place.path.startswith(target.audience.path):
        raise InvalidInput(f"该项目只对{target.audience}范围内公开，请选择范围内的认领方。", field="claimant")
    if target.unit_id is None and not isinstance(claimant, ResidentUnit) and target.NOUN == "need":
        raise InvalidInput("组织发布的需求由驻区单位认领。", field="claimant")


def _check_commitment(commitment: Commitment, claim: Claim) -> None:
    """The promise must be one of a running agreement between the two sides, owed by the side that delivers."""
    agreement = commitment.agreement
    if agreement.status not in Agreement.RUNNING:
        raise InvalidInput("所选承诺事项的协议不在履行中。", field="commitment")
    if agreement.is_supplement or commitment.ended_on is not None:
        raise InvalidInput("所选承诺事项已由补充协议变更或取消，请选择原协议中现行的承诺。", field="commitment")
    giver, taker = (claim, claim.target) if claim.need_id else (claim.target, claim)
    party = commitment.party
    if (party.unit_id, party.organization_id) != (giver.unit_id, giver.organization_id):
        raise InvalidInput("所选承诺事项不是由提供方承诺的。", field="commitment")
    others = agreement.parties.exclude(pk=party.pk).select_related("organization")
    if not any(
        other.unit_id == taker.unit_id if other.unit_id else taker.organization.path.startswith(other.organization.path)
        for other in others
    ):
        raise InvalidInput("受益方不在该协议范围内。", field="commitment")
    if commitment.measure not in (TIMES, claim.target.measure):
        raise InvalidInput(
            f"承诺事项按“{commitment.measure}”计，与本项目的“{claim.target.measure}”不一致，请另选。",
            field="commitment",
        )
