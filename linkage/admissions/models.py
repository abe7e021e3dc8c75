"""职责下沉准入: a department that wants subdistricts or communities to do something asks the district first.

What comes along in rights, people and money is named (权随事转、人随事转、费随事转, S2 §二(二)); only what the district
approves becomes a task.
"""

from decimal import Decimal
from typing import Any, ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from core.permissions import Actor, EventPlace, Perm, Place
from core.transitions import Stateful, Transitions
from core.visibility import NOTHING, VisibleQuerySet, any_of, of_department
from linkage.assignments.models import Assignment
from tenants.org.models import Department, Organization


class Admission(Stateful):
    """准入申请: what is to be done by whom below, on what ground, and what comes along."""

    class Status(models.TextChoices):
        DRAFT = "draft", "草稿"
        SUBMITTED = "submitted", "待审定"
        RETURNED = "returned", "待补充"
        APPROVED = "approved", "同意准入"
        REFUSED = "refused", "不予准入"
        WITHDRAWN = "withdrawn", "已撤回"

    TRANSITIONS = Transitions(
        "admission",
        {
            ("draft", "submit"): "submitted",
            ("draft", "withdraw"): "withdrawn",
            ("submitted", "approve"): "approved",
            ("submitted", "refuse"): "refused",
            ("submitted", "return"): "returned",
            ("submitted", "withdraw"): "withdrawn",
            ("returned", "submit"): "submitted",
            ("returned", "withdraw"): "withdrawn",
        },
        {
            "create": "起草准入申请",
            "edit": "修改准入申请",
            "submit": "提交准入申请",
            "approve": "同意准入",
            "refuse": "不予准入",
            "return": "要求补充材料",
            "withdraw": "撤回准入申请",
        },
    )

    shares_history = True
    DECIDED = (Status.APPROVED, Status.REFUSED)
    OPEN = (Status.DRAFT, Status.SUBMITTED, Status.RETURNED)

    number = models.CharField("编号", max_length=30, unique=True)
    department = models.ForeignKey(Department, models.PROTECT, related_name="admissions", verbose_name="申请部门")
    title = models.CharField("事项名称", max_length=120)
    content = models.TextField("需承担的工作", max_length=4000)
    basis = models.TextField("依据", max_length=1000)
    places = models.ManyToManyField(Organization, related_name="admissions", verbose_name="承担组织")
    starts_on = models.DateField("开始日期")
    ends_on = models.DateField("截止日期")
    powers = models.CharField("随事项下放的权限", max_length=500, blank=True)
    people = models.CharField("随事项下沉的人员", max_length=500, blank=True)
    funds = models.DecimalField(
        "随事项拨付的经费（元）",
        max_digits=14,
        decimal_places=2,
        default=Decimal(0),
        validators=[MinValueValidator(Decimal(0))],
    )
    status = models.CharField("状态", max_length=10, choices=Status.choices, default=Status.DRAFT)
    decision = models.CharField("审定意见", max_length=500, blank=True)
    decided_by = models.CharField("审定人", max_length=120, blank=True)
    decided_at = models.DateTimeField("审定时间", null=True, blank=True)
    submitted_at = models.DateTimeField("提交时间", null=True, blank=True)
    created_at = models.DateTimeField("起草时间")
    assignment = models.OneToOneField(
        Assignment, models.PROTECT, null=True, blank=True, related_name="admission", verbose_name="下达的任务"
    )

    objects: ClassVar[Any] = VisibleQuerySet["Admission"].as_manager()

    class Meta:
        verbose_name = "准入申请"
        verbose_name_plural = "职责下沉准入"
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(status__in=["draft", "submitted", "returned", "approved", "refused", "withdrawn"]),
                name="admissions_admission_status",
            ),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="admissions_admission_term"),
            models.CheckConstraint(condition=Q(funds__gte=0), name="admissions_admission_funds"),
            models.CheckConstraint(
                condition=Q(status="approved", assignment__isnull=False) | (~Q(status="approved") & Q(assignment=None)),
                name="admissions_approved_with_task",
            ),
        )
        indexes = (models.Index(fields=["department", "status"]),)

    def __str__(self) -> str:
        return self.title

    @property
    def place(self) -> Place:
        """Where it belongs: to the department that asks, and to the district above it."""
        return self.department.place

    @property
    def event_place(self) -> EventPlace:
        return EventPlace(self.department.organization.path)

    @property
    def support(self) -> str:
        """What comes along, in words, as it stands on the task."""
        named = [
            ("下放权限", self.powers),
            ("下沉人员", self.people),
            ("拨付经费", f"{self.funds:,.2f} 元" if self.funds else ""),
        ]
        return "；".join(f"{label}：{text}" for label, text in named if text)

    @classmethod
    def visible_q(cls, actor: Actor) -> Q:
        """The department's own and all of them for the district; what is decided for every place, which can see
        what may be asked of it and what may not."""
        decided = Q(status__in=cls.DECIDED) if actor.paths() else NOTHING
        return any_of(of_department(actor, Perm.VIEW), decided)
