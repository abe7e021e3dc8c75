"""阵地台账: one entry for each community, and the district's thresholds (S1)."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from core.permissions import Actor, Place
from core.rulebook import DaysField, ListField, RuleBook
from core.visibility import VisibleQuerySet, under
from tenants.attachments import Attachment
from tenants.org.models import Organization


class Room(models.TextChoices):
    """六室四站两校一厅一中心, in the order in which S1 names them."""

    OFFICE = "office", "党支部居委会办公室"
    LIBRARY = "library", "图书和电子阅览室"
    TALKS = "talks", "民情恳谈室"
    POLICE = "police", "警务室"
    MEMBERS = "members", "党员活动室"
    CULTURE = "culture", "文体活动室"
    SERVING = "serving", "在职党员联络站"
    MOBILE = "mobile", "流动党员管理服务站"
    LABOUR = "labour", "劳动保障工作站"
    HEALTH = "health", "卫生计生服务站"
    PARTY_SCHOOL = "party_school", "业余党校"
    SCIENCE_SCHOOL = "science_school", "科普学校"
    HALL = "hall", "便民服务大厅"
    CENTRE = "centre", "社区服务中心"


# 六室, 四站, 两校, 一厅, 一中心: how many of the rooms above each is, in their order.
GROUPS = (("六室", 6), ("四站", 4), ("两校", 2), ("一厅", 1), ("一中心", 1))


def all_rooms() -> list[str]:
    """What S1 asks for: everything."""
    return [str(label) for label in Room.labels]


class RoomListField(ListField):
    """Rooms by the words people use, in the order of S1."""

    example = "警务室、便民服务大厅"

    def entry(self, value: Any) -> str:
        if value not in Room.labels:
            raise ValidationError(f"“{value}”不在“六室四站两校一厅一中心”之内，例如 {self.example}。")
        return str(value)

    def sorted(self, entries: Iterable[str]) -> list[str]:
        wanted = set(entries)
        return [label for label in all_rooms() if label in wanted]


def _area(label: str, default: str) -> "models.DecimalField[Any, Any]":
    return models.DecimalField(
        label,
        max_digits=8,
        decimal_places=1,
        default=Decimal(default),
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(100_000))],
    )


class FacilityRules(RuleBook):
    """阵地建设标准: what a community should have. The defaults are those of S1."""

    lead = "社区阵地达标的标准。改动即时生效，各社区是否达标随之重新计算。"

    service_area = _area("服务用房面积下限（㎡）", "300.0")
    outdoor_area = _area("室外活动场地面积下限（㎡）", "200.0")
    books = models.PositiveIntegerField(
        "藏书下限（册）", default=1000, validators=[MinValueValidator(0), MaxValueValidator(1_000_000)]
    )
    rooms = RoomListField("应有的功能室", default=all_rooms, help_text="不要求的从中删去。")
    check_days = DaysField("台账几天内应核对一次", default=365)

    class Meta(RuleBook.Meta):
        verbose_name = "阵地建设标准"

    @property
    def codes(self) -> list[str]:
        """The rooms asked for, as the ledger keeps them."""
        return [room.value for room in Room if room.label in self.rooms]


class Facility(models.Model):
    """阵地台账 of one community: rooms, sizes, books, and the day on which somebody last looked."""

    organization = models.OneToOneField(Organization, models.PROTECT, related_name="facility", verbose_name="社区")
    address = models.CharField("地址", max_length=200, blank=True)
    service_area = _area("服务用房面积（㎡）", "0.0")
    outdoor_area = _area("室外活动场地面积（㎡）", "0.0")
    books = models.PositiveIntegerField("藏书（册）", default=0)
    rooms = ArrayField(
        models.CharField(max_length=16, choices=Room.choices), verbose_name="已有功能室", default=list, blank=True
    )
    note = models.CharField("说明", max_length=500, blank=True)
    checked_on = models.DateField("核对日期")
    version = models.PositiveIntegerField("版本", default=1, editable=False)

    objects: ClassVar[Any] = VisibleQuerySet["Facility"].as_manager()

    class Meta:
        verbose_name = "阵地台账"
        verbose_name_plural = "阵地台账"
        constraints = (
            models.CheckConstraint(
                condition=Q(service_area__gte=0, outdoor_area__gte=0), name="facilities_facility_area"
            ),
        )
        indexes = (models.Index(fields=["checked_on"]),)

    def __str__(self) -> str:
        return f"{self.organization}阵地"

    @property
    def place(self) -> Place:
        return Place(self.organization.path)

    @classmethod
    def visible_q(cls, actor: Actor) -> Q:
        """The communities that one stands for, or above."""
        return under(actor.paths())


class FacilityPhoto(Attachment):
    """阵地照片: of one room, or of the facilities as a whole."""

    OF = "facility"

    facility = models.ForeignKey(Facility, models.CASCADE, related_name="photos", verbose_name="阵地台账")
    room = models.CharField("功能室", max_length=16, choices=Room.choices, blank=True)

    objects: ClassVar[Any] = VisibleQuerySet["FacilityPhoto"].as_manager()

    class Meta:
        verbose_name = "阵地照片"
        verbose_name_plural = "阵地照片"
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=["facility", "sha256"], name="facilities_photo_once"),)

    @property
    def shows(self) -> str:
        """What it shows, in a word."""
        return self.get_room_display() if self.room else "整体"
