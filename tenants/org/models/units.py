"""Resident units, and what belongs to a place or a unit."""

from typing import Any, ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from core.permissions import Actor, EventPlace, Perm, Place
from core.visibility import VisibleQuerySet, any_of, under
from tenants.org.grants import UNIT_GRANTS
from tenants.org.models.places import Organization


class ResidentUnit(models.Model):
    """驻区单位: lies in a place and is not subordinate to it; everything with it is by agreement (S2 §四)."""

    domain = "unit"

    class Kind(models.TextChoices):
        GOVERNMENT = "government", "机关"
        INSTITUTION = "institution", "事业单位"
        STATE_FIRM = "state_firm", "国有企业"
        PRIVATE_FIRM = "private_firm", "非公企业"
        SOCIAL = "social", "社会组织"
        SCHOOL = "school", "学校"
        HOSPITAL = "hospital", "医院"
        MILITARY = "military", "军队/武警"
        OTHER = "other", "其他"

    class Affiliation(models.TextChoices):
        CENTRAL = "central", "中央"
        PROVINCE = "province", "省（直辖市）"
        CITY = "city", "市"
        DISTRICT = "district", "区"
        NONE = "none", "无"

    class Status(models.TextChoices):
        ACTIVE = "active", "在册"
        RETIRED = "retired", "已迁出或注销"

    name = models.CharField("单位名称", max_length=120)
    pinyin = models.CharField("拼音", max_length=480, blank=True, db_index=True)
    kind = models.CharField("单位类型", max_length=16, choices=Kind.choices)
    affiliation = models.CharField("隶属", max_length=10, choices=Affiliation.choices, default=Affiliation.NONE)
    rank = models.CharField("行政级别", max_length=20, blank=True)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="units", verbose_name="所在组织")
    party_organization = models.CharField("党组织名称", max_length=120, blank=True)
    party_members = models.PositiveIntegerField("党员数", default=0)
    address = models.CharField("地址", max_length=200, blank=True)
    credit_code = models.CharField(
        "统一社会信用代码",
        max_length=18,
        null=True,
        blank=True,
        unique=True,
        validators=[RegexValidator(r"^[0-9A-HJ-NPQRTUWXY]{18}$", "统一社会信用代码为 18 位。")],
    )
    status = models.CharField("状态", max_length=10, choices=Status.choices, default=Status.ACTIVE)
    # Never itself a merged one: whoever is merged takes along what was merged into it.
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged", verbose_name="已并入的单位"
    )
    version = models.PositiveIntegerField("版本", default=1, editable=False)

    objects: ClassVar[Any] = VisibleQuerySet["ResidentUnit"].as_manager()

    class Meta:
        verbose_name = "驻区单位"
        verbose_name_plural = "驻区单位"
        constraints = (
            models.UniqueConstraint(
                fields=["organization", "name"], condition=Q(status="active"), name="org_unit_name_once"
            ),
            models.CheckConstraint(condition=Q(merged_into=None) | Q(status="retired"), name="org_unit_merged"),
        )
        indexes = (models.Index(fields=["organization", "id"]),)
        permissions = tuple(UNIT_GRANTS.items())

    def __str__(self) -> str:
        return self.name

    @property
    def place(self) -> Place:
        """Where its own affairs belong: to itself."""
        return Place(self.organization.path, self.pk)

    @property
    def event_place(self) -> EventPlace:
        """Its entry in the register is kept by the place in which it lies."""
        return EventPlace(self.organization.path, self.pk, shared=True)

    @classmethod
    def visible_q(cls, actor: Actor) -> Q:
        """Units below the places one stands for, one's own unit, and neighbours under the same 街道 or 社区.

        Who gives rights at a place has to be able to name its units.
        """
        named = under({path for right in (Perm.POST_EDIT, Perm.CLIENT_EDIT) for path in actor.paths(right)})
        near = Q(organization__path__in=[p for p in actor.audience_paths() if len(p) > 4])
        return any_of(under(actor.paths(Perm.VIEW)), named, Q(pk__in=actor.unit_ids(Perm.VIEW)), near)


Owner = Organization | ResidentUnit


def seat_of(owner: Owner) -> tuple[Organization, ResidentUnit | None]:
    """The pair that ``Owned`` keeps of an owner: the place, and the unit if the owner is one."""
    if isinstance(owner, ResidentUnit):
        return owner.organization, owner
    return owner, None


class Owned(models.Model):
    """Belongs to an organization or, when ``unit`` is set, to that unit lying in the organization."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="所属组织")
    unit = models.ForeignKey(
        ResidentUnit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="所属单位"
    )

    class Meta:
        abstract = True

    @property
    def owner(self) -> Owner:
        return self.unit if self.unit is not None else self.organization

    @property
    def place(self) -> Place:
        return Place(self.organization.path, self.unit_id)
