"""How claims of the demo go: answered, done, evaluated; or declined, withdrawn, given up, left lying."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from core.events import now
from local.demo import remarks
from local.demo.agreements import Agreements
from local.demo.cast import Player, Street, Unit
from local.demo.files import evidence_pool
from local.demo.listings import Entry
from local.demo.story import Story
from resources.actions.claims import (
    claim_confirm,
    claim_decline,
    claim_evaluate,
    claim_fulfil,
    claim_propose,
    claim_release,
    claim_return,
    claim_withdraw,
)
from resources.models import Claim, Need

# What has been left lying for longer was settled by somebody in the end.
LONGEST_STALL = timedelta(days=70)


class Claims:
    """Plays claims on entries. ``settled`` is called with an entry when one of its claims has come to an end."""

    def __init__(self, story: Story, agreements: Agreements) -> None:
        self.story, self.agreements = story, agreements
        self.evidence = evidence_pool(story.rng)
        self.settled: Callable[[Entry[Any]], None] = lambda entry: None

    def propose(self, entry: Entry[Any]) -> None:
        """Somebody nearby claims a part or all of what is left; nobody does when nothing is."""
        listing = entry.listing
        entry.claims_to_come -= 1
        claimant = self._claimant(entry)
        if listing.status != listing.Status.OPEN or listing.remaining <= 0 or claimant is None:
            return
        giver, taker = (claimant, entry.player) if isinstance(listing, Need) else (entry.player, claimant)
        commitment = None
        if isinstance(giver, Unit) and self.story.chance(0.9):
            commitment = self.agreements.serving(giver, listing.measure, taker.owner.place.path)
        claim = claim_propose(
            actor=claimant.actor,
            target=listing,
            claimant=claimant.owner,
            quantity=self._share(entry),
            note=self.story.rng.choice(remarks.NOTES),
            commitment=commitment,
        )
        confirmer = entry.player if isinstance(entry.player, Unit) else entry.street
        chance = self.story.rng.random()
        if chance < 0.04:
            self._later(0.2, 2, partial(self._withdraw, entry, claimant, claim))
        elif chance < 0.10:
            self._later(0.3, 4, partial(self._decline, entry, confirmer, claim))
        elif not self._left_lying(0.06):
            slow = self.story.chance(0.1 * (2 - entry.street.care))
            span = (3.0, 8.0) if slow else (0.1, 1.5)
            self._later(*span, partial(self._confirm, entry, confirmer, claimant, giver, claim))

    def _claimant(self, entry: Entry[Any]) -> Player | None:
        """Who would: a unit that can, first one that has promised to; for a unit's listing a place of the street."""
        rng, street = self.story.rng, entry.street
        if isinstance(entry.player, Unit):
            home = street.community_of(entry.player)
            return home if rng.random() < 0.5 else rng.choice([street, *street.communities])
        able = [unit for unit in street.units if unit.kind in entry.service.kinds]
        if not able:
            return None
        path, measure = entry.player.owner.place.path, entry.listing.measure
        promised = [4.0 if self.agreements.serving(unit, measure, path) else 1.0 for unit in able]
        return rng.choices(able, [unit.weight * bound for unit, bound in zip(able, promised, strict=True)])[0]

    def _share(self, entry: Entry[Any]) -> Decimal:
        """A part while others are still to come, mostly the rest for the last one."""
        rest: Decimal = entry.listing.remaining
        if self.story.chance(0.2 if entry.claims_to_come else 0.9):
            return rest
        return max(Decimal(round(rest * Decimal(self.story.rng.choice(("0.3", "0.5", "0.6", "0.8"))))), Decimal(1))

    def _withdraw(self, entry: Entry[Any], claimant: Player, claim: Claim) -> None:
        claim_withdraw(actor=claimant.actor, claim=claim, reason=self.story.rng.choice(remarks.CLAIM_WITHDRAW))
        self.settled(entry)

    def _decline(self, entry: Entry[Any], confirmer: Player, claim: Claim) -> None:
        claim_decline(actor=confirmer.actor, claim=claim, reason=self.story.rng.choice(remarks.DECLINE))
        self.settled(entry)

    def _confirm(self, entry: Entry[Any], confirmer: Player, claimant: Player, giver: Player, claim: Claim) -> None:
        claim = claim_confirm(actor=confirmer.actor, claim=claim)
        if self.story.chance(0.04):
            self._later(3, 25, partial(self._release, entry, giver, claimant, claim))
        elif not self._left_lying(0.08):
            self._later(4, 35 / entry.street.care, partial(self._fulfil, entry, claimant, giver, claim))

    def _release(self, entry: Entry[Any], giver: Player, claimant: Player, claim: Claim) -> None:
        claim_release(actor=claimant.actor, claim=claim, reason=self.story.rng.choice(remarks.RELEASE))
        self.settled(entry)

    def _fulfil(self, entry: Entry[Any], claimant: Player, giver: Player, claim: Claim) -> None:
        rng = self.story.rng
        part = rng.random() < 0.08 and claim.quantity >= 2
        done = Decimal(max(1, int(claim.quantity * Decimal("0.7")))) if part else claim.quantity
        claim = claim_fulfil(
            actor=giver.actor,
            claim=claim,
            outcome=rng.choice(entry.service.outcomes),
            evidence=rng.sample(self.evidence, rng.choice((1, 1, 2))),
            quantity=done,
        )
        taker = entry.player if giver is claimant else claimant
        if rng.random() < 0.04:
            self._later(0.5, 4, partial(self._return, entry, claimant, giver, taker, claim))
        elif not self._left_lying(0.07):
            self._later(0.5, 7, partial(self._evaluate, entry, [taker, giver], claim))

    def _return(self, entry: Entry[Any], claimant: Player, giver: Player, taker: Player, claim: Claim) -> None:
        reason = self.story.rng.choice(remarks.CLAIM_RETURN)
        claim = claim_return(actor=taker.actor, claim=claim, reason=reason)
        self._later(1, 5, partial(self._fulfil, entry, claimant, giver, claim))

    def _evaluate(self, entry: Entry[Any], waiting: list[Player], claim: Claim) -> None:
        score = self._score(entry.street)
        words = self.story.rng.choice(remarks.WORDS[score])
        claim = claim_evaluate(actor=waiting[0].actor, claim=claim, score=score, words=words)
        if not waiting[1:]:
            self.settled(entry)
        elif not self._left_lying(0.05):
            self._later(0.5, 7, partial(self._evaluate, entry, waiting[1:], claim))

    def _score(self, street: Street) -> int:
        good = street.care
        return self.story.rng.choices((5, 4, 3, 2, 1), (62 * good**4, 28, 8 / good**3, 2 / good**4, 0.6))[0]

    def _left_lying(self, share: float) -> bool:
        """Whether this is where it stops for now; only of late, for in the end everything gets settled."""
        return self.story.until - now() < LONGEST_STALL and self.story.chance(share)

    def _later(self, least: float, most: float, step: Callable[[], None]) -> None:
        self.story.plan(self.story.later(now(), least, most), step)
