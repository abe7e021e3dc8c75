"""What became of an agreement: how the parties judge it, and the sealed paper."""

from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from core.permissions import Actor, Perm
from core.visibility import PartOf, VisibleQuerySet, any_of
from linkage.models.agreements import Agreement, AgreementParty
from tenants.attachments import Attachment


class AgreementEvaluation(PartOf, models.Model):
    """履行评价: how one party judges the agreement at mid-term or before its end, with the progress of that day."""

    OF = "agreement"

    class Stage(models.TextChoices):
        MIDTERM = "midterm", "中期评估"
        FINAL = "final", "期满评估"

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="evaluations", verbose_name="协议")
    party = models.ForeignKey(AgreementParty, models.CASCADE, related_name="evaluations", verbose_name="评价方")
    stage = models.CharField("评估阶段", max_length=8, choices=Stage.choices)
    score = models.PositiveSmallIntegerField("评分", validators=[MinValueValidator(1), MaxValueValidator(5)])
    words = models.CharField("评语", max_length=1000, blank=True)
    opinion = models.CharField("建议结论", max_length=10, choices=Agreement.Conclusion.choices, blank=True)
    progress = models.DecimalField("评价时的承诺进度", max_digits=4, decimal_places=3)
    by_label = models.CharField("评价人", max_length=120)
    at = models.DateTimeField("评价时间")

    objects: ClassVar[Any] = VisibleQuerySet["AgreementEvaluation"].as_manager()

    class Meta:
        verbose_name = "履行评价"
        verbose_name_plural = "履行评价"
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=["party", "stage"], name="linkage_evaluation_once"),
            models.CheckConstraint(condition=Q(score__gte=1, score__lte=5), name="linkage_evaluation_score"),
        )

    def __str__(self) -> str:
        return f"{self.get_stage_display()} {self.score} 分"


class AgreementScan(Attachment):
    """盖章扫描件: the sealed paper as a picture or a PDF, for the parties' eyes alone."""

    OF = "agreement"

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="scans", verbose_name="协议")
    by_label = models.CharField("上传人", max_length=120, blank=True)

    objects: ClassVar[Any] = VisibleQuerySet["AgreementScan"].as_manager()

    class Meta:
        verbose_name = "盖章扫描件"
        verbose_name_plural = "盖章扫描件"
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=["agreement", "sha256"], name="linkage_scan_once"),)

    @classmethod
    def visible_q(cls, actor: Actor) -> Q:
        """Whoever works for a party itself; who merely oversees the place sees the text and not the seal."""
        places = {grant.path for grant in actor.grants if grant.unit_id is None and Perm.VIEW in grant.permissions}
        sides = AgreementParty.objects.filter(
            any_of(Q(unit=None, organization__path__in=places), Q(unit_id__in=actor.unit_ids()))
        )
        return Q(agreement__in=sides.values("agreement")) & Q(
            agreement__in=Agreement.objects.visible_to(actor).values("pk")
        )
