"""责任清单: the items of a year for a party organization, its secretary and the members of its leadership.

Its cycle is 建 → 领 → 晒 → 查 → 验: built, claimed by whoever answers for it, published for all to see, checked by the
level above, accepted with a result. While it runs it is lit, reminded of, extended and supervised as tasks are; what
its organization has done it reports, and hands in to be accepted.
"""

from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from core.permissions import PATH_STEP, ROOT, Actor, Place
from core.transitions import Stateful, Transitions
from core.visibility import NOTHING, PartOf, VisibleQuerySet, any_of, under
from linkage.lights import Timed
from linkage.reporting import Report
from linkage.subjects import tracked
from tenants.attachments import Attachment
from tenants.org.models import Organization

# The levels whose lists the whole district reads: 区 and 街道.
_WIDE_DEPTH = 2


@tracked
class Responsibility(Stateful, Timed):
    """责任事项: one item of an organization's list for a year. Numbers are never reused."""

    class Holder(models.TextChoices):
        PARTY = "party", "党组织"
        SECRETARY = "secretary", "书记"
        MEMBER = "member", "班子成员"

    class Category(models.TextChoices):
        POLITICS = "politics", "政治建设"
        ORGANIZATION = "organization", "组织建设"
        TEAM = "team", "队伍建设"
        CONDUCT = "conduct", "作风和廉政建设"
        SERVICE = "service", "服务群众"
        GOVERNANCE = "governance", "基层治理"
        COBUILDING = "cobuilding", "共驻共建"
        OTHER = "other", "其他"

    class Result(models.TextChoices):
        MET = "met", "完成"
        PARTLY = "partly", "基本完成"
        UNMET = "unmet", "未完成"

    class Status(models.TextChoices):
        BUILT = "built", "待认领"
        CLAIMED = "claimed", "已认领"
        PUBLISHED = "published", "已公示"
        SUBMITTED = "submitted", "待验收"
        ACCEPTED = "accepted", "已验收"
        DISCARDED = "discarded", "已作废"

    TRANSITIONS = Transitions(
        "responsibility",
        {
            ("built", "claim"): "claimed",
            ("built", "extend"): "built",
            ("built", "discard"): "discarded",
            ("claimed", "publish"): "published",
            ("claimed", "extend"): "claimed",
            ("claimed", "discard"): "discarded",
            ("published", "report"): "published",
            ("published", "extend"): "published",
            ("published", "check"): "published",
            ("published", "submit"): "submitted",
            ("published", "accept"): "accepted",
            ("submitted", "check"): "submitted",
            ("submitted", "return"): "published",
            ("submitted", "accept"): "accepted",
        },
        {
            "build": "建立责任事项",
            "edit": "修改责任事项",
            "claim": "认领责任",
            "publish": "公示责任",
            "report": "报告落实进展",
            "check": "检查履责情况",
            "submit": "申请验收",
            "return": "退回，继续落实",
            "accept": "验收",
            "extend": "期限延至新的日期",
            "remind": "责任事项提醒",
            "discard": "作废责任事项",
            "pass_on": "责任事项转由承接组织承担",
        },
    )

    shares_history = True
    # May still be changed; once published it is what everybody has read.
    OPEN = (Status.BUILT, Status.CLAIMED)
    ACTING = (Status.BUILT, Status.CLAIMED, Status.PUBLISHED)
    RUNNING = (*ACTING, Status.SUBMITTED)

    number = models.CharField("编号", max_length=30, unique=True)
    year = models.PositiveSmallIntegerField("年度", validators=[MinValueValidator(2000), MaxValueValidator(2999)])
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="responsibilities", verbose_name="责任组织"
    )
    holder = models.CharField("责任主体", max_length=10, choices=Holder.choices)
    post = models.CharField("职务", max_length=60, blank=True)
    responsible = models.CharField("责任人", max_length=60, blank=True)
    category = models.CharField("类别", max_length=14, choices=Category.choices)
    title = models.CharField("责任事项", max_length=120)
    content = models.TextField("责任内容", max_length=2000)
    measures = models.TextField("落实措施", max_length=2000, blank=True)
    outcome = models.TextField("落实情况", max_length=2000, blank=True)
    status = models.CharField("状态", max_length=10, choices=Status.choices, default=Status.BUILT)
    result = models.CharField("验收结果", max_length=8, choices=Result.choices, blank=True)
    result_note = models.CharField("验收意见", max_length=500, blank=True)
    built_at = models.DateTimeField("建立时间")
    claimed_at = models.DateTimeField("认领时间", null=True, blank=True)
    published_at = models.DateTimeField("公示时间", null=True, blank=True)
    submitted_at = models.DateTimeField("申请验收时间", null=True, blank=True)
    accepted_at = models.DateTimeField("验收时间", null=True, blank=True)

    objects: ClassVar[Any] = VisibleQuerySet["Responsibility"].as_manager()

    class Meta:
        verbose_name = "责任事项"
        verbose_name_plural = "责任清单"
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(status__in=["built", "claimed", "published", "submitted", "accepted", "discarded"]),
                name="responsibilities_status",
            ),
            models.CheckConstraint(condition=Q(due_on__gte=F("started_on")), name="responsibilities_term"),
            models.CheckConstraint(condition=Q(progress__lte=100), name="responsibilities_progress"),
            models.CheckConstraint(
                condition=~Q(status="accepted") | ~Q(result=""), name="responsibilities_accepted_with_result"
            ),
            models.UniqueConstraint(
                fields=["organization", "year", "holder", "title"],
                condition=~Q(status="discarded"),
                name="responsibilities_once",
            ),
        )
        indexes = (
            models.Index(fields=["organization", "year"]),
            models.Index(fields=["year", "status"]),
            models.Index(
                fields=["due_on"],
                condition=Q(status="built") | Q(status="claimed") | Q(status="published"),
                name="responsibilities_running_due",
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def place(self) -> Place:
        return Place(self.organization.path)

    @property
    def place_above(self) -> Place:
        """Where it is checked and accepted: the level above; the district looks after itself."""
        return Place(self.organization.path[:-PATH_STEP] or ROOT.path)

    @classmethod
    def visible_q(cls, actor: Actor) -> Q:
        """Items of one's places; published ones of the district and its streets for everybody, those of communities
        for whoever is at home in the same street (晒)."""
        around = actor.audience_paths()
        wide = Q(organization__depth__lte=_WIDE_DEPTH) if around else NOTHING
        streets = [path for path in around if len(path) == _WIDE_DEPTH * PATH_STEP]
        shown = Q(status__in=(cls.Status.PUBLISHED, cls.Status.SUBMITTED, cls.Status.ACCEPTED))
        return any_of(under(actor.paths()), shown & any_of(wide, under(streets)))


class ResponsibilityCheck(PartOf, models.Model):
    """履责检查: what the level above found when it looked (查)."""

    OF = "responsibility"

    responsibility = models.ForeignKey(Responsibility, models.CASCADE, related_name="checks", verbose_name="责任事项")
    passed = models.BooleanField("是否落实")
    findings = models.TextField("检查情况", max_length=2000)
    by_label = models.CharField("检查人", max_length=120)
    at = models.DateTimeField("检查时间")

    objects: ClassVar[Any] = VisibleQuerySet["ResponsibilityCheck"].as_manager()

    class Meta:
        verbose_name = "履责检查"
        verbose_name_plural = "履责检查"
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.responsibility} {'已落实' if self.passed else '未落实'}"


class ResponsibilityReport(Report):
    """落实进展: how far a published item has come, in words and per cent; the ``final`` one asks to be accepted."""

    OF = "responsibility"

    responsibility = models.ForeignKey(Responsibility, models.CASCADE, related_name="reports", verbose_name="责任事项")
    text = models.TextField("落实进展", max_length=2000)
    final = models.BooleanField("申请验收", default=False)

    objects: ClassVar[Any] = VisibleQuerySet["ResponsibilityReport"].as_manager()

    class Meta:
        verbose_name = "落实进展"
        verbose_name_plural = "落实进展"
        ordering = ("-id",)
        constraints = (models.CheckConstraint(condition=Q(progress__lte=100), name="responsibilities_report_progress"),)

    @classmethod
    def visible_q(cls, actor: Actor) -> Q:
        """Its organization and those above: what is published is the item, not the papers that show how it is kept."""
        return under(actor.paths(), "responsibility__organization__path")


class ResponsibilityFile(Attachment):
    """佐证材料 of a report on how an item is kept."""

    OF = "report"

    report = models.ForeignKey(ResponsibilityReport, models.CASCADE, related_name="files", verbose_name="落实进展")

    objects: ClassVar[Any] = VisibleQuerySet["ResponsibilityFile"].as_manager()

    class Meta:
        verbose_name = "责任落实佐证"
        verbose_name_plural = "责任落实佐证"
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=["report", "sha256"], name="responsibilities_file_once"),)
