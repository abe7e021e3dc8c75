"""What a district draws up once for everybody: templates and checklists, which are used or retired."""

from django.db import models
from django.db.models import Q

from core.permissions import ROOT, Actor, Place
from core.transitions import Stateful
from core.visibility import NOTHING


class BlankForm(Stateful):
    """A form of the district under a ``name`` of its own; a retired one serves no more, and can be restored."""

    class Status(models.TextChoices):
        ACTIVE = "active", "使用中"
        RETIRED = "retired", "已停用"

    name: "models.CharField[str, str]"
    status = models.CharField("状态", max_length=10, choices=Status.choices, default=Status.ACTIVE)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def place(self) -> Place:
        return ROOT

    @classmethod
    def visible_q(cls, actor: Actor) -> Q:
        """A blank form is no secret inside a district."""
        return Q() if actor.grants else NOTHING
