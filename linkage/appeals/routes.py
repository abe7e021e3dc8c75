"""What an appeal leads to: checked before, and said afterwards, by whatever package makes something of it."""

from typing import Any

from core.permissions import Actor, Perm, require
from core.transitions import advance, check, lock
from linkage.appeals.models import Appeal


def routable(actor: Actor, appeal: Appeal, version: int | None = None) -> Appeal:
    """The appeal, locked and checked: the actor handles it, and something may become of it now."""
    require(actor, Perm.APPEAL_HANDLE, at=appeal.place)
    fresh = lock(appeal, version=version)
    check(fresh, "route")
    return fresh


def routed(appeal: Appeal, route: Appeal.Route, *, actor: Actor, to: Any) -> Appeal:
    """Say of a locked appeal what became of it; also for packages above that make something of it."""
    number = getattr(to, "number", "")
    told = f"{route.label}：{number or to}"
    data = {"route": route.value, "made_type": to._meta.label_lower, "made": to.pk, "note": told}
    return advance(appeal, "route", actor=actor, data=data, locked=True, route=route)
