"""区直部门 and their 派出机构: subordinate to the district, at work in the streets (S2 §二(二), S0-4)."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from core.permissions import Actor, EventPlace, Place
from core.visibility import VisibleQuerySet
from tenants.org.models.places import Organization
from tenants.org.models.units import Owned, Owner, ResidentUnit, seat_of


class DepartmentQuerySet(VisibleQuerySet["Department"]):
    def in_use(self) -> "DepartmentQuerySet":
        return self.filter(status=Department.Status.ACTIVE)


class Department(models.Model):
    """A 区直部门 of the district, or a 派出机构 of one in a street.

    A department belongs to the district: ``organization`` is the root. An outpost has its department as ``parent``
    and lies in a street, which is consulted about it and appraises it (双重管理).
    """

    class Kind(models.TextChoices):
        DEPARTMENT = "department", "区直部门"
        OUTPOST = "outpost", "派出机构"

    class Status(models.TextChoices):
        ACTIVE = "active", "在用"
        RETIRED = "retired", "已撤销"

    name = models.CharField("名称", max_length=60)
    pinyin = models.CharField("拼音", max_length=240, blank=True, db_index=True)
    kind = models.CharField("类别", max_length=12, choices=Kind.choices)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="outposts", verbose_name="主管部门"
    )
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="departments", verbose_name="所在组织")
    duties = models.TextField("主要职责", max_length=1000, blank=True)
    party_organization = models.CharField("党组织名称", max_length=120, blank=True)
    office_phone = models.CharField("办公电话", max_length=30, blank=True)
    status = models.CharField("状态", max_length=10, choices=Status.choices, default=Status.ACTIVE)
    version = models.PositiveIntegerField("版本", default=1, editable=False)

    objects: ClassVar[Any] = DepartmentQuerySet.as_manager()

    class Meta:
        verbose_name = "部门"
        verbose_name_plural = "部门"
        constraints = (
            models.CheckConstraint(
                condition=Q(kind="department", parent=None) | Q(kind="outpost", parent__isnull=False),
                name="org_department_kind",
            ),
            models.CheckConstraint(condition=Q(status__in=["active", "retired"]), name="org_department_status"),
            models.UniqueConstraint(
                fields=["organization", "name"], condition=Q(status="active"), name="org_department_name_once"
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def place(self) -> Place:
        """Where its own affairs belong: to itself, and to the places above it, to which it is subordinate."""
        return Place(self.organization.path, department_id=self.pk)

    @property
    def event_place(self) -> EventPlace:
        return EventPlace(self.organization.path)

    @classmethod
    def visible_q(cls, actor: Actor) -> Q:
        """Names of departments are no secret inside a district."""
        return Q() if actor.grants else Q(pk__in=[])


class Handled(models.Model):
    """Lies with an ``organization`` or, when ``department`` is set, with that department, which lies in it."""

    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="承办部门"
    )
    organization: Any
    department_id: int | None

    class Meta:
        abstract = True

    @property
    def handler(self) -> "Department | Organization":
        """Who has to act."""
        return self.department if self.department is not None else self.organization

    @property
    def place(self) -> Place:
        return Place(self.organization.path, department_id=self.department_id)


class Represented(Owned):
    """Speaks for an organization or unit, or, when ``department`` is set, for that department of the organization."""

    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="所属部门"
    )

    class Meta:
        abstract = True

    @property
    def owner(self) -> Owner | Department:  # type: ignore[override]
        return self.department if self.department is not None else super().owner

    @property
    def place(self) -> Place:
        return Place(self.organization.path, self.unit_id, self.department_id)


def represented(owner: Owner | Department) -> dict[str, Organization | ResidentUnit | Department | None]:
    """What ``Represented`` keeps of whom it speaks for, by the names of its columns."""
    if isinstance(owner, Department):
        return {"organization": owner.organization, "unit": None, "department": owner}
    place, unit = seat_of(owner)
    return {"organization": place, "unit": unit, "department": None}


def handler_of(subject: Any) -> "Department | Organization":
    """Who has to act about a record, whether its kind can lie with a department or not."""
    found: Department | Organization = getattr(subject, "department", None) or subject.organization
    return found
