"""资料共享: texts and files that an organization or a unit opens to an audience for a time (S2 §四(三))."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from core.errors import InvalidInput
from core.permissions import Actor, EventPlace
from core.rulebook import DayListField, DaysField, RuleBook, WordListField
from core.transitions import Stateful, Transitions
from core.visibility import VisibleQuerySet, any_of, owned
from tenants.attachments import Attachment
from tenants.org.models import Organization, Owned


def one_week() -> list[int]:
    """When the end of a material is called to mind, in days before it."""
    return [7]


def usual_kinds() -> list[str]:
    """What is shared in most districts."""
    return ["政策文件", "学习资料", "活动信息", "文化资源", "经验案例", "其他"]


class MaterialRules(RuleBook):
    """Of which kinds materials are, how long one is open unless told otherwise, when its end is called to mind."""

    lead = "共享资料的类别、有效期和到期提醒。到期后自动转为“已过期”，到期前可以延长。"

    kinds = WordListField(
        "资料类别", default=usual_kinds, blank=False, help_text="按显示的顺序填写；已有资料的类别不能去掉。"
    )
    open_days = DaysField("默认有效期（天）", default=180)
    remind_before = DayListField("到期前几天提醒发布方", default=one_week)

    class Meta(RuleBook.Meta):
        verbose_name = "资料共享"

    def check_rules(self) -> None:
        if not self.kinds:
            raise InvalidInput("请至少填写一个资料类别。", field="kinds")
        kept = Material.objects.exclude(kind__in=self.kinds).order_by("kind").values_list("kind", flat=True).distinct()
        if used := list(kept):
            raise InvalidInput(f"已有资料属于这些类别，不能去掉：{'、'.join(used)}。", field="kinds")


# A unit's own affair: nobody else sees it.
PRIVATE = Q(unit__isnull=False, submitted_at=None)


class Material(Stateful, Owned):
    """共享资料: once reviewed by the 街道 (or 区), open to all who stand in ``audience``, to the end of ``ends_on``."""

    class Status(models.TextChoices):
        DRAFT = "draft", "草稿"
        SUBMITTED = "submitted", "待审核"
        RETURNED = "returned", "已退回"
        PUBLISHED = "published", "已发布"
        WITHDRAWN = "withdrawn", "已下架"
        EXPIRED = "expired", "已过期"

    TRANSITIONS = Transitions(
        "material",
        {
            ("draft", "submit"): "submitted",
            ("draft", "withdraw"): "withdrawn",
            ("submitted", "publish"): "published",
            ("submitted", "return"): "returned",
            ("submitted", "withdraw"): "withdrawn",
            ("returned", "submit"): "submitted",
            ("returned", "withdraw"): "withdrawn",
            ("published", "extend"): "published",
            ("published", "withdraw"): "withdrawn",
            ("published", "expire"): "expired",
        },
        {
            "create": "起草共享资料",
            "edit": "修改共享资料",
            "submit": "提交审核",
            "publish": "审核通过并发布资料",
            "return": "退回资料",
            "extend": "延长有效期",
            "withdraw": "下架资料",
            "expire": "资料过期",
            "remind": "资料即将到期",
            "pass_on": "资料转由承接组织管理",
        },
    )
    OPEN = (Status.DRAFT, Status.SUBMITTED, Status.RETURNED, Status.PUBLISHED)

    title = models.CharField("标题", max_length=120)
    # A word of the district's list.
    kind = models.CharField("类别", max_length=20)
    content = models.TextField("内容", max_length=10000)
    audience = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="公开范围")
    ends_on = models.DateField("有效期至")
    status = models.CharField("状态", max_length=10, choices=Status.choices, default=Status.DRAFT)
    created_at = models.DateTimeField("起草时间")
    submitted_at = models.DateTimeField("首次提交时间", null=True, blank=True)
    published_at = models.DateTimeField("发布时间", null=True, blank=True)

    objects: ClassVar[Any] = VisibleQuerySet["Material"].as_manager()

    class Meta:
        verbose_name = "共享资料"
        verbose_name_plural = "共享资料"
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(status__in=["draft", "submitted", "returned", "published", "withdrawn", "expired"]),
                name="materials_status",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["published", "expired"]) | Q(published_at__isnull=False),
                name="materials_published",
            ),
        )
        indexes = (
            models.Index(fields=["organization", "status"], name="materials_place"),
            models.Index(fields=["unit", "status"], name="materials_unit"),
            models.Index(fields=["audience"], condition=Q(status="published"), name="materials_audience"),
            models.Index(fields=["ends_on"], condition=Q(status="published"), name="materials_ending"),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def event_place(self) -> EventPlace:
        """What a unit has never submitted is its own affair; from submission on, its place takes part."""
        return EventPlace(self.organization.path, self.unit_id, shared=self.submitted_at is not None)

    @classmethod
    def visible_q(cls, actor: Actor) -> Q:
        """One's own, a unit's draft for the unit alone; what is open to an audience in which one stands."""
        private = PRIVATE & ~Q(unit_id__in=actor.unit_ids())
        audiences = Organization.objects.filter(path__in=actor.audience_paths())
        return any_of(owned(actor) & ~private, Q(status=cls.Status.PUBLISHED, audience__in=audiences))


class MaterialFile(Attachment):
    """A file of a material."""

    OF = "material"

    material = models.ForeignKey(Material, models.CASCADE, related_name="files", verbose_name="共享资料")

    objects: ClassVar[Any] = VisibleQuerySet["MaterialFile"].as_manager()

    class Meta(Attachment.Meta):
        verbose_name = "共享资料附件"
        verbose_name_plural = "共享资料附件"
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=["material", "sha256"], name="materials_file_once"),)
