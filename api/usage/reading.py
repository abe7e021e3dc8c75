"""The usage of a client, day by day without gaps."""

from dataclasses import dataclass
from datetime import date, timedelta

from api.models import Client
from api.usage.models import ClientUsage
from core.periods import today
from core.permissions import Actor

DAYS = 30


@dataclass(frozen=True, slots=True)
class Day:
    """One day's sums; zeros where nothing was asked."""

    day: date
    requests: int = 0
    cost: int = 0
    errors: int = 0
    refusals: int = 0


def days_of(client: Client, actor: Actor, days: int = DAYS) -> list[Day]:
    """The last so many days up to today, the earliest first, as far as the actor may see them."""
    last = today()
    first = last - timedelta(days=days - 1)
    rows = ClientUsage.objects.visible_to(actor).filter(client=client, day__gte=first, day__lte=last)
    found = {row.day: Day(row.day, row.requests, row.cost, row.errors, row.refusals) for row in rows}
    span = (first + timedelta(days=n) for n in range(days))
    return [found.get(day, Day(day)) for day in span]
