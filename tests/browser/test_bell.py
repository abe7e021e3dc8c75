"""The bell of an open page: it counts again by itself, says so once, and rests while nobody looks."""

import pytest
from cast import Cast
from database import SCHEMA
from django_tenants.utils import schema_context
from screens import check

from core.outbox import deliver_waiting
from resources.actions.listings import listing_submit
from resources.models import Need

pytestmark = pytest.mark.browser
LOOKED_AWAY = "away => Object.defineProperty(document, 'hidden', {value: away, configurable: true})"


def one_more(people: Cast) -> None:
    with schema_context(SCHEMA):
        listing_submit(actor=people.actor("community_a"), listing=Need.objects.filter(status="draft").first())
        deliver_waiting()


def test_the_bell_counts_by_itself(visit, site):
    page = visit("/samples/")
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "unread" in request.url else None)
    # This clock stays with the browser; no other test of the module asks for one.
    page.clock.install()
    page.goto("/samples/")
    live = page.locator(".bell [aria-live=polite]")
    before = live.inner_text()
    page.locator(".bell").focus()
    one_more(site.people)
    page.clock.fast_forward(61_000)
    page.wait_for_function(
        "was => document.querySelector('.bell [aria-live]').innerText !== was", arg=before, polling=100
    )
    assert "条未读" in live.inner_text()
    assert page.evaluate("document.activeElement.className") == "tool bell"
    check(page, "bell")
    page.evaluate(LOOKED_AWAY, True)
    asked.clear()
    page.clock.fast_forward(180_000)
    assert asked == []
    page.evaluate(LOOKED_AWAY, False)
    with page.expect_response("**/notices/unread/"):
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
