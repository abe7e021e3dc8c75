"""Documents that clients have registered."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from api.keepers import kept_by
from api.models import Client
from core.permissions import ROOT, Actor, Perm, Place
from core.transitions import Stateful, Transitions
from core.visibility import VisibleQuerySet


class RegisteredDocument(Stateful):
    """A GraphQL document of one client, valid and within the limits when it was registered.

    ``digest`` is the SHA-256 of ``text`` in UTF-8, 64 lower-case hexadecimal digits: what requests name it by.
    ``last_used_at`` is at most a minute old (api.usage). One that is retired is unknown to requests, and comes back
    when it is registered again.
    """

    class Status(models.TextChoices):
        ACTIVE = "active", "使用中"
        RETIRED = "retired", "已停用"

    TRANSITIONS = Transitions(
        noun="document",
        table={(Status.ACTIVE, "retire"): Status.RETIRED, (Status.RETIRED, "restore"): Status.ACTIVE},
        labels={"retire": "停用文档", "restore": "恢复文档"},
    )
    shares_history = True

    client = models.ForeignKey(Client, models.PROTECT, related_name="documents", verbose_name="应用")
    digest = models.CharField("SHA-256", max_length=64)
    name = models.CharField("名称", max_length=120)
    text = models.TextField("文本")
    status = models.CharField("状态", max_length=10, choices=Status.choices, default=Status.ACTIVE)
    registered_at = models.DateTimeField("登记时间")
    registered_by = models.CharField("登记人", max_length=120)
    last_used_at = models.DateTimeField("最近使用", null=True, blank=True)
    last_used_from = models.GenericIPAddressField("最近使用的地址", null=True, blank=True)

    objects: ClassVar[Any] = VisibleQuerySet["RegisteredDocument"].as_manager()

    class Meta:
        verbose_name = "已登记的文档"
        verbose_name_plural = "已登记的文档"
        constraints = (
            models.CheckConstraint(condition=Q(status__in=["active", "retired"]), name="trusted_document_status"),
            models.UniqueConstraint(fields=["client", "digest"], name="trusted_document_once"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def place(self) -> Place:
        return ROOT

    @classmethod
    def visible_q(cls, actor: Actor) -> Q:
        return kept_by(actor, Perm.DOCUMENT_EDIT)
