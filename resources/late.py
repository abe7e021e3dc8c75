"""Claims that have waited for their answer longer than the district allows, for lists and summaries alike."""

from datetime import timedelta

from django.db.models import QuerySet

from core.events import now
from resources.models import Claim


def unanswered(claims: QuerySet[Claim], *, days: int) -> QuerySet[Claim]:
    """Those proposed more than ``days`` ago and neither confirmed nor declined."""
    return claims.filter(status=Claim.Status.PROPOSED, proposed_at__lt=now() - timedelta(days=days))
