"""What follows when an agreement comes into force or ends: supplements are applied, renewals take over."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import Sum

from core.events import action_day, now
from core.permissions import Actor
from core.transitions import advance, lock
from linkage.drafting import Seat, seat, write_periods
from linkage.models import Agreement, AgreementParty, Commitment, CommitmentPeriod

_TERMS = ("title", "quantity", "period", "due_on")


def entered(agreement: Agreement, *, actor: Actor) -> None:
    """After the last signature, or the entry of a paper; ``agreement`` and its base are locked."""
    base = agreement.refers_to
    if base is None:
        return
    if agreement.is_supplement:
        if agreement.active_from <= action_day():
            apply_supplement(agreement, actor=actor)
    elif base.status == Agreement.Status.EXPIRED or (
        base.status in Agreement.RUNNING and agreement.active_from <= action_day()
    ):
        end(base, "succeed", actor=actor, ended_on=base.ended_on or action_day(), data={"renewal": agreement.number})


def end(
    agreement: Agreement, verb: str, *, actor: Actor, ended_on: date, data: Mapping[str, Any], **changes: Any
) -> Agreement:
    """End an agreement, and with it the supplements that were in force."""
    ended = advance(agreement, verb, actor=actor, data=data, ended_on=ended_on, **changes)
    told = {**data, "with": ended.number}
    running = ended.followers.filter(kind=Agreement.Kind.SUPPLEMENT, status__in=Agreement.RUNNING)
    for supplement in running.select_related("organization").order_by("id"):
        advance(supplement, verb, actor=actor, data=told, ended_on=ended_on)
    return ended


def successor_of(agreement: Agreement) -> Agreement | None:
    """The renewal that is signed by all, if there is one."""
    found: Agreement | None = agreement.followers.filter(
        kind=Agreement.Kind.RENEWAL, status__in=Agreement.RUNNING
    ).first()
    return found


def apply_supplement(supplement: Agreement, *, actor: Actor) -> Agreement:
    """Let the agreement say what a signed supplement says, from now on. Both are locked, the agreement first."""
    original = lock(supplement.refers_to) if supplement.refers_to else supplement
    places: dict[Seat, AgreementParty] = {seat(party): party for party in original.parties.all()}
    parties = list(supplement.parties.all())
    for party in parties:
        kept = places[seat(party)]
        kept.duties, kept.head, kept.liaison = party.duties, party.head, party.liaison
    AgreementParty.objects.bulk_update(places.values(), ["duties", "head", "liaison"])
    sides = {party.pk: places[seat(party)] for party in parties}
    counts = _amend(original, supplement, sides)
    was = original.active_to
    changed = advance(
        original,
        "amend",
        actor=actor,
        data={"supplement": supplement.number, "note": _note(supplement, was, counts), **counts},
        locked=True,
        active_to=supplement.active_to,
        review_at=supplement.review_at,
    )
    supplement.applied_at = now()
    supplement.version += 1
    supplement.save(update_fields=["applied_at", "version"])
    return changed


def _amend(original: Agreement, supplement: Agreement, sides: dict[int, AgreementParty]) -> dict[str, int]:
    day = supplement.active_from
    live = {row.pk: row for row in original.commitments.filter(ended_on=None)}
    dropped = set(live)
    changed, added = [], []
    for row in supplement.commitments.order_by("id"):
        old = live.get(row.amends_id or 0)
        if old is None:
            added.append(_copy(row, original, sides[row.party_id]))
            continue
        dropped.discard(old.pk)
        if any(getattr(old, name) != getattr(row, name) for name in _TERMS):
            changed.append((old, old.period, row))
    Commitment.objects.bulk_create(added)
    write_periods({row: day for row in added if row.period})
    for old, period, row in changed:
        for name in _TERMS:
            setattr(old, name, getattr(row, name))
        old.total = _again(old, period, original.active_from, day)
        old.save(update_fields=[*_TERMS, "total"])
    Commitment.objects.filter(pk__in=dropped).update(ended_on=day)
    return {"changed": len(changed), "added": len(added), "dropped": len(dropped)}


def _copy(row: Commitment, original: Agreement, party: AgreementParty) -> Commitment:
    names = (*_TERMS, "measure", "total")
    return Commitment(agreement=original, party=party, **{name: getattr(row, name) for name in names})


def _again(row: Commitment, was: str, began: date, day: date) -> Any:
    """Write the periods anew: those that ended before the day stay as they were. Returns what is owed in all."""
    if not row.period:
        row.periods.all().delete()
        return row.quantity
    row.periods.filter(ends_on__gte=day).delete()
    last = row.periods.order_by("-ends_on").values_list("ends_on", flat=True).first()
    start = last + timedelta(days=1) if last else began if was else day
    write_periods({row: start})
    owed = CommitmentPeriod.objects.filter(commitment=row).aggregate(owed=Sum("quantity"))["owed"]
    return owed or row.quantity


def _note(supplement: Agreement, was: date, counts: Mapping[str, int]) -> str:
    words = {"changed": "变更", "added": "新增", "dropped": "取消"}
    told = [f"{words[name]} {count} 项承诺" for name, count in counts.items() if count]
    if supplement.active_to != was:
        told.append(f"期满日期由 {was} 改为 {supplement.active_to}")
    return f"{supplement.number}：{'，'.join(told) or '权利义务变更'}"
