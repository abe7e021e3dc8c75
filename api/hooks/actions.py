"""Webhooks: done by whoever manages clients, and by a client with the scope for it to its own."""

from django.db import connection, transaction
from django.utils import timezone

from api.hooks.addresses import clean_url
from api.hooks.collecting import head
from api.hooks.models import PING, Webhook, WebhookDelivery
from api.hooks.signing import GRACE, new_salt, secret_of
from api.hooks.tasks import push
from api.keepers import require_keeper
from api.models import Client
from core.errors import InvalidInput, WrongState
from core.events import action, record
from core.permissions import Actor, Perm
from core.scopes import reads_something
from core.transitions import advance, lock
from core.values import clean_text
from core.verbs import all_labels, register

register(
    {
        "webhook.register": "登记事件推送",
        "webhook.edit": "修改事件推送",
        "webhook.rotate": "更换事件推送密钥",
        "webhook.test": "测试事件推送",
        "webhook.redeliver": "重发推送消息",
    }
)
MOST = 10
# What happens to accounts is for auditors alone, and what happens to districts stands in the log of the platform.
_NEVER = ("user.", "operator.", "district.", "job.", "cityclient.", "upload.")


def offered_verbs() -> dict[str, str]:
    """What can be sent, with its Chinese name: everything that a client may ever see."""
    return {verb: label for verb, label in sorted(all_labels().items()) if not verb.startswith(_NEVER)}


@action
def webhook_register(*, actor: Actor, client: Client, url: str, verbs: list[str]) -> tuple[Webhook, str]:
    """Send what happens from now on to an https address of the client; return the webhook and its signing secret.

    The secret cannot be shown again. ``verbs`` are of ``offered_verbs``; raises ``InvalidInput`` for any other, for an
    address inside, for one that the client has already, and beyond ``MOST`` webhooks.
    """
    require_keeper(actor, client, Perm.WEBHOOK_EDIT)
    owner = Client.objects.select_for_update(of=("self",)).get(pk=client.pk)
    if not owner.is_active:
        raise WrongState("该应用已停用，请重新登记应用。", field="client")
    if not reads_something(owner.scopes):
        raise InvalidInput("该应用没有“查看”权限，收不到任何事件；请登记有查看权限的应用。", field="client")
    address, wanted = clean_url(url), _verbs(verbs)
    _refuse_second(owner, address)
    if owner.webhooks.exclude(status=Webhook.Status.REMOVED).count() >= MOST:
        raise InvalidInput(f"每个应用最多 {MOST} 个推送，请先删除不用的。", field="client")
    webhook = Webhook.objects.create(client=owner, url=address, verbs=wanted, salt=new_salt(), position=head())
    record("webhook.register", actor=actor, subject=webhook, data={"verbs": wanted, "note": f"应用 {owner}"})
    return webhook, secret_of(webhook.salt)


@action
def webhook_edit(*, actor: Actor, webhook: Webhook, url: str, verbs: list[str], version: int | None = None) -> Webhook:
    """Change address and verbs. What waits goes to the new address; the new verbs count from the next event on, and
    while the webhook stands still for all that has happened since it stopped."""
    fresh = _locked(actor, webhook, version)
    address, wanted = clean_url(url), _verbs(verbs)
    note = f"接收 {len(wanted)} 种动作"
    if address != fresh.url:
        _refuse_second(fresh.client, address)
        note = f"地址：{fresh.url} → {address}；{note}"
    fresh.url, fresh.verbs = address, wanted
    fresh.version += 1
    fresh.save(update_fields=["url", "verbs", "version"])
    record("webhook.edit", actor=actor, subject=fresh, data={"verbs": wanted, "note": note})
    return fresh


@action
def webhook_rotate(*, actor: Actor, webhook: Webhook) -> str:
    """Give the webhook a new secret and return it; for ``GRACE`` messages carry the signatures of both."""
    fresh = _locked(actor, webhook)
    fresh.salt, fresh.old_salt = new_salt(), fresh.salt
    fresh.old_until = timezone.now() + GRACE
    fresh.version += 1
    fresh.save(update_fields=["salt", "old_salt", "old_until", "version"])
    record("webhook.rotate", actor=actor, subject=fresh)
    return secret_of(fresh.salt)


@action
def webhook_pause(*, actor: Actor, webhook: Webhook, reason: str = "", version: int | None = None) -> Webhook:
    """Stop sending. Nothing is lost: what happens meanwhile is sent after ``webhook_resume``."""
    require_keeper(actor, webhook.client, Perm.WEBHOOK_EDIT)
    text = clean_text(reason, "reason", "原因", 500, required=False)
    return advance(webhook, "pause", actor=actor, version=version, data={"reason": text})


@action
def webhook_resume(*, actor: Actor, webhook: Webhook, version: int | None = None) -> Webhook:
    """Send again, first of all what has waited, in its order."""
    require_keeper(actor, webhook.client, Perm.WEBHOOK_EDIT)
    fresh = advance(webhook, "resume", actor=actor, version=version, failing_since=None, rests_until=None)
    fresh.deliveries.filter(status=WebhookDelivery.Status.WAITING).update(due_at=timezone.now())
    _push_after_commit(fresh)
    return fresh


@action
def webhook_remove(*, actor: Actor, webhook: Webhook, reason: str = "", version: int | None = None) -> Webhook:
    """End the webhook for good; what still waits is not sent, the log stays for its days."""
    require_keeper(actor, webhook.client, Perm.WEBHOOK_EDIT)
    text = clean_text(reason, "reason", "原因", 500, required=False)
    fresh = advance(webhook, "remove", actor=actor, version=version, data={"reason": text})
    fresh.deliveries.filter(status=WebhookDelivery.Status.WAITING).update(
        status=WebhookDelivery.Status.WITHHELD, note="推送已删除。", done_at=timezone.now()
    )
    return fresh


@action
def webhook_test(*, actor: Actor, webhook: Webhook) -> WebhookDelivery:
    """Send a ping, once, also while the webhook is paused or suspended; how it went stands in its log."""
    fresh = _locked(actor, webhook)
    if fresh.deliveries.filter(event=None, status=WebhookDelivery.Status.WAITING).exists():
        raise WrongState("上一条测试消息还没有发出，请稍候再看结果。", field="status")
    ping = WebhookDelivery.objects.create(
        webhook=fresh,
        verb=PING,
        subject_type=Webhook._meta.label_lower,
        subject_id=fresh.pk,
        subject_label="测试消息",
        due_at=timezone.now(),
    )
    record("webhook.test", actor=actor, subject=fresh)
    _push_after_commit(fresh)
    return ping


@action
def webhook_redeliver(*, actor: Actor, delivery: WebhookDelivery) -> WebhookDelivery:
    """Send a message again under its old id, at once and with all its attempts anew.

    While it waits, what is later about the same subject waits too. Raises ``WrongState`` while it is being sent, and
    where the webhook does not send.
    """
    webhook = _locked(actor, delivery.webhook)
    fresh = WebhookDelivery.objects.select_for_update(of=("self",)).get(pk=delivery.pk)
    if fresh.event_id is None:
        raise WrongState("测试消息不能重发，请在推送上再次点“测试”。", field="status")
    if webhook.status != Webhook.Status.ACTIVE:
        raise WrongState(f"推送现在“{webhook.get_status_display()}”，请先恢复推送再重发。", field="status")
    if fresh.taken_until is not None and fresh.taken_until > timezone.now():
        raise WrongState("这条消息正在发送，请稍候再看结果。", field="status")
    fresh.status, fresh.attempts, fresh.note = WebhookDelivery.Status.WAITING, 0, ""
    fresh.due_at, fresh.done_at = timezone.now(), None
    fresh.save(update_fields=["status", "attempts", "note", "due_at", "done_at"])
    data = {"message": str(fresh), "note": f"关于“{fresh.subject_label}”的消息"}
    record("webhook.redeliver", actor=actor, subject=webhook, data=data)
    _push_after_commit(webhook)
    return fresh


def _locked(actor: Actor, webhook: Webhook, version: int | None = None) -> Webhook:
    require_keeper(actor, webhook.client, Perm.WEBHOOK_EDIT)
    fresh = lock(webhook, version=version)
    if fresh.status == Webhook.Status.REMOVED:
        raise WrongState("该推送已删除，请重新登记。", field="status")
    return fresh


def _refuse_second(client: Client, url: str) -> None:
    if client.webhooks.filter(url=url).exclude(status=Webhook.Status.REMOVED).exists():
        raise InvalidInput("该应用已有推送到这个地址，请修改原有的推送，或换一个地址。", field="url")


def _verbs(verbs: list[str]) -> list[str]:
    offered = offered_verbs()
    chosen = sorted(set(verbs))
    if unknown := [verb for verb in chosen if verb not in offered]:
        shown = clean_text(unknown[0][:60], "verbs", "动作", 60, required=False)
        raise InvalidInput(f"没有可以推送的动作“{shown}”，请从动作列表中选择。", field="verbs")
    if not chosen:
        raise InvalidInput("请至少选择一个动作。", field="verbs")
    return chosen


def _push_after_commit(webhook: Webhook) -> None:
    schema: str = connection.schema_name  # type: ignore[attr-defined]
    transaction.on_commit(lambda: push(schema, webhook.pk), robust=True)
