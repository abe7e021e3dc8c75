"""Tokens that people make for themselves."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from core.events import now
from core.permissions import ROOT, Actor, ActorKind, Perm, Place
from core.transitions import Stateful, Transitions
from core.visibility import NOTHING, VisibleQuerySet
from tenants.accounts.models import User


class PersonalToken(Stateful):
    """A token with exactly the rights of the person who made it, as they are at each request; reading only, unless
    ``can_write``.

    Kept as its SHA-256 alone; ``hint`` are its last signs, by which people tell theirs apart. It ends at
    ``expires_at``, when it is revoked, when the account is closed or holds nothing more, and when the password is set
    anew or has become too old.
    """

    class Status(models.TextChoices):
        ACTIVE = "active", "使用中"
        REVOKED = "revoked", "已作废"

    TRANSITIONS = Transitions(
        noun="personaltoken",
        table={(Status.ACTIVE, "revoke"): Status.REVOKED},
        labels={"revoke": "作废个人令牌"},
    )
    shares_history = True

    user = models.ForeignKey(User, models.PROTECT, related_name="personal_tokens", verbose_name="持有人")
    name = models.CharField("名称", max_length=30)
    digest = models.CharField(max_length=64, unique=True)
    hint = models.CharField("末四位", max_length=4)
    can_write = models.BooleanField("可以办理", default=False)
    status = models.CharField("状态", max_length=10, choices=Status.choices, default=Status.ACTIVE)
    created_at = models.DateTimeField("生成时间")
    expires_at = models.DateTimeField("有效至")
    last_used_at = models.DateTimeField("最近使用", null=True, blank=True)
    last_used_from = models.GenericIPAddressField("最近使用的地址", null=True, blank=True)

    objects: ClassVar[Any] = VisibleQuerySet["PersonalToken"].as_manager()

    class Meta:
        verbose_name = "个人令牌"
        verbose_name_plural = "个人令牌"
        constraints = (
            models.CheckConstraint(condition=Q(status__in=["active", "revoked"]), name="personal_token_status"),
            models.UniqueConstraint(
                fields=["user", "name"], condition=Q(status="active"), name="personal_token_name_once"
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def place(self) -> Place:
        """Like the account to which it belongs."""
        return ROOT

    @property
    def is_over(self) -> bool:
        """Whether its time has passed."""
        return self.expires_at <= now()

    @classmethod
    def visible_q(cls, actor: Actor) -> Q:
        """One's own; all for whoever manages clients."""
        if actor.can_anywhere(Perm.CLIENT_EDIT):
            return Q()
        return Q(user_id=actor.id) if actor.kind is ActorKind.USER and actor.id is not None else NOTHING
