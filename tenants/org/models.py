"""The organization tree, the resident units, the posts, and the district's settings (domain: people and places)."""

from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Left, Length
from guardian.models import UserObjectPermission
from treebeard.mp_tree import MP_Node, MP_NodeManager, MP_NodeQuerySet

from core.permissions import PATH_STEP, ROOT, Actor, EventPlace, Perm, Place
from core.visibility import VisibleQuerySet, any_of, under
from tenants.accounts.models import User
from tenants.org.grants import ORGANIZATION_GRANTS, UNIT_GRANTS
from tenants.org.roles import Role


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


class ResidentUnit(models.Model):
    """驻区单位: lies in a place and is not subordinate to it; everything with it is by agreement (S2 §四)."""

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
    version = models.PositiveIntegerField("版本", default=1, editable=False)

    objects: ClassVar[Any] = VisibleQuerySet["ResidentUnit"].as_manager()

    class Meta:
        verbose_name = "驻区单位"
        verbose_name_plural = "驻区单位"
        constraints = (
            models.UniqueConstraint(
                fields=["organization", "name"], condition=Q(status="active"), name="org_unit_name_once"
            ),
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


class PostQuerySet(VisibleQuerySet["Post"]):
    def in_force(self, day: date) -> "PostQuerySet":
        """Held on that day; the day of leaving no longer counts."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gt=day), starts_on__lte=day)


class Post(models.Model):
    """A person's role at an organization or a unit, from one day to another (S0-4, S2 §四(二)).

    It gives rights from ``starts_on`` until the day before ``ends_on``: who leaves today may do nothing more today.
    """

    class Kind(models.TextChoices):
        REGULAR = "regular", "专任"
        CONCURRENT = "concurrent", "兼职委员"
        CROSS = "cross", "交叉任职"
        SECONDED = "seconded", "挂职"

    user = models.ForeignKey(User, models.CASCADE, related_name="posts", verbose_name="人员")
    role = models.CharField("角色", max_length=24, choices=Role.choices)
    kind = models.CharField("任职方式", max_length=12, choices=Kind.choices, default=Kind.REGULAR)
    title = models.CharField("职务名称", max_length=60, blank=True)
    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="posts", verbose_name="任职组织"
    )
    unit = models.ForeignKey(
        ResidentUnit, models.PROTECT, null=True, blank=True, related_name="posts", verbose_name="任职单位"
    )
    home_unit = models.ForeignKey(
        ResidentUnit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="派出单位"
    )
    starts_on = models.DateField("任职日期")
    ends_on = models.DateField("离任日期", null=True, blank=True)

    # Whoever keeps accounts, rights or their record sees who holds what.
    KEEPERS: ClassVar[tuple[Perm, ...]] = (Perm.USER_EDIT, Perm.POST_EDIT, Perm.CLIENT_EDIT, Perm.AUDIT_VIEW)

    objects: ClassVar[Any] = PostQuerySet.as_manager()

    class Meta:
        verbose_name = "职务"
        verbose_name_plural = "职务"
        constraints = (
            models.CheckConstraint(
                condition=Q(organization=None, unit__isnull=False) | Q(organization__isnull=False, unit=None),
                name="org_post_one_place",
            ),
            models.CheckConstraint(condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="org_post_term"),
            models.CheckConstraint(condition=Q(kind="regular") | Q(home_unit__isnull=False), name="org_post_home_unit"),
        )
        indexes = (models.Index(fields=["user", "ends_on"]),)

    def __str__(self) -> str:
        return f"{self.at} {self.title or self.get_role_display()} {self.user}"

    @property
    def at(self) -> Owner:
        place = self.unit or self.organization
        if place is None:
            raise ValueError("a post has a place")
        return place

    @property
    def place(self) -> Place:
        return self.at.place

    @property
    def event_place(self) -> EventPlace:
        """Posts of a unit are known to the place in which it lies."""
        return EventPlace(self.at.place.path, self.unit_id, shared=True)

    @classmethod
    def visible_q(cls, actor: Actor) -> Q:
        """Office-holders of the places and units one stands for, one's own posts, and all for administrators."""
        own = Q(user_id=actor.id) if actor.id is not None else Q(pk__in=[])
        paths = {p for right in (Perm.VIEW, *cls.KEEPERS) for p in actor.paths(right)}
        places = any_of(under(paths), under(paths, "unit__organization__path"))
        return any_of(own, places, Q(unit_id__in=actor.unit_ids(Perm.VIEW)))


class ObjectGrant(UserObjectPermission):
    """专项权限: a right of one account on one place, unit or agreement, kept by guardian and read by people."""

    objects: ClassVar[Any] = VisibleQuerySet["ObjectGrant"].as_manager()  # type: ignore[assignment]

    class Meta:
        proxy = True
        verbose_name = "专项权限"
        verbose_name_plural = "专项权限"
        default_permissions = ()

    @classmethod
    def of(cls, user: User, codename: str, on: models.Model) -> "models.QuerySet[ObjectGrant]":
        """This one right of this account on this one object, if it is held."""
        found: models.QuerySet[ObjectGrant] = cls.objects.filter(
            user=user,
            object_pk=str(on.pk),
            permission__codename=codename,
            content_type__app_label=on._meta.app_label,
            content_type__model=on._meta.model_name,
        )
        return found

    @classmethod
    def visible_q(cls, actor: Actor) -> Q:
        """All for the administrators of the district, one's own for everybody else."""
        if any(actor.can(permission, ROOT) for permission in Post.KEEPERS):
            return Q()
        return Q(user_id=actor.id) if actor.id is not None else Q(pk__in=[])


def _percent() -> list[Any]:
    return [MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(1))]


class DistrictSettings(models.Model):
    """What differs from one 区 to the next. One row in every district's schema."""

    signed_share_target = models.DecimalField(
        "共建协议签约率目标", max_digits=4, decimal_places=3, default=Decimal("0.800"), validators=_percent()
    )
    claim_response_days = models.PositiveSmallIntegerField("认领答复期限（天）", default=3)
    due_soon_days = models.PositiveSmallIntegerField("临期提醒（提前天数）", default=10)
    report_heading = models.CharField("通报发文机关标志", max_length=60, blank=True)
    report_confirm_days = models.PositiveSmallIntegerField("季度数据社区确认期限（天）", default=5)
    report_review_days = models.PositiveSmallIntegerField("季度数据街道审核期限（天）", default=8)
    needs_met_target = models.DecimalField(
        "需求办结率目标", max_digits=4, decimal_places=3, default=Decimal("0.800"), validators=_percent()
    )
    claims_closed_target = models.DecimalField(
        "认领兑现率目标", max_digits=4, decimal_places=3, default=Decimal("0.900"), validators=_percent()
    )
    answered_on_time_target = models.DecimalField(
        "按期答复率目标", max_digits=4, decimal_places=3, default=Decimal("0.950"), validators=_percent()
    )
    satisfaction_target = models.DecimalField(
        "双方满意度目标（分）",
        max_digits=3,
        decimal_places=2,
        default=Decimal("4.50"),
        validators=[MinValueValidator(Decimal(1)), MaxValueValidator(Decimal(5))],
    )
    report_document_mark = models.CharField("发文字号机关代字", max_length=20, default="联动通报")
    weight_needs_met = models.DecimalField(
        "得分权重：需求办结率",
        max_digits=4,
        decimal_places=3,
        default=Decimal("0.400"),
        validators=_percent(),
    )
    weight_claims_closed = models.DecimalField(
        "得分权重：认领兑现率",
        max_digits=4,
        decimal_places=3,
        default=Decimal("0.300"),
        validators=_percent(),
    )
    weight_satisfaction = models.DecimalField(
        "得分权重：双方满意度",
        max_digits=4,
        decimal_places=3,
        default=Decimal("0.300"),
        validators=_percent(),
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = "区级设置"
        constraints = (models.CheckConstraint(condition=Q(pk=1), name="org_settings_single"),)

    def __str__(self) -> str:
        return "区级设置"

    @property
    def place(self) -> Place:
        return ROOT

    @classmethod
    def current(cls) -> "DistrictSettings":
        """This district's settings; the defaults until somebody changes them."""
        return cls.objects.filter(pk=1).first() or cls(pk=1)
