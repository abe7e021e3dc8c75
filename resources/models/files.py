"""Files: evidence of what was done, and what was sent ahead and waits to be used."""

from typing import Any, ClassVar
from uuid import uuid4

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q

from core.permissions import Actor
from core.visibility import NOTHING, VisibleQuerySet, owned
from resources.models.claims import Claim
from tenants.accounts.models import User


def evidence_path(evidence: "Evidence", filename: str) -> str:
    """A path that tells nothing and cannot be guessed; the name people see is kept in the row."""
    return f"evidence/{evidence.claim_id}/{evidence.sha256[:32]}"


class Evidence(models.Model):
    """佐证: a file that shows a claim was fulfilled. Type and size are checked by content."""

    domain = "claim"
    claim = models.ForeignKey(Claim, models.CASCADE, related_name="evidence", verbose_name="认领")
    file = models.FileField("文件", upload_to=evidence_path, max_length=200)
    name = models.CharField("文件名", max_length=200)
    content_type = models.CharField("类型", max_length=100)
    size = models.PositiveIntegerField("大小", validators=[MaxValueValidator(settings.EVIDENCE_MAX_BYTES)])
    sha256 = models.CharField("摘要", max_length=64)
    uploaded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="上传人")
    uploaded_at = models.DateTimeField("上传时间")

    objects: ClassVar[Any] = VisibleQuerySet["Evidence"].as_manager()

    class Meta:
        verbose_name = "佐证"
        verbose_name_plural = "佐证"
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=["claim", "sha256"], name="resources_evidence_once"),)

    def __str__(self) -> str:
        return self.name

    @classmethod
    def visible_q(cls, actor: Actor) -> Q:
        return owned(actor, "claim__") | owned(actor, "claim__need__") | owned(actor, "claim__resource__")


def staged_path(staged: "StagedFile", filename: str) -> str:
    """A path of its own for every file, which follows from nothing that anybody knows."""
    return f"staged/{uuid4().hex}"


class StagedFile(models.Model):
    """待用文件: sent ahead by somebody, for a record that its sender will hand it in with.

    It is its sender's affair alone and never served. What is not used is deleted after a while (``resources.staging``).
    """

    # Whoever sent it sees it, whatever else is read.
    domain = ""
    user = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="上传人")
    file = models.FileField("文件", upload_to=staged_path, max_length=200, blank=True)
    name = models.CharField("文件名", max_length=200)
    size = models.PositiveIntegerField("大小", validators=[MaxValueValidator(settings.EVIDENCE_MAX_BYTES)])
    content_type = models.CharField("类型", max_length=100, blank=True)
    sha256 = models.CharField("摘要", max_length=64, blank=True)
    created_at = models.DateTimeField("申请时间")
    received_at = models.DateTimeField("收到时间", null=True, blank=True)
    used_at = models.DateTimeField("使用时间", null=True, blank=True)

    objects: ClassVar[Any] = VisibleQuerySet["StagedFile"].as_manager()

    class Meta:
        verbose_name = "待用文件"
        verbose_name_plural = "待用文件"
        ordering = ("id",)
        indexes = (models.Index(fields=["user", "created_at"]),)

    def __str__(self) -> str:
        return self.name

    @classmethod
    def visible_q(cls, actor: Actor) -> Q:
        return Q(user_id=actor.id) if actor.id is not None else NOTHING
