"""Many at the same moment, in real processes: nothing is promised twice, nothing is lost, nobody sees a deadlock."""

import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from cast import Cast, build_cast
from database import NEIGHBOUR, SCHEMA
from django.db import transaction
from django_tenants.utils import schema_context
from processes.crowd import all_at_once
from quarters import AFTER_Q3, Q3
from samples import photo
from stories import agreement_in, agreement_terms, claim_in, draft_listing, in_days, open_listing

from assessment.actions.reports import report_draft
from assessment.models import QuarterlyReport
from core.chain import verify
from core.errors import DomainError
from core.events import at_moment
from core.models import Delivery, Event, EventHead
from core.outbox import deliver_waiting
from core.permissions import SYSTEM, Actor
from core.tasks import deliver
from linkage.actions.agreements import (
    CommitmentDraft,
    PartyDraft,
    agreement_create,
    agreement_propose,
    agreement_revise,
    agreement_sign,
)
from linkage.models import Agreement
from resources.actions import claims
from resources.actions.listings import listing_publish, listing_submit, listing_withdraw
from resources.models import Claim, Extent, Need, Resource
from tenants.notices.models import Notice
from tenants.org.actions.units import unit_retire
from tenants.org.models import ResidentUnit

pytestmark = pytest.mark.processes
VERBS = ["confirm", "decline", "withdraw", "release", "fulfil", "return", "evaluate"]
REFUSALS = {"WRONG_STATE", "STALE_VERSION"}


@pytest.fixture
def town(scratch: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cast]:
    """The cast with real commits. Nobody is woken: these tests deliver for themselves."""
    monkeypatch.setattr(deliver, "delay", lambda schema: None)
    with schema_context(SCHEMA):
        yield build_cast()


def units(cast: Cast, count: int) -> list[ResidentUnit]:
    return ResidentUnit.objects.bulk_create(
        ResidentUnit(name=f"单位{number}", kind="other", organization=cast.community_a) for number in range(count)
    )


def sums_are_true(listing: Any) -> None:
    """What a listing says is claimed and done is what its claims say."""
    listing = type(listing).objects.get(pk=listing.pk)
    rows = list(listing.claims.all())
    running = sum((row.quantity for row in rows if row.status in Claim.RUNNING), Decimal(0))
    delivered = sum((row.fulfilled_quantity for row in rows if row.status == "closed"), Decimal(0))
    done = sum((row.fulfilled_quantity for row in rows if row.status in ("fulfilled", "closed")), Decimal(0))
    assert (listing.claimed, listing.fulfilled) == (running + delivered, done)
    assert listing.claimed <= listing.quantity
    for part, extent in ((listing.claimed, listing.commit_status), (listing.fulfilled, listing.fulfil_status)):
        expected = Extent.NONE if not part else Extent.COMPLETE if part == listing.quantity else Extent.PARTIAL
        assert extent == expected


def propose(need: Any, unit: ResidentUnit, quantity: Any, actor: Actor = SYSTEM) -> Any:
    return claims.claim_propose(actor=actor, target=need, claimant=unit, quantity=quantity).pk


def test_32_claimers_never_take_more_than_there_is(town: Cast) -> None:
    need = open_listing(town, quantity=100)
    answers = all_at_once([partial(propose, need, unit, 5) for unit in units(town, 32)])
    taken = [answer for answer in answers if isinstance(answer, int)]
    assert len(taken) == 20
    assert [answer for answer in answers if not isinstance(answer, int)] == ["INVALID_INPUT"] * 12
    need.refresh_from_db()
    assert (need.claimed, need.remaining, need.commit_status) == (100, 0, "complete")
    assert set(Claim.objects.values_list("pk", flat=True)) == set(taken)
    sums_are_true(need)
    assert Event.objects.filter(verb="claim.propose").count() == 20
    assert verify() == []


def test_32_claimers_of_odd_quantities_leave_true_sums(town: Cast) -> None:
    need = open_listing(town, quantity="99.99")
    sizes = [Decimal(random.Random(n).randint(1, 1200)) / 100 for n in range(32)]
    answers = all_at_once([partial(propose, need, unit, sizes[n]) for n, unit in enumerate(units(town, 32))])
    assert set(answers) - {"INVALID_INPUT"}
    refused = [sizes[n] for n, answer in enumerate(answers) if answer == "INVALID_INPUT"]
    need.refresh_from_db()
    assert all(size > need.remaining for size in refused)
    sums_are_true(need)
    assert verify() == []


def one_of_many(seed: int, listings: list[Any], claimants: list[ResidentUnit], steps: int) -> Counter:
    """Somebody who does one thing after the other to whatever claim comes to hand, mostly what its state admits."""
    chance = random.Random(seed)
    done: Counter = Counter()
    for _ in range(steps):
        listing = chance.choice(listings)
        ids = list(Claim.objects.filter(**{listing.NOUN: listing}).values_list("pk", flat=True))
        row = Claim.objects.get(pk=chance.choice(ids)) if ids else None
        possible = Claim.TRANSITIONS.verbs_from(row.status) if row and chance.random() < 0.8 else []
        verb = "propose" if row is None or chance.random() < 0.3 else chance.choice(possible or VERBS)
        try:
            if verb == "propose":
                propose(listing, chance.choice(claimants), chance.randint(1, 4))
            elif verb == "fulfil":
                quantity = chance.choice([None, "0.5", row.quantity])
                claims.claim_fulfil(actor=SYSTEM, claim=row, outcome="做了", evidence=[photo(seed)], quantity=quantity)
            elif verb in ("evaluate", "close"):
                verb = "evaluate"
                claims.claim_evaluate(actor=SYSTEM, claim=row, score=chance.randint(3, 5))
            elif verb == "confirm":
                claims.claim_confirm(actor=SYSTEM, claim=row)
            else:
                getattr(claims, f"claim_{verb}")(actor=SYSTEM, claim=row, reason="有变")
            done[verb] += 1
        except DomainError:
            done["refused"] += 1
    return done


def deliver_for(seconds: float) -> int:
    done = 0
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        done += deliver_waiting()
        time.sleep(0.05)
    return done


def test_all_verbs_at_once(town: Cast) -> None:
    sizes = ((Need, 300), (Need, 7), (Resource, 200))
    listings = [open_listing(town, kind, quantity=size) for kind, size in sizes]
    many = units(town, 6)
    workers = [partial(one_of_many, seed, listings, many, 60) for seed in range(8)]
    answers = all_at_once(workers + [partial(deliver_for, 4.0)] * 2)
    total = sum(answers[:8], Counter())
    assert {"propose", "confirm", "release", "fulfil", "evaluate", "decline", "withdraw"} <= set(total)
    for listing in listings:
        sums_are_true(listing)
    assert verify() == []
    told = Event.objects.filter(verb__startswith="claim.").count()
    closings = Event.objects.filter(verb="claim.close").count()
    assert told == sum(total.values()) - total["refused"] + closings
    deliver_waiting()
    assert not Delivery.objects.filter(done_at=None).exists()
    assert not Delivery.objects.exclude(attempts=1).exists(), "no delivery was tried twice"


def test_claiming_against_withdrawing_the_need(town: Cast) -> None:
    for _ in range(4):
        need = open_listing(town, quantity=50)
        crowd = [partial(propose, need, unit, 5) for unit in units_once(town)]
        withdraw = partial(withdraw_listing, need)
        all_at_once([*crowd, withdraw])
        need.refresh_from_db()
        running = need.claims.filter(status__in=Claim.RUNNING).exists()
        assert (need.status == "withdrawn") is not running
        sums_are_true(need)
    assert verify() == []


@pytest.mark.parametrize("begin", ["claim", "submission", "agreement"])
def test_nothing_begins_in_the_name_of_a_unit_that_is_just_being_retired(town: Cast, begin: str) -> None:
    unit = town.unit_a
    starts = beginnings(town)
    assert all_at_once([slowly(partial(retire, unit)), later(starts[begin])]) == ["retired", "INVALID_INPUT"]


@pytest.mark.parametrize("begin", ["claim", "submission", "agreement"])
def test_no_unit_is_retired_while_something_just_begins_in_its_name(town: Cast, begin: str) -> None:
    unit = town.unit_a
    starts = beginnings(town)
    assert all_at_once([slowly(starts[begin]), later(partial(retire, unit))]) == ["begun", "WRONG_STATE"]
    unit.refresh_from_db()
    assert unit.status == "active"


def beginnings(cast: Cast) -> dict[str, Callable[[], str]]:
    """What a unit can begin, each ready to be called; what they need is there already."""
    need, draft, agreement = open_listing(cast), draft_listing(cast, Resource), agreement_in(cast, "draft")

    def begin(action: Callable[..., Any], **given: Any) -> str:
        action(actor=SYSTEM, **given)
        return "begun"

    return {
        "claim": partial(begin, claims.claim_propose, target=need, claimant=cast.unit_a, quantity=5),
        "submission": partial(begin, listing_submit, listing=draft),
        "agreement": partial(begin, agreement_propose, agreement=agreement),
    }


def slowly(job: Callable[[], Any]) -> Callable[[], Any]:
    """Do it, and commit only a second later."""

    def run() -> Any:
        with transaction.atomic():
            answer = job()
            time.sleep(1)
        return answer

    return run


def later(job: Callable[[], Any]) -> Callable[[], Any]:
    """Do it after somebody else has begun and before that is committed."""

    def run() -> Any:
        time.sleep(0.4)
        return job()

    return run


def retire(unit: ResidentUnit) -> str:
    return str(unit_retire(actor=SYSTEM, unit=unit, reason="迁往外区").status)


def units_once(cast: Cast) -> list[ResidentUnit]:
    found = list(ResidentUnit.objects.filter(name__startswith="单位"))
    return found or units(cast, 4)


def withdraw_listing(need: Need) -> str:
    return str(listing_withdraw(actor=SYSTEM, listing=need, reason="不用了").status)


def test_all_parties_sign_at_once_and_it_comes_into_force_once(town: Cast) -> None:
    many = units(town, 10)
    agreement = agreement_create(
        actor=SYSTEM,
        **agreement_terms(
            town,
            parties=[PartyDraft(unit) for unit in many],
            commitments=[CommitmentDraft(many[0], "开放", Decimal(4), "次", in_days(30))],
        ),
    )
    agreement = agreement_propose(actor=SYSTEM, agreement=agreement)
    parties = list(agreement.parties.all())
    # Everybody presses twice.
    answers = all_at_once([partial(sign, agreement, party) for party in parties] * 2)
    assert Counter(answers)["WRONG_STATE"] == len(parties)
    agreement.refresh_from_db()
    assert agreement.status == "active"
    assert not agreement.parties.filter(signed_at=None).exists()
    told = Counter(Event.objects.for_subject(agreement).values_list("verb", flat=True))
    assert (told["agreement.sign"], told["agreement.activate"]) == (len(parties), 1)
    assert verify() == []


def sign(agreement: Agreement, party: Any) -> str:
    return str(agreement_sign(actor=SYSTEM, agreement=agreement, party=party).status)


def test_signing_against_sending_back(town: Cast) -> None:
    for _ in range(4):
        agreement = agreement_propose(actor=SYSTEM, agreement=agreement_create(actor=SYSTEM, **agreement_terms(town)))
        jobs = [partial(sign, agreement, party) for party in agreement.parties.all()]
        all_at_once([*jobs, partial(send_back, agreement)])
        agreement.refresh_from_db()
        signed = agreement.parties.filter(signed_at__isnull=False).count()
        assert (agreement.status, signed) in {("active", 2), ("draft", 0)}
    assert verify() == []


def send_back(agreement: Agreement) -> str:
    return str(agreement_revise(actor=SYSTEM, agreement=agreement, reason="再议").status)


def test_numbers_are_given_once_and_without_a_gap(town: Cast) -> None:
    def draft(times: int) -> list[str]:
        return [agreement_create(actor=SYSTEM, **agreement_terms(town)).number for _ in range(times)]

    answers = all_at_once([partial(draft, 5)] * 8)
    numbers = sorted(number for answer in answers for number in answer)
    year = numbers[0][3:7]
    assert numbers == [f"XY-{year}-{number:04d}" for number in range(1, 41)]


def test_the_first_events_of_a_district_make_one_chain(town: Cast) -> None:
    with schema_context(NEIGHBOUR):
        there = build_cast()
        assert not EventHead.objects.exists()
        all_at_once([partial(draft_listing, there)] * 8, schema=NEIGHBOUR)
        assert EventHead.objects.get().length == 8
        assert verify() == []


def test_two_reviewers_publish_once(town: Cast) -> None:
    need = draft_listing(town)
    need.__class__.objects.filter(pk=need.pk).update(status="submitted")
    answers = all_at_once([partial(publish, need)] * 6)
    assert Counter(answers) == {"open": 1, "WRONG_STATE": 5}
    assert Event.objects.filter(verb="need.publish").count() == 1


def publish(need: Need) -> str:
    return str(listing_publish(actor=SYSTEM, listing=need).status)


def test_the_last_two_evaluations_at_once_close_the_claim_once(town: Cast) -> None:
    claim = claim_in(town, "fulfilled")

    def evaluate(side: str) -> str:
        return str(claims.claim_evaluate(actor=SYSTEM, claim=claim, score=4, side=side).status)

    answers = all_at_once([partial(evaluate, side) for side in ("owner", "claimant")])
    assert sorted(answers) == ["closed", "fulfilled"]
    assert Event.objects.filter(verb="claim.close").count() == 1
    assert claim.evaluations.count() == 2


def test_a_report_is_drafted_once(town: Cast) -> None:
    def draft() -> int:
        with at_moment(AFTER_Q3):
            return report_draft(actor=SYSTEM, quarter=Q3).pk

    answers = all_at_once([draft] * 4)
    assert set(answers) <= {QuarterlyReport.objects.get().pk, *REFUSALS}
    assert verify() == []


def test_several_workers_tell_everybody_once(town: Cast) -> None:
    for _ in range(6):
        claim_in(town, "closed")
    waiting = Delivery.objects.filter(done_at=None).count()
    assert sum(all_at_once([deliver_waiting] * 6)) == waiting
    pairs = list(Notice.objects.values_list("user_id", "event_id"))
    assert pairs
    assert len(pairs) == len(set(pairs))
