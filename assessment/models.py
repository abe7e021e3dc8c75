"""季度通报: figures counted from events, confirmed level by level, frozen when issued (S4 一张报表)."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from assessment.indicators import BY_CODE, Indicator
from core.periods import Quarter
from core.permissions import Actor, Perm, Place
from core.transitions import Stateful, Transitions
from core.verbs import label_of
from core.visibility import NOTHING, VisibleQuerySet, under
from tenants.org.models import Organization


class QuarterlyReport(Stateful):
    """One edition of a quarter's report. Issued, it never changes; a correction is the next edition.

    ``excluded`` holds the ids of events that a correction leaves out. ``content_hash`` is the SHA-256 over all frozen
    figures and over the ids that were counted, set when the report is issued. ``terms`` keeps the district's settings
    of the day of drafting (see ``assessment.terms``).
    """

    class Status(models.TextChoices):
        DRAFT = "draft", "数据确认中"
        ISSUED = "issued", "已签发"
        SUPERSEDED = "superseded", "已被更正"
        DISCARDED = "discarded", "已作废"

    TRANSITIONS = Transitions(
        "report",
        {
            ("draft", "recount"): "draft",
            ("draft", "issue"): "issued",
            ("draft", "discard"): "discarded",
            ("issued", "supersede"): "superseded",
        },
        {
            "draft": "生成季度通报",
            "correct": "提出更正",
            "recount": "重新计数",
            "issue": "签发季度通报",
            "discard": "作废更正稿",
            "supersede": "被更正版替代",
        },
    )

    shares_history = True

    year = models.PositiveSmallIntegerField("年度")
    quarter = models.PositiveSmallIntegerField("季度")
    edition = models.PositiveSmallIntegerField("第几版", default=1)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="发布组织")
    status = models.CharField("状态", max_length=10, choices=Status.choices, default=Status.DRAFT)
    number = models.CharField("发文字号", max_length=50, blank=True)
    confirm_by = models.DateField("社区确认截止日期")
    review_by = models.DateField("街道审核截止日期")
    drafted_at = models.DateTimeField("生成时间")
    issued_at = models.DateTimeField("签发时间", null=True, blank=True)
    issued_by_label = models.CharField("签发人", max_length=120, blank=True)
    issue_note = models.CharField("未审核街道说明", max_length=500, blank=True)
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="corrections", verbose_name="更正对象"
    )
    correction_note = models.CharField("更正说明", max_length=500, blank=True)
    excluded = ArrayField(models.BigIntegerField(), verbose_name="更正时剔除的事件", default=list, blank=True)
    terms = models.JSONField("生成时的区级设置", default=dict)
    content_hash = models.CharField("数据摘要", max_length=64, blank=True)

    objects: ClassVar[Any] = VisibleQuerySet["QuarterlyReport"].as_manager()

    class Meta:
        verbose_name = "季度通报"
        verbose_name_plural = "季度通报"
        ordering = ("-year", "-quarter", "-edition")
        constraints = (
            models.UniqueConstraint(fields=["year", "quarter", "edition"], name="assessment_report_edition_once"),
            models.UniqueConstraint(
                fields=["year", "quarter"], condition=Q(status="draft"), name="assessment_report_one_draft"
            ),
            models.UniqueConstraint(
                fields=["year", "quarter"], condition=Q(status="issued"), name="assessment_report_one_issued"
            ),
            models.UniqueConstraint(fields=["number"], condition=~Q(number=""), name="assessment_report_number_once"),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "issued", "superseded", "discarded"]),
                name="assessment_report_status",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["issued", "superseded"]) | ~Q(content_hash=""),
                name="assessment_report_frozen",
            ),
        )

    def __str__(self) -> str:
        edition = f"（第{self.edition}版）" if self.edition > 1 else ""
        return f"{self.period.label}联动通报{edition}"

    @property
    def period(self) -> Quarter:
        """The quarter that is reported on."""
        return Quarter(self.year, self.quarter)

    @property
    def place(self) -> Place:
        return Place(self.organization.path)

    @property
    def is_frozen(self) -> bool:
        return self.status in (self.Status.ISSUED, self.Status.SUPERSEDED)

    @classmethod
    def visible_q(cls, actor: Actor) -> Q:
        """All places of the district; a unit has its own record instead, and sees no report."""
        return Q() if actor.paths(Perm.VIEW) else NOTHING


class ReportEntry(Stateful):
    """One place in a report. The 社区 confirms its entry; the 街道 reviews its own, which covers its communities.

    ``path``, ``name`` and ``level`` are those of the day of counting and stay even if the tree changes later.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", "待办理"
        RETURNED = "returned", "已退回"
        CONFIRMED = "confirmed", "社区已确认"
        REVIEWED = "reviewed", "街道已审核"

    TRANSITIONS = Transitions(
        "report_entry",
        {
            ("draft", "confirm"): "confirmed",
            ("returned", "confirm"): "confirmed",
            ("confirmed", "return"): "returned",
            ("draft", "review"): "reviewed",
            ("returned", "review"): "reviewed",
            ("reviewed", "return"): "returned",
        },
        {"confirm": "确认季度数据", "review": "审核季度数据", "return": "退回季度数据"},
    )

    shares_history = True

    report = models.ForeignKey(QuarterlyReport, models.CASCADE, related_name="entries", verbose_name="季度通报")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="组织")
    street = models.ForeignKey(
        "self",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="communities",
        verbose_name="所属街道",
    )
    path = models.CharField("组织路径", max_length=255)
    name = models.CharField("名称", max_length=60)
    level = models.CharField("层级", max_length=12, choices=Organization.Level.choices)
    status = models.CharField("状态", max_length=10, choices=Status.choices, default=Status.DRAFT)
    confirmed_at = models.DateTimeField("确认时间", null=True, blank=True)
    reviewed_at = models.DateTimeField("审核时间", null=True, blank=True)
    done_by_label = models.CharField("办理人", max_length=120, blank=True)
    note = models.CharField("说明", max_length=500, blank=True)
    return_reason = models.CharField("退回原因", max_length=500, blank=True)
    score = models.DecimalField("综合得分", max_digits=5, decimal_places=2, null=True, blank=True)
    rank = models.PositiveIntegerField("名次", null=True, blank=True)
    previous_rank = models.PositiveIntegerField("上季度名次", null=True, blank=True)

    objects: ClassVar[Any] = VisibleQuerySet["ReportEntry"].as_manager()

    class Meta:
        verbose_name = "通报数据"
        verbose_name_plural = "通报数据"
        ordering = ("path",)
        constraints = (
            models.UniqueConstraint(fields=["report", "organization"], name="assessment_entry_once"),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "returned", "confirmed", "reviewed"]),
                name="assessment_entry_status",
            ),
        )
        indexes = (
            models.Index(
                fields=["report", "path"], opclasses=["int8_ops", "varchar_pattern_ops"], name="assessment_entry_path"
            ),
            models.Index(fields=["report", "level", "rank"], name="assessment_entry_rank"),
        )

    def __str__(self) -> str:
        return f"{self.name} {self.report}"

    @property
    def place(self) -> Place:
        return Place(self.path)

    @property
    def is_open(self) -> bool:
        """Whether its figures may still be counted anew."""
        return self.status in (self.Status.DRAFT, self.Status.RETURNED)

    @classmethod
    def visible_q(cls, actor: Actor) -> Q:
        """One's own places always; every place of the district once the report is issued."""
        paths = actor.paths(Perm.VIEW)
        if not paths:
            return NOTHING
        return under(paths, "path") | Q(report__status__in=["issued", "superseded"])


class ReportTally(models.Model):
    """What was counted at one place: the events of one verb, by their ids. Places above add theirs up."""

    entry = models.ForeignKey(ReportEntry, models.CASCADE, related_name="tallies", verbose_name="通报数据")
    verb = models.CharField("动作", max_length=60)
    count = models.PositiveIntegerField("件数")
    hits = models.PositiveIntegerField("按期件数", default=0)
    total = models.DecimalField("合计", max_digits=16, decimal_places=4, default=0)
    events = ArrayField(models.BigIntegerField(), verbose_name="计入的事件")

    objects: ClassVar[Any] = VisibleQuerySet["ReportTally"].as_manager()

    class Meta:
        verbose_name = "计数"
        verbose_name_plural = "计数"
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=["entry", "verb"], name="assessment_tally_once"),)

    def __str__(self) -> str:
        return f"{label_of(self.verb)} {self.count}"

    @classmethod
    def visible_q(cls, actor: Actor) -> Q:
        """Which records were counted is for the place itself and those above it, issued or not."""
        return under(actor.paths(Perm.VIEW), "entry__path")


class ReportFigure(models.Model):
    """One indicator of one place, with what lies below it; ``value`` is empty where there was nothing to measure.

    ``previous`` and ``year_before`` are the values in the reports in force on the day of counting.
    """

    entry = models.ForeignKey(ReportEntry, models.CASCADE, related_name="figures", verbose_name="通报数据")
    indicator = models.CharField("指标", max_length=30)
    value = models.DecimalField("数值", max_digits=14, decimal_places=2, null=True)
    numerator = models.DecimalField("分子", max_digits=16, decimal_places=4)
    denominator = models.DecimalField("分母", max_digits=16, decimal_places=4)
    previous = models.DecimalField("上季度数值", max_digits=14, decimal_places=2, null=True)
    year_before = models.DecimalField("上年同期数值", max_digits=14, decimal_places=2, null=True)

    objects: ClassVar[Any] = VisibleQuerySet["ReportFigure"].as_manager()

    class Meta:
        verbose_name = "通报指标值"
        verbose_name_plural = "通报指标值"
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=["entry", "indicator"], name="assessment_figure_once"),)

    def __str__(self) -> str:
        return f"{self.definition.name} {self.value}"

    @property
    def definition(self) -> Indicator:
        return BY_CODE[self.indicator]

    @property
    def change(self) -> Any:
        """Against the last quarter's issued report; ``None`` where either has no value."""
        return None if self.value is None or self.previous is None else self.value - self.previous

    @property
    def year_change(self) -> Any:
        """Against the same quarter of the year before."""
        return None if self.value is None or self.year_before is None else self.value - self.year_before

    @classmethod
    def visible_q(cls, actor: Actor) -> Q:
        paths = actor.paths(Perm.VIEW)
        if not paths:
            return NOTHING
        return under(paths, "entry__path") | Q(entry__report__status__in=["issued", "superseded"])
