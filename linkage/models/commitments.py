"""承诺事项 of an agreement: what is owed once or again and again, and its periods."""

from decimal import Decimal
from typing import Any, ClassVar, Self

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from core.visibility import PartOf, VisibleQuerySet
from linkage.models.agreements import Agreement, AgreementParty
from linkage.models.periods import Period


class CommitmentQuerySet(VisibleQuerySet["Commitment"]):
    def owed(self) -> Self:
        """Those that hold now: of agreements in force, and not struck out by a supplement."""
        return self.filter(agreement__status__in=Agreement.RUNNING, ended_on=None).exclude(
            agreement__kind=Agreement.Kind.SUPPLEMENT
        )


class Commitment(PartOf, models.Model):
    """承诺事项: what one party owes, how much, and until when or how often; progress is counted from closed claims.

    ``quantity`` is owed once by ``due_on``; with a ``period``, in every whole period until then. ``total`` is all that
    is owed in the end. In a supplement ``amends`` names the commitment that it changes.
    """

    OF = "agreement"

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="commitments", verbose_name="协议")
    party = models.ForeignKey(AgreementParty, models.CASCADE, related_name="commitments", verbose_name="承诺方")
    title = models.CharField("承诺事项", max_length=120)
    quantity = models.DecimalField(
        "数量", max_digits=12, decimal_places=2, validators=[MinValueValidator(Decimal("0.01"))]
    )
    measure = models.CharField("计量单位", max_length=10)
    period = models.CharField("频次", max_length=8, choices=Period.choices, blank=True)
    total = models.DecimalField("应完成总量", max_digits=16, decimal_places=2, default=Decimal(1), editable=False)
    due_on = models.DateField("完成期限")
    ended_on = models.DateField("取消日期", null=True, blank=True)
    amends = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="所变更的承诺事项"
    )

    objects: ClassVar[Any] = CommitmentQuerySet.as_manager()

    class Meta:
        verbose_name = "承诺事项"
        verbose_name_plural = "承诺事项"
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(condition=Q(quantity__gt=0), name="linkage_commitment_quantity"),
            models.CheckConstraint(condition=Q(total__gt=0), name="linkage_commitment_total"),
        )

    def __str__(self) -> str:
        return self.title


class CommitmentPeriod(PartOf, models.Model):
    """履约周期: one period of a commitment with what is owed in it."""

    OF = "commitment__agreement"

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="periods", verbose_name="承诺事项")
    starts_on = models.DateField("周期首日")
    ends_on = models.DateField("周期末日")
    quantity = models.DecimalField("应完成数量", max_digits=12, decimal_places=2)

    objects: ClassVar[Any] = VisibleQuerySet["CommitmentPeriod"].as_manager()

    class Meta:
        verbose_name = "履约周期"
        verbose_name_plural = "履约周期"
        ordering = ("starts_on", "id")
        constraints = (
            models.UniqueConstraint(fields=["commitment", "starts_on"], name="linkage_period_once"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="linkage_period_days"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="linkage_period_quantity"),
        )

    def __str__(self) -> str:
        return f"{self.starts_on} 至 {self.ends_on}"
