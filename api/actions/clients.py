"""Third-party clients: registered and kept by the security administrator of the district."""

import secrets
from datetime import date, timedelta

from oauth2_provider.generators import generate_client_secret
from oauth2_provider.models import AccessToken

from api.hooks.actions import webhook_remove
from api.hooks.models import Webhook
from api.models import Client
from api.networks import clean_networks
from api.origins import clean_origins
from api.scopes import client_scopes
from core.errors import InvalidInput, WrongState
from core.events import action, action_day, now, record
from core.permissions import ROOT, Actor, Perm, require
from core.scopes import scope_names
from core.transitions import refuse_stale
from core.values import clean_text
from core.verbs import register
from tenants.accounts.models import User
from tenants.org.actions.posts import post_appoint
from tenants.org.models import Owner
from tenants.org.roles import Role

register(
    {
        "client.register": "登记第三方应用",
        "client.rotate": "更换第三方应用密钥",
        "client.drop_secret": "停用第三方应用旧密钥",
        "client.rescope": "变更第三方应用的权限",
        "client.limit": "限定第三方应用的期限和网络",
        "client.restrict": "设定第三方应用可以发送的文档",
        "client.remind": "第三方应用即将到期",
        "client.expire": "第三方应用已到期",
        "client.disable": "停用第三方应用",
    }
)


GRACE_HOURS = 24
MOST_GRACE_HOURS = 7 * 24
# So many days before its last day, the nearest first, the keepers of a client are told, and once more when it is over.
REMIND_DAYS = (1, 7, 30)
OVER = -1


@action
def client_register(*, actor: Actor, name: str, purpose: str, at: Owner, scopes: list[str]) -> tuple[Client, str]:
    """Register a client that acts at one organization (with all below it) or for one unit.

    Returns the client and its secret, which is kept only as a hash: nobody can be shown it again. ``scopes`` are
    those of ``core.scopes``; raises ``InvalidInput`` for none or for one that no client may hold.
    """
    require(actor, Perm.CLIENT_EDIT, at=ROOT)
    title = clean_text(name, "name", "应用名称", 60)
    aim = clean_text(purpose, "purpose", "用途", 200)
    chosen = _scopes(scopes)
    if Client.objects.filter(name=title, is_active=True).exists():
        raise InvalidInput(f"已有名为“{title}”的应用，请换一个名称。", field="name")
    account = User.objects.create_user(f"client.{secrets.token_hex(6)}", title, None, is_service=True)
    post_appoint(actor=actor, user=account, role=Role.CLIENT, at=at, starts_on=action_day())
    secret = generate_client_secret()
    client = Client.objects.create(
        name=title,
        purpose=aim,
        scopes=chosen,
        service_user=account,
        client_secret=secret,
        client_type=Client.CLIENT_CONFIDENTIAL,
        authorization_grant_type=Client.GRANT_CLIENT_CREDENTIALS,
    )
    record("client.register", actor=actor, subject=client, data={"scopes": chosen, "note": f"{at}：{aim}"})
    return client, secret


@action
def client_rotate(*, actor: Actor, client: Client, hours: int = GRACE_HOURS, version: int | None = None) -> str:
    """Give a client a new secret and return it; the old one counts for so many hours more.

    With 0 hours the old one and all tokens end at once. A secret before the old one ends in any case.
    """
    fresh = _lock(actor, client, version)
    if not 0 <= hours <= MOST_GRACE_HOURS:
        raise InvalidInput(f"旧密钥继续有效的时间应为 0—{MOST_GRACE_HOURS} 小时。", field="hours")
    secret = generate_client_secret()
    fresh.old_secret = fresh.client_secret if hours else ""
    fresh.old_secret_until = now() + timedelta(hours=hours) if hours else None
    fresh.client_secret = secret
    fresh.save(update_fields=["client_secret", "old_secret", "old_secret_until", "updated", "version"])
    if not hours:
        AccessToken.objects.filter(application=fresh).delete()
    note = f"旧密钥 {hours} 小时后失效" if hours else "旧密钥立即失效"
    record("client.rotate", actor=actor, subject=fresh, data={"note": note})
    return secret


@action
def client_drop_secret(*, actor: Actor, client: Client, version: int | None = None) -> Client:
    """End the old secret before its time, and all tokens: which of them it has got is not known."""
    fresh = _lock(actor, client, version)
    if not fresh.has_old_secret:
        raise WrongState("该应用没有仍然有效的旧密钥。")
    fresh.old_secret, fresh.old_secret_until = "", None
    fresh.save(update_fields=["old_secret", "old_secret_until", "updated", "version"])
    AccessToken.objects.filter(application=fresh).delete()
    record("client.drop_secret", actor=actor, subject=fresh)
    return fresh


@action
def client_rescope(*, actor: Actor, client: Client, scopes: list[str], version: int | None = None) -> Client:
    """Say anew what a client may do. What it loses ends for tokens given out as well; what it gains takes a new token.

    Raises ``InvalidInput`` as ``client_register`` does, and where nothing would change.
    """
    fresh = _lock(actor, client, version)
    chosen, before = _scopes(scopes), set(fresh.scopes)
    if set(chosen) == before:
        raise InvalidInput("权限没有变化，请勾选要增加的或取消要减少的。", field="scopes")
    names = scope_names()
    told = {"增加": set(chosen) - before, "减少": before - set(chosen)}
    note = "；".join(
        f"{word}{'、'.join(names.get(each, each) for each in sorted(some))}" for word, some in told.items() if some
    )
    fresh.scopes = chosen
    fresh.save(update_fields=["scopes", "updated", "version"])
    record("client.rescope", actor=actor, subject=fresh, data={"scopes": chosen, "note": note[:500]})
    return fresh


@action
def client_limit(
    *,
    actor: Actor,
    client: Client,
    expires_on: date | None,
    networks: list[str],
    origins: list[str] | None = None,
    version: int | None = None,
) -> Client:
    """Say until which day and from which addresses or networks a client may be used; nothing given is no limit.

    ``origins`` are those whose pages may call for it in a browser: none unless they are named, ``None`` leaves them.
    """
    fresh = _lock(actor, client, version)
    if expires_on is not None and expires_on < action_day():
        raise InvalidInput("有效期不能早于今天；要立即停止使用，请停用应用。", field="expires_on")
    if expires_on != fresh.expires_on:
        fresh.reminded = None
    fresh.expires_on, fresh.networks = expires_on, clean_networks(networks)
    if origins is not None:
        fresh.origins = clean_origins(origins)
    fresh.save(update_fields=["expires_on", "networks", "origins", "reminded", "updated", "version"])
    term = f"有效期至 {expires_on}" if expires_on else "长期有效"
    note = f"{term}；{'、'.join(fresh.networks) or '不限网络'}"
    if fresh.origins:
        note = f"{note}；网页来源 {'、'.join(fresh.origins)}"
    record("client.limit", actor=actor, subject=fresh, data={"note": note})
    return fresh


@action
def client_restrict(*, actor: Actor, client: Client, only_registered: bool, version: int | None = None) -> Client:
    """Let a client send only documents that it has registered, or whatever it likes again.

    ``WrongState`` where it has not registered any: it would be shut out.
    """
    fresh = _lock(actor, client, version)
    if only_registered and not fresh.documents.filter(status="active").exists():
        raise WrongState("该应用还没有登记文档，请先登记或导入清单。", field="only_registered")
    fresh.only_registered = only_registered
    fresh.save(update_fields=["only_registered", "updated", "version"])
    note = "只接受已登记的文档" if only_registered else "不限文档"
    record("client.restrict", actor=actor, subject=fresh, data={"note": note})
    return fresh


def reminder_of(client: Client, day: date) -> int | None:
    """What the keepers of a client in use are to be told on that day and have not been: the nearest of
    ``REMIND_DAYS``, or ``OVER``."""
    if not client.is_active or client.expires_on is None:
        return None
    left = (client.expires_on - day).days
    stage = OVER if left < 0 else next((days for days in REMIND_DAYS if left <= days), None)
    return stage if stage is not None and (client.reminded is None or stage < client.reminded) else None


@action
def client_remind(*, actor: Actor, client: Client) -> Client:
    """Say that a client's last day is near, or past: once for each of ``REMIND_DAYS`` and once at its end.

    Done by the platform on working days: whatever runs were missed, the next one says what is so by then.
    ``WrongState`` where nothing is to be said.
    """
    require(actor, Perm.CLIENT_EDIT, at=ROOT)
    fresh = Client.objects.select_for_update(of=("self",)).get(pk=client.pk)
    stage = reminder_of(fresh, action_day())
    if stage is None:
        raise WrongState("该应用现在没有需要提醒的事项。", field="expires_on")
    fresh.reminded = stage
    fresh.save(update_fields=["reminded", "updated"])
    if stage == OVER:
        record("client.expire", actor=actor, subject=fresh, data={"note": f"最后可用日 {fresh.expires_on}"})
    else:
        left = (fresh.expires_on - action_day()).days
        note = f"最后可用日 {fresh.expires_on}，{f'还有 {left} 天' if left else '就是今天'}"
        record("client.remind", actor=actor, subject=fresh, data={"note": note})
    return fresh


@action
def client_disable(*, actor: Actor, client: Client, reason: str, version: int | None = None) -> Client:
    """Shut a client out for good: its tokens end at once, and its service account and webhooks with them."""
    text = clean_text(reason, "reason", "停用原因", 500)
    fresh = _lock(actor, client, version)
    fresh.is_active = False
    fresh.save(update_fields=["is_active", "updated", "version"])
    User.objects.filter(pk=fresh.service_user_id).update(is_active=False)
    AccessToken.objects.filter(application=fresh).delete()
    for webhook in fresh.webhooks.exclude(status=Webhook.Status.REMOVED):
        webhook_remove(actor=actor, webhook=webhook, reason=text)
    record("client.disable", actor=actor, subject=fresh, data={"reason": text})
    return fresh


def _lock(actor: Actor, client: Client, version: int | None) -> Client:
    require(actor, Perm.CLIENT_EDIT, at=ROOT)
    fresh: Client = Client.objects.select_for_update(of=("self",)).get(pk=client.pk)
    if not fresh.is_active:
        raise WrongState("该应用已停用，请重新登记。", field="is_active")
    refuse_stale(fresh, version)
    # What is saved below carries it along.
    fresh.version += 1
    return fresh


def _scopes(scopes: list[str]) -> list[str]:
    allowed = client_scopes()
    chosen = sorted(set(scopes))
    if unknown := [scope for scope in chosen if scope not in allowed]:
        raise InvalidInput(f"应用不能持有权限“{unknown[0]}”，请重新选择。", field="scopes")
    if not chosen:
        raise InvalidInput("请至少选择一项权限。", field="scopes")
    return chosen
