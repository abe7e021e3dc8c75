"""Agreements for those who give rights on them and cannot read them."""

from django.db.models import QuerySet

from core.errors import NotFound
from core.permissions import Actor, Perm
from core.visibility import under
from linkage.models import Agreement


def grantable(actor: Actor) -> QuerySet[Agreement]:
    """Numbered agreements at whose place the actor gives rights."""
    found: QuerySet[Agreement] = Agreement.objects.exclude(number="").select_related("organization")
    return found if actor.is_system else found.filter(under(actor.paths(Perm.POST_EDIT)))


def agreement_numbered(actor: Actor, number: str, *, field: str) -> Agreement:
    """The agreement of that number at whose place the actor gives rights, or ``NotFound``."""
    found = grantable(actor).filter(number=number.strip()).first()
    if found is None:
        raise NotFound("没有这个编号的协议，请向申请人核对，例如 XY-2026-0001。", field=field)
    return found
