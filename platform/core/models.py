"""The event log and its outbox: what happened, and who still has to hear of it."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from core.permissions import Actor, Perm
from core.personnel import about_personnel, beyond_plain
from core.scopes import types_read
from core.visibility import VisibleQuerySet, under

# The subject of everything that happens to an account.
ACCOUNT = "accounts.user"


class EventQuerySet(VisibleQuerySet["Event"]):
    def for_subject(self, subject: models.Model) -> "EventQuerySet":
        """Everything that happened to this record, the oldest first."""
        return self.filter(subject_type=subject._meta.label_lower, subject_id=subject.pk).order_by("id")


class Event(models.Model):
    """One fact that happened. Append-only: the database refuses UPDATE and DELETE.

    ``organization_path`` and ``unit_id`` are the place at that moment and stay even if the tree changes later;
    ``other_path`` and ``other_unit_id`` are those of the other side, where there is one.
    ``hash`` covers the content and ``prev_hash``, the hash of the district's event before, so that a later change
    of any event is noticed by ``core.chain.verify``.
    """

    at = models.DateTimeField("时间", db_index=True)
    verb = models.CharField("动作", max_length=60)
    actor_kind = models.CharField("操作者类型", max_length=10)
    actor_id = models.BigIntegerField("操作者", null=True)
    actor_label = models.CharField("操作者名称", max_length=120)
    address = models.GenericIPAddressField("来源地址", null=True)
    subject_type = models.CharField("对象类型", max_length=60)
    subject_id = models.BigIntegerField("对象")
    subject_label = models.CharField("对象名称", max_length=200)
    organization_path = models.CharField("所属组织", max_length=255)
    unit_id = models.BigIntegerField("所属单位", null=True)
    shared = models.BooleanField("单位与组织共同事项", default=False)
    other_path = models.CharField("另一方所属组织", max_length=255, blank=True, default="")
    other_unit_id = models.BigIntegerField("另一方单位", null=True)
    data = models.JSONField("内容", default=dict)
    request_id = models.CharField("请求编号", max_length=64, blank=True)
    prev_hash = models.CharField("前一事件摘要", max_length=64)
    hash = models.CharField("摘要", max_length=64, unique=True)

    objects: ClassVar[Any] = EventQuerySet.as_manager()

    class Meta:
        verbose_name = "事件"
        verbose_name_plural = "事件"
        ordering = ("id",)
        indexes = (
            models.Index(fields=["subject_type", "subject_id", "id"]),
            models.Index(fields=["verb", "at"]),
            models.Index(
                fields=["organization_path", "at"],
                opclasses=["varchar_pattern_ops", "timestamptz_ops"],
                name="core_event_place",
            ),
            models.Index(
                fields=["other_path", "at"],
                opclasses=["varchar_pattern_ops", "timestamptz_ops"],
                name="core_event_other_place",
            ),
            models.Index(fields=["unit_id", "at"], condition=Q(unit_id__isnull=False), name="core_event_unit"),
            models.Index(
                fields=["other_unit_id", "at"], condition=Q(other_unit_id__isnull=False), name="core_event_other_unit"
            ),
        )

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_label} {self.verb} {self.subject_label}"

    @classmethod
    def visible_q(cls, actor: Actor) -> Q:
        """What happened in one's places and units, on either side; auditors see the whole log below their place.

        When somebody signed in or changed a password is for auditors alone; personnel matters are for whoever reads
        the records.
        """
        units = actor.unit_ids(Perm.VIEW)
        places = beyond_plain(lambda permission: _at(actor.paths(permission)), about_personnel())
        audited = under(actor.paths(Perm.AUDIT_VIEW), "organization_path")
        found = places | audited | Q(unit_id__in=units) | Q(other_unit_id__in=units)
        # Of what it may not read, a client does not hear either.
        return found if actor.domains is None else found & Q(subject_type__in=types_read(actor))


def _at(paths: Sequence[str]) -> Q:
    """What happened in these places, on either side."""
    own = under(paths, "organization_path") & (Q(unit_id=None) | Q(shared=True)) & ~Q(subject_type=ACCOUNT)
    return own | under(paths, "other_path")


class EventHead(models.Model):
    """The end of the district's chain; its single row is locked while events are appended."""

    hash = models.CharField(max_length=64, blank=True)
    length = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = "事件链尾"

    def __str__(self) -> str:
        return f"{self.length} {self.hash}"


class Delivery(models.Model):
    """An event that one consumer (notices, …) has yet to handle. Written with the event."""

    event = models.ForeignKey(Event, models.PROTECT, related_name="deliveries")
    consumer = models.CharField(max_length=40)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name = "待分发事件"
        constraints = (models.UniqueConstraint(fields=["event", "consumer"], name="core_delivery_once"),)
        indexes = (models.Index(fields=["due_at"], condition=Q(done_at=None), name="core_delivery_waiting"),)

    def __str__(self) -> str:
        return f"{self.consumer} {self.event_id}"


class NumberSeries(models.Model):
    """The last number given out in a series and a year."""

    series = models.CharField(max_length=30)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "编号"
        constraints = (models.UniqueConstraint(fields=["series", "year"], name="core_number_once"),)

    def __str__(self) -> str:
        return f"{self.series} {self.year} {self.last}"


class StatusTally(models.Model):
    """A change of how many rows of a table stand in a status at a place; see ``core.tallies``. A trigger writes it.

    Each tallied table has its own, named after it.
    """

    organization_id = models.BigIntegerField("所属组织")
    status = models.CharField("状态", max_length=12)
    n = models.IntegerField("增减")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.organization_id} {self.status} {self.n:+}"
