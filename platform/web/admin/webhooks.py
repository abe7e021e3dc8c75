"""Webhooks and their log. As with clients, the pages know the actions only by what they are given."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.apps import apps
from django.db.models import QuerySet
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django_filters import FilterSet
from oauth2_provider.models import get_application_model

from core.permissions import Perm
from core.verbs import all_labels
from web.acts import Act
from web.admin.secrets import Secret, SecretForm, SecretRecord
from web.columns import Column, Day, Moment, Number, Status
from web.filters import ChoicesFilter, KeyFilter
from web.formpages import FormPage
from web.forms import PageForm, RowsField
from web.links import link
from web.lists import ListPage, New
from web.records import RecordPage, Related

Client: Any = get_application_model()
Webhook: Any = apps.get_model("hooks", "Webhook")
Delivery: Any = apps.get_model("hooks", "WebhookDelivery")
PING = "测试"


@dataclass(frozen=True)
class WebhookActions:
    """The actions behind the pages, and what can be sent: from the code of a verb to its name."""

    register: Callable[..., Any]
    edit: Callable[..., Any]
    rotate: Callable[..., Any]
    pause: Callable[..., Any]
    resume: Callable[..., Any]
    remove: Callable[..., Any]
    test: Callable[..., Any]
    redeliver: Callable[..., Any]
    verbs: Callable[[], Mapping[str, str]]


def verbs_text(webhook: Any) -> str:
    labels = all_labels()
    return "、".join(labels.get(verb, verb) for verb in webhook.verbs)


def verb_text(delivery: Any) -> str:
    return PING if delivery.event_id is None else all_labels().get(delivery.verb, delivery.verb)


def headers_text(attempt: Any) -> SafeString:
    """Long, and seldom read: behind a word to click on."""
    if not attempt.headers:
        return mark_safe("")
    return format_html(
        '<details class="more-fields signed-text"><summary>查看</summary><pre>{}</pre></details>', attempt.headers
    )


class WebhookSecret(Secret):
    shown_as = "签名密钥"

    def secret_facts(self, record: Any, secret: str) -> list[tuple[str, str]]:
        return [("接收地址", record.url), ("签名密钥", secret)]


def is_kept(webhook: Any, actor: Any) -> bool:
    return bool(webhook.status != "removed")


def can_be_sent(delivery: Any, actor: Any) -> bool:
    return delivery.event_id is not None and delivery.webhook.status == "active"


class ReasonForm(PageForm):
    reason = forms.CharField(label="原因", max_length=500, required=False, widget=forms.Textarea)


class WebhookFilters(FilterSet):
    status = ChoicesFilter(label="状态", choices=Webhook.Status.choices)
    client = KeyFilter(label="应用", queryset=Client.objects.all())


class WebhookList(ListPage):
    model, name, record, subject, title = Webhook, "webhooks", "webhook", "webhook", "事件推送"
    permission = Perm.CLIENT_EDIT
    measure = "个"
    place_lookup = ""
    lead = "事情一发生就通知外部系统的接收地址，只推送该应用有权查看的内容。"
    select_related = ("client",)
    search_fields, search_hint = ("url", "client__name"), "接收地址、应用"
    filters = WebhookFilters
    columns = (
        Column("url", "接收地址", link=True, sort="url"),
        Column("client", "应用", sort="client__name"),
        Column("verbs", "推送的动作", value=verbs_text, optional=True),
        Status(),
        Moment("failing_since", "连续失败自", sort="failing_since"),
        Day("created_at", "登记日期", sort="created_at"),
    )
    order = ("-id",)
    new = New("登记推送", "webhook-new", Perm.CLIENT_EDIT)
    empty_title, empty_text = "还没有事件推送", "在第三方应用上登记接收地址后，事件会自动推送。"


class DeliveryFilters(FilterSet):
    status = ChoicesFilter(label="状态", choices=Delivery.Status.choices)
    webhook = KeyFilter(label="推送", queryset=Webhook.objects.all())


def webhook_pages(actions: WebhookActions) -> list[URLPattern]:
    """The addresses of the pages, working through the given actions."""

    redeliver = Act(
        "redeliver", "重发", actions.redeliver, Perm.CLIENT_EDIT, icon="refresh", main=True, when=can_be_sent,
        done="已交给后台重发，几秒后刷新可看到结果。",
    )  # fmt: skip

    def offered() -> list[tuple[str, str]]:
        """Names with their codes: “提交审核” is said of needs and of resources."""
        return [(verb, f"{label}（{verb}）") for verb, label in actions.verbs().items()]

    class AddressForm(PageForm):
        url = forms.CharField(label="接收地址", max_length=500, help_text="以 https:// 开头，不能指向内部网络。")
        verbs = forms.MultipleChoiceField(label="推送的动作", choices=offered, widget=forms.CheckboxSelectMultiple)
        wide = ("url", "verbs")

    class NewForm(AddressForm):
        client = RowsField(label="应用")
        field_order = ("client", "url", "verbs")

    class WebhookNew(WebhookSecret, SecretForm):
        form, action, permission = NewForm, staticmethod(actions.register), Perm.CLIENT_EDIT
        title, submit = "登记事件推送", "登记"
        record, list_name, list_title = "webhook", "webhooks", "事件推送"

        def initial(self) -> dict[str, Any]:
            return {"client": self.request.GET.get("client", "")}

        def limit(self, form: PageForm) -> None:
            clients: QuerySet[Any] = Client.objects.visible_to(self.actor).filter(is_active=True).order_by("name")
            form.fields["client"].queryset = clients  # type: ignore[attr-defined]

    class WebhookEdit(FormPage):
        form, action, permission = AddressForm, staticmethod(actions.edit), Perm.CLIENT_EDIT
        model, subject = Webhook, "webhook"
        title, done = "修改事件推送", "已保存，等待发送的消息将发往现在的地址。"
        record, list_name, list_title = "webhook", "webhooks", "事件推送"

        def initial(self) -> dict[str, Any]:
            return {"url": self.object.url, "verbs": self.object.verbs}

    class WebhookRecord(WebhookSecret, SecretRecord):
        model, name, list_name, list_title, subject = Webhook, "webhook", "webhooks", "事件推送", "webhook"
        permission = Perm.CLIENT_EDIT
        kind = "事件推送"
        select_related = ("client",)
        facts = (
            Column("client", "应用"),
            Column("url", "接收地址"),
            Moment("failing_since", "连续失败自"),
            Moment("old_until", "旧密钥有效至"),
            Day("created_at", "登记日期"),
        )
        text_facts = (Column("verbs", "推送的动作", value=verbs_text),)
        related = (
            Related(
                "消息",
                lambda webhook, actor: webhook.deliveries.visible_to(actor).order_by("-id"),
                (
                    Moment("created_at", "时间"),
                    Column("verb", "动作", value=verb_text, link=True),
                    Column("subject_label", "对象"),
                    Status(),
                    Number("attempts", "已发送", unit="次"),
                    Column("note", "说明"),
                ),
                record="webhookdelivery",
                all="webhookdeliveries",
                query=lambda webhook: {"webhook": webhook.pk},
                empty="还没有消息。可以先点“测试”看对方能否收到。",
            ),
        )
        acts = (
            Act(
                "test", "测试", actions.test, Perm.CLIENT_EDIT, icon="plug-connected", main=True, when=is_kept,
                done="测试消息已交给后台发送，几秒后刷新本页查看结果。",
            ),
            Act(
                "pause", "暂停", actions.pause, Perm.CLIENT_EDIT, icon="player-pause", form=ReasonForm,
                consequence="暂停期间的事件不会丢失，恢复后按先后补发。",
            ),
            Act(
                "resume", "恢复", actions.resume, Perm.CLIENT_EDIT, icon="player-play",
                consequence="积压的事件将按先后补发，请确认对方已能接收。",
            ),
            Act(
                "rotate", "更换密钥", actions.rotate, Perm.CLIENT_EDIT, icon="refresh", when=is_kept,
                consequence="新密钥只显示一次；24 小时内每条消息同时附送旧密钥的签名，请对方在此期间换用新密钥。",
            ),
            Act(
                "remove", "删除", actions.remove, Perm.CLIENT_EDIT, icon="trash", danger=True, form=ReasonForm,
                consequence="删除后不能恢复，尚未送达的消息不再发送。",
            ),
        )  # fmt: skip

        def whose(self, record: Any) -> str:
            return str(record.client)

        def links(self, record: Any) -> Iterable[tuple[str, str, str]]:
            if record.status != "removed":
                yield "修改", "pencil", link(self.request, "webhook-edit", record.pk)

    class DeliveryList(ListPage):
        model, name, record, subject = Delivery, "webhookdeliveries", "webhookdelivery", "delivery"
        title = "推送消息"
        permission = Perm.CLIENT_EDIT
        place_lookup = ""
        select_related = ("webhook__client",)
        search_fields, search_hint = ("subject_label", "webhook__client__name"), "对象、应用"
        filters = DeliveryFilters
        columns = (
            Moment("created_at", "时间", sort="id"),
            Column("verb", "动作", value=verb_text, link=True),
            Column("subject_label", "对象"),
            Column("webhook.client", "应用"),
            Column("webhook", "接收方"),
            Status(),
            Number("attempts", "已发送", unit="次"),
            Moment("due_at", "下次发送", optional=True),
            Column("note", "说明"),
        )
        order = ("-id",)
        bulk_acts = (redeliver,)
        empty_title, empty_text = "没有消息", "事件发生后，推送的消息和结果显示在这里。"

    class DeliveryRecord(RecordPage):
        model, name, list_name, list_title = Delivery, "webhookdelivery", "webhookdeliveries", "推送消息"
        subject, kind = "delivery", "推送消息"
        permission = Perm.CLIENT_EDIT
        select_related = ("webhook__client",)
        has_history = False
        facts = (
            Column("message_id", "消息编号"),
            Column("webhook.client", "应用"),
            Column("webhook.url", "接收地址"),
            Number("attempts", "已发送", unit="次"),
            Moment("created_at", "产生时间"),
            Moment("due_at", "应发时间"),
            Moment("done_at", "结束时间"),
            Column("note", "说明"),
        )
        text_facts = (Column("body", "内容"),)
        related = (
            Related(
                "发送记录",
                lambda delivery, actor: delivery.log.visible_to(actor).order_by("-id"),
                (
                    Moment("at", "时间"),
                    Column("headers", "请求头", value=headers_text),
                    Column("status", "答复状态"),
                    Column("error", "失败原因"),
                    Number("milliseconds", "用时", unit="毫秒"),
                    Column("answer", "答复内容"),
                ),
                empty="还没有发送。",
            ),
        )
        acts = (redeliver,)

        def heading(self, record: Any) -> str:
            return f"{verb_text(record)}：{record.subject_label}"

        def whose(self, record: Any) -> str:
            return str(record.webhook.client)

        def links(self, record: Any) -> Iterable[tuple[str, str, str]]:
            yield "所属推送", "send", link(self.request, "webhook", record.webhook_id)

    return [
        path("webhooks/", WebhookList.as_view(), name="webhooks"),
        path("webhooks/new/", WebhookNew.as_view(), name="webhook-new"),
        path("webhooks/<int:pk>/edit/", WebhookEdit.as_view(), name="webhook-edit"),
        *WebhookRecord.urls("webhooks"),
        path("webhook-messages/", DeliveryList.as_view(), name="webhookdeliveries"),
        *DeliveryRecord.urls("webhook-messages"),
    ]
