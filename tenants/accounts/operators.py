"""Platform operators: accounts of the public schema that open, watch and close districts and see none of their data."""

from core.permissions import PLATFORM, Actor, ActorKind, Grant, Perm
from tenants.accounts.models import User

_RIGHTS = frozenset({Perm.DISTRICT_EDIT, Perm.USER_EDIT, Perm.AUDIT_VIEW})


def operator_actor(user: User) -> Actor:
    """What this account of the public schema may do there."""
    label = f"平台运维 {user.name}"
    if not (user.is_active and user.is_operator):
        return Actor(ActorKind.USER, user.pk, label)
    return Actor(ActorKind.USER, user.pk, label, (Grant(PLATFORM.path, _RIGHTS),))
