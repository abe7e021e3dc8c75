"""Agreements for those who give rights on them and cannot read them."""

from core.errors import NotFound
from core.permissions import Actor, Perm
from core.visibility import under
from linkage.models import Agreement


def agreement_numbered(actor: Actor, number: str, *, field: str) -> Agreement:
    """The agreement of that number at whose place the actor gives rights, or ``NotFound``."""
    here = Agreement.objects.all() if actor.is_system else Agreement.objects.filter(under(actor.paths(Perm.POST_EDIT)))
    found: Agreement | None = here.filter(number=number.strip()).select_related("organization").first()
    if found is None:
        raise NotFound("没有这个编号的协议，请向申请人核对，例如 XY-2026-0001。", field=field)
    return found
