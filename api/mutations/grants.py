"""Object grants on places, units and agreements."""

from typing import Any

import graphene

from api.mutations.base import Values, drop_null, find, find_owner, mutation
from api.mutations.inputs import OWNER, given, id_of
from api.types.choices import GrantKind
from core.errors import InvalidInput
from core.permissions import Actor
from linkage.actions.grants import agreement_grant_give, agreement_grant_revoke
from linkage.granting import agreement_numbered
from linkage.models import VIEW_AGREEMENT
from tenants.accounts.models import User
from tenants.org.actions.grants import grant_give, grant_revoke
from tenants.org.models import ObjectGrant


def _give(actor: Actor, values: Values) -> ObjectGrant:
    values = drop_null(values)
    values["user"] = find(actor, User, values["user"], "User", "user")
    values["at"] = find_owner(actor, values["at"], "at")
    return grant_give(actor=actor, **values)


def _give_agreement(actor: Actor, values: Values) -> ObjectGrant:
    values = drop_null(values)
    values["user"] = find(actor, User, values["user"], "User", "user")
    values["agreement"] = agreement_numbered(actor, values["agreement"], field="agreement")
    return agreement_grant_give(actor=actor, **values)


def _found(actor: Actor, values: Values, *, on_agreement: bool) -> tuple[User, str, Any]:
    """Whose right it is, which one, and on what."""
    grant: ObjectGrant = find(actor, ObjectGrant, values.pop("id"), "Grant")
    if (grant.permission.codename == VIEW_AGREEMENT) is not on_agreement:
        other = "grantRevoke" if on_agreement else "agreementGrantRevoke"
        raise InvalidInput(f"这项权限请用 {other} 收回。", field="id")
    return grant.user, grant.permission.codename, grant.content_object


def _revoke(actor: Actor, values: Values) -> User:
    values = drop_null(values)
    user, codename, at = _found(actor, values, on_agreement=False)
    grant_revoke(actor=actor, user=user, grant=codename, at=at, **values)
    return user


def _revoke_agreement(actor: Actor, values: Values) -> User:
    values = drop_null(values)
    user, _, agreement = _found(actor, values, on_agreement=True)
    agreement_grant_revoke(actor=actor, user=user, agreement=agreement, **values)
    return user


_USER = {"user": id_of("User", "账号的全局编号；不能是本人、管理员或已停用的账号。")}
_GRANT = {"id": id_of("Grant", "专项权限的全局编号。")}
_REASON = {"reason": given(graphene.String, "事由，最多 500 字。", required=False)}

MUTATIONS = {
    "grantGive": mutation(
        "grantGive",
        "授予账号在某个组织（含下级）或某个单位的专项权限。",
        "Grant",
        {
            **_USER,
            "grant": given(GrantKind, "权限；组织和单位各有不同的权限可选。"),
            "at": id_of(OWNER, "组织或驻区单位的编号。"),
            **_REASON,
        },
        _give,
    ),
    "grantRevoke": mutation("grantRevoke", "收回组织或单位上的专项权限。", "User", {**_GRANT, **_REASON}, _revoke),
    "agreementGrantGive": mutation(
        "agreementGrantGive",
        "准许账号查看一份共建协议。安全管理员自己看不到协议，凭协议编号办理。",
        "Grant",
        {**_USER, "agreement": given(graphene.String, "协议编号，例如 XY-2026-0001。"), **_REASON},
        _give_agreement,
    ),
    "agreementGrantRevoke": mutation(
        "agreementGrantRevoke", "收回查看某份协议的权限。", "User", {**_GRANT, **_REASON}, _revoke_agreement
    ),
}
