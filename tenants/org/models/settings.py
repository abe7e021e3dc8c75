"""What differs from one 区 to the next."""

from decimal import Decimal
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from core.permissions import ROOT, Place


def _percent() -> list[Any]:
    return [MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(1))]


class DistrictSettings(models.Model):
    """What differs from one 区 to the next. One row in every district's schema."""

    claim_response_days = models.PositiveSmallIntegerField("认领答复期限（天）", default=3)
    report_heading = models.CharField("通报发文机关标志", max_length=60, blank=True)
    report_confirm_days = models.PositiveSmallIntegerField("季度数据社区确认期限（天）", default=5)
    report_review_days = models.PositiveSmallIntegerField("季度数据街道审核期限（天）", default=8)
    needs_met_target = models.DecimalField(
        "需求办结率目标", max_digits=4, decimal_places=3, default=Decimal("0.800"), validators=_percent()
    )
    claims_closed_target = models.DecimalField(
        "认领兑现率目标", max_digits=4, decimal_places=3, default=Decimal("0.900"), validators=_percent()
    )
    answered_on_time_target = models.DecimalField(
        "按期答复率目标", max_digits=4, decimal_places=3, default=Decimal("0.950"), validators=_percent()
    )
    satisfaction_target = models.DecimalField(
        "双方满意度目标（分）",
        max_digits=3,
        decimal_places=2,
        default=Decimal("4.50"),
        validators=[MinValueValidator(Decimal(1)), MaxValueValidator(Decimal(5))],
    )
    report_document_mark = models.CharField("发文字号机关代字", max_length=20, default="联动通报")
    weight_needs_met = models.DecimalField(
        "得分权重：需求办结率",
        max_digits=4,
        decimal_places=3,
        default=Decimal("0.400"),
        validators=_percent(),
    )
    weight_claims_closed = models.DecimalField(
        "得分权重：认领兑现率",
        max_digits=4,
        decimal_places=3,
        default=Decimal("0.300"),
        validators=_percent(),
    )
    weight_satisfaction = models.DecimalField(
        "得分权重：双方满意度",
        max_digits=4,
        decimal_places=3,
        default=Decimal("0.300"),
        validators=_percent(),
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = "区级设置"
        constraints = (models.CheckConstraint(condition=Q(pk=1), name="org_settings_single"),)

    def __str__(self) -> str:
        return "区级设置"

    @property
    def place(self) -> Place:
        return ROOT

    @classmethod
    def current(cls) -> "DistrictSettings":
        """This district's settings; the defaults until somebody changes them."""
        return cls.objects.filter(pk=1).first() or cls(pk=1)
