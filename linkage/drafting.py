"""Writing a draft's terms: what it says, who takes part, and what each promises. Called inside actions alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from core.errors import InvalidInput
from core.values import clean_quantity, clean_text
from linkage.models import Agreement, AgreementParty, Commitment, CommitmentPeriod, Period
from linkage.models.periods import FIRST_YEAR, LAST_YEAR, MOST_PERIODS, whole_periods
from tenants.org.models import Owner, ResidentUnit, seat_of
from tenants.org.tenure import keep_in_use

Seat = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class CommitmentDraft:
    """承诺事项 as proposed: ``party`` is one of the agreement's parties.

    With a ``period`` the quantity is owed in each whole period until ``due_on``; ``amends`` names, in a supplement, the
    commitment that this one changes or keeps.
    """

    party: Owner
    title: str
    quantity: Decimal
    measure: str
    due_on: date
    period: str = ""
    amends: Commitment | None = None


@dataclass(frozen=True, slots=True)
class PartyDraft:
    """One side as proposed, with its duties and its people in charge."""

    party: Owner
    duties: str = ""
    head: str = ""
    liaison: str = ""


def seat(row: AgreementParty) -> Seat:
    """Whose side it is, whichever agreement the row belongs to."""
    return (None, row.unit_id) if row.unit_id else (row.organization_id, None)


def fill(
    agreement: Agreement,
    title: str,
    aim: str,
    content: str,
    active_from: date,
    active_to: date,
    review_at: date | None,
) -> None:
    """Put text and term into an agreement that is not saved yet."""
    for field, day in (("active_from", active_from), ("active_to", active_to)):
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise InvalidInput(f"日期应在 {FIRST_YEAR}—{LAST_YEAR} 年之间，请核对。", field=field)
    if active_to <= active_from:
        raise InvalidInput("期满日期应晚于生效日期。", field="active_to")
    if agreement.is_supplement and agreement.refers_to and active_from < agreement.refers_to.active_from:
        raise InvalidInput("补充协议的执行日期不能早于原协议的生效日期。", field="active_from")
    if review_at is not None and not _begins(agreement, active_from) <= review_at <= active_to:
        raise InvalidInput("中期评估日期应在协议期内。", field="review_at")
    agreement.title = clean_text(title, "title", "协议名称", 120)
    agreement.aim = clean_text(aim, "aim", "共建目标", 2000)
    agreement.content = clean_text(content, "content", "协议正文", 20000, required=False)
    agreement.active_from, agreement.active_to, agreement.review_at = active_from, active_to, review_at


def write_parts(agreement: Agreement, parties: Sequence[PartyDraft], commitments: Sequence[CommitmentDraft]) -> None:
    """Write parties and commitments of a saved draft that has none."""
    drafts = list(parties)
    if not any(draft.party == agreement.organization for draft in drafts):
        drafts.insert(0, PartyDraft(agreement.organization))
    _check_parties(agreement, drafts)
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
        rows.append(_commitment(agreement, party, commitment))
    _check_amended(rows)
    Commitment.objects.bulk_create(rows)
    if not agreement.is_supplement:
        write_periods({row: agreement.active_from for row in rows if row.period})


def _check_parties(agreement: Agreement, drafts: list[PartyDraft]) -> None:
    if agreement.drafted_by and not any(draft.party == agreement.drafted_by for draft in drafts):
        raise InvalidInput(f"协议由“{agreement.drafted_by}”起草，它应是协议的一方。", field="parties")
    if len({(type(d.party), d.party.pk) for d in drafts}) < len(drafts):
        raise InvalidInput("协议各方中有重复的单位，请删去重复的一方。", field="parties")
    if not any(isinstance(draft.party, ResidentUnit) for draft in drafts):
        raise InvalidInput("协议至少要有一个驻区单位参加。", field="parties")
    if agreement.is_supplement and agreement.refers_to:
        before = {seat(party) for party in agreement.refers_to.parties.all()}
        now = {
            (None, unit.pk) if unit else (place.pk, None) for place, unit in (seat_of(draft.party) for draft in drafts)
        }
        if before != now:
            raise InvalidInput("补充协议由原协议各方签署，不能增减参加方。", field="parties")


def _commitment(agreement: Agreement, party: AgreementParty, draft: CommitmentDraft) -> Commitment:
    begins = _begins(agreement, agreement.active_from)
    if not begins <= draft.due_on <= agreement.active_to:
        raise InvalidInput("承诺事项的完成期限应在协议期内。", field="due_on")
    row = Commitment(
        agreement=agreement,
        party=party,
        title=clean_text(draft.title, "title", "承诺事项", 120),
        quantity=clean_quantity(draft.quantity),
        measure=clean_text(draft.measure, "measure", "计量单位", 10),
        period=_clean_period(draft.period),
        due_on=draft.due_on,
        amends=draft.amends,
    )
    if draft.amends is not None:
        _check_amends(agreement, party, row)
    # What is new in a supplement begins with it; what it amends goes on from where it began.
    start = begins if draft.amends is not None and draft.amends.period else agreement.active_from
    row.total = row.quantity * count_periods(row.period, start, row.due_on) if row.period else row.quantity
    return row


def _begins(agreement: Agreement, active_from: date) -> date:
    original = agreement.refers_to if agreement.is_supplement else None
    return original.active_from if original else active_from


def _clean_period(period: str) -> str:
    if period and period not in Period.values:
        raise InvalidInput("频次应为每月、每季度或每年；总量承诺不填。", field="period")
    return period


def count_periods(period: str, start: date, end: date) -> int:
    """How many whole periods there are; ``InvalidInput`` for none and for more than anybody can look through."""
    count = 0
    for _ in whole_periods(period, start, end):
        count += 1
        if count > MOST_PERIODS:
            raise InvalidInput(f"按频次的承诺最多 {MOST_PERIODS} 个周期，请缩短期限或改用更长的周期。", field="period")
    if not count:
        label = Period(period).label
        raise InvalidInput(f"从生效到完成期限不足一个周期（{label}），请延长期限或改为总量承诺。", field="period")
    return count


def _check_amends(agreement: Agreement, party: AgreementParty, row: Commitment) -> None:
    old = row.amends
    if old is None or not agreement.is_supplement or old.agreement_id != agreement.refers_to_id or old.ended_on:
        raise InvalidInput("所变更的承诺事项不在原协议中，或已经取消。", field="amends")
    if seat(old.party) != seat(party):
        raise InvalidInput("承诺事项不能换由另一方承担，请取消该项后另立一项。", field="party")
    if old.measure != row.measure:
        raise InvalidInput(f"计量单位“{old.measure}”不能变更，请取消该项后另立一项。", field="measure")


def _check_amended(rows: Iterable[Commitment]) -> None:
    amended = [row.amends_id for row in rows if row.amends_id]
    if len(set(amended)) < len(amended):
        raise InvalidInput("同一项承诺被变更了两次，请合并为一项。", field="commitments")


def write_periods(starts: dict[Commitment, date]) -> None:
    """Write the periods of saved commitments from a first day on."""
    rows = [
        CommitmentPeriod(commitment=row, starts_on=first, ends_on=last, quantity=row.quantity)
        for row, start in starts.items()
        for first, last in whole_periods(row.period, start, row.due_on)
    ]
    if rows:
        CommitmentPeriod.objects.bulk_create(rows)
