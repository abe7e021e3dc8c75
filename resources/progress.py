"""How far the commitments of agreements have come, counted from closed claims."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import (
    Avg,
    Case,
    Count,
    DecimalField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Least, Round, TruncDate

from core.periods import SHANGHAI
from linkage.models import Agreement, Commitment, CommitmentPeriod
from linkage.progress import counts_periods, counts_progress, share_done
from resources.actions.claims import TIMES
from resources.models import Claim

__all__ = ["behind", "share_done", "with_mean_progress", "with_period_progress", "with_progress"]

_SHARE = DecimalField(max_digits=7, decimal_places=6)
_AMOUNT = DecimalField(max_digits=16, decimal_places=2)
_NOTHING = Value(Decimal(0))


def _counted(closed: QuerySet[Claim], measure: str) -> Case:
    """What closed claims delivered: occasions where the commitment counts these, else the quantity."""
    rows = closed.order_by().values("commitment")
    delivered = Subquery(rows.annotate(total=Sum("fulfilled_quantity")).values("total"), output_field=_AMOUNT)
    occasions = Subquery(rows.annotate(total=Cast(Count("pk"), _AMOUNT)).values("total"), output_field=_AMOUNT)
    return Case(When(**{measure: TIMES}, then=occasions), default=delivered, output_field=_AMOUNT)


@counts_periods
def with_period_progress(periods: QuerySet[CommitmentPeriod]) -> Any:
    """Add ``done`` to each period: what was reported done within its days, by claims that are closed now."""
    day = TruncDate("fulfilled_at", tzinfo=SHANGHAI)
    closed = Claim.objects.filter(commitment=OuterRef("commitment"), status=Claim.Status.CLOSED).alias(day=day)
    within = closed.filter(day__gte=OuterRef("starts_on"), day__lte=OuterRef("ends_on"))
    counted = _counted(within, "commitment__measure")
    return periods.annotate(done=Coalesce(counted, _NOTHING, output_field=_AMOUNT))


@counts_progress
def with_progress(commitments: QuerySet[Commitment]) -> QuerySet[Commitment]:
    """Add ``done`` to each commitment: what closed claims delivered, in its own measure, as a Decimal.

    Of a commitment by periods no period counts for more than is owed in it: much in one month makes up for no other.
    """
    closed = Claim.objects.filter(commitment=OuterRef("pk"), status=Claim.Status.CLOSED)
    own = with_period_progress(CommitmentPeriod.objects.filter(commitment=OuterRef("pk"))).order_by()
    by_period = own.values("commitment").annotate(total=Sum(Least(F("done"), F("quantity")))).values("total")
    counted = Case(
        When(period="", then=_counted(closed, "measure")),
        default=Subquery(by_period, output_field=_AMOUNT),
        output_field=_AMOUNT,
    )
    return commitments.annotate(done=Coalesce(counted, _NOTHING, output_field=_AMOUNT))


def with_mean_progress(agreements: QuerySet[Agreement]) -> QuerySet[Agreement]:
    """Add ``progress`` to each agreement: the mean of what ``share_done`` says of its commitments, or None."""
    share = Least(Round(F("done") / F("total"), precision=3), Value(Decimal(1)), output_field=_SHARE)
    own = Commitment.objects.filter(agreement=OuterRef("pk"), ended_on=None)
    rows = with_progress(own).order_by().values("agreement")
    return agreements.annotate(progress=Subquery(rows.annotate(mean=Avg(share)).values("mean"), output_field=_SHARE))


def behind(commitments: QuerySet[Commitment], day: date) -> Any:
    """Those that owe something since before the day: overdue, or short in a period that is over."""
    over = CommitmentPeriod.objects.filter(commitment=OuterRef("pk"), ends_on__lt=day)
    short = with_period_progress(over).filter(done__lt=F("quantity"))
    late = Q(period="", due_on__lt=day, done__lt=F("total"))
    return with_progress(commitments).filter(late | Exists(short))
