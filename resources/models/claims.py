"""Claims on listings, and what both sides say of each other afterwards."""

from decimal import Decimal
from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from core.permissions import Actor, EventPlace
from core.tallies import Tallied
from core.transitions import Stateful, Transitions
from core.visibility import VisibleQuerySet, any_of, owned
from linkage.models import Commitment
from resources.models.listings import Need, Resource
from tenants.org.models import Owned


class Claim(Tallied, Stateful, Owned):
    """认领: somebody takes on a quantity of a need, or asks for a quantity of a resource.

    ``organization``/``unit`` is the claimant. Exactly one of ``need`` and ``resource`` is set.
    """

    domain = "claim"

    class Status(models.TextChoices):
        PROPOSED = "proposed", "待确认"
        CONFIRMED = "confirmed", "实施中"
        FULFILLED = "fulfilled", "待评价"
        CLOSED = "closed", "已办结"
        DECLINED = "declined", "已谢绝"
        WITHDRAWN = "withdrawn", "已撤回"
        RELEASED = "released", "已释放"

    TRANSITIONS = Transitions(
        "claim",
        {
            ("proposed", "confirm"): "confirmed",
            ("proposed", "decline"): "declined",
            ("proposed", "withdraw"): "withdrawn",
            ("confirmed", "fulfil"): "fulfilled",
            ("confirmed", "release"): "released",
            ("fulfilled", "return"): "confirmed",
            ("fulfilled", "evaluate"): "fulfilled",
            ("fulfilled", "close"): "closed",
        },
        {
            "propose": "提出认领",
            "confirm": "确认认领",
            "decline": "谢绝认领",
            "withdraw": "撤回认领",
            "fulfil": "提交完成情况",
            "release": "释放认领",
            "return": "退回补充佐证",
            "evaluate": "评价",
            "close": "双方评价完毕，认领办结",
            "pass_on": "认领转由承接组织办理",
        },
    )

    shares_history = True
    TALLY = "ClaimTally"
    # Still to be dealt with by somebody; the other statuses are ends.
    RUNNING = (Status.PROPOSED, Status.CONFIRMED, Status.FULFILLED)

    need = models.ForeignKey(Need, models.PROTECT, null=True, blank=True, related_name="claims", verbose_name="需求")
    resource = models.ForeignKey(
        Resource, models.PROTECT, null=True, blank=True, related_name="claims", verbose_name="资源"
    )
    commitment = models.ForeignKey(
        Commitment, models.PROTECT, null=True, blank=True, related_name="claims", verbose_name="对应承诺事项"
    )
    quantity = models.DecimalField("认领数量", max_digits=12, decimal_places=2)
    fulfilled_quantity = models.DecimalField(
        "完成数量", max_digits=12, decimal_places=2, default=Decimal(0), editable=False
    )
    note = models.CharField("说明", max_length=500, blank=True)
    outcome = models.TextField("完成情况", max_length=2000, blank=True)
    status = models.CharField("状态", max_length=10, choices=Status.choices, default=Status.PROPOSED)
    proposed_at = models.DateTimeField("提出时间")
    confirmed_at = models.DateTimeField("确认时间", null=True, blank=True)
    fulfilled_at = models.DateTimeField("完成时间", null=True, blank=True)
    closed_at = models.DateTimeField("办结时间", null=True, blank=True)

    objects: ClassVar[Any] = VisibleQuerySet["Claim"].as_manager()

    class Meta:
        verbose_name = "认领"
        verbose_name_plural = "认领"
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(need__isnull=False, resource=None) | Q(need=None, resource__isnull=False),
                name="resources_claim_one_target",
            ),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="resources_claim_quantity"),
            models.CheckConstraint(
                condition=Q(fulfilled_quantity__gte=0, fulfilled_quantity__lte=F("quantity")),
                name="resources_claim_fulfilled",
            ),
            models.CheckConstraint(
                condition=Q(
                    status__in=[
                        "proposed",
                        "confirmed",
                        "fulfilled",
                        "closed",
                        "declined",
                        "withdrawn",
                        "released",
                    ]
                ),
                name="resources_claim_status",
            ),
        )
        indexes = (
            models.Index(fields=["status", "id"]),
            models.Index(fields=["organization", "status"]),
            models.Index(fields=["unit", "status"]),
        )

    def __str__(self) -> str:
        return f"认领：{self.target}"

    @property
    def target(self) -> Need | Resource:
        """What is claimed."""
        target = self.need or self.resource
        if target is None:
            raise ValueError("a claim has a target")
        return target

    @property
    def event_place(self) -> EventPlace:
        """A claim counts for the organization among its two sides; it concerns both, and the places above both."""
        target = self.target
        here, there = (self, target) if target.unit_id and not self.unit_id else (target, self)
        return EventPlace(
            here.organization.path,
            self.unit_id or target.unit_id,
            shared=True,
            other_path=there.organization.path,
            other_unit_id=target.unit_id if self.unit_id else None,
        )

    @property
    def measure(self) -> str:
        return self.target.measure

    @classmethod
    def visible_q(cls, actor: Actor) -> Q:
        """Both sides see a claim, and the places above them; nobody else does."""
        return any_of(owned(actor), owned(actor, "need__"), owned(actor, "resource__"))


class Evaluation(models.Model):
    """评价: what each side says of the other's part, 1–5 and words; one from each side."""

    domain = "claim"

    class Side(models.TextChoices):
        OWNER = "owner", "发布方"
        CLAIMANT = "claimant", "认领方"

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="evaluations", verbose_name="认领")
    side = models.CharField("评价方", max_length=10, choices=Side.choices)
    score = models.PositiveSmallIntegerField("评分", validators=[MinValueValidator(1), MaxValueValidator(5)])
    words = models.CharField("评语", max_length=500, blank=True)
    by_label = models.CharField("评价人", max_length=120)
    at = models.DateTimeField("评价时间")

    objects: ClassVar[Any] = VisibleQuerySet["Evaluation"].as_manager()

    class Meta:
        verbose_name = "评价"
        verbose_name_plural = "评价"
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=["claim", "side"], name="resources_evaluation_once"),
            models.CheckConstraint(condition=Q(score__gte=1, score__lte=5), name="resources_evaluation_score"),
        )

    def __str__(self) -> str:
        return f"{self.get_side_display()} {self.score} 分"

    @classmethod
    def visible_q(cls, actor: Actor) -> Q:
        return owned(actor, "claim__") | owned(actor, "claim__need__") | owned(actor, "claim__resource__")
