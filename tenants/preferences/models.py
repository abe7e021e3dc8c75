"""Saved views: a list's filters, order and columns under a name, for one person of a district."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from core.permissions import ROOT, Actor, ActorKind, Place
from core.visibility import NOTHING, VisibleQuerySet
from tenants.accounts.models import User


class SavedView(models.Model):
    """已存的视图. ``page`` is the URL name of the list, ``query`` the part of its address that the view stands for."""

    user = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name="本人")
    page = models.CharField("列表", max_length=60)
    name = models.CharField("视图名称", max_length=30)
    query = models.CharField("条件", max_length=2000)
    is_default = models.BooleanField("默认视图", default=False)
    created_at = models.DateTimeField("保存时间", auto_now_add=True)

    objects: ClassVar[Any] = VisibleQuerySet["SavedView"].as_manager()

    class Meta:
        verbose_name = "视图"
        verbose_name_plural = "视图"
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=["user", "page", "name"], name="preferences_view_name_once"),
            models.UniqueConstraint(
                fields=["user", "page"], condition=Q(is_default=True), name="preferences_one_default_view"
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def place(self) -> Place:
        """Like the account to which it belongs."""
        return ROOT

    @classmethod
    def visible_q(cls, actor: Actor) -> Q:
        """Only to the person who saved it."""
        return Q(user_id=actor.id) if actor.kind is ActorKind.USER and actor.id is not None else NOTHING
