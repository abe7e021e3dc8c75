"""Webhooks and their log."""

from typing import Any

import graphene
from django.db.models import Q

from api.filters import among, of
from api.hooks.models import Webhook, WebhookAttempt, WebhookDelivery
from api.rows.fields import One, column, computed
from api.rows.pages import Filter, Many, Ordering
from api.rows.records import Record
from api.scalars import DateTime
from api.types.choices import WebhookDeliveryStatus, WebhookStatus


class WebhookType(Record):
    class Meta:
        model = Webhook
        description = "事件推送：应用的一个接收地址。安全管理员可见全部，应用凭 webhook.edit 可见自己的。"
        ordering = Ordering(
            "WebhookOrder", {"NEWEST": ("最新登记的在前。", ("-pk",)), "OLDEST": ("最早的在前。", ("pk",))}
        )
        filters = {
            "status": among(WebhookStatus, "status", "状态"),
            "client": of("Client", "client_id", "client", "这个应用"),
        }

    url = column(Webhook, "url")
    verbs = computed(
        graphene.NonNull(graphene.List(graphene.NonNull(graphene.String))),
        "推送哪些动作，代码同 verbs 查询。",
        ["verbs"],
        lambda row: row["verbs"],
    )
    status = column(Webhook, "status", enum=WebhookStatus)
    version = column(Webhook, "version")
    client_name = computed(
        graphene.NonNull(graphene.String), "应用名称。", ["client__name"], lambda r: r["client__name"]
    )
    failing_since = column(Webhook, "failing_since", description="从何时起一直失败；最近一次成功则为空。")
    old_secret_until = computed(
        DateTime, "更换密钥后，旧密钥的签名附送到何时。", ["old_until"], lambda row: row["old_until"]
    )
    created_at = column(Webhook, "created_at")
    deliveries = Many("WebhookDelivery", "推送给这个地址的消息。", by="webhook_id", follows=True)


class WebhookDeliveryType(Record):
    class Meta:
        model = WebhookDelivery
        description = "推送消息：一个事件（或一次测试）送往一个接收地址。完成后保留一段时间。"
        ordering = Ordering(
            "WebhookDeliveryOrder", {"NEWEST": ("最新的在前。", ("-pk",)), "OLDEST": ("最早的在前。", ("pk",))}
        )
        filters = {
            "status": among(WebhookDeliveryStatus, "status", "状态"),
            "webhook": of("Webhook", "webhook_id", "webhook", "这个推送"),
            "verb": Filter(graphene.List(graphene.NonNull(graphene.String)), "只看这些动作。", lambda v: Q(verb__in=v)),
        }

    webhook = One("Webhook", "webhook", "所属的事件推送。", follows=True)
    event = One("Event", "event", "推送的事件；测试消息或您已无权查看时为空。")
    message_id = computed(
        graphene.NonNull(graphene.String),
        "请求头 webhook-id，重发时不变。",
        ["uid"],
        lambda row: f"msg_{row['uid'].hex}",
    )
    verb = column(WebhookDelivery, "verb", description="动作的代码；测试消息为 ping。")
    subject_label = column(WebhookDelivery, "subject_label")
    status = column(WebhookDelivery, "status", enum=WebhookDeliveryStatus)
    attempts = column(WebhookDelivery, "attempts")
    due_at = column(WebhookDelivery, "due_at")
    created_at = column(WebhookDelivery, "created_at")
    done_at = column(WebhookDelivery, "done_at")
    note = column(WebhookDelivery, "note", description="没有送达的原因。")
    body = column(WebhookDelivery, "body", description="发送的内容；尚未发送时为空。")
    log: Any = Many("WebhookAttempt", "每次发送的情况。", by="delivery_id", follows=True)


class WebhookAttemptType(Record):
    class Meta:
        model = WebhookAttempt
        description = "发送记录：一次请求和对方的答复。"
        ordering = Ordering(
            "WebhookAttemptOrder", {"NEWEST": ("最新的在前。", ("-pk",)), "OLDEST": ("最早的在前。", ("pk",))}
        )

    at = column(WebhookAttempt, "at")
    url = column(WebhookAttempt, "url")
    headers = column(WebhookAttempt, "headers", description="发出的请求头，一行一个，含签名，不含密钥。")
    status = column(WebhookAttempt, "status", description="对方答复的 HTTP 状态；没有答复时为空。")
    answer = column(WebhookAttempt, "answer", description="答复内容的前 2 KB。")
    error = column(WebhookAttempt, "error", description="失败原因；送达时为空。")
    milliseconds = column(WebhookAttempt, "milliseconds")
