"""For which side of an agreement somebody acts, and who works on a draft."""

from core.errors import InvalidInput, WrongState
from core.permissions import Actor, Perm, require
from core.transitions import lock
from linkage.models import Agreement, AgreementParty
from tenants.org.tenure import keep_in_use


def sides(actor: Actor, agreement: Agreement, permission: Perm) -> list[AgreementParty]:
    """The parties for which the actor holds the permission."""
    parties = agreement.parties.select_related("organization", "unit", "unit__organization").order_by("id")
    return [party for party in parties if actor.can(permission, party.place)]


def require_drafter(actor: Actor, agreement: Agreement) -> None:
    """The leading organization and the unit that drafted it may work on the draft."""
    drafter = agreement.drafted_by
    if drafter is None or not actor.can(Perm.AGREEMENT_EDIT, drafter.place):
        require(actor, Perm.AGREEMENT_EDIT, at=agreement.place)


def lock_with_base(agreement: Agreement, *, version: int | None = None) -> Agreement:
    """The agreement, locked, after the one that it supplements or renews; a supplement only while that one runs."""
    if agreement.refers_to is None:
        return lock(agreement, version=version)
    base = lock(agreement.refers_to)
    fresh = lock(agreement, version=version)
    fresh.refers_to = base
    if fresh.is_supplement and fresh.status in Agreement.OPEN and base.status not in Agreement.RUNNING:
        raise WrongState(f"原协议“{base}”当前为“{base.get_status_display()}”，不能再补充。", field="refers_to")
    return fresh


def refuse_supplement(agreement: Agreement, what: str) -> None:
    """A supplement has no life of its own: it ends with the agreement that it supplements."""
    if agreement.is_supplement:
        raise WrongState(f"补充协议不单独{what}，请在原协议上办理。", field="status")


def keep_parties(agreement: Agreement) -> None:
    """Lock the parties: nobody who is signing can be retired meanwhile."""
    parties = agreement.parties.select_related("organization", "unit__organization")
    keep_in_use([party.owner for party in parties], purpose="签订协议", field="parties")


def require_commitments(agreement: Agreement) -> None:
    if not agreement.commitments.exists():
        raise InvalidInput("协议至少要有一项承诺事项，请先补充。", field="commitments")
