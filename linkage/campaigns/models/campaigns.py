"""专项工作: one campaign with its planned steps and the organizations that take part."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q, QuerySet

from core.permissions import Actor, Place
from core.transitions import Stateful, Transitions
from core.visibility import PartOf, VisibleQuerySet, any_of, under
from linkage.campaigns.models.templates import CampaignTemplate
from tenants.org.models import Organization


class Campaign(Stateful):
    """专项工作: ``organization`` leads it, ``places`` below it take part, each doing every planned step."""

    class Status(models.TextChoices):
        DRAFT = "draft", "草稿"
        RUNNING = "running", "已启动"
        FINISHED = "completed", "已完成"
        STOPPED = "terminated", "已终止"

    TRANSITIONS = Transitions(
        "campaign",
        {
            ("draft", "edit"): "draft",
            ("draft", "start"): "running",
            ("draft", "stop"): "terminated",
            ("running", "reschedule"): "running",
            ("running", "join"): "running",
            ("running", "finish"): "completed",
            ("running", "stop"): "terminated",
        },
        {
            "create": "起草专项工作",
            "edit": "修改专项工作",
            "start": "启动专项工作",
            "reschedule": "调整步骤期限",
            "join": "增加参加组织",
            "finish": "专项工作完成",
            "stop": "终止专项工作",
            "remind": "专项工作步骤提醒",
        },
    )
    shares_history = True

    number = models.CharField("编号", max_length=30, unique=True)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="campaigns", verbose_name="牵头组织")
    template = models.ForeignKey(
        CampaignTemplate, models.PROTECT, null=True, blank=True, related_name="campaigns", verbose_name="所用模板"
    )
    title = models.CharField("专项工作", max_length=80)
    aim = models.TextField("工作目标", max_length=2000)
    basis = models.CharField("依据", max_length=500, blank=True)
    starts_on = models.DateField("开始日期")
    places = models.ManyToManyField(Organization, related_name="joined_campaigns", verbose_name="参加组织")
    status = models.CharField("状态", max_length=10, choices=Status.choices, default=Status.DRAFT)
    created_at = models.DateTimeField("起草时间")
    started_at = models.DateTimeField("启动时间", null=True, blank=True)
    ended_at = models.DateTimeField("结束时间", null=True, blank=True)
    summary = models.TextField("工作总结", max_length=4000, blank=True)

    objects: ClassVar[Any] = VisibleQuerySet["Campaign"].as_manager()

    class Meta:
        verbose_name = "专项工作"
        verbose_name_plural = "专项工作"
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(status__in=["draft", "running", "completed", "terminated"]),
                name="campaigns_campaign_status",
            ),
            models.CheckConstraint(
                condition=~Q(status="running") | Q(started_at__isnull=False), name="campaigns_campaign_started"
            ),
        )
        indexes = (models.Index(fields=["organization", "status"]),)

    def __str__(self) -> str:
        return self.title

    @property
    def place(self) -> Place:
        return Place(self.organization.path)

    @property
    def open_steps(self) -> QuerySet[Any]:
        """What of its steps, of whichever organization, is neither done nor waived."""
        return self.steps.filter(status__in=self.steps.model.OPEN)

    @classmethod
    def visible_q(cls, actor: Actor) -> Q:
        """The places that lead it and those above; once started, all that take part and those above them."""
        joined = cls.places.through.objects.filter(under(actor.paths()))
        taking_part = Q(started_at__isnull=False, pk__in=joined.values("campaign_id"))
        return any_of(under(actor.paths()), taking_part)


class PlannedStep(PartOf, models.Model):
    """步骤安排: what each organization that takes part has to do, in which stage, from when until when."""

    OF = "campaign"

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="plan", verbose_name="专项工作")
    position = models.PositiveSmallIntegerField("序号")
    stage = models.CharField("阶段", max_length=40)
    title = models.CharField("步骤", max_length=80)
    requirement = models.TextField("工作要求", max_length=2000)
    starts_on = models.DateField("开始日期")
    due_on = models.DateField("完成期限")
    evidence = models.BooleanField("须附材料", default=False)
    measure = models.CharField("填报数量的单位", max_length=10, blank=True)

    objects: ClassVar[Any] = VisibleQuerySet["PlannedStep"].as_manager()

    class Meta:
        verbose_name = "步骤安排"
        verbose_name_plural = "步骤安排"
        ordering = ("campaign_id", "position")
        constraints = (
            models.UniqueConstraint(fields=["campaign", "position"], name="campaigns_plannedstep_once"),
            models.CheckConstraint(condition=Q(due_on__gte=F("starts_on")), name="campaigns_plannedstep_term"),
        )
        indexes = (models.Index(fields=["due_on"], name="campaigns_plannedstep_due"),)

    def __str__(self) -> str:
        return self.title

    @property
    def place(self) -> Place:
        return self.campaign.place
