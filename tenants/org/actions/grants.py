"""Object grants beyond a post: one named account on one subtree or one unit, kept by django-guardian."""

from guardian.shortcuts import assign_perm, remove_perm

from core.errors import InvalidInput, WrongState
from core.events import action, record
from core.permissions import Actor, Perm, Place, require
from core.values import clean_text
from tenants.accounts.models import User
from tenants.org.administrators import admin_role_of, refuse_oneself
from tenants.org.grants import ORGANIZATION_GRANTS, UNIT_GRANTS, grant_label
from tenants.org.models import ObjectGrant, Organization, Owner, seat_of


@action
def grant_give(*, actor: Actor, user: User, grant: str, at: Owner, reason: str = "") -> ObjectGrant:
    """Give an account a right on one subtree or one unit that no post of it gives.

    Raises ``NotAllowed`` for the own account, and ``InvalidInput`` for an unknown grant, an administrator's account,
    or a grant it holds already.
    """
    require(actor, Perm.POST_EDIT, at=Place(seat_of(at)[0].path))
    check_receiver(actor, user)
    _check_grant(grant, at)
    if ObjectGrant.of(user, grant, at).exists():
        raise InvalidInput("该账号已有此项权限，无需重复授予。", field="grant")
    assign_perm(grant, user, at)
    record("grant.give", actor=actor, subject=at, data=told(user, grant, reason))
    return ObjectGrant.of(user, grant, at).get()


@action
def grant_revoke(*, actor: Actor, user: User, grant: str, at: Owner, reason: str = "") -> None:
    """Take such a right back; raise ``WrongState`` if the account does not hold it."""
    require(actor, Perm.POST_EDIT, at=Place(seat_of(at)[0].path))
    refuse_oneself(actor, user, "授权")
    _check_grant(grant, at)
    if not ObjectGrant.of(user, grant, at).exists():
        raise WrongState("该账号没有此项权限，无需收回。", field="grant")
    remove_perm(grant, user, at)
    record("grant.revoke", actor=actor, subject=at, data=told(user, grant, reason))


def check_receiver(actor: Actor, user: User) -> None:
    """The account may be given a right by this actor: it is somebody else's, in use, and no administrator's."""
    refuse_oneself(actor, user, "授权")
    if not user.is_active:
        raise InvalidInput("该账号已停用，请先启用。", field="user")
    if admin_role_of(user) is not None:
        raise InvalidInput("三员分立，管理员账号不能再获得业务权限，请另选账号。", field="user")


def told(user: User, grant: str, reason: str) -> dict[str, object]:
    """What the event of a grant says."""
    text = clean_text(reason, "reason", "事由", 500, required=False)
    note = f"{user.name}（{user.username}）：{grant_label(grant)}"
    return {"user": user.pk, "username": user.username, "grant": grant, "note": f"{note}；{text}" if text else note}


def _check_grant(grant: str, at: Owner) -> None:
    allowed = ORGANIZATION_GRANTS if isinstance(at, Organization) else UNIT_GRANTS
    if grant not in allowed:
        raise InvalidInput("请选择要授予的权限，组织和单位各有不同的权限可选。", field="grant")
