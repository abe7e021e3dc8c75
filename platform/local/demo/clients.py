"""Third-party clients of the demo district, with their documents and a month of use."""

import random
from datetime import datetime, timedelta

from api.actions.clients import client_limit, client_register, client_restrict
from api.models import Client
from api.personal.actions import personal_token_create
from api.trusted.actions import document_register
from api.usage.models import ClientUsage
from core.periods import SHANGHAI
from local.demo.cast import Cast
from local.demo.story import SATURDAY, Story
from tenants.accounts.models import User
from tenants.org.actors import actor_of
from tenants.org.models import Organization

DOCUMENTS = (
    "query StreetNeeds($first: Int = 10) {\n  needs(claimable: true, first: $first) {\n"
    "    nodes { id title remaining measure ownerName }\n  }\n}",
    "query StreetSummary($place: ID) {\n  summary(place: $place) {\n"
    "    quarter\n    place { name figures { name unit value target } }\n  }\n}",
    "query Follow($after: String) {\n  events(orderBy: OLDEST, first: 100, after: $after) {\n"
    "    nodes { at verb what subjectLabel }\n    pageInfo { hasNextPage endCursor }\n  }\n}",
)
# Days before the end of the story.
REGISTERED, QUIET, TRIED = 200, 120, 2
SHOWN = 45
LAST_DAYS = 25


def plan_clients(story: Story, cast: Cast) -> None:
    """A wall display with documents of its own and a term that ends soon, a hub that nobody uses any more, and
    somebody who tries the interface out."""
    story.plan(story.until - timedelta(days=REGISTERED), lambda: _register(story, cast))
    story.plan(story.until - timedelta(days=TRIED), lambda: _try(cast))


def _try(cast: Cast) -> None:
    personal_token_create(actor=cast.streets[0].actor, name="试用需求查询")


def _register(story: Story, cast: Cast) -> None:
    keeper = actor_of(User.objects.get(username="secadmin"))
    root = Organization.objects.order_by("path")[0]
    moment = story.until - timedelta(days=REGISTERED)
    screen, _ = client_register(
        actor=keeper, name="街道大屏", purpose="街道大厅显示实时数据", at=cast.streets[0].organization, scopes=["view"]
    )
    for text in DOCUMENTS:
        document_register(actor=keeper, client=screen, text=text)
    client_restrict(actor=keeper, client=screen, only_registered=True)
    client_limit(
        actor=keeper,
        client=screen,
        expires_on=story.until.date() + timedelta(days=LAST_DAYS),
        networks=["10.20.30.0/24"],
        origins=["https://screen.example.gov.cn"],
    )
    hub, _ = client_register(
        actor=keeper, name="数据中台", purpose="全区数据汇总", at=root, scopes=["view", "webhook.edit"]
    )
    _used(screen, story.until - timedelta(minutes=1), "10.20.30.40")
    _used(hub, story.until - timedelta(days=QUIET), "10.20.31.5")
    Client.objects.update(created=moment)
    # Chance of its own: what happens elsewhere does not depend on it.
    rng = random.Random(SHOWN)  # noqa: S311 - chance, not a secret
    ClientUsage.objects.bulk_create(_day(rng, story.until, screen, n) for n in range(SHOWN))


def _used(client: Client, moment: datetime, address: str) -> None:
    Client.objects.filter(pk=client.pk).update(last_used_at=moment, last_used_from=address)


def _day(rng: random.Random, until: datetime, client: Client, before: int) -> ClientUsage:
    """A display asks every minute of the working day, and little on Saturdays and Sundays."""
    day = (until.astimezone(SHANGHAI) - timedelta(days=before)).date()
    requests = rng.randint(900, 1400) if day.weekday() < SATURDAY else rng.randint(60, 160)
    refusals, errors = rng.randint(0, 12), rng.choice((0, 0, 0, 1, 3))
    cost = requests * rng.randint(40, 70)
    return ClientUsage(client=client, day=day, requests=requests, cost=cost, errors=errors, refusals=refusals)
