"""协议模板: what an agreement with a unit of some kind usually says, kept by the district."""

from decimal import Decimal
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from core.permissions import Actor
from core.transitions import Transitions
from core.visibility import VisibleQuerySet
from linkage.blankforms import BlankForm
from linkage.models.periods import Period
from tenants.org.models import ResidentUnit

LONGEST_TERM = 120


class AgreementTemplate(BlankForm):
    """协议模板. Placeholders stand in braces: ``{牵头组织}``, ``{单位}``, ``{年限}`` (see ``linkage.drafting``)."""

    domain = "template"

    TRANSITIONS = Transitions(
        "template",
        {("active", "retire"): "retired", ("retired", "restore"): "active"},
        {"create": "制定协议模板", "edit": "修改协议模板", "retire": "停用协议模板", "restore": "恢复使用协议模板"},
    )

    name = models.CharField("模板名称", max_length=60, unique=True)
    kinds = ArrayField(
        models.CharField(max_length=16, choices=ResidentUnit.Kind.choices), verbose_name="适用单位类型", default=list
    )
    title = models.CharField("协议名称", max_length=120)
    aim = models.TextField("共建目标", max_length=2000)
    content = models.TextField("协议正文", max_length=20000, blank=True)
    place_duties = models.TextField("牵头组织的权利与义务", max_length=2000, blank=True)
    unit_duties = models.TextField("单位的权利与义务", max_length=2000, blank=True)
    months = models.PositiveSmallIntegerField(
        "协议期（月）", default=12, validators=[MinValueValidator(1), MaxValueValidator(LONGEST_TERM)]
    )

    objects: ClassVar[Any] = VisibleQuerySet["AgreementTemplate"].as_manager()

    class Meta:
        verbose_name = "协议模板"
        verbose_name_plural = "协议模板"
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(condition=Q(status__in=["active", "retired"]), name="linkage_template_status"),
            models.CheckConstraint(
                condition=Q(months__gte=1, months__lte=LONGEST_TERM), name="linkage_template_months"
            ),
        )

    @property
    def kind_labels(self) -> list[str]:
        labels = dict(ResidentUnit.Kind.choices)
        return [str(labels[kind]) for kind in self.kinds]


class TemplateCommitment(models.Model):
    """模板承诺事项: what one side usually promises, with a quantity that the draft may change."""

    domain = "template"

    class Side(models.TextChoices):
        PLACE = "place", "牵头组织"
        UNIT = "unit", "驻区单位"

    template = models.ForeignKey(AgreementTemplate, models.CASCADE, related_name="commitments", verbose_name="协议模板")
    side = models.CharField("承诺方", max_length=6, choices=Side.choices, default=Side.UNIT)
    title = models.CharField("承诺事项", max_length=120)
    quantity = models.DecimalField(
        "数量", max_digits=12, decimal_places=2, validators=[MinValueValidator(Decimal("0.01"))]
    )
    measure = models.CharField("计量单位", max_length=10)
    period = models.CharField("频次", max_length=8, choices=Period.choices, blank=True)
    due_months = models.PositiveSmallIntegerField("生效后几个月内完成", null=True, blank=True)

    objects: ClassVar[Any] = VisibleQuerySet["TemplateCommitment"].as_manager()

    class Meta:
        verbose_name = "模板承诺事项"
        verbose_name_plural = "模板承诺事项"
        ordering = ("id",)
        constraints = (models.CheckConstraint(condition=Q(quantity__gt=0), name="linkage_templatecommitment_quantity"),)

    def __str__(self) -> str:
        return self.title

    @classmethod
    def visible_q(cls, actor: Actor) -> Q:
        return AgreementTemplate.visible_q(actor)
