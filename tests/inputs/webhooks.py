"""Addresses to which events are sent."""

from typing import Any

from callers import gid
from cast import Cast
from inputs.makers import Good, good
from stories import delivery_to, webhook_in


@good("webhookRegister")
def _webhook_register(cast: Cast) -> Good:
    client = webhook_in(cast).client
    values = {"url": "https://hooks.example.gov.cn/second", "verbs": ["claim.confirm", "need.create"]}
    return "security", {"client": gid(client), **values}


@good("webhookEdit")
def _webhook_edit(cast: Cast) -> Good:
    webhook = webhook_in(cast)
    values = {"url": "https://hooks.example.gov.cn/other", "verbs": ["claim.close"]}
    return "security", {"id": gid(webhook), **values, "version": webhook.version}


def _webhook(name: str, status: str, **more: Any) -> None:
    @good(name)
    def make(cast: Cast) -> Good:
        return "security", {"id": gid(webhook_in(cast, status)), **more}


_webhook("webhookRotate", "active")
_webhook("webhookPause", "active", reason="维护", version=1)
_webhook("webhookResume", "suspended", version=2)
_webhook("webhookRemove", "active", reason="不再使用", version=1)
_webhook("webhookTest", "active")


@good("webhookRedeliver")
def _webhook_redeliver(cast: Cast) -> Good:
    return "security", {"id": gid(delivery_to(cast, webhook_in(cast)))}
