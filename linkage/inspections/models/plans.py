"""The plan: rules of the district, checklists, inspections with their items and teams (S4 九个督导组)."""

from decimal import Decimal
from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q, QuerySet

from core.permissions import Actor, ActorKind, Perm, Place
from core.rulebook import DayListField, DaysField, RuleBook, ShareField
from core.transitions import Stateful, Transitions
from core.visibility import PartOf, VisibleQuerySet, any_of, under
from linkage.blankforms import BlankForm
from tenants.accounts.models import User
from tenants.org.models import Organization


def usual_remind_days() -> list[int]:
    """When visits, confirmations and answers are called to mind, in days before they are due."""
    return [7, 3, 1]


class InspectionRules(RuleBook):
    """督导检查: terms of those inspected and of those who inspect, and what a mark is worth."""

    lead = "检查结果由被检查方在期限内确认或申诉；期限按工作日计算。"

    confirm_days = DaysField("被检查方确认或申诉的期限（工作日）", default=5)
    answer_days = DaysField("答复申诉的期限（工作日）", default=5)
    remind_before = DayListField("到期前几天提醒", default=usual_remind_days)
    silence_confirms = models.BooleanField("逾期没有反馈的视为没有异议", default=True)
    mostly_share = ShareField("“基本符合”按该项分值的多少计分", default=Decimal("0.6"))
    mostly_is_problem = models.BooleanField("“基本符合”的也登记为问题", default=False)
    recusal = models.BooleanField(
        "检查组成员回避", default=True, help_text="选了，检查组成员不检查自己任职的地方、单位及其上下级组织。"
    )

    class Meta(RuleBook.Meta):
        verbose_name = "督导检查"


class Checklist(BlankForm):
    """检查表: a district's reusable list of what is looked at; ``lines`` has one item a line, see ``checklists``."""

    TRANSITIONS = Transitions(
        "checklist",
        {("active", "edit"): "active", ("active", "retire"): "retired", ("retired", "restore"): "active"},
        {"create": "制定检查表", "edit": "修改检查表", "retire": "停用检查表", "restore": "恢复使用检查表"},
    )
    shares_history = True

    name = models.CharField("检查表名称", max_length=60, unique=True)
    lines = models.TextField("检查事项", max_length=10000)

    objects: ClassVar[Any] = VisibleQuerySet["Checklist"].as_manager()

    class Meta:
        verbose_name = "检查表"
        verbose_name_plural = "检查表"
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(condition=Q(status__in=["active", "retired"]), name="inspections_checklist_status"),
        )


class Inspection(Stateful):
    """督导检查: what one place of the district looks at below it, in which days, by which teams."""

    class Kind(models.TextChoices):
        MONITORING = "monitoring", "定点监测"
        ON_SITE = "on_site", "实地检查"
        RANDOM = "random", "随机抽查"

    class Status(models.TextChoices):
        DRAFT = "draft", "草稿"
        ISSUED = "issued", "已下达"
        CHECKING = "checking", "检查中"
        COMPLETED = "completed", "已完成"
        CANCELLED = "cancelled", "已取消"

    TRANSITIONS = Transitions(
        "inspection",
        {
            ("draft", "edit"): "draft",
            ("draft", "form"): "draft",
            ("draft", "choose"): "draft",
            ("draft", "announce"): "draft",
            ("draft", "draw"): "draft",
            ("draft", "spread"): "draft",
            ("draft", "issue"): "issued",
            ("draft", "cancel"): "cancelled",
            ("issued", "form"): "issued",
            ("issued", "spread"): "issued",
            ("issued", "start"): "checking",
            ("issued", "cancel"): "cancelled",
            ("checking", "form"): "checking",
            ("checking", "spread"): "checking",
            ("checking", "finish"): "completed",
            ("checking", "cancel"): "cancelled",
        },
        {
            "plan": "制定督导检查",
            "edit": "修改督导检查",
            "form": "组建检查组",
            "choose": "确定检查对象",
            "announce": "公布抽取方案",
            "draw": "随机抽取",
            "spread": "分配检查对象",
            "issue": "下达督导检查",
            "start": "开始检查",
            "finish": "完成督导检查",
            "cancel": "取消督导检查",
        },
    )
    shares_history = True
    OPEN = (Status.DRAFT, Status.ISSUED, Status.CHECKING)
    RUNNING = (Status.ISSUED, Status.CHECKING)

    number = models.CharField("编号", max_length=30, unique=True)
    title = models.CharField("名称", max_length=120)
    kind = models.CharField("方式", max_length=12, choices=Kind.choices)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="inspections", verbose_name="检查组织")
    starts_on = models.DateField("开始日期")
    ends_on = models.DateField("结束日期")
    scope = models.TextField("检查内容和要求", max_length=2000)
    unannounced = models.BooleanField("不提前通知被检查方", default=False)
    status = models.CharField("状态", max_length=10, choices=Status.choices, default=Status.DRAFT)
    created_at = models.DateTimeField("制定时间")
    issued_at = models.DateTimeField("下达时间", null=True, blank=True)
    summary = models.TextField("总体情况", max_length=4000, blank=True)
    finished_at = models.DateTimeField("完成时间", null=True, blank=True)

    objects: ClassVar[Any] = VisibleQuerySet["Inspection"].as_manager()

    class Meta:
        verbose_name = "督导检查"
        verbose_name_plural = "督导检查"
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(status__in=["draft", "issued", "checking", "completed", "cancelled"]),
                name="inspections_inspection_status",
            ),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="inspections_inspection_term"),
            models.CheckConstraint(
                condition=~Q(status__in=["issued", "checking", "completed"]) | Q(issued_at__isnull=False),
                name="inspections_inspection_issued",
            ),
        )
        indexes = (models.Index(fields=["organization", "status"]), models.Index(fields=["status", "ends_on"]))

    def __str__(self) -> str:
        return self.title

    @property
    def place(self) -> Place:
        """The inspecting place: plans are made and results decided there."""
        return Place(self.organization.path)

    @property
    def pending_targets(self) -> QuerySet[Any]:
        """Those that no team has begun with."""
        return self.targets.filter(status=self.targets.model.Status.PENDING)

    @property
    def open_targets(self) -> QuerySet[Any]:
        """Those that are not settled."""
        return self.targets.filter(status__in=self.targets.model.OPEN)

    @classmethod
    def visible_q(cls, actor: Actor) -> Q:
        """The inspecting place and those above, members of its teams, and whoever is inspected once that is told."""
        from linkage.inspections.models.targets import told

        inspected = Q(pk__in=_targets().objects.filter(told(actor)).values("inspection_id"))
        mine = Q(pk__in=joined(actor).values("team__inspection_id"))
        return any_of(under(actor.paths()), mine, inspected)


def _targets() -> Any:
    from linkage.inspections.models.targets import InspectionTarget

    return InspectionTarget


class InspectionItem(PartOf, models.Model):
    """检查事项: one thing that is looked at, against which standard, worth how many points (none: not marked)."""

    OF = "inspection"

    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="items", verbose_name="督导检查")
    order = models.PositiveSmallIntegerField("序号")
    title = models.CharField("检查事项", max_length=120)
    standard = models.CharField("标准", max_length=500, blank=True)
    points = models.DecimalField(
        "分值",
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal("0.01")), MaxValueValidator(Decimal(100))],
    )

    objects: ClassVar[Any] = VisibleQuerySet["InspectionItem"].as_manager()

    class Meta:
        verbose_name = "检查事项"
        verbose_name_plural = "检查事项"
        ordering = ("order",)
        constraints = (
            models.UniqueConstraint(fields=["inspection", "order"], name="inspections_item_order"),
            models.CheckConstraint(
                condition=Q(points=None) | Q(points__gt=0, points__lte=100), name="inspections_item_points"
            ),
        )

    def __str__(self) -> str:
        return self.title


class InspectionTeam(models.Model):
    """检查组. ``people`` names all members for everybody to read; those with accounts record, see ``TeamMember``."""

    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="teams", verbose_name="督导检查")
    order = models.PositiveSmallIntegerField("序号")
    name = models.CharField("检查组", max_length=60)
    head = models.CharField("组长", max_length=60)
    people = models.CharField("成员", max_length=500, blank=True)
    version = models.PositiveIntegerField("版本", default=1, editable=False)

    objects: ClassVar[Any] = VisibleQuerySet["InspectionTeam"].as_manager()

    class Meta:
        verbose_name = "检查组"
        verbose_name_plural = "检查组"
        ordering = ("order",)
        constraints = (
            models.UniqueConstraint(fields=["inspection", "order"], name="inspections_team_order"),
            models.UniqueConstraint(fields=["inspection", "name"], name="inspections_team_name"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def place(self) -> Place:
        return self.inspection.place

    @classmethod
    def visible_q(cls, actor: Actor) -> Q:
        """The inspecting place, those who go in a team of it, and whoever is told to be visited by this one."""
        from linkage.inspections.models.targets import told

        visits = Q(pk__in=_targets().objects.filter(told(actor)).values("team_id"))
        mine = Q(inspection_id__in=joined(actor).values("team__inspection_id"))
        return any_of(inspecting(actor), mine, visits)


class TeamMember(models.Model):
    """Who goes in a team with an account of his own, and may record what it finds."""

    team = models.ForeignKey(InspectionTeam, models.CASCADE, related_name="members", verbose_name="检查组")
    user = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="成员")

    objects: ClassVar[Any] = models.Manager["TeamMember"]()

    class Meta:
        verbose_name = "检查组成员"
        constraints = (models.UniqueConstraint(fields=["team", "user"], name="inspections_member_once"),)

    def __str__(self) -> str:
        return str(self.user)


def inspecting(actor: Actor, prefix: str = "inspection__") -> Q:
    """Rows of inspections that the actor's own place, or one below it, makes."""
    return under(actor.paths(), f"{prefix}organization__path")


def joined(actor: Actor) -> Any:
    """Memberships of the actor in teams, as long as an office gives the right to record."""
    if actor.kind is not ActorKind.USER or actor.id is None or not actor.can_anywhere(Perm.INSPECTION_RECORD):
        return TeamMember.objects.none()
    return TeamMember.objects.filter(user_id=actor.id)
