"""Making and revoking personal tokens."""

import secrets
from datetime import timedelta

from api.callers import PERSONAL, digest_of
from api.personal.models import PersonalToken
from core.errors import InvalidInput, NotAllowed
from core.events import action, now, record
from core.permissions import ROOT, Actor, ActorKind, Perm, require
from core.transitions import advance
from core.values import clean_text
from core.verbs import register
from tenants.accounts.models import User
from tenants.accounts.passwords import must_change

register({"personaltoken.create": "生成个人令牌"})

# Enough to try something out over a week; a month at the most, as nobody looks after them.
DAYS, MOST_DAYS = 7, 30
MOST = 5


@action
def personal_token_create(
    *, actor: Actor, name: str, days: int = DAYS, can_write: bool = False
) -> tuple[PersonalToken, str]:
    """Give the actor a token of its own rights for so many days; return it with its text, which nobody sees again.

    ``NotAllowed`` for clients, for whoever holds nothing, and through a token: it would prolong itself. Beyond ``MOST``
    tokens in use, and for a name in use, ``InvalidInput``.
    """
    if actor.kind is not ActorKind.USER or actor.id is None or actor.is_delegated:
        raise NotAllowed("个人令牌只能由本人登录网页后生成。")
    if not actor.grants:
        raise NotAllowed("您还没有职务，个人令牌没有任何权限；请先联系安全管理员任命职务。")
    # One after the other, so that the number holds.
    user = User.objects.select_for_update(of=("self",)).get(pk=actor.id)
    if must_change(user):
        raise NotAllowed("登录密码须先修改，请修改密码后再生成个人令牌。")
    title = clean_text(name, "name", "名称", 30)
    if not 1 <= days <= MOST_DAYS:
        raise InvalidInput(f"有效天数应为 1—{MOST_DAYS} 天。", field="days")
    in_use = PersonalToken.objects.filter(user=user, status=PersonalToken.Status.ACTIVE, expires_at__gt=now())
    if in_use.count() >= MOST:
        raise InvalidInput(f"每人最多同时持有 {MOST} 个个人令牌，请先作废不用的。", field="name")
    _give_up_name(actor, user, title)
    text = PERSONAL + secrets.token_urlsafe(32)
    token = PersonalToken.objects.create(
        user=user,
        name=title,
        digest=digest_of(text),
        hint=text[-4:],
        can_write=can_write,
        created_at=now(),
        expires_at=now() + timedelta(days=days),
    )
    note = f"{'可以办理' if can_write else '只能查看'}，{days} 天"
    record("personaltoken.create", actor=actor, subject=token, data={"note": note, "can_write": can_write})
    return token, text


@action
def personal_token_revoke(
    *, actor: Actor, token: PersonalToken, reason: str = "", version: int | None = None
) -> PersonalToken:
    """End a token at once: one's own, or anybody's for whoever manages clients."""
    if actor.kind is not ActorKind.USER or actor.id != token.user_id:
        require(actor, Perm.CLIENT_EDIT, at=ROOT)
    text = clean_text(reason, "reason", "原因", 500, required=False)
    return advance(token, "revoke", actor=actor, version=version, data={"reason": text})


def _give_up_name(actor: Actor, user: User, name: str) -> None:
    """A token whose time has passed leaves its name to the next one."""
    for held in PersonalToken.objects.filter(user=user, name=name, status=PersonalToken.Status.ACTIVE):
        if not held.is_over:
            raise InvalidInput(f"您已有名为“{name}”的令牌，请换一个名称。", field="name")
        advance(held, "revoke", actor=actor, data={"reason": "已到期"})
