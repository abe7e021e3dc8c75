"""共建协议: reminders of the end, of the mid-term evaluation and of commitments; 期满评估, expiry and renewal."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from scenarios.district import LEAVING, Expected, World, unit_account
from scenarios.oracle import FOREVER, Rule, Spell, first_night, shanghai, stages
from scenarios.workdays import DAY, FIRST, LAST

from core.events import now
from linkage.actions.agreements import agreement_edit, agreement_propose, agreement_sign, agreement_terminate
from linkage.actions.evaluations import agreement_evaluate, agreement_lapse
from linkage.actions.renewals import agreement_renew, agreement_supplement
from linkage.drafting import CommitmentDraft, PartyDraft, write_periods
from linkage.models import Agreement, AgreementParty, Commitment, Period
from linkage.models.periods import whole_periods
from resources.models import Claim, Resource

LABEL = "linkage.agreement"
CHANGED, SOONER = date(2026, 7, 1), date(2026, 9, 2)
USUAL = (30, 7, 1)
DUE_STAGES: Rule[tuple[int, ...]] = Rule(USUAL, ((CHANGED, (14, 3)),))
PERIOD_STAGES: Rule[tuple[int, ...]] = Rule((7, 1))
END_STAGES: Rule[tuple[int, ...]] = Rule(USUAL)
EVALUATION: Rule[int] = Rule(30, ((SOONER, 45),))
YEAR = timedelta(days=364)
COUNT = 70


@dataclass
class Promise:
    """One commitment; ``met`` is the evening in which it was."""

    due: date
    met: date | None = None
    row: Any = None


@dataclass
class Month:
    """One month of a promise that is owed in each; ``met`` is the evening in which it was kept."""

    deal: "Deal"
    starts: date
    ends: date
    met: date | None = None


@dataclass
class Deal:
    """One agreement with its story. ``ends`` are its last days, with the mornings from which each holds."""

    owner: Any
    unit: Any
    start: date
    ends: list[tuple[date, date]]
    review: date | None
    promises: list[Promise]
    since: date = FIRST
    terminated: date | None = None
    renewal: "Deal | None" = None
    amended: date | None = None
    supplement: Any = None
    row: Any = None
    fate: str = "lapse"
    parts: list[Any] = field(default_factory=list)

    @property
    def last(self) -> date:
        return self.ends[-1][1]

    @property
    def assessed(self) -> date | None:
        """The night in which its final evaluation begins."""
        found = [
            night
            for (start, last), until in zip(self.ends, [*(day for day, _ in self.ends[1:]), FOREVER], strict=True)
            for since, before, ahead in EVALUATION.spans()
            if (
                night := first_night(
                    max(start, self.since, since, last - timedelta(days=ahead)), min(until, before, self.over)
                )
            )
        ]
        return min(found, default=None)

    @property
    def over(self) -> date:
        """The first day on which it is no longer in force."""
        if self.terminated:
            return self.terminated + DAY
        return first_night(self.last + DAY) or FOREVER

    def spells(self, due: date | None = None) -> list[Spell]:
        """Its time in force with what is owed by its end, or by another day."""
        ends = [*(day for day, _ in self.ends[1:]), FOREVER]
        spans = [
            Spell(max(start, self.since), min(end, self.over), due or last)
            for (start, last), end in zip(self.ends, ends, strict=True)
        ]
        return [span for span in spans if span.start < span.end]


class Agreements:
    """Lays down agreements that end all over the year and begin of the next."""

    def __init__(self, world: World) -> None:
        self.world, rng = world, world.rng
        self.deals: list[Deal] = []
        self.months: list[Month] = []
        self.resource = Resource.objects.create(
            title="志愿服务",
            category="people",
            quantity=Decimal(1000),
            measure="次",
            due_on=date(2027, 12, 31),
            audience=world.root,
            organization=world.root,
            status="closed",
            created_at=self._long_ago(),
        )
        fates = ("lapse", "lapse", "renew", "terminate", "conclude", "supplement", "renew")
        for number in range(COUNT):
            last = date(2026, 1, 5) + timedelta(days=rng.randint(0, 390))
            start = last - YEAR
            deal = Deal(
                owner=rng.choice(world.streets),
                unit=rng.choice(world.units[:-LEAVING]),
                start=start,
                ends=[(FIRST, last)],
                review=start + timedelta(days=rng.randint(150, 250)) if number % 3 else None,
                promises=[Promise(start + timedelta(days=rng.randint(20, 364))) for _ in range(1 + number % 2)],
                fate=fates[number % len(fates)],
            )
            if number % 5 == 0:
                deal.promises.append(Promise(deal.promises[0].due))
            self._lay(number, deal)
            getattr(self, f"_{deal.fate}")(deal)
            self._meet(deal)
        for number, street in enumerate(world.streets[:3]):
            self._promise_monthly(number, street)

    def _promise_monthly(self, number: int, street: Any) -> None:
        """In an agreement that outlasts the year; two months of three are kept, before the last week or within it."""
        start = date(2025, 11, 7) + 9 * number * DAY
        last = start + 2 * YEAR
        promise = Promise(last)
        deal = Deal(street, self.world.units[number], start, [(FIRST, last)], None, [promise])
        self._lay(COUNT + number, deal)
        promise.row.period = Period.MONTH
        promise.row.save(update_fields=["period"])
        write_periods({promise.row: start})
        for index, (first, ends) in enumerate(whole_periods(Period.MONTH, start, last)):
            month = Month(deal, first, ends)
            self.months.append(month)
            if index % 3 and first >= FIRST:
                month.met = ends - (4 if index % 2 else 15) * DAY
                self.world.on(month.met, partial(self._deliver, promise))

    @staticmethod
    def _long_ago() -> Any:
        return shanghai(date(2025, 12, 1), time(9))

    def _lay(self, number: int, deal: Deal) -> None:
        moment = self._long_ago()
        deal.row = Agreement.objects.create(
            number=f"GJ-2024-{number:04d}",
            title=f"共建协议{number}",
            aim="共建共享",
            signed_text="正文",
            content_hash="0" * 64,
            active_from=deal.start,
            active_to=deal.last,
            review_at=deal.review,
            status="active",
            organization=deal.owner,
            proposed_at=moment,
            signed_at=moment,
            created_at=moment,
        )
        place, unit = AgreementParty.objects.bulk_create(
            [
                AgreementParty(agreement=deal.row, organization=deal.owner, signed_at=moment),
                AgreementParty(
                    agreement=deal.row, organization=deal.unit.organization, unit=deal.unit, signed_at=moment
                ),
            ]
        )
        deal.parts = [place, unit]
        for promise in deal.promises:
            promise.row = Commitment.objects.create(
                agreement=deal.row,
                party=unit,
                title=f"承诺{promise.due}",
                quantity=10,
                total=10,
                measure="次",
                due_on=promise.due,
            )
        self.deals.append(deal)

    def _meet(self, deal: Deal) -> None:
        """One of the promises is kept some time before its day."""
        promise, chance = deal.promises[0], self.world.rng.randint(0, 60)
        day = promise.due - timedelta(days=chance)
        if chance % 2 or not FIRST <= day < deal.over or deal.amended:
            return
        promise.met = day
        self.world.on(day, partial(self._deliver, promise))

    def _deliver(self, promise: Promise) -> None:
        for _ in range(10):
            Claim.objects.create(
                resource=self.resource,
                commitment=promise.row,
                organization=self.world.root,
                quantity=1,
                fulfilled_quantity=1,
                status="closed",
                proposed_at=now(),
                fulfilled_at=now(),
                closed_at=now(),
            )

    # --- fates -----------------------------------------------------------------------------------------------

    def _lapse(self, deal: Deal) -> None:
        """Nobody does anything: it is assessed and expires."""

    def _terminate(self, deal: Deal) -> None:
        day = deal.last - timedelta(days=self.world.rng.randint(0, 60))
        if day >= FIRST:
            deal.terminated = day
            self.world.on(day, partial(self._end_early, deal))

    def _conclude(self, deal: Deal) -> None:
        """Both sides evaluate and do without a renewal; it runs to its end all the same."""
        if (day := self._speak(deal)) is not None:
            self.world.on(day, partial(self._not_renewed, deal))

    def _renew(self, deal: Deal) -> None:
        """Both sides evaluate, the next one is signed some days before the end, and takes over on the day after it."""
        day = self._speak(deal)
        if day is None:
            return
        shift = YEAR + DAY
        deal.renewal = Deal(
            owner=deal.owner,
            unit=deal.unit,
            start=deal.last + DAY,
            ends=[(FIRST, deal.last + shift)],
            review=deal.review + shift if deal.review else None,
            promises=[Promise(promise.due + shift) for promise in deal.promises],
            since=day + DAY,
        )
        self.world.on(day, partial(self._follow, deal, deal.renewal))

    def _speak(self, deal: Deal) -> date | None:
        """The evening in which both sides say how it went; None where it would be after the end of term or year."""
        if deal.assessed is None:
            return None
        day = deal.assessed + timedelta(days=self.world.rng.randint(0, 12))
        if day > min(deal.last, LAST):
            return None
        self.world.on(day, partial(self._evaluate, deal))
        return day

    def _supplement(self, deal: Deal) -> None:
        """A supplement moves the end by forty days, from a day on that comes later than its signing."""
        signed = deal.last - timedelta(days=self.world.rng.randint(3, 90))
        if signed < FIRST or signed + 6 * DAY > LAST or signed + 3 * DAY > deal.last:
            return
        holds = signed + 3 * DAY
        while (night := first_night(holds)) != holds:
            holds = night or holds + DAY
        deal.amended = holds
        deal.ends.append((holds, deal.last + timedelta(days=40)))
        self.world.on(signed, partial(self._change, deal, holds))

    # --- what people do --------------------------------------------------------------------------------------

    def _fresh(self, deal: Deal) -> Agreement:
        found: Agreement = Agreement.objects.select_related("organization").get(pk=deal.row.pk)
        return found

    def _unit(self, deal: Deal) -> Any:
        return self.world.actor(unit_account(self.world, deal.unit))

    def _end_early(self, deal: Deal) -> None:
        agreement_terminate(actor=self._unit(deal), agreement=self._fresh(deal), reason="单位搬迁")

    def _evaluate(self, deal: Deal) -> None:
        for actor in (self.world.actor(deal.owner), self._unit(deal)):
            agreement_evaluate(actor=actor, agreement=self._fresh(deal), score=5)

    def _not_renewed(self, deal: Deal) -> None:
        agreement_lapse(actor=self.world.actor(deal.owner), agreement=self._fresh(deal), reason="任务完成")

    def _follow(self, deal: Deal, renewal: Deal) -> None:
        made = agreement_renew(actor=self.world.actor(deal.owner), agreement=self._fresh(deal))
        renewal.row = self._sign(deal, made)
        self.deals.append(renewal)

    def _sign(self, deal: Deal, draft: Agreement) -> Agreement:
        owner = self.world.actor(deal.owner)
        proposed = agreement_propose(actor=owner, agreement=draft)
        for actor in (owner, self._unit(deal)):
            proposed = agreement_sign(actor=actor, agreement=proposed)
        return proposed

    def _change(self, deal: Deal, holds: date) -> None:
        owner = self.world.actor(deal.owner)
        draft = agreement_supplement(actor=owner, agreement=self._fresh(deal))
        units = {party.pk: party.owner for party in draft.parties.all()}
        draft = agreement_edit(
            actor=owner,
            agreement=draft,
            title=draft.title,
            aim=draft.aim,
            active_from=holds,
            active_to=deal.last,
            review_at=draft.review_at,
            parties=[PartyDraft(party.owner) for party in draft.parties.order_by("id")],
            commitments=[
                CommitmentDraft(units[one.party_id], one.title, one.quantity, one.measure, one.due_on, "", one.amends)
                for one in draft.commitments.order_by("id")
            ],
        )
        deal.supplement = self._sign(deal, draft)

    # --- what has to happen ----------------------------------------------------------------------------------

    def expected(self) -> Iterator[Expected]:
        for deal in self.deals:
            yield from self._reminders(deal)
            yield from self._nights(deal)
        for month in self.months:
            spell = Spell(month.starts, month.met + DAY if month.met else FOREVER, month.ends)
            for (due, stage), day in stages([spell], PERIOD_STAGES).items():
                yield day, "agreement.remind_period", LABEL, month.deal.row.pk, f"{due}:{stage}"

    def _reminders(self, deal: Deal) -> Iterator[Expected]:
        pk = deal.row.pk
        for (due, stage), day in stages(deal.spells(), END_STAGES).items():
            yield day, "agreement.remind_end", LABEL, pk, f"{due}:{stage}"
        if deal.review is not None:
            before = [
                Spell(spell.start, min(spell.end, deal.assessed or FOREVER), spell.due)
                for spell in deal.spells(deal.review)
            ]
            for (due, stage), day in stages(before, END_STAGES).items():
                yield day, "agreement.remind_review", LABEL, pk, f"{due}:{stage}"
        said = set()
        for promise in deal.promises:
            spells = [
                Spell(spell.start, min(spell.end, promise.met + DAY if promise.met else FOREVER), spell.due)
                for spell in deal.spells(promise.due)
            ]
            for (due, stage), day in stages(spells, DUE_STAGES).items():
                # Those that fall due on one day are said together, on the first day on which one of them is owed.
                said.add((day, "agreement.remind_due", LABEL, pk, f"{due}:{stage}"))
        yield from said

    def _nights(self, deal: Deal) -> Iterator[Expected]:
        pk = deal.row.pk
        if deal.amended is not None:
            yield deal.amended, "agreement.amend", LABEL, pk, ""
        if deal.assessed is not None:
            yield deal.assessed, "agreement.assess", LABEL, pk, ""
        if deal.terminated is None and deal.over <= LAST:
            verb = "agreement.succeed" if deal.renewal else "agreement.expire"
            yield deal.over, verb, LABEL, pk, ""
            if deal.supplement is not None:
                yield deal.over, verb, LABEL, deal.supplement.pk, ""
