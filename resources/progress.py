"""How far the commitments of agreements have come, counted from closed claims."""

from decimal import Decimal

from django.db.models import Avg, Case, Count, DecimalField, F, OuterRef, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Cast, Coalesce, Least, Round

from linkage.models import Agreement, Commitment
from resources.actions.claims import TIMES
from resources.models import Claim

_SHARE = DecimalField(max_digits=7, decimal_places=6)
_AMOUNT = DecimalField(max_digits=14, decimal_places=2)


def with_progress(commitments: QuerySet[Commitment]) -> QuerySet[Commitment]:
    """Add ``done`` to each commitment: what closed claims delivered, in its own measure, as a Decimal."""
    closed = Claim.objects.filter(commitment=OuterRef("pk"), status=Claim.Status.CLOSED).order_by().values("commitment")
    delivered = Subquery(closed.annotate(total=Sum("fulfilled_quantity")).values("total"), output_field=_AMOUNT)
    occasions = Subquery(closed.annotate(total=Cast(Count("pk"), _AMOUNT)).values("total"), output_field=_AMOUNT)
    counted = Case(When(measure=TIMES, then=occasions), default=delivered, output_field=_AMOUNT)
    return commitments.annotate(done=Coalesce(counted, Value(Decimal(0)), output_field=_AMOUNT))


def with_mean_progress(agreements: QuerySet[Agreement]) -> QuerySet[Agreement]:
    """Add ``progress`` to each agreement: the mean of what ``share_done`` says of its commitments, or None."""
    share = Least(Round(F("done") / F("quantity"), precision=3), Value(Decimal(1)), output_field=_SHARE)
    own = with_progress(Commitment.objects.filter(agreement=OuterRef("pk"))).order_by().values("agreement")
    return agreements.annotate(progress=Subquery(own.annotate(mean=Avg(share)).values("mean"), output_field=_SHARE))


def share_done(done: Decimal, quantity: Decimal) -> Decimal:
    """How much of a commitment is met: 0 to 1, never more."""
    return min(done / quantity, Decimal(1)).quantize(Decimal("0.001"))
