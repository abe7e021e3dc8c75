"""A draw as anyone can recompute it: population frozen, seed out of nobody's hand, result (see ``drawing``)."""

from typing import Any, ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from core.permissions import Actor, Place
from core.visibility import PartOf, VisibleQuerySet, any_of
from linkage.inspections.drawing import ALGORITHM
from linkage.inspections.models.plans import Inspection, inspecting, joined
from tenants.org.models import Organization, ResidentUnit


class InspectionDraw(models.Model):
    """随机抽取. One for an inspection, announced before the seed exists and drawn once: there is no second try."""

    class Population(models.TextChoices):
        STREETS = "streets", "街道（镇）"
        COMMUNITIES = "communities", "社区（村）"
        UNITS = "units", "签有共建协议的驻区单位"

    inspection = models.OneToOneField(Inspection, models.CASCADE, related_name="draw", verbose_name="督导检查")
    population = models.CharField("抽取范围", max_length=12, choices=Population.choices)
    below = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="在哪个组织以下抽取")
    unit_kind = models.CharField("单位类型", max_length=16, choices=ResidentUnit.Kind.choices, blank=True)
    per_street = models.BooleanField("按街道分层", default=False)
    count = models.PositiveSmallIntegerField("抽取数量", validators=[MinValueValidator(1)])
    size = models.PositiveIntegerField("名单数量")
    algorithm = models.CharField("算法", max_length=20, default=ALGORITHM)
    population_sha256 = models.CharField("名单摘要", max_length=64)
    public_source = models.CharField("公开随机数的来源", max_length=120, blank=True)
    announced_at = models.DateTimeField("公布时间")
    announcer_label = models.CharField("公布人", max_length=120)
    event_hash = models.CharField("公布事件的摘要", max_length=64, blank=True)
    public_number = models.CharField("公开随机数", max_length=40, blank=True)
    seed = models.CharField("随机种子", max_length=120, blank=True)
    drawn_at = models.DateTimeField("抽取时间", null=True, blank=True)

    objects: ClassVar[Any] = VisibleQuerySet["InspectionDraw"].as_manager()

    class Meta:
        verbose_name = "随机抽取"
        verbose_name_plural = "随机抽取"
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(condition=Q(count__gte=1), name="inspections_draw_count"),
            models.CheckConstraint(
                condition=Q(drawn_at=None, seed="") | Q(drawn_at__isnull=False) & ~Q(seed=""),
                name="inspections_draw_seed",
            ),
        )

    def __str__(self) -> str:
        return f"{self.inspection}：随机抽取"

    @property
    def place(self) -> Place:
        return self.inspection.place

    @classmethod
    def visible_q(cls, actor: Actor) -> Q:
        """The inspecting side and its members; the inspected too, but where nobody is to be warned only at the end."""
        mine = Q(inspection_id__in=joined(actor).values("team__inspection_id"))
        open_to_all = Q(inspection__unannounced=False) | Q(inspection__status="completed")
        inspected = open_to_all & Q(inspection__in=Inspection.objects.visible_to(actor).values("pk"))
        return any_of(inspecting(actor), mine, inspected)


class DrawMember(PartOf, models.Model):
    """One of the population as it was when announced: nothing of it changes later but what the draw says of it."""

    OF = "draw"

    draw = models.ForeignKey(InspectionDraw, models.CASCADE, related_name="members", verbose_name="随机抽取")
    position = models.PositiveIntegerField("序号")
    code = models.CharField("代码", max_length=30)
    name = models.CharField("名称", max_length=120)
    street_code = models.CharField("街道代码", max_length=12)
    street_name = models.CharField("街道", max_length=60)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="组织")
    unit = models.ForeignKey(
        ResidentUnit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="驻区单位"
    )
    # Gone from the register between announcement and draw: the next in the order comes up instead.
    passed_over = models.BooleanField("已撤销或迁出", default=False)
    chosen = models.BooleanField("抽中", default=False)

    objects: ClassVar[Any] = VisibleQuerySet["DrawMember"].as_manager()

    class Meta:
        verbose_name = "抽取名单"
        verbose_name_plural = "抽取名单"
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(fields=["draw", "code"], name="inspections_drawmember_code"),
            models.UniqueConstraint(fields=["draw", "position"], name="inspections_drawmember_position"),
        )

    def __str__(self) -> str:
        return self.name
