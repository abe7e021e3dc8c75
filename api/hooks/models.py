"""Webhooks of third-party clients, what is to be sent to each, and how each attempt went."""

import uuid
from typing import Any, ClassVar
from urllib.parse import urlsplit

from django.db import models
from django.db.models import Q

from api.keepers import kept_by
from api.models import Client
from core.models import Event
from core.permissions import ROOT, Actor, Perm, Place
from core.transitions import Stateful, Transitions
from core.visibility import VisibleQuerySet

# What a message is called that no event has caused.
PING = "ping"


class Webhook(Stateful):
    """An address of a client to which events are sent.

    ``position`` is the last event of the log that has been looked at; everything after it is still to come, so that
    nothing is missed while the webhook stands still. The signing secret is derived from ``salt`` (see
    ``api.hooks.signing``). ``failing_since`` is when the first of an unbroken row of failures happened.
    """

    class Status(models.TextChoices):
        ACTIVE = "active", "使用中"
        PAUSED = "paused", "已暂停"
        SUSPENDED = "suspended", "因失败停发"
        REMOVED = "removed", "已删除"

    TRANSITIONS = Transitions(
        noun="webhook",
        table={
            (Status.ACTIVE, "pause"): Status.PAUSED,
            (Status.ACTIVE, "suspend"): Status.SUSPENDED,
            (Status.PAUSED, "resume"): Status.ACTIVE,
            (Status.SUSPENDED, "resume"): Status.ACTIVE,
            (Status.ACTIVE, "remove"): Status.REMOVED,
            (Status.PAUSED, "remove"): Status.REMOVED,
            (Status.SUSPENDED, "remove"): Status.REMOVED,
        },
        labels={
            "pause": "暂停事件推送",
            "suspend": "事件推送屡次失败，自动停发",
            "resume": "恢复事件推送",
            "remove": "删除事件推送",
        },
    )
    shares_history = True

    client = models.ForeignKey(Client, models.PROTECT, related_name="webhooks", verbose_name="应用")
    url = models.CharField("接收地址", max_length=500)
    verbs = models.JSONField("推送的动作", default=list)
    status = models.CharField("状态", max_length=10, choices=Status.choices, default=Status.ACTIVE)
    salt = models.CharField(max_length=64)
    old_salt = models.CharField(max_length=64, blank=True)
    old_until = models.DateTimeField("旧密钥有效至", null=True, blank=True)
    position = models.BigIntegerField(default=0)
    failing_since = models.DateTimeField("连续失败自", null=True, blank=True)
    rests_until = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField("登记时间", auto_now_add=True)

    objects: ClassVar[Any] = VisibleQuerySet["Webhook"].as_manager()

    class Meta:
        verbose_name = "事件推送"
        verbose_name_plural = "事件推送"
        constraints = (
            models.CheckConstraint(
                condition=Q(status__in=["active", "paused", "suspended", "removed"]), name="hooks_webhook_status"
            ),
            models.UniqueConstraint(
                fields=["client", "url"], condition=~Q(status="removed"), name="hooks_webhook_once"
            ),
        )

    def __str__(self) -> str:
        """The host alone: the rest of an address is often a secret, and this text goes into the log."""
        return urlsplit(self.url).netloc

    @property
    def place(self) -> Place:
        return ROOT

    @classmethod
    def visible_q(cls, actor: Actor) -> Q:
        return kept_by(actor, Perm.WEBHOOK_EDIT)


class WebhookDelivery(models.Model):
    """One event on its way to one webhook; without an event, a ping.

    ``uid`` names it towards the receiver and never changes. A worker that sends it has taken it until
    ``taken_until``; if the worker dies, another takes it after that. While it waits, nothing later about the same
    subject is sent to this webhook. ``body`` is what was signed and sent, the same at every attempt.
    """

    class Status(models.TextChoices):
        WAITING = "waiting", "待发送"
        DELIVERED = "delivered", "已送达"
        FAILED = "failed", "已放弃"
        WITHHELD = "withheld", "不发送"

    webhook = models.ForeignKey(Webhook, models.PROTECT, related_name="deliveries", verbose_name="事件推送")
    event = models.ForeignKey(Event, models.PROTECT, null=True, related_name="+", verbose_name="事件")
    uid = models.UUIDField("消息编号", default=uuid.uuid4, unique=True)
    verb = models.CharField("动作", max_length=60)
    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    subject_label = models.CharField("对象", max_length=200)
    status = models.CharField("状态", max_length=10, choices=Status.choices, default=Status.WAITING)
    attempts = models.PositiveSmallIntegerField("已发送次数", default=0)
    due_at = models.DateTimeField("下次发送时间")
    taken_until = models.DateTimeField(null=True)
    created_at = models.DateTimeField("产生时间", auto_now_add=True)
    done_at = models.DateTimeField("结束时间", null=True)
    note = models.CharField("说明", max_length=300, blank=True)
    body = models.TextField("内容", blank=True)

    objects: ClassVar[Any] = VisibleQuerySet["WebhookDelivery"].as_manager()

    class Meta:
        verbose_name = "推送消息"
        verbose_name_plural = "推送消息"
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(status__in=["waiting", "delivered", "failed", "withheld"]), name="hooks_delivery_status"
            ),
            models.UniqueConstraint(fields=["webhook", "event"], name="hooks_delivery_once"),
        )
        indexes = (
            models.Index(fields=["webhook", "due_at"], condition=Q(status="waiting"), name="hooks_delivery_due"),
            models.Index(
                fields=["webhook", "subject_type", "subject_id", "id"],
                condition=Q(status="waiting"),
                name="hooks_delivery_order",
            ),
            models.Index(fields=["done_at"], name="hooks_delivery_done"),
        )

    def __str__(self) -> str:
        return self.message_id

    @property
    def message_id(self) -> str:
        """The ``webhook-id`` under which the receiver tells a repetition from something new."""
        return f"msg_{self.uid.hex}"

    @property
    def place(self) -> Place:
        return ROOT

    @classmethod
    def visible_q(cls, actor: Actor) -> Q:
        return kept_by(actor, Perm.WEBHOOK_EDIT, "webhook__")


class WebhookAttempt(models.Model):
    """One request to the receiver and its answer: ``status`` is empty if none came."""

    delivery = models.ForeignKey(WebhookDelivery, models.CASCADE, related_name="log", verbose_name="推送消息")
    at = models.DateTimeField("时间")
    url = models.CharField("接收地址", max_length=500)
    # A line for each, as they were sent; a signature proves who signed this body and signs nothing else.
    headers = models.TextField("请求头", blank=True, default="")
    status = models.PositiveSmallIntegerField("答复状态", null=True)
    answer = models.TextField("答复内容", blank=True)
    error = models.CharField("失败原因", max_length=300, blank=True)
    milliseconds = models.PositiveIntegerField("用时（毫秒）")

    objects: ClassVar[Any] = VisibleQuerySet["WebhookAttempt"].as_manager()

    class Meta:
        verbose_name = "发送记录"
        verbose_name_plural = "发送记录"
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.delivery_id} {self.status or self.error}"

    @classmethod
    def visible_q(cls, actor: Actor) -> Q:
        return kept_by(actor, Perm.WEBHOOK_EDIT, "delivery__webhook__")
