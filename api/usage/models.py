"""What one client asked of the interface on one day."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from api.models import Client
from core.permissions import ROOT, Actor, ActorKind, Perm, Place
from core.visibility import NOTHING, VisibleQuerySet


class ClientUsage(models.Model):
    """Sums of a day in Shanghai, as of the last flush of every process (api.usage.counting).

    ``requests`` are all that came with a good token, ``cost`` what those cost that were let through. ``refusals`` are
    those turned down in words by a limit, a right or a rule of business, ``errors`` those that did not fit the schema
    or broke.
    """

    client = models.ForeignKey(Client, models.PROTECT, related_name="usage", verbose_name="应用")
    day = models.DateField("日期")
    requests = models.BigIntegerField("请求数", default=0)
    cost = models.BigIntegerField("代价", default=0)
    errors = models.BigIntegerField("出错数", default=0)
    refusals = models.BigIntegerField("被拒数", default=0)

    objects: ClassVar[Any] = VisibleQuerySet["ClientUsage"].as_manager()

    class Meta:
        verbose_name = "应用的日用量"
        verbose_name_plural = "应用的日用量"
        ordering = ("-day", "-id")
        constraints = (models.UniqueConstraint(fields=["client", "day"], name="usage_client_day"),)
        indexes = (models.Index(fields=["day"], name="usage_day"),)

    def __str__(self) -> str:
        return f"{self.client_id} {self.day}"

    @property
    def place(self) -> Place:
        return ROOT

    @classmethod
    def visible_q(cls, actor: Actor) -> Q:
        """All for whoever manages clients, its own for a client."""
        if actor.can_anywhere(Perm.CLIENT_EDIT):
            return Q()
        return Q(client__service_user_id=actor.id) if actor.kind is ActorKind.CLIENT else NOTHING
