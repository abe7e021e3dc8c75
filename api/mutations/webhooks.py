"""Webhooks, for those who manage clients and for clients themselves."""

import graphene

from api.hooks import actions
from api.hooks.models import Webhook, WebhookDelivery
from api.mutations.base import Told, Values, find, mutation, on_record, verb
from api.mutations.clients import client_or_caller
from api.mutations.inputs import VERSION, given, id_of
from core.permissions import Actor

_URL = "接收地址，以 https:// 开头，最多 500 个字符。"
_VERBS = "推送哪些动作，代码见 verbs 查询。"
_SECRET = {
    "secret": graphene.Field(
        graphene.String, description="签名密钥。只在这一次答复中给出，请立即妥善保存；有错误时为空。"
    )
}


def _register(actor: Actor, values: Values) -> Told:
    client = client_or_caller(actor, values.pop("client", None))
    webhook, secret = actions.webhook_register(actor=actor, client=client, **values)
    return Told(webhook, secret=secret)


def _rotate(actor: Actor, values: Values) -> Told:
    webhook = find(actor, Webhook, values["id"], "Webhook")
    return Told(webhook, secret=actions.webhook_rotate(actor=actor, webhook=webhook))


def _test(actor: Actor, values: Values) -> WebhookDelivery:
    return actions.webhook_test(actor=actor, webhook=find(actor, Webhook, values["id"], "Webhook"))


_ID = id_of("Webhook", "事件推送的全局编号。")
_SOME_VERBS = graphene.List(graphene.NonNull(graphene.String))

MUTATIONS = {
    "webhookRegister": mutation(
        "webhookRegister",
        "登记事件推送：从现在起发生的事件推送到这个地址。",
        "Webhook",
        {
            "client": id_of("Client", "应用的全局编号；应用自己调用时省略。", required=False),
            "url": given(graphene.String, _URL),
            "verbs": given(_SOME_VERBS, _VERBS),
        },
        _register,
        more=_SECRET,
        kept=False,
    ),
    "webhookEdit": mutation(
        "webhookEdit",
        "修改事件推送的地址和动作；没有给出的内容不变。",
        "Webhook",
        {
            "id": _ID,
            "url": given(graphene.String, _URL, required=False),
            "verbs": given(_SOME_VERBS, _VERBS, required=False),
            "version": VERSION,
        },
        on_record(actions.webhook_edit, "webhook", "Webhook", kept=("url", "verbs")),
    ),
    "webhookRotate": mutation(
        "webhookRotate",
        "更换签名密钥；24 小时内同时附送旧密钥的签名。",
        "Webhook",
        {"id": _ID},
        _rotate,
        more=_SECRET,
        kept=False,
    ),
    "webhookPause": verb(
        "webhookPause", actions.webhook_pause, "webhook", "Webhook", "暂停推送；暂停期间的事件在恢复后补发。"
    ),
    "webhookResume": verb(
        "webhookResume", actions.webhook_resume, "webhook", "Webhook", "恢复推送，先按先后补发积压的消息。"
    ),
    "webhookRemove": verb("webhookRemove", actions.webhook_remove, "webhook", "Webhook", "删除推送，不能恢复。"),
    "webhookTest": mutation(
        "webhookTest", "发送一条测试消息（ping）；结果见消息的发送记录。", "WebhookDelivery", {"id": _ID}, _test
    ),
    "webhookRedeliver": verb(
        "webhookRedeliver", actions.webhook_redeliver, "delivery", "WebhookDelivery", "立即重发一条消息，消息编号不变。"
    ),
}
