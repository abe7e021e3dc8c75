"""书记项目: the project of a secretary for a year, its four parts, and what was reported each quarter (S4)."""

from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q, QuerySet

from core.origins import Originated
from core.permissions import Actor, Place
from core.rulebook import DaysField, RuleBook
from core.transitions import Stateful, Transitions
from core.visibility import PartOf, VisibleQuerySet, under
from linkage.lights import Timed
from linkage.reporting import Report
from linkage.subjects import tracked
from tenants.attachments import Attachment
from tenants.org.models import Organization, Post


class SecretaryProjectRules(RuleBook):
    """Who has a project each year, by when it is applied for, and when a quarter has to be reported."""

    lead = "街道书记每年一个书记项目；社区书记是否也要申报，由本区规定。"

    communities = models.BooleanField("社区书记也要申报", default=True)
    apply_month = models.PositiveSmallIntegerField(
        "每年几月底前申报", default=3, validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    report_days = DaysField("季度结束后几天内报告进展", default=10)

    class Meta(RuleBook.Meta):
        verbose_name = "书记项目"


@tracked
class SecretaryProject(Stateful, Timed, Originated):
    """书记项目: applied for, approved by the level above, carried out, accepted, and the best named as 标杆.

    Its origin is the problem of the list of problems that it is to solve, if it came from one. One that was withdrawn,
    or stopped by the level above, does not stand in the way of another in the same year.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", "草稿"
        SUBMITTED = "submitted", "待审核"
        RETURNED = "returned", "退回补充"
        RUNNING = "running", "实施中"
        CONCLUDING = "concluding", "待验收"
        RECTIFYING = "rectifying", "验收不合格，整改中"
        ACCEPTED = "accepted", "验收合格"
        BENCHMARK = "benchmark", "标杆项目"
        WITHDRAWN = "withdrawn", "已撤回"

    TRANSITIONS = Transitions(
        "secretaryproject",
        {
            ("draft", "edit"): "draft",
            ("draft", "submit"): "submitted",
            ("draft", "withdraw"): "withdrawn",
            ("submitted", "approve"): "running",
            ("submitted", "return"): "returned",
            ("submitted", "withdraw"): "withdrawn",
            ("returned", "edit"): "returned",
            ("returned", "submit"): "submitted",
            ("returned", "withdraw"): "withdrawn",
            ("running", "write"): "running",
            ("running", "report"): "running",
            ("running", "check"): "running",
            ("running", "extend"): "running",
            ("running", "conclude"): "concluding",
            ("running", "succeed"): "running",
            ("concluding", "succeed"): "concluding",
            ("rectifying", "succeed"): "rectifying",
            ("running", "stop"): "withdrawn",
            ("concluding", "stop"): "withdrawn",
            ("rectifying", "stop"): "withdrawn",
            ("concluding", "accept"): "accepted",
            ("concluding", "fail"): "rectifying",
            ("rectifying", "write"): "rectifying",
            ("rectifying", "report"): "rectifying",
            ("rectifying", "extend"): "rectifying",
            ("rectifying", "conclude"): "concluding",
            ("accepted", "honour"): "benchmark",
        },
        {
            "create": "起草书记项目",
            "edit": "修改书记项目",
            "submit": "申报书记项目",
            "approve": "审核通过，立项实施",
            "return": "退回补充",
            "withdraw": "撤回书记项目",
            "succeed": "变更项目书记",
            "stop": "终止书记项目",
            "write": "填写项目内容",
            "report": "报告季度进展",
            "check": "中期检查",
            "extend": "项目期限延至新的日期",
            "conclude": "申请结项",
            "accept": "验收合格",
            "fail": "验收不合格，限期整改",
            "honour": "评为标杆项目",
            "remind": "书记项目提醒",
        },
    )
    shares_history = True
    ACTING = (Status.RUNNING, Status.RECTIFYING)
    # Nobody has to act any more.
    SETTLED = (Status.ACCEPTED, Status.BENCHMARK, Status.WITHDRAWN)

    number = models.CharField("编号", max_length=30, unique=True)
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="secretary_projects", verbose_name="申报组织"
    )
    year = models.PositiveSmallIntegerField("年度", validators=[MinValueValidator(2000), MaxValueValidator(2100)])
    secretary = models.CharField("书记", max_length=60)
    post = models.ForeignKey(Post, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="所任职务")
    title = models.CharField("项目名称", max_length=80)
    goal = models.TextField("预期成效", max_length=2000)
    measures = models.TextField("主要措施", max_length=4000)
    status = models.CharField("状态", max_length=10, choices=Status.choices, default=Status.DRAFT)
    opinion = models.CharField("审核和验收意见", max_length=500, blank=True)
    findings = models.CharField("中期检查情况", max_length=500, blank=True)
    created_at = models.DateTimeField("起草时间")
    submitted_at = models.DateTimeField("申报时间", null=True, blank=True)
    approved_at = models.DateTimeField("立项时间", null=True, blank=True)
    checked_at = models.DateTimeField("中期检查时间", null=True, blank=True)
    concluded_at = models.DateTimeField("申请结项时间", null=True, blank=True)
    accepted_at = models.DateTimeField("验收时间", null=True, blank=True)

    objects: ClassVar[Any] = VisibleQuerySet["SecretaryProject"].as_manager()

    class Meta:
        verbose_name = "书记项目"
        verbose_name_plural = "书记项目"
        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(
                fields=["organization", "year"],
                condition=~Q(status="withdrawn"),
                name="secretaryprojects_once_a_year",
            ),
            models.CheckConstraint(
                condition=Q(
                    status__in=[
                        "draft",
                        "submitted",
                        "returned",
                        "running",
                        "concluding",
                        "rectifying",
                        "accepted",
                        "benchmark",
                        "withdrawn",
                    ]
                ),
                name="secretaryprojects_status",
            ),
            models.CheckConstraint(condition=Q(progress__lte=100), name="secretaryprojects_progress"),
        )
        indexes = (
            models.Index(fields=["organization", "status"], name="secretaryprojects_place"),
            models.Index(fields=["year", "status"], name="secretaryprojects_year"),
            models.Index(fields=["origin_type", "origin_id"], name="secretaryprojects_origin"),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def place(self) -> Place:
        return Place(self.organization.path)

    @property
    def empty_parts(self) -> "QuerySet[ProjectPart]":
        """Those of its four parts that are not written yet."""
        return self.parts.filter(text="")

    @classmethod
    def visible_q(cls, actor: Actor) -> Q:
        """The place whose secretary's it is, and those above."""
        return under(actor.paths())


class ProjectPart(PartOf, models.Model):
    """一个问题、一个报告、一条经验、一个标杆: four of them, each with a text and files of its own."""

    OF = "project"

    class Kind(models.TextChoices):
        PROBLEM = "problem", "解决一个问题"
        REPORT = "report", "形成一个报告"
        EXPERIENCE = "experience", "创造一条经验"
        BENCHMARK = "benchmark", "打造一个标杆"

    project = models.ForeignKey(SecretaryProject, models.CASCADE, related_name="parts", verbose_name="书记项目")
    kind = models.CharField("内容", max_length=10, choices=Kind.choices)
    text = models.TextField("正文", max_length=10000, blank=True)
    written_at = models.DateTimeField("填写时间", null=True, blank=True)

    objects: ClassVar[Any] = VisibleQuerySet["ProjectPart"].as_manager()

    class Meta:
        verbose_name = "书记项目内容"
        verbose_name_plural = "书记项目内容"
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=["project", "kind"], name="secretaryprojects_part_once"),
            models.CheckConstraint(
                condition=Q(kind__in=["problem", "report", "experience", "benchmark"]),
                name="secretaryprojects_part_kind",
            ),
        )

    def __str__(self) -> str:
        return str(self.get_kind_display())


class ProjectReport(Report):
    """季度进展: how far it has come in a quarter, in words and per cent; the last word of a quarter stands."""

    OF = "project"

    project = models.ForeignKey(SecretaryProject, models.CASCADE, related_name="reports", verbose_name="书记项目")
    year = models.PositiveSmallIntegerField("年度")
    quarter = models.PositiveSmallIntegerField("季度", validators=[MinValueValidator(1), MaxValueValidator(4)])
    text = models.TextField("进展情况", max_length=2000)

    objects: ClassVar[Any] = VisibleQuerySet["ProjectReport"].as_manager()

    class Meta:
        verbose_name = "季度进展"
        verbose_name_plural = "季度进展"
        ordering = ("year", "quarter")
        constraints = (
            models.UniqueConstraint(fields=["project", "year", "quarter"], name="secretaryprojects_report_once"),
            models.CheckConstraint(
                condition=Q(quarter__gte=1, quarter__lte=4, progress__lte=100), name="secretaryprojects_report_figures"
            ),
        )

    def __str__(self) -> str:
        return f"{self.year} 年第 {self.quarter} 季度"


class ProjectPartFile(Attachment):
    """项目材料: belongs to one part of a project."""

    OF = "part"

    part = models.ForeignKey(ProjectPart, models.CASCADE, related_name="files", verbose_name="书记项目内容")

    objects: ClassVar[Any] = VisibleQuerySet["ProjectPartFile"].as_manager()

    class Meta:
        verbose_name = "书记项目材料"
        verbose_name_plural = "书记项目材料"
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=["part", "sha256"], name="secretaryprojects_file_once"),)

    @classmethod
    def visible_q(cls, actor: Actor) -> Q:
        return Q(part__project__in=SecretaryProject.objects.visible_to(actor).values("pk"))
