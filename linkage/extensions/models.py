"""An extension: from when until when, why, how far it has come, and what was decided."""

from typing import Any, ClassVar

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q

from core.transitions import Stateful, Transitions
from core.visibility import VisibleQuerySet
from linkage.subjects import About


class Extension(Stateful, About):
    """延期: one request to move the due date of one record. At most one is open at a time."""

    class Status(models.TextChoices):
        ASKED = "asked", "待批准"
        APPROVED = "approved", "已同意"
        REFUSED = "refused", "不同意"
        WITHDRAWN = "withdrawn", "已撤回"

    TRANSITIONS = Transitions(
        "extension",
        {
            ("asked", "approve"): "approved",
            ("asked", "refuse"): "refused",
            ("asked", "withdraw"): "withdrawn",
            ("asked", "lapse"): "withdrawn",
        },
        {
            "ask": "申请延期",
            "approve": "同意延期",
            "refuse": "不同意延期",
            "withdraw": "撤回延期申请",
            "lapse": "延期申请失效",
        },
    )

    due_was = models.DateField("原期限")
    due_on = models.DateField("申请延至")
    reason = models.CharField("延期理由", max_length=500)
    progress = models.PositiveSmallIntegerField("目前进度（%）", validators=[MaxValueValidator(100)])
    status = models.CharField("状态", max_length=10, choices=Status.choices, default=Status.ASKED)
    asker_label = models.CharField("申请人", max_length=120)
    asked_at = models.DateTimeField("申请时间")
    decider_label = models.CharField("批准人", max_length=120, blank=True)
    decided_at = models.DateTimeField("批复时间", null=True, blank=True)
    answer = models.CharField("批复意见", max_length=500, blank=True)

    objects: ClassVar[Any] = VisibleQuerySet["Extension"].as_manager()

    class Meta:
        verbose_name = "延期申请"
        verbose_name_plural = "延期申请"
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(condition=Q(due_on__gt=F("due_was")), name="extensions_later"),
            models.CheckConstraint(
                condition=Q(status__in=["asked", "approved", "refused", "withdrawn"]),
                name="extensions_extension_status",
            ),
            models.UniqueConstraint(
                fields=["subject_type", "subject_id"],
                condition=Q(status="asked"),
                name="extensions_open_once",
            ),
        )
        indexes = (
            models.Index(fields=["subject_type", "subject_id"], name="extensions_subject"),
            models.Index(fields=["organization", "status"], name="extensions_place"),
            models.Index(fields=["department", "status"], name="extensions_department"),
        )

    def __str__(self) -> str:
        return f"延期：{self.subject_label}"
