"""协商: the texts that lay on the table, who asked for what, and what the parties said about them."""

from typing import Any, ClassVar

from django.db import models

from core.visibility import PartOf, VisibleQuerySet
from linkage.models.agreements import Agreement
from tenants.org.models import Owned


class AgreementVersion(PartOf, models.Model):
    """协商文本: the text of an agreement as it was once put before the parties, and why it came back, if it did."""

    OF = "agreement"

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="versions", verbose_name="协议")
    number = models.PositiveSmallIntegerField("文本序号")
    text = models.TextField("文本")
    sha256 = models.CharField("文本摘要", max_length=64)
    proposed_at = models.DateTimeField("提交时间")
    proposed_by = models.CharField("提交人", max_length=120)
    returned_at = models.DateTimeField("退回时间", null=True, blank=True)
    returned_by = models.CharField("退回人", max_length=120, blank=True)
    reason = models.CharField("修改要求", max_length=500, blank=True)

    objects: ClassVar[Any] = VisibleQuerySet["AgreementVersion"].as_manager()

    class Meta:
        verbose_name = "协商文本"
        verbose_name_plural = "协商文本"
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=["agreement", "number"], name="linkage_version_once"),)

    def __str__(self) -> str:
        return f"第 {self.number} 稿"


class AgreementComment(PartOf, Owned):
    """协商意见: what a party says about the text that lies before it."""

    OF = "agreement"

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="comments", verbose_name="协议")
    number = models.PositiveSmallIntegerField("所议文本序号", default=0)
    text = models.CharField("意见", max_length=1000)
    by_label = models.CharField("提出人", max_length=120)
    at = models.DateTimeField("提出时间")

    objects: ClassVar[Any] = VisibleQuerySet["AgreementComment"].as_manager()

    class Meta:
        verbose_name = "协商意见"
        verbose_name_plural = "协商意见"
        ordering = ("id",)

    def __str__(self) -> str:
        return self.text
