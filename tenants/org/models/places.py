"""The organization tree: 区 → 街道 → (片区) → 社区 → (网格)."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Left, Length
from treebeard.mp_tree import MP_Node, MP_NodeManager, MP_NodeQuerySet

from core.permissions import PATH_STEP, Actor, Place
from core.visibility import VisibleQuerySet
from tenants.org.grants import ORGANIZATION_GRANTS


class OrganizationQuerySet(MP_NodeQuerySet, VisibleQuerySet["Organization"]):  # type: ignore[override]
    def in_use(self) -> "OrganizationQuerySet":
        return self.filter(retired_on=None)


class OrganizationManager(MP_NodeManager.from_queryset(OrganizationQuerySet)):  # type: ignore[misc]
    def get_queryset(self) -> OrganizationQuerySet:
        return OrganizationQuerySet(self.model, using=self._db).order_by("path")


class Organization(MP_Node):
    """A place of the tree 区 → 街道 → (片区) → 社区 → (网格); a subtree is a prefix of ``path``."""

    class Level(models.TextChoices):
        DISTRICT = "district", "区"
        SUBDISTRICT = "subdistrict", "街道"
        AREA = "area", "片区"
        COMMUNITY = "community", "社区"
        GRID = "grid", "网格"

    code = models.CharField("代码", max_length=16, unique=True)
    name = models.CharField("名称", max_length=60)
    level = models.CharField("层级", max_length=12, choices=Level.choices)
    pinyin = models.CharField("拼音", max_length=240, blank=True, db_index=True)
    retired_on = models.DateField("撤销日期", null=True, blank=True)
    version = models.PositiveIntegerField("版本", default=1, editable=False)

    objects: ClassVar[Any] = OrganizationManager()

    class Meta:
        verbose_name = "组织"
        verbose_name_plural = "组织"
        constraints = (
            models.CheckConstraint(
                condition=Q(level__in=["district", "subdistrict", "area", "community", "grid"]),
                name="org_organization_level",
            ),
        )
        indexes = (
            models.Index(fields=["level", "path"]),
            # The path of the place one level up.
            models.Index(Left("path", Length("path") - PATH_STEP), name="org_organization_parent"),
        )
        permissions = tuple(ORGANIZATION_GRANTS.items())

    def __str__(self) -> str:
        return str(self.name)

    @property
    def place(self) -> Place:
        return Place(self.path)

    @classmethod
    def visible_q(cls, actor: Actor) -> Q:
        """Names of places are no secret inside a district: everybody signed in sees the tree."""
        return Q() if actor.grants else Q(pk__in=[])
