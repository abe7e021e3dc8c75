"""Fixtures of the interface's tests."""

import time
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest
from assemblies import decision_in, inquiry_in, proposal_in, topic_in
from callers import Caller, person
from campaign_stories import step_in
from cast import Cast
from kept import laid_down
from oversight import oversee
from project_stories import project_in
from quarters import IN_Q3, closed_claim, drafted, issued
from stories import agreement_in, claim_in, listing_in, open_listing
from task_stories import admission_in, assignment_in, community_part, responsibility_in
from whistle_stories import appeal_in, whistle_in

from api import rates
from core.outbox import deliver_waiting
from core.periods import Quarter
from resources.actions.claims import claim_propose
from resources.models import Resource


@pytest.fixture(autouse=True)
def fresh_counts(monkeypatch: pytest.MonkeyPatch):
    """Requests of one test do not count in another."""
    # The minute stands still: a test that crossed into the next one would count afresh.
    moment = time.time() // 60 * 60 + 1
    monkeypatch.setattr(rates, "time", SimpleNamespace(time=lambda: moment))
    rates.forget()
    yield
    rates.forget()


@pytest.fixture
def street(cast: Cast) -> Caller:
    """Somebody of the office of street A."""
    return person(cast.users["street_a"])


@pytest.fixture
def world(cast: Cast, kept_files: Path) -> Cast:
    """Both streets have records in many states, some of them between units and places of different sight."""
    return laid_down("world", partial(_world, cast), kept_files)


def _world(cast: Cast) -> Cast:
    for side in "ab":
        closed_claim(cast, side, at=IN_Q3)
    issued(cast)
    drafted(cast, Quarter(2026, 2))
    for status in ("draft", "negotiating", "active"):
        agreement_in(cast, status)
    agreement_in(cast, "draft", by="unit_a")
    commitment = agreement_in(cast, "active").commitments.get()
    claim_propose(
        actor=cast.actor("unit_a"), target=open_listing(cast), claimant=cast.unit_a, quantity=3, commitment=commitment
    )
    claim_in(cast, "fulfilled", listing=open_listing(cast, Resource), quantity=5)
    for status in ("draft", "submitted", "returned", "withdrawn"):
        listing_in(cast, status)
        listing_in(cast, status, Resource)
    oversee(cast)
    community_part(cast, "submitted")
    for status in ("pending", "submitted", "closed", "withdrawn"):
        assignment_in(cast, status)
    decision_in(cast, "held")
    inquiry_in(cast)
    topic_in(cast, "submitted")
    topic_in(cast, "voting", secret=True)
    topic_in(cast, "passed")
    for status in ("submitted", "merged", "answered"):
        proposal_in(cast, status)
    for status in ("built", "published", "accepted"):
        responsibility_in(cast, status, title=f"责任事项 {status}")
    for status in ("draft", "submitted", "refused", "approved"):
        admission_in(cast, status)
    for status in ("registered", "answered"):
        appeal_in(cast, status)
    for status in ("collected", "handling", "closed"):
        whistle_in(cast, status)
    for status in ("pending", "submitted", "waived"):
        step_in(cast, status)
    project_in(cast, "running")
    deliver_waiting()
    return cast
