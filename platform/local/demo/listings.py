"""How resources and needs of the demo are published, and what becomes of those that nobody claims."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Generic, TypeVar

from core.events import action_day, now
from core.periods import SHANGHAI
from core.permissions import SYSTEM
from local.demo import remarks
from local.demo.cast import Cast, Player, Street, Unit
from local.demo.services import GROUPS, PLACE_OFFERS, SERVICES, UNIT_NEEDS, WHEN, Service
from local.demo.story import Story
from resources.actions.listings import (
    listing_create,
    listing_edit,
    listing_expire,
    listing_publish,
    listing_return,
    listing_submit,
    listing_withdraw,
)
from resources.models import Claim, Need, Resource

L = TypeVar("L", Need, Resource)

# How many claims find their way to a published listing.
CLAIMS = (0, 1, 1, 1, 1, 1, 2, 2)
CLAIM_AGAIN = 0.45


@dataclass
class Entry(Generic[L]):
    """A listing with the people around it. All actions change this one object (see ``together``)."""

    listing: L
    player: Player
    street: Street
    service: Service
    claims_to_come: int = 0


class Listings:
    """Plans listings; ``claim`` is called for each claim that should be tried on a published one."""

    def __init__(self, story: Story, cast: Cast, claim: Callable[[Entry[Any]], None]) -> None:
        self.story, self.cast, self.claim = story, cast, claim

    def plan(self, kind: type[L], count: int, first: datetime, last: datetime) -> None:
        """Publish ``count`` needs or resources between the two moments."""
        seats = [(street, player) for street in self.cast.streets for player in self._owners(kind, street)]
        weights = [player.weight for _, player in seats]
        for street, player in self.story.rng.choices(seats, weights, k=count):
            self.story.plan(self.story.between(first, last), partial(self._create, kind, street, player))

    def _owners(self, kind: type[L], street: Street) -> list[Player]:
        """Mostly communities need and units offer; a fifth of all goes the other way (S2 双向认领)."""
        others: list[Player] = [street, *street.communities]
        if kind is Need:
            return [*others, *street.units[::8]]
        return [*street.units, *others[::4]]

    def _create(self, kind: type[L], street: Street, player: Player) -> None:
        rng = self.story.rng
        service = self._service(kind, player)
        titles = service.needs if kind is Need else service.offers
        title = rng.choice(titles).format(when=rng.choice(WHEN), group=rng.choice(GROUPS))
        day = action_day()
        listing = listing_create(
            actor=player.actor,
            kind=kind,
            owner=player.owner,
            title=title,
            category=service.category,
            quantity=rng.choice(service.amounts),
            measure=service.measure,
            due_on=day + timedelta(days=rng.randrange(30, 90) if kind is Need else rng.randrange(45, 120)),
            description=self._description(player),
            audience=street.organization,
        )
        entry = Entry(listing, player, street, service)
        if rng.random() > 0.015:
            self._later(0, 2, partial(self._submit, entry))

    def _service(self, kind: type[L], player: Player) -> Service:
        if not isinstance(player, Unit):
            return self.story.rng.choice(SERVICES if kind is Need else PLACE_OFFERS)
        if kind is Need:
            return self.story.rng.choice(UNIT_NEEDS)
        return self.story.rng.choice([service for service in SERVICES if player.kind in service.kinds])

    def _description(self, player: Player) -> str:
        where = self.story.rng.choice(("党群服务站", "居民活动室", "单位内", "小区广场", "线上预约后线下服务"))
        return f"地点：{where}；联系：{player.owner}。具体时间由双方约定。"

    def _submit(self, entry: Entry[L]) -> None:
        entry.listing = listing_submit(actor=entry.player.actor, listing=entry.listing)
        if self.story.chance(0.05):
            self._later(0.5, 3, partial(self._return, entry))
        elif self.story.chance(0.02):
            self._later(0.5, 3, partial(self._withdraw, entry))
        else:
            self._later(0.3, 4 / entry.street.care, partial(self._publish, entry))

    def _return(self, entry: Entry[L]) -> None:
        reason = self.story.rng.choice(remarks.LISTING_RETURN)
        entry.listing = listing_return(actor=entry.street.actor, listing=entry.listing, reason=reason)
        if self.story.chance(0.85):
            self._later(0.5, 5, partial(self._correct, entry))

    def _correct(self, entry: Entry[L]) -> None:
        listing = entry.listing
        entry.listing = listing_edit(
            actor=entry.player.actor,
            listing=listing,
            title=listing.title,
            category=listing.category,
            quantity=listing.quantity,
            measure=listing.measure,
            due_on=listing.due_on,
            description=f"{listing.description}已按审核意见补充说明。",
            audience=listing.audience,
        )
        self._submit(entry)

    def _withdraw(self, entry: Entry[L]) -> None:
        reason = self.story.rng.choice(remarks.LISTING_WITHDRAW)
        listing_withdraw(actor=entry.player.actor, listing=entry.listing, reason=reason)

    def _publish(self, entry: Entry[L]) -> None:
        entry.listing = listing_publish(actor=entry.street.actor, listing=entry.listing)
        for _ in range(self.story.rng.choice(CLAIMS)):
            self._attract(entry)
        self.story.plan(self.story.night_after(entry.listing.due_on), partial(self._expire, entry))

    def _attract(self, entry: Entry[L]) -> None:
        moment = self.story.later(now(), 0.5, 20)
        if moment.astimezone(SHANGHAI).date() <= entry.listing.due_on:
            entry.claims_to_come += 1
            self.story.plan(moment, partial(self.claim, entry))

    def settled(self, entry: Entry[L]) -> None:
        """A claim has come to an end: another may follow, or nobody works on the listing any more."""
        if entry.listing.due_on < action_day():
            self._expire(entry)
        elif self.story.chance(CLAIM_AGAIN):
            self._attract(entry)

    def _expire(self, entry: Entry[L]) -> None:
        """What the platform does at night with a listing past its date on which nobody works."""
        listing = entry.listing
        if listing.status == listing.Status.OPEN and not listing.claims.filter(status__in=Claim.RUNNING).exists():
            listing_expire(actor=SYSTEM, listing=listing)

    def _later(self, least: float, most: float, step: Callable[[], None]) -> None:
        self.story.plan(self.story.later(now(), least, most), step)
