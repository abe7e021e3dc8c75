"""新兴领域: clusters, the units inside, and how far party organisations reach them (S2 §五, S0-6, S0-10)."""

from decimal import Decimal
from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q

from core.permissions import Actor, EventPlace, Place
from core.rulebook import DayListField, RuleBook, ShareField
from core.visibility import PartOf, VisibleQuerySet, any_of, under
from tenants.org.models import Organization, ResidentUnit

# 非公有制经济组织和社会组织, the two kinds that S2 §五 and S0-6 speak of.
EMERGING = (ResidentUnit.Kind.PRIVATE_FIRM, ResidentUnit.Kind.SOCIAL)


def month_week_day() -> list[int]:
    """When a plan is called to mind, in days before it."""
    return [30, 7, 1]


class ClusterRules(RuleBook):
    """新兴领域覆盖: when a unit is to have a party organisation, and what is aimed at."""

    lead = "应建：党员数达到下限的单位应当单独或联合建立党组织；已建：已有党组织，或已编入联合支部。"

    branch_members = models.PositiveSmallIntegerField(
        "应建党组织的党员数下限（人）", default=3, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    all_kinds = models.BooleanField("统计全部类型的单位", default=False, help_text="不选时只统计非公企业和社会组织。")
    coverage_target = ShareField("组织覆盖率目标", default=Decimal("1.000"))
    units_per_worker = models.PositiveSmallIntegerField(
        "每名专职党群工作者服务的单位数上限（家）",
        default=200,
        validators=[MinValueValidator(1), MaxValueValidator(2000)],
    )
    remind_before = DayListField("计划组建日期前几天提醒", default=month_week_day)

    class Meta(RuleBook.Meta):
        verbose_name = "新兴领域覆盖"


class Cluster(models.Model):
    """楼宇、园区、商圈、市场、网络: where many small units are, with its own party organisation and service station."""

    class Kind(models.TextChoices):
        BUILDING = "building", "楼宇"
        PARK = "park", "园区"
        QUARTER = "quarter", "商圈"
        MARKET = "market", "市场"
        NETWORK = "network", "网络"

    class Status(models.TextChoices):
        ACTIVE = "active", "在册"
        RETIRED = "retired", "已撤销"

    name = models.CharField("名称", max_length=60)
    pinyin = models.CharField("拼音", max_length=240, blank=True, db_index=True)
    kind = models.CharField("类别", max_length=10, choices=Kind.choices)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="clusters", verbose_name="所在组织")
    address = models.CharField("地址", max_length=200, blank=True)
    manager = models.ForeignKey(
        ResidentUnit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="物业公司或产权单位"
    )
    party_organization = models.CharField("党组织名称", max_length=120, blank=True)
    station = models.CharField("党建服务站点", max_length=120, blank=True)
    workers = models.PositiveSmallIntegerField("专职党群工作者（人）", default=0)
    status = models.CharField("状态", max_length=8, choices=Status.choices, default=Status.ACTIVE)
    version = models.PositiveIntegerField("版本", default=1, editable=False)

    objects: ClassVar[Any] = VisibleQuerySet["Cluster"].as_manager()

    class Meta:
        verbose_name = "新兴领域"
        verbose_name_plural = "新兴领域"
        constraints = (
            models.CheckConstraint(condition=Q(status__in=["active", "retired"]), name="clusters_cluster_status"),
            models.UniqueConstraint(
                fields=["organization", "name"], condition=Q(status="active"), name="clusters_cluster_name_once"
            ),
        )
        indexes = (models.Index(fields=["organization", "id"]),)

    def __str__(self) -> str:
        return self.name

    @property
    def place(self) -> Place:
        return Place(self.organization.path)

    @classmethod
    def visible_q(cls, actor: Actor) -> Q:
        """Clusters of one's places and of the street above one; those in which one's unit is."""
        street = Q(organization__path__in=[path for path in actor.audience_paths() if len(path) > 4])
        mine = ClusterUnit.objects.filter(cluster=OuterRef("pk"), unit_id__in=actor.unit_ids())
        return any_of(under(actor.paths()), street, Q(Exists(mine)))


class JointBranch(PartOf, models.Model):
    """联合支部: one party organisation for several units of a cluster, each too small for one of its own."""

    OF = "cluster"

    cluster = models.ForeignKey(Cluster, models.PROTECT, related_name="branches", verbose_name="新兴领域")
    name = models.CharField("名称", max_length=120)
    secretary = models.CharField("书记", max_length=60, blank=True)
    founded_on = models.DateField("成立日期")
    version = models.PositiveIntegerField("版本", default=1, editable=False)

    objects: ClassVar[Any] = VisibleQuerySet["JointBranch"].as_manager()

    class Meta:
        verbose_name = "联合支部"
        verbose_name_plural = "联合支部"
        constraints = (models.UniqueConstraint(fields=["cluster", "name"], name="clusters_branch_name_once"),)

    def __str__(self) -> str:
        return self.name

    @property
    def place(self) -> Place:
        return self.cluster.place


class ClusterUnit(PartOf, models.Model):
    """A unit inside a cluster: its joint branch, its instructor, and what is planned where there is no organisation."""

    OF = "cluster"

    class Step(models.TextChoices):
        OWN = "own", "单独组建"
        JOINT = "joint", "联合组建"
        INSTRUCT = "instruct", "派党建指导员"

    cluster = models.ForeignKey(Cluster, models.PROTECT, related_name="members", verbose_name="新兴领域")
    unit = models.OneToOneField(ResidentUnit, models.PROTECT, related_name="cluster_place", verbose_name="单位")
    branch = models.ForeignKey(
        JointBranch, models.PROTECT, null=True, blank=True, related_name="members", verbose_name="联合支部"
    )
    instructor = models.CharField("党建指导员", max_length=60, blank=True)
    step = models.CharField("下一步", max_length=10, choices=Step.choices, blank=True)
    step_due_on = models.DateField("计划完成日期", null=True, blank=True)
    step_note = models.CharField("推进情况", max_length=500, blank=True)
    joined_on = models.DateField("入驻登记日期")
    version = models.PositiveIntegerField("版本", default=1, editable=False)

    objects: ClassVar[Any] = VisibleQuerySet["ClusterUnit"].as_manager()

    class Meta:
        verbose_name = "入驻单位"
        verbose_name_plural = "入驻单位"
        constraints = (
            models.CheckConstraint(
                condition=Q(step="", step_due_on=None) | (~Q(step="") & Q(step_due_on__isnull=False)),
                name="clusters_member_step",
            ),
        )
        indexes = (
            models.Index(fields=["cluster", "id"]),
            models.Index(fields=["step_due_on"], condition=~Q(step=""), name="clusters_member_planned"),
        )

    def __str__(self) -> str:
        return str(self.unit)

    @property
    def place(self) -> Place:
        return self.cluster.place

    @property
    def event_place(self) -> EventPlace:
        """What is done about a unit in a cluster concerns the cluster's place, and the unit."""
        return EventPlace(self.cluster.organization.path, self.unit_id, shared=True)
