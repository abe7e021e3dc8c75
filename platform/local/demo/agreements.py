"""How agreements of the demo come about, are kept and end."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import partial

from core.events import action_day, now
from core.periods import SHANGHAI
from core.permissions import SYSTEM
from linkage.actions.agreements import (
    CommitmentDraft,
    PartyDraft,
    agreement_comment,
    agreement_create,
    agreement_discard,
    agreement_expire,
    agreement_propose,
    agreement_register,
    agreement_revise,
    agreement_sign,
    agreement_terminate,
)
from linkage.blanks import fitting_template
from linkage.models import Agreement, Commitment
from linkage.models.periods import months_after
from local.demo import names, remarks
from local.demo.agreementlife import Outcomes
from local.demo.agreementtemplates import keep_templates
from local.demo.cast import Cast, Player, Street, Unit
from local.demo.services import PLACE_OFFERS, SERVICES, Service
from local.demo.story import Story
from resources.actions.claims import TIMES
from tenants.org.models import ResidentUnit

TERMS_DAYS = (181, 364, 364, 729, 729, 729, 1094)
# Of all agreements so many come in the first campaign and later on; the others renew those that ran out.
CAMPAIGN_SHARE, LATER_SHARE = 0.5, 0.25
# Renewals that are still missing so long before the end are made up for by new agreements.
MAKE_UP = timedelta(days=45)
# A step moves from a weekend to the Monday after it, which must not lie beyond the end.
WEEKEND = timedelta(days=3)
# Every so many have been signed on paper, at a ceremony.
ON_PAPER_EVERY = 15


@dataclass(frozen=True, slots=True)
class Promise:
    """A commitment of an agreement in force: who owes it, and the place that benefits."""

    commitment: Commitment
    beneficiary: str


class Agreements:
    """Plans agreements; ``promises[unit id]`` holds what each unit owes at the moment that is being played."""

    def __init__(self, story: Story, cast: Cast) -> None:
        self.story, self.cast = story, cast
        self.promises: dict[int, list[Promise]] = {}
        self.renewals = 0
        self.outcomes = Outcomes(story, lambda: self.renewals > 0)

    def plan(self, count: int, first: datetime, last: datetime) -> None:
        """Draft ``count`` agreements, half of them in the first quarter of the time: then the campaign ran."""
        self.story.plan(first, partial(keep_templates, self.cast.office))
        campaign, last = first + (last - first) / 4, last - WEEKEND
        early, late = round(count * CAMPAIGN_SHARE), round(count * LATER_SHARE)
        self.renewals = count - early - late
        for number, (units, street) in enumerate(self._tables(early + late)):
            span = (first, campaign) if number < early else (campaign, last)
            self.story.plan(self.story.between(*span), partial(self._create, street, units))
        self.story.plan(last - MAKE_UP, partial(self._make_up, last))

    def _make_up(self, last: datetime) -> None:
        missing, self.renewals = self.renewals, 0
        for units, street in self._tables(missing):
            self.story.plan(self.story.between(now(), last), partial(self._create, street, units))

    def _tables(self, count: int) -> list[tuple[list[Unit], Street]]:
        """Who sits down with whom: one to three units of a street, every unit once before any comes again."""
        rng = self.story.rng
        seats = [(street, unit) for street in self.cast.streets for unit in street.units]
        rng.shuffle(seats)
        # The featured unit's agreement is there from the beginning.
        seats.sort(key=lambda seat: -int(seat[1].weight >= 2))
        tables: list[tuple[list[Unit], Street]] = []
        seated: set[int] = set()
        while len(tables) < count:
            free = [(street, unit) for street, unit in seats if unit.owner.pk not in seated]
            if not free:
                seated.clear()
                continue
            street, unit = free[0]
            others = [u for u in street.units if u is not unit and u.owner.pk not in seated]
            units = [unit, *rng.sample(others, min(len(others), rng.choice((0, 1, 1, 2))))]
            seated.update(u.owner.pk for u in units)
            tables.append((units, street))
        return tables

    def _renewed(self, lead: Player, units: list[Unit], draft: Agreement) -> None:
        self.renewals -= 1
        self._later(0, 4, partial(self._propose, lead, units, draft))

    def _create(self, street: Street, units: list[Unit]) -> None:
        rng = self.story.rng
        lead: Player = street if len(units) > 1 or rng.random() < 0.5 else street.community_of(units[0])
        start = (now().astimezone(SHANGHAI) + timedelta(days=rng.randrange(8, 25))).date()
        end = start + timedelta(days=rng.choice(TERMS_DAYS))
        agreement = agreement_create(
            actor=lead.actor,
            organization=lead.owner,  # type: ignore[arg-type]
            title=f"{lead.owner}与{'、'.join(str(u.owner) for u in units)}共建协议",
            aim=rng.choice(remarks.AGREEMENT_AIMS),
            content=remarks.AGREEMENT_CONTENT,
            template=fitting_template(units[0].kind),
            active_from=start,
            active_to=end,
            review_at=start + (end - start) // 2,
            parties=[
                PartyDraft(lead.owner, remarks.DUTIES_PLACE, names.person(rng), names.person(rng)),
                *(PartyDraft(u.owner, remarks.DUTIES_UNIT, names.person(rng), names.person(rng)) for u in units),
            ],
            commitments=self._commitments(lead, units, start, end),
        )
        if rng.random() < 0.03:
            self._later(1, 10, partial(self._discard, lead, agreement))
        elif rng.random() > 0.02:
            on_paper = int(agreement.number[-4:]) % ON_PAPER_EVERY == 0
            step = partial(self._register, lead, units) if on_paper else partial(self._propose, lead, units)
            self._later(0, 6, partial(step, agreement))

    def _commitments(self, lead: Player, units: list[Unit], start: date, end: date) -> list[CommitmentDraft]:
        rng = self.story.rng
        found = []
        for unit in units:
            fitting = [service for service in SERVICES if unit.kind in service.kinds]
            chosen = rng.sample(fitting, min(len(fitting), rng.choice((1, 2, 2, 3))))
            found += [self._commitment(unit, service, start, end) for service in chosen]
        if rng.random() < 0.3:
            found.append(self._commitment(lead, rng.choice(PLACE_OFFERS), start, end))
        return found

    def _commitment(self, party: Player, service: Service, start: date, end: date) -> CommitmentDraft:
        years = max((end - start).days / 365, 0.5)
        quantity = round(self.story.rng.choice(service.amounts) * self.story.rng.choice((1, 2, 3)) * years) or 1
        due = start + (end - start) * self.story.rng.choice((3, 4, 4, 4)) // 4
        if self.story.chance(0.2) and months_after(start, 3) <= due:
            often, times = self.story.rng.choice((("month", 1), ("quarter", 1), ("quarter", 2)))
            return CommitmentDraft(party.owner, service.promise, Decimal(times), "次", due, often)
        return CommitmentDraft(party.owner, service.promise, Decimal(quantity), service.measure, due)

    def _discard(self, lead: Player, agreement: Agreement) -> None:
        agreement_discard(actor=lead.actor, agreement=agreement, reason=remarks.AGREEMENT_DISCARD)

    def _register(self, lead: Player, units: list[Unit], agreement: Agreement) -> None:
        day = action_day()
        note = remarks.AGREEMENT_ON_PAPER
        registered = agreement_register(actor=lead.actor, agreement=agreement, signed_on=day, note=note)
        self._into_force(registered, [lead, *units])

    def _propose(self, lead: Player, units: list[Unit], agreement: Agreement) -> None:
        agreement = agreement_propose(actor=lead.actor, agreement=agreement)
        if self.story.chance(0.04):
            self._later(1, 4, partial(self._revise, lead, units, agreement))
        else:
            self._later(0, 3, partial(self._sign, [lead, *units], [lead, *units], agreement))

    def _revise(self, lead: Player, units: list[Unit], agreement: Agreement) -> None:
        reason = self.story.rng.choice(remarks.AGREEMENT_REVISE)
        agreement_comment(
            actor=units[0].actor, agreement=agreement, text=self.story.rng.choice(remarks.AGREEMENT_COMMENT)
        )
        agreement = agreement_revise(actor=units[0].actor, agreement=agreement, reason=reason)
        self._later(1, 4, partial(self._propose, lead, units, agreement))

    def _sign(self, sides: list[Player], waiting: list[Player], agreement: Agreement) -> None:
        agreement = agreement_sign(actor=waiting[0].actor, agreement=agreement)
        if waiting[1:]:
            # Some partners let everybody wait.
            least, most = (30.0, 90.0) if self.story.chance(0.06) else (0.5, 7.0)
            self._later(least, most, partial(self._sign, sides, waiting[1:], agreement))
        else:
            self._into_force(agreement, sides)

    def _into_force(self, agreement: Agreement, sides: list[Player]) -> None:
        for commitment in agreement.commitments.select_related("party"):
            if commitment.party.unit_id:
                promise = Promise(commitment, agreement.organization.path)
                self.promises.setdefault(commitment.party.unit_id, []).append(promise)
        if self.story.chance(0.035):
            self._later(60, 250, partial(self._end, agreement, self._terminate))
        lead, units = sides[0], [side for side in sides[1:] if isinstance(side, Unit)]
        self.outcomes.follow(agreement, sides, partial(self._renewed, lead, units))
        over = self.story.night_after(agreement.active_to)
        self.story.plan(over, partial(self._end, agreement, self._expire))

    def _end(self, agreement: Agreement, verb: Callable[[Agreement], None]) -> None:
        if agreement.status not in Agreement.RUNNING:
            return
        verb(agreement)
        for unit, promises in self.promises.items():
            self.promises[unit] = [p for p in promises if p.commitment.agreement_id != agreement.pk]

    def _terminate(self, agreement: Agreement) -> None:
        reason = self.story.rng.choice(remarks.AGREEMENT_TERMINATE)
        agreement_terminate(actor=self.cast.office, agreement=agreement, reason=reason)

    def _expire(self, agreement: Agreement) -> None:
        agreement_expire(actor=SYSTEM, agreement=agreement)

    def serving(self, unit: Unit, measure: str, path: str) -> Commitment | None:
        """A promise of the unit that a delivery in this measure to this place would serve."""
        assert isinstance(unit.owner, ResidentUnit)
        for promise in self.promises.get(unit.owner.pk, ()):
            if promise.commitment.measure in (measure, TIMES) and path.startswith(promise.beneficiary):
                return promise.commitment
        return None

    def _later(self, least: float, most: float, step: Callable[[], None]) -> None:
        self.story.plan(self.story.later(now(), least, most), step)
