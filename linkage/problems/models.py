"""Problems, their rectifications, progress reports and the files that show that it was done."""

from typing import Any, ClassVar

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q

from core.origins import Originated
from core.permissions import Actor, EventPlace, Perm, Place
from core.rulebook import DayListField, DaysField, RuleBook
from core.transitions import Stateful, Transitions
from core.visibility import PartOf, VisibleQuerySet, any_of, under
from linkage.lights import Timed
from linkage.subjects import tracked
from tenants.accounts.models import User
from tenants.attachments import Attachment
from tenants.org.models import Organization, Post


class Severity(models.TextChoices):
    MINOR = "minor", "一般"
    MAJOR = "major", "较重"
    GRAVE = "grave", "严重"


def the_day_before() -> list[int]:
    """Before the level above has to order, to check or to close."""
    return [1]


class RectificationTerms(RuleBook):
    """How many working days there are to order that a problem be put right, to do so, and to check it, by severity."""

    lead = (
        "按问题的严重程度计算期限：登记后多久内下发整改，下发后多久内整改到位，"
        "提交后多久内审核、审核通过后多久内销号；都从次日起的第一个工作日算起，法定节假日和调休按工作日历。"
    )

    minor_days = DaysField("一般问题整改期限（工作日）", default=30)
    major_days = DaysField("较重问题整改期限（工作日）", default=15)
    grave_days = DaysField("严重问题整改期限（工作日）", default=7)

    minor_order_days = DaysField("一般问题下发期限（工作日）", default=5)
    major_order_days = DaysField("较重问题下发期限（工作日）", default=3)
    grave_order_days = DaysField("严重问题下发期限（工作日）", default=1)
    minor_check_days = DaysField("一般问题审核、销号期限（工作日）", default=5)
    major_check_days = DaysField("较重问题审核、销号期限（工作日）", default=3)
    grave_check_days = DaysField("严重问题审核、销号期限（工作日）", default=1)
    remind_days = DayListField(
        "下发、审核、销号期限到期前几天提醒",
        default=the_day_before,
        help_text="不填即到期前不提醒，逾期未下达、未审核、未销号的仍提醒。",
    )

    class Meta(RuleBook.Meta):
        verbose_name = "整改期限"

    def days_for(self, severity: str) -> int:
        """Working days from the day after the order."""
        return int(getattr(self, f"{severity}_days"))

    def order_days_for(self, severity: str) -> int:
        """Working days from the day after it was registered until it has to be ordered or dismissed."""
        return int(getattr(self, f"{severity}_order_days"))

    def check_days_for(self, severity: str) -> int:
        """Working days from the day after it was handed in, or found to hold, until it has to be checked, or closed."""
        return int(getattr(self, f"{severity}_check_days"))


class Problem(Stateful, Originated):
    """问题: what was found wrong with a place, by whom, and how grave. Its number is never used again."""

    class Status(models.TextChoices):
        REPORTED = "reported", "已登记"
        DISPATCHED = "dispatched", "已下发整改"
        DISMISSED = "dismissed", "不予整改"
        RECTIFYING = "rectifying", "整改中"
        CLOSED = "closed", "已销号"

    class Source(models.TextChoices):
        APPRAISAL = "appraisal", "述职评议"
        INSPECTION = "inspection", "督导检查"
        CONTACT = "contact", "联系点走访"
        APPEAL = "appeal", "群众诉求"
        MEETING = "meeting", "会议议定"
        ASSESSMENT = "assessment", "考核评价"
        SELF = "self", "自查"
        REVISIT = "revisit", "回头看"
        OTHER = "other", "其他"

    class Category(models.TextChoices):
        ORGANIZATION = "organization", "组织建设"
        DUTY = "duty", "责任落实"
        TEAM = "team", "队伍建设"
        CO_BUILDING = "co_building", "共建联建"
        SERVICE = "service", "服务群众"
        GOVERNANCE = "governance", "基层治理"
        FACILITY = "facility", "阵地设施"
        DISCIPLINE = "discipline", "制度作风"
        OTHER = "other", "其他"

    TRANSITIONS = Transitions(
        "problem",
        {
            ("reported", "dispatch"): "dispatched",
            ("reported", "dismiss"): "dismissed",
            ("dispatched", "start"): "rectifying",
            ("dispatched", "recall"): "reported",
            ("rectifying", "recall"): "reported",
            ("rectifying", "close"): "closed",
            ("closed", "revisit"): "closed",
        },
        {
            "report": "登记问题",
            "edit": "修改问题",
            "dispatch": "下发整改",
            "dismiss": "不予整改",
            "start": "开始整改",
            "recall": "撤回整改，重新待下发",
            "close": "问题销号",
            "revisit": "回头看",
            "remind": "下发整改提醒",
        },
    )
    shares_history = True

    number = models.CharField("编号", max_length=30, unique=True)
    title = models.CharField("问题", max_length=120)
    detail = models.TextField("具体表现", max_length=2000)
    source = models.CharField("来源", max_length=12, choices=Source.choices)
    category = models.CharField("类别", max_length=12, choices=Category.choices, default=Category.OTHER)
    severity = models.CharField("严重程度", max_length=8, choices=Severity.choices, default=Severity.MINOR)
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="problems", verbose_name="存在问题的组织"
    )
    reported_by = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="登记的组织"
    )
    reporter_label = models.CharField("登记人", max_length=120)
    follows = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="revisits", verbose_name="回头看的问题"
    )
    status = models.CharField("状态", max_length=12, choices=Status.choices, default=Status.REPORTED)
    reported_at = models.DateTimeField("登记时间")
    # Since when it waits to be ordered: since it was registered, or since an order was withdrawn.
    waits_since = models.DateField("待下发起始日期", null=True, blank=True, editable=False)
    order_due_on = models.DateField("下发期限", null=True, blank=True)
    closed_at = models.DateTimeField("销号时间", null=True, blank=True)

    objects: ClassVar[Any] = VisibleQuerySet["Problem"].as_manager()

    class Meta:
        verbose_name = "问题"
        verbose_name_plural = "问题"
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(status__in=["reported", "dispatched", "dismissed", "rectifying", "closed"]),
                name="problems_problem_status",
            ),
            models.CheckConstraint(
                condition=~Q(status="closed") | Q(closed_at__isnull=False), name="problems_problem_closed"
            ),
        )
        indexes = (
            models.Index(fields=["organization", "status"]),
            models.Index(fields=["status", "id"]),
            models.Index(fields=["reported_by"]),
            models.Index(fields=["order_due_on"], condition=Q(status="reported"), name="problems_problem_order_due"),
            models.Index(fields=["origin_type", "origin_id"], name="problems_problem_origin"),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def place(self) -> Place:
        return Place(self.organization.path)

    @property
    def event_place(self) -> EventPlace:
        """It concerns the place, and the place that reported it."""
        other = self.reported_by.path if self.reported_by and self.reported_by_id != self.organization_id else ""
        return EventPlace(self.organization.path, other_path=other)

    @classmethod
    def visible_q(cls, actor: Actor) -> Q:
        """The place with which it lies, the one that reported it, those that were to put it right, and those above."""
        paths = actor.paths(Perm.VIEW)
        # As a set of problems: there may have been several orders, and each problem is one row.
        ordered = Rectification.objects.filter(under(paths)).order_by().values("problem")
        return any_of(under(paths), under(paths, "reported_by__path"), Q(pk__in=ordered))


@tracked
class Rectification(Stateful, Timed):
    """整改: what is demanded, what is done, by whom and until when. Closed for good: a relapse is a new problem.

    One that was ordered by mistake is withdrawn by who ordered it; the problem may then be ordered anew.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", "待制定措施"
        RECTIFYING = "rectifying", "整改中"
        SUBMITTED = "submitted", "待审核"
        REVIEWED = "reviewed", "待销号"
        RETURNED = "returned", "已退回"
        CLOSED = "closed", "已销号"
        WITHDRAWN = "withdrawn", "已撤回"

    TRANSITIONS = Transitions(
        "rectification",
        {
            ("draft", "start"): "rectifying",
            ("draft", "adjust"): "draft",
            ("draft", "extend"): "draft",
            ("draft", "withdraw"): "withdrawn",
            ("rectifying", "revise"): "rectifying",
            ("rectifying", "report"): "rectifying",
            ("rectifying", "submit"): "submitted",
            ("rectifying", "adjust"): "rectifying",
            ("rectifying", "extend"): "rectifying",
            ("rectifying", "withdraw"): "withdrawn",
            ("returned", "revise"): "returned",
            ("returned", "report"): "returned",
            ("returned", "submit"): "submitted",
            ("returned", "adjust"): "returned",
            ("returned", "extend"): "returned",
            ("submitted", "approve"): "reviewed",
            ("submitted", "return"): "returned",
            ("reviewed", "return"): "returned",
            ("reviewed", "close"): "closed",
        },
        {
            "create": "下发整改要求",
            "start": "制定措施，开始整改",
            "revise": "修改整改措施",
            "report": "报告整改进展",
            "submit": "提交整改结果",
            "adjust": "调整整改要求",
            "extend": "整改延期",
            "approve": "审核通过，待销号",
            "return": "退回整改",
            "close": "整改销号",
            "withdraw": "撤回整改",
            "remind": "整改期限提醒",
            "remind_check": "审核销号提醒",
        },
    )
    ACTING = ("draft", "rectifying", "returned")
    # What was handed in waits for the level above: to be checked, then to be closed.
    HANDED_IN = (Status.SUBMITTED, Status.REVIEWED)
    # Still to be dealt with by somebody; the other statuses are ends.
    RUNNING = (Status.DRAFT, Status.RECTIFYING, Status.SUBMITTED, Status.REVIEWED, Status.RETURNED)
    shares_history = True

    number = models.CharField("编号", max_length=30, unique=True)
    # Of a problem one at a time: in queries ``rectification`` is any of them, told apart by its status.
    problem = models.ForeignKey(
        Problem,
        models.PROTECT,
        related_name="rectifications",
        related_query_name="rectification",
        verbose_name="问题",
    )
    title = models.CharField("整改事项", max_length=120)
    severity = models.CharField("严重程度", max_length=8, choices=Severity.choices)
    requirement = models.TextField("整改要求", max_length=2000)
    measures = models.TextField("整改措施", max_length=2000, blank=True)
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="rectifications", verbose_name="责任组织"
    )
    issuer = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="下发组织"
    )
    post = models.ForeignKey(Post, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="责任人职务")
    person = models.CharField("责任人", max_length=140, blank=True)
    outcome = models.TextField("整改结果", max_length=2000, blank=True)
    status = models.CharField("状态", max_length=12, choices=Status.choices, default=Status.DRAFT)
    created_at = models.DateTimeField("下发时间")
    submitted_at = models.DateTimeField("提交时间", null=True, blank=True)
    submitted_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="提交人"
    )
    submitter_label = models.CharField("提交人", max_length=120, blank=True)
    closed_at = models.DateTimeField("销号时间", null=True, blank=True)
    check_by = models.DateField("审核销号期限", null=True, blank=True)
    closer_label = models.CharField("销号人", max_length=120, blank=True)

    objects: ClassVar[Any] = VisibleQuerySet["Rectification"].as_manager()

    class Meta:
        verbose_name = "整改"
        verbose_name_plural = "整改"
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(
                    status__in=["draft", "rectifying", "submitted", "reviewed", "returned", "closed", "withdrawn"]
                ),
                name="problems_rectification_status",
            ),
            models.UniqueConstraint(
                fields=["problem"], condition=~Q(status="withdrawn"), name="problems_rectification_once"
            ),
            models.CheckConstraint(condition=Q(due_on__gte=F("started_on")), name="problems_rectification_term"),
            models.CheckConstraint(condition=Q(progress__lte=100), name="problems_rectification_progress"),
            models.CheckConstraint(
                condition=~Q(status="closed") | Q(closed_at__isnull=False), name="problems_rectification_closed"
            ),
        )
        indexes = (
            models.Index(fields=["organization", "status"]),
            models.Index(fields=["status", "due_on"]),
            models.Index(
                fields=["check_by"],
                condition=Q(status="submitted") | Q(status="reviewed"),
                name="problems_rect_check_by",
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def place(self) -> Place:
        return Place(self.organization.path)

    @property
    def event_place(self) -> EventPlace:
        """It concerns the responsible place, and the one with which the problem lies."""
        there = self.problem.organization
        return EventPlace(self.organization.path, other_path=there.path if there.pk != self.organization_id else "")

    @classmethod
    def visible_q(cls, actor: Actor) -> Q:
        """The responsible place, whoever sees the problem, and the places above."""
        paths = actor.paths(Perm.VIEW)
        return any_of(
            under(paths), under(paths, "problem__organization__path"), under(paths, "problem__reported_by__path")
        )


class ProgressReport(PartOf, models.Model):
    """整改进展: how far it has come, in percent and words, as told on a day."""

    OF = "rectification"

    rectification = models.ForeignKey(Rectification, models.CASCADE, related_name="reports", verbose_name="整改")
    percent = models.PositiveSmallIntegerField("进度（%）", validators=[MaxValueValidator(100)])
    text = models.TextField("进展", max_length=2000)
    by_label = models.CharField("报告人", max_length=120)
    at = models.DateTimeField("报告时间")

    objects: ClassVar[Any] = VisibleQuerySet["ProgressReport"].as_manager()

    class Meta:
        verbose_name = "整改进展"
        verbose_name_plural = "整改进展"
        ordering = ("-id",)
        constraints = (models.CheckConstraint(condition=Q(percent__lte=100), name="problems_report_percent"),)

    def __str__(self) -> str:
        return f"{self.percent}%"


class RectificationFile(Attachment):
    """整改佐证: a file that shows what was done. Type and size are checked by content."""

    OF = "rectification"

    rectification = models.ForeignKey(Rectification, models.CASCADE, related_name="files", verbose_name="整改")

    objects: ClassVar[Any] = VisibleQuerySet["RectificationFile"].as_manager()

    class Meta:
        verbose_name = "整改佐证"
        verbose_name_plural = "整改佐证"
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=["rectification", "sha256"], name="problems_file_once"),)
