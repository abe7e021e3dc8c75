"""任务清单: what a level asks of the organizations below, split further down and reported up (S2 §三(四)).

A dispatch is one row for the task as a whole (its root, kept by the organization that dispatched it) and one for each
organization that has to do it. A receiver that splits its part gets rows below it in the same way. Where a row has
parts, these decide its progress and when it is done.
"""

from datetime import date
from typing import Any, ClassVar

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q

from core.origins import Originated
from core.permissions import Actor
from core.transitions import Stateful, Transitions
from core.visibility import VisibleQuerySet, any_of, under
from linkage.lights import Timed
from linkage.reporting import Report
from linkage.subjects import tracked
from tenants.attachments import Attachment
from tenants.org.models import Handled, Organization


@tracked
class Assignment(Stateful, Timed, Originated, Handled):
    """任务: one organization's or department's part of a task, or the task as a whole.

    ``number`` is the path in the tree of parts as well: ``RW-2026-0012`` has the parts ``RW-2026-0012-001`` and so on,
    so that everything below is a prefix. A number is never given out twice.
    """

    class Kind(models.TextChoices):
        PARTY_BUILDING = "party_building", "基层党建"
        SERVICE = "service", "服务群众"
        GOVERNANCE = "governance", "基层治理"
        DECISION = "decision", "会议决定"
        SUPERVISION = "supervision", "督查整改"
        ADMISSION = "admission", "职责下沉"
        OTHER = "other", "其他"

    class Status(models.TextChoices):
        DISPATCHED = "dispatched", "已下达"
        PENDING = "pending", "待签收"
        ACTIVE = "active", "办理中"
        SUBMITTED = "submitted", "待核验"
        CLOSED = "closed", "已办结"
        WITHDRAWN = "withdrawn", "已撤回"

    TRANSITIONS = Transitions(
        "assignment",
        {
            ("dispatched", "split"): "dispatched",
            ("dispatched", "finish"): "closed",
            ("dispatched", "withdraw"): "withdrawn",
            ("pending", "accept"): "active",
            ("pending", "extend"): "pending",
            ("pending", "withdraw"): "withdrawn",
            ("active", "report"): "active",
            ("active", "split"): "active",
            ("active", "submit"): "submitted",
            ("active", "gather"): "submitted",
            ("active", "extend"): "active",
            ("active", "withdraw"): "withdrawn",
            ("submitted", "return"): "active",
            ("submitted", "verify"): "closed",
            ("submitted", "withdraw"): "withdrawn",
        },
        {
            "dispatch": "下达任务",
            "accept": "签收任务",
            "split": "分解任务",
            "report": "报告进展",
            "submit": "报结任务",
            "extend": "期限延至新的日期",
            "gather": "下级全部办结，自动报结",
            "finish": "各承办组织全部办结，任务办结",
            "return": "退回任务",
            "verify": "核验通过，任务办结",
            "withdraw": "撤回任务",
            "remind": "任务临期提醒",
            "pass_on": "任务转由承接组织办理",
        },
    )

    # Still to be dealt with by somebody; the other statuses are ends.
    RUNNING = (Status.DISPATCHED, Status.PENDING, Status.ACTIVE, Status.SUBMITTED)
    # The task as a whole has no light of its own: its parts have.
    ACTING = (Status.PENDING, Status.ACTIVE)
    shares_history = True

    number = models.CharField("编号", max_length=40, unique=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts", verbose_name="上级任务"
    )
    depth = models.PositiveSmallIntegerField("层次", default=0, editable=False)
    parts_given = models.PositiveIntegerField("已编下级号", default=0, editable=False)
    title = models.CharField("任务名称", max_length=120)
    kind = models.CharField("类别", max_length=16, choices=Kind.choices, default=Kind.OTHER)
    content = models.TextField("任务要求", max_length=4000)
    support = models.TextField("随任务下沉的人员和经费", max_length=1000, blank=True)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="assignments", verbose_name="承办组织")
    issuer = models.ForeignKey(Organization, models.PROTECT, related_name="issued_assignments", verbose_name="下达组织")
    responsible = models.CharField("责任人", max_length=60, blank=True)
    status = models.CharField("状态", max_length=10, choices=Status.choices, default=Status.PENDING)
    outcome = models.TextField("完成情况", max_length=2000, blank=True)
    dispatched_at = models.DateTimeField("下达时间")
    accepted_at = models.DateTimeField("签收时间", null=True, blank=True)
    submitted_at = models.DateTimeField("报结时间", null=True, blank=True)
    closed_at = models.DateTimeField("办结时间", null=True, blank=True)

    objects: ClassVar[Any] = VisibleQuerySet["Assignment"].as_manager()

    class Meta:
        verbose_name = "任务"
        verbose_name_plural = "任务"
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(status__in=["dispatched", "pending", "active", "submitted", "closed", "withdrawn"]),
                name="assignments_assignment_status",
            ),
            models.CheckConstraint(condition=Q(progress__lte=100), name="assignments_assignment_progress"),
            models.CheckConstraint(
                condition=Q(parent=None, depth=0) | Q(parent__isnull=False, depth__gt=0),
                name="assignments_assignment_depth",
            ),
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(status="dispatched"), name="assignments_whole_dispatched"
            ),
            models.CheckConstraint(
                condition=Q(department=None) | Q(parent__isnull=False), name="assignments_department_part"
            ),
            # The same organization or department is asked once for the same task, until that is taken back.
            models.UniqueConstraint(
                fields=["parent", "organization", "department"],
                condition=Q(parent__isnull=False) & ~Q(status="withdrawn"),
                nulls_distinct=False,
                name="assignments_part_once",
            ),
        )
        indexes = (
            models.Index(fields=["organization", "status"]),
            models.Index(fields=["issuer", "status"]),
            models.Index(fields=["department", "status"]),
            models.Index(fields=["origin_type", "origin_id"], name="assignments_assignment_origin"),
            # With its organization, so that what is overdue is counted by place without looking at the rows.
            models.Index(
                fields=["due_on", "organization"],
                condition=Q(status="pending") | Q(status="active"),
                name="assignments_running_due",
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def is_whole(self) -> bool:
        """Whether this is the task as a whole, not somebody's part of it."""
        return self.parent_id is None

    @property
    def due_limit(self) -> date | None:
        """The day of the part that it was split from; parts of the whole task are extended by whoever dispatched it."""
        if self.depth < 2:
            return None
        # Read afresh: what the row remembers of the part above is as old as the row.
        above: date | None = Assignment.objects.filter(parts=self).values_list("due_on", flat=True).first()
        return above

    @property
    def line(self) -> list[str]:
        """The numbers of the rows above, from the whole task down."""
        words = self.number.split("-")
        return ["-".join(words[:end]) for end in range(len(words) - self.depth, len(words))]

    @classmethod
    def visible_q(cls, actor: Actor) -> Q:
        """Parts of one's places and departments, and what one's places have dispatched, wherever it lies by now."""
        own = Q(department_id__in=actor.department_ids())
        return any_of(under(actor.paths()), under(actor.paths(), "issuer__path"), own)


class ProgressReport(Report):
    """进展报告: how far a part has come, in words and per cent; what stands in its way (调度)."""

    OF = "assignment"

    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="reports", verbose_name="任务")
    before = models.PositiveSmallIntegerField("此前进度（%）", validators=[MaxValueValidator(100)])
    text = models.TextField("进展情况", max_length=2000)
    difficulty = models.CharField("需上级协调解决的困难", max_length=500, blank=True)
    final = models.BooleanField("报结", default=False)

    objects: ClassVar[Any] = VisibleQuerySet["ProgressReport"].as_manager()

    class Meta:
        verbose_name = "进展报告"
        verbose_name_plural = "进展报告"
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(condition=Q(progress__lte=100, before__lte=100), name="assignments_report_progress"),
        )


class AssignmentFile(Attachment):
    """佐证材料 of a progress report."""

    OF = "report"

    report = models.ForeignKey(ProgressReport, models.CASCADE, related_name="files", verbose_name="进展报告")

    objects: ClassVar[Any] = VisibleQuerySet["AssignmentFile"].as_manager()

    class Meta:
        verbose_name = "任务佐证"
        verbose_name_plural = "任务佐证"
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=["report", "sha256"], name="assignments_file_once"),)

    @classmethod
    def visible_q(cls, actor: Actor) -> Q:
        return Q(report__assignment__in=Assignment.objects.visible_to(actor).values("pk"))
