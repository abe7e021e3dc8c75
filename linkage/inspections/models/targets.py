"""Who is looked at, what was found item by item, and the files that show it."""

from decimal import Decimal
from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from core.permissions import Actor, EventPlace, Place
from core.transitions import Stateful, Transitions
from core.visibility import VisibleQuerySet, any_of, owned
from linkage.inspections.models.plans import Inspection, InspectionItem, InspectionTeam, inspecting, joined
from linkage.problems.models import Severity
from tenants.attachments import Attachment
from tenants.org.models import Organization, Owner, ResidentUnit


class InspectionTarget(Stateful):
    """检查对象: a place or a unit, its team, its result, and whether it agrees with that."""

    class Status(models.TextChoices):
        PENDING = "pending", "待检查"
        CHECKING = "checking", "检查中"
        CHECKED = "checked", "待确认"
        OBJECTED = "objected", "已申诉"
        CONFIRMED = "confirmed", "已确认"
        CLOSED = "closed", "办结"
        DROPPED = "dropped", "不再检查"

    TRANSITIONS = Transitions(
        "inspectiontarget",
        {
            ("pending", "assign"): "pending",
            ("pending", "record"): "checking",
            ("pending", "drop"): "dropped",
            ("checking", "assign"): "checking",
            ("checking", "record"): "checking",
            ("checking", "submit"): "checked",
            ("checking", "drop"): "dropped",
            ("checked", "confirm"): "confirmed",
            ("checked", "presume"): "confirmed",
            ("checked", "object"): "objected",
            ("objected", "uphold"): "confirmed",
            ("objected", "correct"): "checking",
            ("confirmed", "close"): "closed",
        },
        {
            "call": "通知检查",
            "assign": "调整检查组和期限",
            "record": "记录检查情况",
            "attach": "补充现场材料",
            "submit": "提交检查结果",
            "confirm": "确认检查结果",
            "presume": "逾期未反馈，视为确认",
            "object": "提出申诉",
            "uphold": "答复申诉：维持结果",
            "correct": "答复申诉：更正结果",
            "close": "检查对象办结",
            "drop": "不再检查",
            "pass_on": "转由承接组织接受检查",
            "remind_visit": "检查临近或逾期",
            "remind_confirm": "确认检查结果临近或逾期",
            "remind_answer": "答复申诉临近或逾期",
        },
    )
    shares_history = True
    TO_VISIT = (Status.PENDING, Status.CHECKING)
    OPEN = (Status.PENDING, Status.CHECKING, Status.CHECKED, Status.OBJECTED, Status.CONFIRMED)
    # From here on whoever was inspected reads the result.
    TOLD = (Status.CHECKED, Status.OBJECTED, Status.CONFIRMED, Status.CLOSED)

    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="targets", verbose_name="督导检查")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="被检查组织")
    unit = models.ForeignKey(
        ResidentUnit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="被检查单位"
    )
    drawn = models.BooleanField("随机抽取", default=False, editable=False)
    team = models.ForeignKey(
        InspectionTeam, models.PROTECT, null=True, blank=True, related_name="targets", verbose_name="检查组"
    )
    due_on = models.DateField("检查期限")
    visited_on = models.DateField("检查日期", null=True, blank=True)
    conclusion = models.TextField("检查结论", max_length=2000, blank=True)
    score = models.DecimalField(
        "得分（百分制）",
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(100))],
    )
    unmet = models.PositiveSmallIntegerField("不符合项数", default=0)
    submitted_at = models.DateTimeField("提交结果时间", null=True, blank=True)
    submitter_label = models.CharField("提交人", max_length=120, blank=True)
    confirm_due_on = models.DateField("确认期限", null=True, blank=True)
    confirmed_at = models.DateTimeField("确认时间", null=True, blank=True)
    objection = models.TextField("申诉理由", max_length=2000, blank=True)
    objected_at = models.DateTimeField("申诉时间", null=True, blank=True)
    answer_due_on = models.DateField("答复申诉期限", null=True, blank=True)
    answer = models.TextField("申诉答复", max_length=2000, blank=True)
    answered_at = models.DateTimeField("答复时间", null=True, blank=True)
    status = models.CharField("状态", max_length=10, choices=Status.choices, default=Status.PENDING)

    objects: ClassVar[Any] = VisibleQuerySet["InspectionTarget"].as_manager()

    class Meta:
        verbose_name = "检查对象"
        verbose_name_plural = "检查对象"
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(
                    status__in=["pending", "checking", "checked", "objected", "confirmed", "closed", "dropped"]
                ),
                name="inspections_target_status",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["checked", "objected", "confirmed", "closed"])
                | Q(visited_on__isnull=False, submitted_at__isnull=False),
                name="inspections_target_result",
            ),
            models.CheckConstraint(
                condition=Q(score=None) | Q(score__gte=0, score__lte=100), name="inspections_target_score"
            ),
            models.UniqueConstraint(
                fields=["inspection", "organization"], condition=Q(unit=None), name="inspections_target_place_once"
            ),
            models.UniqueConstraint(fields=["inspection", "unit"], name="inspections_target_unit_once"),
        )
        indexes = (
            models.Index(fields=["organization", "status"]),
            models.Index(fields=["inspection", "status"]),
            models.Index(fields=["status", "due_on"]),
        )

    def __str__(self) -> str:
        return f"{self.owner}（{self.inspection}）"[:200]

    @property
    def owner(self) -> Owner:
        return self.unit or self.organization

    @property
    def place(self) -> Place:
        """Where results are agreed to: the place's or the unit's own."""
        return Place(self.organization.path, self.unit_id)

    @property
    def is_told(self) -> bool:
        """Whether the inspected side knows of it; see ``told`` for the query."""
        announced = not self.inspection.unannounced and self.inspection.issued_at is not None
        return announced or self.submitted_at is not None

    @property
    def event_place(self) -> EventPlace:
        """The inspecting place alone as long as nobody there is to know of it; then the inspected side as well."""
        above = self.inspection.organization.path
        if not self.is_told:
            return EventPlace(above)
        here = self.organization.path
        return EventPlace(
            here, self.unit_id, shared=self.unit_id is not None, other_path="" if here.startswith(above) else above
        )

    @property
    def light_on(self) -> Any:
        """The day that matters now: of the visit, of the confirmation, of the answer."""
        if self.status == self.Status.CHECKED:
            return self.confirm_due_on
        return self.answer_due_on if self.status == self.Status.OBJECTED else self.due_on

    @classmethod
    def visible_q(cls, actor: Actor) -> Q:
        """The inspecting side sees all, a member those of the own team, the inspected side its own once told."""
        mine = Q(team_id__in=joined(actor).values("team_id"))
        return any_of(inspecting(actor), mine, told(actor))


def told(actor: Actor, prefix: str = "") -> Q:
    """Targets for which the actor stands and of which the inspected side knows; ``prefix`` leads to the target."""
    announced = {f"{prefix}inspection__unannounced": False, f"{prefix}inspection__issued_at__isnull": False}
    known = Q(**announced) | Q(**{f"{prefix}submitted_at__isnull": False})
    return owned(actor, prefix) & known


class Finding(models.Model):
    """检查结果: what was found of one item at one target; once confirmed, what does not fit becomes a problem."""

    class Result(models.TextChoices):
        MET = "met", "符合"
        MOSTLY = "mostly", "基本符合"
        UNMET = "unmet", "不符合"
        NOT_APPLICABLE = "na", "不适用"

    target = models.ForeignKey(InspectionTarget, models.CASCADE, related_name="findings", verbose_name="检查对象")
    item = models.ForeignKey(InspectionItem, models.PROTECT, related_name="findings", verbose_name="检查事项")
    result = models.CharField("结果", max_length=8, choices=Result.choices)
    severity = models.CharField("严重程度", max_length=8, choices=Severity.choices, blank=True)
    note = models.TextField("情况说明", max_length=1000, blank=True)
    score = models.DecimalField("得分", max_digits=5, decimal_places=2, null=True, blank=True)
    recorder_label = models.CharField("记录人", max_length=120)
    recorded_at = models.DateTimeField("记录时间")

    objects: ClassVar[Any] = VisibleQuerySet["Finding"].as_manager()

    class Meta:
        verbose_name = "检查结果"
        verbose_name_plural = "检查结果"
        ordering = ("item__order",)
        constraints = (
            models.CheckConstraint(
                condition=Q(result__in=["met", "mostly", "unmet", "na"]), name="inspections_finding_result"
            ),
            models.CheckConstraint(condition=~Q(result="unmet") | ~Q(severity=""), name="inspections_finding_severity"),
            models.CheckConstraint(condition=Q(score=None) | Q(score__gte=0), name="inspections_finding_score"),
            models.UniqueConstraint(fields=["target", "item"], name="inspections_finding_once"),
        )

    def __str__(self) -> str:
        return f"{self.item}：{self.get_result_display()}"

    @property
    def place(self) -> Place:
        return self.target.place

    @classmethod
    def visible_q(cls, actor: Actor) -> Q:
        """Whoever inspects; the inspected side from the moment at which the result is put before it."""
        mine = Q(target__team_id__in=joined(actor).values("team_id"))
        own = owned(actor, "target__") & Q(target__status__in=InspectionTarget.TOLD)
        return any_of(inspecting(actor, "target__inspection__"), mine, own)


class FindingFile(Attachment):
    """现场材料: a photo or paper that shows what was found. Type and size are checked by content."""

    OF = "finding"

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="files", verbose_name="检查结果")

    objects: ClassVar[Any] = VisibleQuerySet["FindingFile"].as_manager()

    class Meta:
        verbose_name = "现场材料"
        verbose_name_plural = "现场材料"
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=["finding", "sha256"], name="inspections_file_once"),)
