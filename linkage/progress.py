"""How far commitments have come: asked here, counted by the package above that knows what was delivered."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from linkage.models import Agreement, Commitment, CommitmentPeriod

# Adds ``done`` to each commitment: what was delivered, in its own measure.
Counter = Callable[[QuerySet[Commitment]], QuerySet[Commitment]]
# Adds ``done`` to each period of a commitment: what was delivered in its days.
PeriodCounter = Callable[[QuerySet[CommitmentPeriod]], Any]

_counters: list[Counter] = []
_period_counters: list[PeriodCounter] = []


def counts_progress(counter: Counter) -> Counter:
    """Register the function that counts."""
    _counters.append(counter)
    return counter


def counts_periods(counter: PeriodCounter) -> PeriodCounter:
    """Register the function that counts by periods."""
    _period_counters.append(counter)
    return counter


def with_done_in(periods: QuerySet[CommitmentPeriod]) -> Any:
    """Each period with ``done``."""
    (counter,) = _period_counters
    return counter(periods)


def with_done(commitments: QuerySet[Commitment]) -> Any:
    """Each commitment with ``done``."""
    (counter,) = _counters
    return counter(commitments)


def share_done(done: Decimal, total: Decimal) -> Decimal:
    """How much of a commitment is met: 0 to 1, never more."""
    return min(done / total, Decimal(1)).quantize(Decimal("0.001"))


def progress_of(agreement: Agreement) -> Decimal:
    """The mean share of the commitments that hold now; 0 where there is none."""
    rows = with_done(agreement.commitments.filter(ended_on=None).order_by())
    shares = [share_done(row.done, row.total) for row in rows]
    return (sum(shares, Decimal(0)) / len(shares)).quantize(Decimal("0.001")) if shares else Decimal(0)
