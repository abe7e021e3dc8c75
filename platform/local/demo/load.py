"""Fill a district with a year of fictitious work."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from core.events import together
from core.outbox import deliver_waiting, settle_before
from core.periods import SHANGHAI, Quarter
from local.demo.agreements import Agreements
from local.demo.appeals import Appeals
from local.demo.bulletins import Bulletins
from local.demo.campaigns import Campaigns
from local.demo.cast import gather
from local.demo.claims import Claims
from local.demo.clients import plan_clients
from local.demo.conferences import Conferences
from local.demo.consultations import Consultations
from local.demo.contacts import Contacts
from local.demo.datacalls import DataCalls
from local.demo.duties import Duties
from local.demo.emerging import open_clusters, record_facilities
from local.demo.inspections import Inspections
from local.demo.listings import Listings
from local.demo.materials import Materials
from local.demo.problems import Problems
from local.demo.proposals import Proposals
from local.demo.reports import Reports
from local.demo.secretaryprojects import SecretaryProjects
from local.demo.story import Story
from local.demo.tasks import Tasks
from local.demo.whistles import Whistles
from resources.models import Need, Resource

SEED = 310106
# Quarters of history: four that are issued and one whose figures are being confirmed; then the running one.
QUARTERS = 5
CAMPAIGN = timedelta(days=75)
NOTICE_DAYS = 10


@dataclass(frozen=True, slots=True)
class Size:
    """How many records are made, and how many quarters have reports, the last one under way."""

    units: int
    agreements: int
    resources: int
    needs: int
    problems: int = 0
    reports: int = QUARTERS
    tasks: int = 4
    appeals: int = 40

    def scaled(self, scale: float) -> "Size":
        names = ("units", "agreements", "resources", "needs", "problems", "appeals")
        return replace(self, **{name: max(round(getattr(self, name) * scale), 1) for name in names})


DEMO = Size(units=400, agreements=240, resources=800, needs=800, problems=140, tasks=10, appeals=120)
NEIGHBOUR = Size(units=40, agreements=24, resources=60, needs=60, problems=12, reports=2, appeals=12)


def load(*, size: Size, seed: int = SEED, until: datetime | None = None, say: Callable[[str], None]) -> None:
    """Make the demo of the current district, all of it or nothing.

    What happens depends on ``seed``, on the tree and on ``until`` (this hour if not given) alone.
    """
    until = until or datetime.now(SHANGHAI).replace(minute=0, second=0, microsecond=0)
    quarters = past_quarters(until)
    begun = time.monotonic()
    with together():
        story = Story(seed=seed, until=until)
        say("    账号和驻区单位")
        prologue = quarters[0].start - CAMPAIGN - timedelta(days=5)
        story.plan(prologue, lambda: _plan(story, size, quarters), alone=True)
        story.play(lambda moment, steps: say(f"    {moment:%Y年%m月}  {steps} 件  {time.monotonic() - begun:.0f} 秒"))
        settle_before(until - timedelta(days=NOTICE_DAYS))
    say("    通知")
    deliver_waiting()


def past_quarters(until: datetime) -> list[Quarter]:
    """The quarters of history, the oldest first."""
    found = [Quarter.of(until).previous]
    while len(found) < QUARTERS:
        found.insert(0, found[0].previous)
    return found


def _plan(story: Story, size: Size, quarters: list[Quarter]) -> None:
    first = quarters[0].start
    campaign = first - CAMPAIGN
    cast = gather(story, units=size.units, since=campaign.date())
    # A chance of its own: what follows in the story does not depend on it.
    aside = Random(SEED)  # noqa: S311 - chance, not a secret
    open_clusters(cast, aside)
    record_facilities(cast, aside)
    agreements = Agreements(story, cast)
    claims = Claims(story, agreements)
    listings = Listings(story, cast, claims.propose)
    claims.settled = listings.settled
    agreements.plan(size.agreements, campaign, story.until)
    listings.plan(Need, size.needs, first, story.until)
    listings.plan(Resource, size.resources, first - timedelta(days=20), story.until)
    Conferences(story, cast).plan(first)
    Proposals(story, cast).plan(max(size.units // 6, 2), first, story.until)
    Problems(story, cast, claims.evidence).plan(size.problems, first, story.until)
    Tasks(story, cast, claims.evidence).plan(size.tasks, campaign, story.until)
    Duties(story, cast, claims.evidence).plan(campaign)
    Contacts(story, cast).plan(first, quarters)
    Inspections(story, cast).plan(first, story.until)
    Appeals(story, cast, Whistles(story, cast, claims.evidence)).plan(size.appeals, first, story.until)
    Bulletins(story, cast).plan(first)
    Consultations(story, cast).plan(first)
    DataCalls(story, cast).plan(first)
    Materials(story, cast).plan(first)
    Campaigns(story, cast, claims.evidence).plan(first)
    SecretaryProjects(story, cast, claims.evidence).plan(first)
    plan_clients(story, cast)
    reports = Reports(story, cast)
    for quarter in quarters[-size.reports : -1]:
        reports.plan_issued(quarter)
    reports.plan_under_way(quarters[-1])
