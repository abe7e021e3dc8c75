"""Who holds which role where, and rights beyond a post."""

from datetime import date, timedelta
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from guardian.models import UserObjectPermission

from core.permissions import ROOT, Actor, EventPlace, Perm, Place
from core.rulebook import DayListField, RuleBook
from core.transitions import Versioned
from core.visibility import VisibleQuerySet, any_of, under
from tenants.accounts.models import User
from tenants.org.models.departments import Department
from tenants.org.models.places import Organization
from tenants.org.models.units import Owner, ResidentUnit
from tenants.org.roles import Role

Seat = Owner | Department


class PostQuerySet(VisibleQuerySet["Post"]):
    def in_force(self, day: date) -> "PostQuerySet":
        """Held on that day; the day of leaving no longer counts."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gt=day), starts_on__lte=day)

    def ending_soon(self, day: date) -> "PostQuerySet":
        """Those whose last day comes so near that the district's rules speak of it."""
        last = day + timedelta(days=max(PostRules.current().remind_before, default=0))
        return self.filter(ends_on__gt=day, ends_on__lte=last)


class Post(Versioned):
    """A person's role at an organization, a unit or a department, from one day to another (S0-4, S2 §四(二)).

    It gives rights from ``starts_on`` until the day before ``ends_on``: who leaves today may do nothing more today.

    兼职委员, 交叉任职 and 挂职 have a home: the unit, organization or department that sends the person. Both directions
    are known: cadres of units and departments in a street, and those of streets and communities in a unit.
    """

    domain = "post"

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
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="posts", verbose_name="任职部门"
    )
    home_unit = models.ForeignKey(
        ResidentUnit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="派出单位"
    )
    home_organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="派出组织"
    )
    home_department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="派出部门"
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
                condition=Q(organization__isnull=False, unit=None, department=None)
                | Q(organization=None, unit__isnull=False, department=None)
                | Q(organization=None, unit=None, department__isnull=False),
                name="org_post_one_place",
            ),
            models.CheckConstraint(condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="org_post_term"),
            models.CheckConstraint(
                condition=Q(kind="regular", home_unit=None, home_organization=None, home_department=None)
                | Q(home_unit__isnull=False, home_organization=None, home_department=None)
                | Q(home_unit=None, home_organization__isnull=False, home_department=None)
                | Q(home_unit=None, home_organization=None, home_department__isnull=False),
                name="org_post_home",
            ),
        )
        indexes = (models.Index(fields=["user", "ends_on"]),)

    def __str__(self) -> str:
        return f"{self.at} {self.office} {self.user}"

    @property
    def office(self) -> str:
        """What it is called: its title, or else its role."""
        return self.title or self.get_role_display()

    @property
    def holder(self) -> str:
        """Who holds it, with what it is called: 王建国（区委副书记）."""
        return f"{self.user}（{self.office}）"

    @property
    def at(self) -> Seat:
        place = self.unit or self.department or self.organization
        if place is None:
            raise ValueError("a post has a place")
        return place

    @property
    def home(self) -> Seat | None:
        """Who sent the person; None for who belongs here."""
        return self.home_unit or self.home_department or self.home_organization

    @property
    def place(self) -> Place:
        return self.at.place

    @property
    def event_place(self) -> EventPlace:
        """Posts of a unit are known to the place in which it lies, and all to the home that sends the person."""
        path, unit_id = self.at.place.path, self.unit_id
        if self.home is None:
            return EventPlace(path, unit_id, shared=True)
        return EventPlace(path, unit_id, True, self.home.place.path, self.home_unit_id)

    @classmethod
    def visible_q(cls, actor: Actor) -> Q:
        """Office-holders of the places and units one stands for, and whom these have sent elsewhere; one's own posts.

        Administrators see all.
        """
        own = Q(user_id=actor.id) if actor.id is not None else Q(pk__in=[])
        paths = {p for right in (Perm.VIEW, *cls.KEEPERS) for p in actor.paths(right)}
        places = any_of(
            under(paths),
            under(paths, "unit__organization__path"),
            under(paths, "department__organization__path"),
            under(paths, "home_organization__path"),
        )
        units, departments = actor.unit_ids(Perm.VIEW), actor.department_ids(Perm.VIEW)
        mine = Q(unit_id__in=units) | Q(department_id__in=departments)
        sent = Q(home_unit_id__in=units) | Q(home_department_id__in=departments)
        return any_of(own, places, mine, sent)


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


def month_week_day() -> list[int]:
    """When the end of a term is called to mind, in days before it."""
    return [30, 7, 1]


class PostRules(RuleBook):
    """职务任期: when it is called to mind that a term ends."""

    lead = "兼职委员、交叉任职、挂职等有任期的职务，届满前提醒本人和所在组织。"

    remind_before = DayListField("任期届满前几天提醒", default=month_week_day)

    class Meta(RuleBook.Meta):
        verbose_name = "职务任期"
