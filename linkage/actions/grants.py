"""Object grants on one agreement: a named account may read it although no post of it gives the right."""

from guardian.shortcuts import assign_perm, remove_perm

from core.errors import InvalidInput, WrongState
from core.events import action, record
from core.permissions import Actor, Perm, require
from linkage.models import VIEW_AGREEMENT, Agreement
from tenants.accounts.models import User
from tenants.org.actions.grants import check_receiver, told
from tenants.org.administrators import refuse_oneself
from tenants.org.models import ObjectGrant


@action
def agreement_grant_give(*, actor: Actor, user: User, agreement: Agreement, reason: str = "") -> ObjectGrant:
    """Let an account read one agreement; raise ``NotAllowed`` for the own account."""
    require(actor, Perm.POST_EDIT, at=agreement.place)
    check_receiver(actor, user)
    if ObjectGrant.of(user, VIEW_AGREEMENT, agreement).exists():
        raise InvalidInput("该账号已可查看此协议，无需重复授予。", field="user")
    assign_perm(VIEW_AGREEMENT, user, agreement)
    record("grant.give", actor=actor, subject=agreement, data=told(user, VIEW_AGREEMENT, reason))
    return ObjectGrant.of(user, VIEW_AGREEMENT, agreement).get()


@action
def agreement_grant_revoke(*, actor: Actor, user: User, agreement: Agreement, reason: str = "") -> None:
    """Take it back; raise ``WrongState`` if the account does not hold it."""
    require(actor, Perm.POST_EDIT, at=agreement.place)
    refuse_oneself(actor, user, "授权")
    if not ObjectGrant.of(user, VIEW_AGREEMENT, agreement).exists():
        raise WrongState("该账号没有此项权限，无需收回。", field="user")
    remove_perm(VIEW_AGREEMENT, user, agreement)
    record("grant.revoke", actor=actor, subject=agreement, data=told(user, VIEW_AGREEMENT, reason))
