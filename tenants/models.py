"""The districts of the platform. These rows live in the public schema."""

from typing import Any, ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django_tenants.models import DomainMixin, TenantMixin

from core.permissions import PLATFORM, Actor, Perm, Place
from core.visibility import NOTHING, VisibleQuerySet


class District(TenantMixin):
    """One 区: one schema, isolated from all others.

    The template is a row as well, so that migrations reach the schema from which new districts are cloned.
    """

    code = models.CharField(
        "区划代码",
        max_length=12,
        unique=True,
        validators=[RegexValidator(r"^\d{12}$", "区划代码为 12 位数字。")],
    )
    name = models.CharField("名称", max_length=60)
    city = models.CharField("所属城市", max_length=60, blank=True)
    slug = models.SlugField("地址简称", max_length=40, unique=True)
    footnote = models.CharField("页脚说明", max_length=120, blank=True)
    is_template = models.BooleanField("模板", default=False)
    closed_at = models.DateTimeField("停用时间", null=True, blank=True)
    created_at = models.DateTimeField("开通时间", auto_now_add=True)

    objects: ClassVar[Any] = VisibleQuerySet["District"].as_manager()

    auto_create_schema = False
    auto_drop_schema = False

    class Meta:
        verbose_name = "区"
        verbose_name_plural = "区"
        ordering = ("code",)

    def __str__(self) -> str:
        return self.name

    @property
    def place(self) -> Place:
        """Districts belong to the platform, above every tree."""
        return PLATFORM

    @classmethod
    def visible_q(cls, actor: Actor) -> Q:
        """Operators see all districts; the template is nobody's business."""
        return Q(is_template=False) if actor.can(Perm.DISTRICT_EDIT, PLATFORM) else NOTHING


class Domain(DomainMixin):
    """A host name under which a district answers."""

    class Meta:
        verbose_name = "域名"
        verbose_name_plural = "域名"

    def __str__(self) -> str:
        return str(self.domain)
