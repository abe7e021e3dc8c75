"""What a person is told in the application."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from core.models import Event
from core.permissions import Actor
from core.visibility import VisibleQuerySet
from tenants.accounts.models import User


class Notice(models.Model):
    """One event told to one person, once: the pair is unique in the database."""

    user = models.ForeignKey(User, models.CASCADE, related_name="notices", verbose_name="接收人")
    event = models.ForeignKey(Event, models.PROTECT, related_name="notices", verbose_name="事件")
    text = models.CharField("内容", max_length=300)
    subject_type = models.CharField("对象类型", max_length=60)
    subject_id = models.BigIntegerField("对象")
    created_at = models.DateTimeField("时间", auto_now_add=True)
    read_at = models.DateTimeField("已读时间", null=True, blank=True)

    objects: ClassVar[Any] = VisibleQuerySet["Notice"].as_manager()

    class Meta:
        verbose_name = "通知"
        verbose_name_plural = "通知"
        ordering = ("-id",)
        constraints = (models.UniqueConstraint(fields=["user", "event"], name="notices_once"),)
        indexes = (models.Index(fields=["user"], condition=Q(read_at=None), name="notices_unread"),)

    def __str__(self) -> str:
        return self.text

    @classmethod
    def visible_q(cls, actor: Actor) -> Q:
        return Q(user_id=actor.id) if actor.id is not None else Q(pk__in=[])
