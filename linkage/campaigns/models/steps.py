"""步骤办理: how far one organization has come with one step of a campaign, and the files that show it."""

from decimal import Decimal
from typing import Any, ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from core.permissions import Actor, Place
from core.transitions import Stateful, Transitions
from core.visibility import VisibleQuerySet, under
from linkage.campaigns.models.campaigns import Campaign, PlannedStep
from linkage.lights import Timed
from linkage.subjects import tracked
from tenants.attachments import Attachment
from tenants.org.models import Organization


@tracked
class CampaignStep(Stateful, Timed):
    """步骤: one planned step as one organization does it. The level above the organization verifies it.

    All rows of a campaign are written when it starts, and closed together when it is stopped: those two leave one event
    of the campaign, not one for each row.
    """

    class Status(models.TextChoices):
        WAITING = "pending", "未开始"
        ACTIVE = "active", "进行中"
        SUBMITTED = "submitted", "待核验"
        RETURNED = "returned", "已退回"
        EXCUSED = "excused", "申请不适用"
        DONE = "done", "已完成"
        WAIVED = "waived", "不适用"
        STOPPED = "terminated", "已终止"

    TRANSITIONS = Transitions(
        "campaignstep",
        {
            ("pending", "report"): "active",
            ("pending", "submit"): "submitted",
            ("pending", "excuse"): "excused",
            ("pending", "extend"): "pending",
            ("pending", "stop"): "terminated",
            ("active", "report"): "active",
            ("active", "submit"): "submitted",
            ("active", "excuse"): "excused",
            ("active", "extend"): "active",
            ("active", "stop"): "terminated",
            ("returned", "report"): "active",
            ("returned", "submit"): "submitted",
            ("returned", "excuse"): "excused",
            ("returned", "extend"): "returned",
            ("returned", "stop"): "terminated",
            ("submitted", "verify"): "done",
            ("submitted", "return"): "returned",
            ("submitted", "stop"): "terminated",
            ("excused", "waive"): "waived",
            ("excused", "refuse"): "active",
            ("excused", "stop"): "terminated",
        },
        {
            "report": "填报步骤进展",
            "submit": "报送步骤完成情况",
            "excuse": "申请本步骤不适用",
            "extend": "步骤期限延至新的日期",
            "verify": "核验通过",
            "return": "退回步骤",
            "waive": "同意不适用",
            "refuse": "不同意不适用，须继续办理",
            "stop": "随专项工作终止",
            "remind": "步骤到期提醒",
        },
    )
    shares_history = True
    # Its own organization still has to act.
    ACTING = (Status.WAITING, Status.ACTIVE, Status.RETURNED)
    # Somebody still has to act.
    OPEN = (*ACTING, Status.SUBMITTED, Status.EXCUSED)
    SETTLED = (Status.DONE, Status.WAIVED)

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="steps", verbose_name="专项工作")
    plan = models.ForeignKey(PlannedStep, models.PROTECT, related_name="steps", verbose_name="步骤安排")
    title = models.CharField("步骤", max_length=80)
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="campaign_steps", verbose_name="承办组织"
    )
    status = models.CharField("状态", max_length=10, choices=Status.choices, default=Status.WAITING)
    text = models.TextField("办理情况", max_length=2000, blank=True)
    quantity = models.DecimalField(
        "数量", max_digits=12, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(Decimal("0.01"))]
    )
    reason = models.CharField("不适用的理由", max_length=500, blank=True)
    note = models.CharField("核验意见", max_length=500, blank=True)
    reported_at = models.DateTimeField("最近填报时间", null=True, blank=True)
    submitted_at = models.DateTimeField("报送时间", null=True, blank=True)
    closed_at = models.DateTimeField("办结时间", null=True, blank=True)

    objects: ClassVar[Any] = VisibleQuerySet["CampaignStep"].as_manager()

    class Meta:
        verbose_name = "专项步骤"
        verbose_name_plural = "专项步骤"
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=["plan", "organization"], name="campaigns_step_once"),
            models.CheckConstraint(
                condition=Q(
                    status__in=[
                        "pending",
                        "active",
                        "submitted",
                        "returned",
                        "excused",
                        "done",
                        "waived",
                        "terminated",
                    ]
                ),
                name="campaigns_step_status",
            ),
            models.CheckConstraint(condition=Q(progress__lte=100), name="campaigns_step_progress"),
            models.CheckConstraint(condition=~Q(status="waived") | ~Q(reason=""), name="campaigns_step_waived"),
        )
        indexes = (
            models.Index(fields=["organization", "status"], name="campaigns_step_place"),
            models.Index(fields=["campaign", "status"], name="campaigns_step_campaign"),
            models.Index(
                fields=["due_on"],
                condition=Q(status="pending") | Q(status="active") | Q(status="returned"),
                name="campaigns_step_due",
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def place(self) -> Place:
        return Place(self.organization.path)

    @classmethod
    def visible_q(cls, actor: Actor) -> Q:
        """Whoever does it and those above; all that take part lie below the organization that leads."""
        return under(actor.paths())


class CampaignStepFile(Attachment):
    """步骤材料: shows that a step was done."""

    OF = "step"

    step = models.ForeignKey(CampaignStep, models.CASCADE, related_name="files", verbose_name="专项步骤")

    objects: ClassVar[Any] = VisibleQuerySet["CampaignStepFile"].as_manager()

    class Meta:
        verbose_name = "步骤材料"
        verbose_name_plural = "步骤材料"
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=["step", "sha256"], name="campaigns_file_once"),)
