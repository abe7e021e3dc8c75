"""Third-party clients, and how much each caller has asked."""

from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from oauth2_provider.models import AbstractApplication, ApplicationManager

from api.networks import inside
from core.events import now
from core.periods import today
from core.permissions import ROOT, Actor, Perm, Place
from core.requests import current_address
from core.transitions import Versioned
from core.visibility import VisibleQuerySet
from tenants.accounts.models import User
from tenants.models import Try

# A client that has not called for so many days is marked as unused.
UNUSED_DAYS = 90


def unused_since() -> datetime:
    """Whoever last called before this moment counts as unused."""
    return now() - timedelta(days=UNUSED_DAYS)


class ClientManager(ApplicationManager):
    """Clients, found by the toolkit through their natural key and read by people as everything else is."""

    def get_queryset(self) -> VisibleQuerySet["Client"]:
        return VisibleQuerySet(self.model, using=self._db)

    def visible_to(self, actor: Actor) -> VisibleQuerySet["Client"]:
        return self.get_queryset().visible_to(actor)

    def get_visible(self, actor: Actor, pk: Any, *, field: str = "") -> "Client":
        return self.get_queryset().get_visible(actor, pk, field=field)


class Client(Versioned, AbstractApplication):
    """A third-party application of this district, signed in by OAuth2 client credentials.

    It acts through its service account: posts and object grants of that account say where it may act, its scopes
    say what it may do there.
    """

    service_user = models.OneToOneField(User, models.PROTECT, related_name="client", verbose_name="应用账号")
    scopes = models.JSONField("权限范围", default=list)
    purpose = models.CharField("用途", max_length=200, blank=True)
    is_active = models.BooleanField("启用", default=True)
    expires_on = models.DateField("有效期至", null=True, blank=True)
    networks = models.JSONField("允许的网络", default=list, blank=True)
    old_secret = models.CharField("旧密钥", max_length=255, blank=True)
    old_secret_until = models.DateTimeField("旧密钥有效至", null=True, blank=True)
    only_registered = models.BooleanField("只接受已登记的文档", default=False)
    origins = models.JSONField("允许的网页来源", default=list, blank=True)
    # As of the last flush of what has been counted (api.usage): at most a minute old.
    last_used_at = models.DateTimeField("最近使用", null=True, blank=True)
    last_used_from = models.GenericIPAddressField("最近使用的地址", null=True, blank=True)
    # How many days before its end the keepers have been told of it; below zero, that it has ended.
    reminded = models.SmallIntegerField(null=True, blank=True)

    # Whoever sees a client keeps it.
    shares_history = True

    objects: ClassVar[Any] = ClientManager()

    class Meta(AbstractApplication.Meta):
        verbose_name = "第三方应用"
        verbose_name_plural = "第三方应用"
        swappable = "OAUTH2_PROVIDER_APPLICATION_MODEL"

    def __str__(self) -> str:
        return str(self.name)

    @property
    def place(self) -> Place:
        return ROOT

    def is_usable(self, request: HttpRequest) -> bool:
        """Only an active client within its term gets a token, and only from where it may call."""
        admitted = not self.networks or inside(current_address.get(), self.networks)
        return self.is_in_use and admitted

    @property
    def is_in_use(self) -> bool:
        """Whether it is neither shut out nor past its term."""
        return self.is_active and not self.is_over

    @property
    def is_over(self) -> bool:
        """Whether the last day of its term has passed."""
        return self.expires_on is not None and self.expires_on < today()

    @property
    def is_unused(self) -> bool:
        """Whether nobody has called with it for ``UNUSED_DAYS``."""
        return self.is_in_use and (self.last_used_at or self.created) < unused_since()

    @classmethod
    def unused_q(cls) -> Q:
        """The rule for clients that nobody has called with since ``unused_since``, in use or not."""
        since = unused_since()
        return Q(last_used_at__lt=since) | Q(last_used_at=None, created__lt=since)

    @property
    def has_old_secret(self) -> bool:
        """Whether the secret before the present one still counts."""
        return bool(self.old_secret) and self.old_secret_until is not None and self.old_secret_until > now()

    @classmethod
    def visible_q(cls, actor: Actor) -> Q:
        """Clients are the business of whoever manages them."""
        return Q() if actor.can_anywhere(Perm.CLIENT_EDIT) else Q(pk__in=[])


class Usage(models.Model):
    """Requests and cost of one caller in its latest minute.

    The table is not logged: after a crash counting starts anew.
    """

    caller = models.CharField(max_length=80, primary_key=True)
    minute = models.BigIntegerField()
    requests = models.IntegerField()
    cost = models.BigIntegerField(default=0, db_default=0)

    class Meta:
        verbose_name = "接口用量"

    def __str__(self) -> str:
        return f"{self.caller} {self.requests}"


class ClientTry(Try):
    """Tries of a district's client."""

    client = models.ForeignKey(Client, models.CASCADE, related_name="+")

    class Meta:
        verbose_name = "应用取令牌的次数"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["client", "outcome", "hour"], name="api_try_of_hour")
        ]


class KeptAnswer(models.Model):
    """What a caller was answered under one ``Idempotency-Key``, kept with the effect for a retry (api.idempotency)."""

    caller = models.CharField(max_length=80)
    key = models.CharField(max_length=64)
    asked = models.CharField(max_length=64)
    data = models.BinaryField()
    at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = "为重试保存的答复"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["caller", "key"], name="api_key_of_caller")
        ]

    def __str__(self) -> str:
        return f"{self.caller} {self.key}"
