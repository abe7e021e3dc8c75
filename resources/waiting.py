"""What waits for whom: the work lists of places and units, as queries.

The workbench, the unit's page and the lists' own filter ask the same functions, so all show the same number.
"""

from datetime import timedelta
from typing import TypeVar

from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When

from core.periods import today
from core.permissions import Actor, Perm
from core.visibility import held, under
from resources.models import Claim, Evaluation, Extent, Listing, Need, Resource

L = TypeVar("L", Need, Resource)


class Wait(models.TextChoices):
    """What somebody is waited for to do."""

    CONFIRM = "confirm", "待我方确认"
    FULFIL = "fulfil", "待我方完成"
    EVALUATE = "evaluate", "待我方评价"
    REVIEW = "review", "待我方审核"
    CORRECT = "correct", "退回待修改"
    SUBMIT = "submit", "草稿待提交"
    UNCLAIMED = "unclaimed", "临期未认领"


CLAIM_WAITS = (Wait.CONFIRM, Wait.FULFIL, Wait.EVALUATE)
LISTING_WAITS = (Wait.REVIEW, Wait.CORRECT, Wait.SUBMIT, Wait.UNCLAIMED)


def with_claim_waits(claims: QuerySet[Claim], actor: Actor) -> QuerySet[Claim]:
    """Add ``waits``: what the actor is waited for to do about each claim, or None."""
    status = Claim.Status
    by_owner = held(actor, Perm.CLAIM_CONFIRM, "need__") | held(actor, Perm.CLAIM_CONFIRM, "resource__")
    gives = (Q(need__isnull=False) & held(actor, Perm.CLAIM_FULFIL)) | (
        Q(resource__isnull=False) & held(actor, Perm.CLAIM_FULFIL, "resource__")
    )
    given = Evaluation.objects.filter(claim=OuterRef("pk"))
    owner = held(actor, Perm.CLAIM_EVALUATE, "need__") | held(actor, Perm.CLAIM_EVALUATE, "resource__")
    unheard = (held(actor, Perm.CLAIM_EVALUATE) & ~Exists(given.filter(side=Evaluation.Side.CLAIMANT))) | (
        owner & ~Exists(given.filter(side=Evaluation.Side.OWNER))
    )
    return claims.annotate(
        waits=Case(
            When(Q(status=status.PROPOSED) & by_owner, then=Value(Wait.CONFIRM.value)),
            When(Q(status=status.CONFIRMED) & gives, then=Value(Wait.FULFIL.value)),
            When(Q(status=status.FULFILLED) & unheard, then=Value(Wait.EVALUATE.value)),
            default=None,
            output_field=models.CharField(),
        )
    )


def with_listing_waits(listings: QuerySet[L], actor: Actor, *, soon_days: int) -> QuerySet[L]:
    """Add ``waits``: what the actor is waited for to do about each need or resource, or None."""
    status = Listing.Status
    reviews = under(actor.paths(Perm.LISTING_REVIEW))
    owns = held(actor, Perm.LISTING_EDIT)
    soon = Q(due_on__lte=today() + timedelta(days=soon_days), commit_status=Extent.NONE)
    return listings.annotate(
        waits=Case(
            When(Q(status=status.SUBMITTED) & reviews, then=Value(Wait.REVIEW.value)),
            When(Q(status=status.RETURNED) & owns, then=Value(Wait.CORRECT.value)),
            When(Q(status=status.DRAFT) & owns, then=Value(Wait.SUBMIT.value)),
            When(Q(status=status.OPEN) & soon & owns, then=Value(Wait.UNCLAIMED.value)),
            default=None,
            output_field=models.CharField(),
        )
    )
