"""Signed-in browsers of the cast, and a shorter way to make what the pages show."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from cast import Cast
from django.test import Client
from samples import photo

from core.periods import today
from resources.actions.claims import claim_confirm, claim_fulfil, claim_propose
from resources.actions.listings import listing_create, listing_publish, listing_submit
from resources.models import Claim, Need, Resource

Browser = Callable[..., Client]


@pytest.fixture
def browser(cast: Cast) -> Browser:
    """``browser("street_a")`` is signed in as that person; ``htmx=True`` asks as htmx does."""

    def sign_in(name: str, *, target: str = "") -> Client:
        headers = {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": target} if target else {}
        client = Client(HTTP_HOST="jingan.localhost", **headers)
        client.force_login(cast.users[name], backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


class Maker:
    """Makes listings and claims in the state that a test needs."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast

    def listing(self, kind: type[Need] | type[Resource] = Need, *, by: str = "", state: str = "open", **values):
        by = by or ("community_a" if kind is Need else "unit_a")
        given = {
            "title": "周末为独居老人义诊",
            "category": "medical",
            "quantity": 30,
            "measure": "人次",
            "due_on": today() + timedelta(days=20),
            **values,
        }
        actor = self.cast.actor(by)
        made = listing_create(actor=actor, kind=kind, owner=getattr(self.cast, by), **given)
        if state != "draft":
            made = listing_submit(actor=actor, listing=made)
        if state == "open":
            made = listing_publish(actor=self.cast.actor("street_" + by[-1]), listing=made)
        return made

    def claim(self, target=None, *, by: str = "unit_a", state: str = "proposed", quantity: int = 10) -> Claim:
        target = target or self.listing()
        claimant, owner = self.cast.actor(by), self.cast.actor("street_a" if target.unit_id is None else "unit_a")
        claim = claim_propose(actor=claimant, target=target, claimant=getattr(self.cast, by), quantity=quantity)
        if state in ("confirmed", "fulfilled"):
            claim = claim_confirm(actor=owner, claim=claim)
        if state == "fulfilled":
            giver = claimant if target.unit_id is None else owner
            claim = claim_fulfil(actor=giver, claim=claim, outcome="已完成", evidence=[photo()])
        return claim


@pytest.fixture
def make(cast: Cast) -> Maker:
    return Maker(cast)
