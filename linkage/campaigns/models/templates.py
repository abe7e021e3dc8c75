"""专项工作模板: the steps that a kind of campaign usually has, in days from its beginning; kept by the district."""

from typing import Any, ClassVar

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q

from core.permissions import Actor
from core.transitions import Transitions
from core.visibility import VisibleQuerySet
from linkage.blankforms import BlankForm
from tenants.org.models import Organization

LONGEST_DAYS = 2000


class CampaignTemplate(BlankForm):
    """专项工作模板. Every district begins with three: 换届选举 (S0-1, S0-2), 精品社区 (S1) and 五好创建 (S4)."""

    TRANSITIONS = Transitions(
        "campaigntemplate",
        {
            ("active", "edit"): "active",
            ("active", "retire"): "retired",
            ("retired", "restore"): "active",
        },
        {
            "create": "制定专项工作模板",
            "edit": "修改专项工作模板",
            "retire": "停用专项工作模板",
            "restore": "恢复使用专项工作模板",
        },
    )

    name = models.CharField("模板名称", max_length=60, unique=True)
    aim = models.TextField("工作目标", max_length=2000)
    basis = models.CharField("依据", max_length=500, blank=True)
    level = models.CharField("通常由哪一级承担", max_length=12, choices=Organization.Level.choices)

    objects: ClassVar[Any] = VisibleQuerySet["CampaignTemplate"].as_manager()

    class Meta:
        verbose_name = "专项工作模板"
        verbose_name_plural = "专项工作模板"
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(condition=Q(status__in=["active", "retired"]), name="campaigns_template_status"),
        )


class CampaignTemplateStep(models.Model):
    """模板步骤: what is to be done in which stage, from which to which day after the beginning (the first is day 0)."""

    template = models.ForeignKey(CampaignTemplate, models.CASCADE, related_name="steps", verbose_name="专项工作模板")
    position = models.PositiveSmallIntegerField("序号")
    stage = models.CharField("阶段", max_length=40)
    title = models.CharField("步骤", max_length=80)
    requirement = models.TextField("工作要求", max_length=2000)
    start_day = models.PositiveSmallIntegerField(
        "从启动后第几天起", default=0, validators=[MaxValueValidator(LONGEST_DAYS)]
    )
    due_day = models.PositiveSmallIntegerField("到启动后第几天止", validators=[MaxValueValidator(LONGEST_DAYS)])
    evidence = models.BooleanField("须附材料", default=False)
    measure = models.CharField("填报数量的单位", max_length=10, blank=True)

    objects: ClassVar[Any] = VisibleQuerySet["CampaignTemplateStep"].as_manager()

    class Meta:
        verbose_name = "模板步骤"
        verbose_name_plural = "模板步骤"
        ordering = ("template_id", "position")
        constraints = (
            models.UniqueConstraint(fields=["template", "position"], name="campaigns_templatestep_once"),
            models.CheckConstraint(
                condition=Q(due_day__gte=F("start_day"), due_day__lte=LONGEST_DAYS), name="campaigns_templatestep_days"
            ),
        )

    def __str__(self) -> str:
        return self.title

    @classmethod
    def visible_q(cls, actor: Actor) -> Q:
        return CampaignTemplate.visible_q(actor)
