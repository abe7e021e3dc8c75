"""The resource list and the need list: one shape, one life."""

from decimal import Decimal
from typing import Any, ClassVar

from django.apps import apps
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from core.origins import Originated
from core.permissions import Actor, EventPlace
from core.tallies import Tallied
from core.transitions import Stateful, Transitions
from core.visibility import VisibleQuerySet, any_of, owned
from tenants.org.models import Organization, Owned


class Category(models.TextChoices):
    VENUE = "venue", "场地"
    PEOPLE = "people", "人员"
    FUNDS = "funds", "资金"
    GOODS = "goods", "物资"
    TECHNOLOGY = "technology", "技术"
    CULTURE = "culture", "文化"
    MEDICAL = "medical", "医疗健康"
    LEGAL = "legal", "法律服务"
    EDUCATION = "education", "教育培训"
    PARKING = "parking", "停车"
    OTHER = "other", "其他"


class Extent(models.TextChoices):
    """How far a quantity has come: a listing keeps one for what is promised and one for what is done."""

    NONE = "none", "无"
    PARTIAL = "partial", "部分"
    COMPLETE = "complete", "全部"


# A unit's own affair: nobody else sees it.
PRIVATE = Q(unit__isnull=False, submitted_at=None)


def _listing_transitions(noun: str, label: str) -> Transitions:
    return Transitions(
        noun,
        {
            ("draft", "submit"): "submitted",
            ("draft", "withdraw"): "withdrawn",
            ("submitted", "publish"): "open",
            ("submitted", "return"): "returned",
            ("submitted", "withdraw"): "withdrawn",
            ("returned", "submit"): "submitted",
            ("returned", "withdraw"): "withdrawn",
            ("open", "withdraw"): "withdrawn",
            ("open", "expire"): "expired",
            ("open", "close"): "closed",
        },
        {
            "create": f"填报{label}",
            "edit": f"修改{label}",
            "submit": "提交审核",
            "publish": f"审核通过并发布{label}",
            "return": f"退回{label}",
            "withdraw": f"撤回{label}",
            "expire": f"{label}过期",
            "close": f"{label}办结",
            "pass_on": f"{label}转由承接组织办理",
        },
    )


class Listing(Tallied, Stateful, Owned):
    """What resources and needs have in common.

    ``status`` is the record's own life; ``commit_status`` and ``fulfil_status`` say how much of the quantity has been
    promised and done. The three together give the ``stage`` that people see.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", "草稿"
        SUBMITTED = "submitted", "待审核"
        RETURNED = "returned", "已退回"
        OPEN = "open", "可认领"
        CLOSED = "closed", "已办结"
        WITHDRAWN = "withdrawn", "已撤回"
        EXPIRED = "expired", "已过期"

    NOUN: ClassVar[str]
    UNTALLIED = PRIVATE

    title = models.CharField("名称", max_length=120)
    category = models.CharField("类别", max_length=12, choices=Category.choices)
    description = models.TextField("说明", max_length=2000, blank=True)
    quantity = models.DecimalField("数量", max_digits=12, decimal_places=2)
    measure = models.CharField("计量单位", max_length=10)
    due_on = models.DateField("截止日期")
    audience = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="公开范围")
    status = models.CharField("状态", max_length=10, choices=Status.choices, default=Status.DRAFT)
    claimed = models.DecimalField("已认领数量", max_digits=12, decimal_places=2, default=Decimal(0), editable=False)
    fulfilled = models.DecimalField("已完成数量", max_digits=12, decimal_places=2, default=Decimal(0), editable=False)
    commit_status = models.CharField(
        "认领进度", max_length=8, choices=Extent.choices, default=Extent.NONE, editable=False
    )
    fulfil_status = models.CharField(
        "完成进度", max_length=8, choices=Extent.choices, default=Extent.NONE, editable=False
    )
    created_at = models.DateTimeField("填报时间")
    submitted_at = models.DateTimeField("首次提交时间", null=True, blank=True)
    published_at = models.DateTimeField("发布时间", null=True, blank=True)

    objects: ClassVar[Any] = VisibleQuerySet["Listing"].as_manager()

    class Meta:
        abstract = True
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.title

    @property
    def event_place(self) -> EventPlace:
        """What a unit has never submitted is its own affair; from submission on, its place takes part."""
        return EventPlace(self.organization.path, self.unit_id, shared=self.submitted_at is not None)

    @property
    def remaining(self) -> Decimal:
        """How much can still be claimed."""
        return self.quantity - self.claimed

    @property
    def stage(self) -> str:
        """The state in the words of the field: 可认领 → 部分认领 / 全部认领 → 实施中 → 待评价 → 已办结."""
        if self.status != self.Status.OPEN:
            return str(self.Status(self.status).label)
        if self.fulfil_status == Extent.COMPLETE:
            return "待评价"
        if self.fulfil_status == Extent.PARTIAL:
            return "实施中"
        return {Extent.NONE: "可认领", Extent.PARTIAL: "部分认领", Extent.COMPLETE: "全部认领"}[
            Extent(self.commit_status)
        ]

    @classmethod
    def visible_q(cls, actor: Actor) -> Q:
        """One's own; what is open to an audience in which one stands; what one has claimed.

        A unit's draft is the unit's own affair until it is submitted, and stays so if it never is.
        """
        units = actor.unit_ids()
        private = PRIVATE & ~Q(unit_id__in=units)
        claims = apps.get_model("resources", "Claim")._default_manager.filter(
            owned(actor), **{cls.NOUN: OuterRef("pk")}
        )
        # Not a join: every row would pay for it, and most are one's own.
        audiences = Organization.objects.filter(path__in=actor.audience_paths())
        open_to = Q(status=cls.Status.OPEN, audience__in=audiences)
        claimed = Q(Exists(claims.filter(**{cls.NOUN: OuterRef("pk")})))
        return any_of(owned(actor) & ~private, open_to, claimed)


def _listing_constraints(noun: str) -> tuple[models.CheckConstraint, ...]:
    return (
        models.CheckConstraint(condition=Q(quantity__gt=0), name=f"resources_{noun}_quantity"),
        # The last line of defence against over-claiming.
        models.CheckConstraint(
            condition=Q(claimed__gte=0, claimed__lte=F("quantity")), name=f"resources_{noun}_claimed"
        ),
        models.CheckConstraint(
            condition=Q(fulfilled__gte=0, fulfilled__lte=F("claimed")), name=f"resources_{noun}_fulfilled"
        ),
        models.CheckConstraint(
            condition=Q(status__in=["draft", "submitted", "returned", "open", "closed", "withdrawn", "expired"]),
            name=f"resources_{noun}_status",
        ),
    )


def _listing_indexes(noun: str) -> tuple[models.Index, ...]:
    return (
        models.Index(fields=["status", "id"], name=f"resources_{noun}_state"),
        # With what the rule of visibility reads: a district's listings are counted without a look at their rows.
        models.Index(
            fields=["organization", "status"],
            include=["id", "submitted_at", "unit", "audience"],
            name=f"resources_{noun}_place",
        ),
        # The few that a district's tallies leave out.
        models.Index(fields=["organization", "status"], condition=PRIVATE, name=f"resources_{noun}_private"),
        models.Index(fields=["unit", "id"], name=f"resources_{noun}_unit"),
        models.Index(fields=["due_on"], condition=Q(status="open"), name=f"resources_{noun}_due"),
    )


class Need(Listing, Originated):
    """需求: something an organization or a unit asks for; it may follow from an appeal."""

    NOUN = "need"
    TALLY = "NeedTally"
    TRANSITIONS = _listing_transitions("need", "需求")

    class Meta(Listing.Meta):
        verbose_name = "需求"
        verbose_name_plural = "需求"
        constraints = _listing_constraints("need")
        indexes = (
            *_listing_indexes("need"),
            models.Index(fields=["origin_type", "origin_id"], name="resources_need_origin"),
        )


class Resource(Listing):
    """资源: something an organization or a unit offers."""

    NOUN = "resource"
    TALLY = "ResourceTally"
    TRANSITIONS = _listing_transitions("resource", "资源")

    class Meta(Listing.Meta):
        verbose_name = "资源"
        verbose_name_plural = "资源"
        constraints = _listing_constraints("resource")
        indexes = _listing_indexes("resource")
