"""Signed-in browsers of the cast, and needs to look at."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from cast import Cast
from django.test import Client

from core.periods import today
from resources.actions.listings import listing_create, listing_publish, listing_submit
from resources.models import Need

HOST = "jingan.localhost"
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def sample_addresses(settings):
    settings.ROOT_URLCONF = "sample_pages"


@pytest.fixture
def browser(cast: Cast) -> Callable[[str], Client]:
    """A browser in which that member of the cast has signed in."""

    def signed_in(name: str) -> Client:
        client = Client(HTTP_HOST=HOST)
        client.force_login(cast.users[name], backend="django.contrib.auth.backends.ModelBackend")
        return client

    return signed_in


@pytest.fixture
def make_need(cast: Cast) -> Callable[..., Need]:
    """A need of community A in the wanted state: draft, submitted or open."""

    def make(title: str = "为老人送餐", state: str = "submitted", days: int = 20, quantity: int = 1200) -> Need:
        need = listing_create(
            actor=cast.actor("community_a"),
            kind=Need,
            owner=cast.community_a,
            title=title,
            category="goods",
            quantity=Decimal(quantity),
            measure="份",
            due_on=today() + timedelta(days=days),
        )
        if state != "draft":
            need = listing_submit(actor=cast.actor("community_a"), listing=need)
        if state == "open":
            need = listing_publish(actor=cast.actor("street_a"), listing=need)
        return need

    return make
