"""What of this package holds a unit back from leaving the register, and a place from being retired."""

from collections.abc import Sequence

from django.db.models import Q

from core.events import record
from core.permissions import Actor
from linkage.models import VIEW_AGREEMENT, Agreement, AgreementParty
from tenants.accounts.models import User
from tenants.org.grants import name_grant
from tenants.org.models import Organization, ResidentUnit
from tenants.org.ties import follows_unit, hears_of_leaving, hinders_merge, lying_at, ties_place, ties_unit, worded

name_grant(VIEW_AGREEMENT, "查看该协议")


@ties_unit
def agreements(unit: ResidentUnit) -> str:
    return _phrase(Q(parties__unit=unit))


@ties_place
def agreements_of_place(places: Sequence[Organization]) -> dict[int, str]:
    """An agreement was signed by this place by name; nobody inherits it unasked."""
    rows = AgreementParty.objects.filter(unit=None, agreement__status__in=("negotiating", *Agreement.RUNNING))
    return worded(" {} 份未结束的共建协议", lying_at(places, rows))


@hinders_merge
def agreements_between(unit: ResidentUnit, into: ResidentUnit) -> str:
    """Nobody signs with oneself; and what waits for signatures names the parties in the text that is signed."""
    both = Agreement.objects.filter(parties__unit=unit).filter(parties__unit=into)
    count = both.filter(status__in=(*Agreement.OPEN, *Agreement.RUNNING)).distinct().count()
    waiting = Agreement.objects.filter(parties__unit=unit, status="negotiating").exclude(pk__in=both.values("pk"))
    phrases = [
        f" {count} 份同为一方的共建协议" if count else "",
        f" {signing} 份正在签署的共建协议" if (signing := waiting.count()) else "",
    ]
    return "、".join(filter(None, phrases))


@follows_unit
def parties_follow(actor: Actor, unit: ResidentUnit) -> None:
    """As a party of an agreement that has not ended, a unit stands where it lies now."""
    open_ones = AgreementParty.objects.filter(unit=unit, agreement__status__in=(*Agreement.OPEN, *Agreement.RUNNING))
    open_ones.exclude(organization=unit.organization_id).update(organization=unit.organization_id)


@hears_of_leaving
def liaisons_to_renew(actor: Actor, user: User, unit: ResidentUnit) -> None:
    """Running agreements that name the person for the unit say so, to the unit and the leading place."""
    named = Q(parties__unit=unit) & (Q(parties__head=user.name) | Q(parties__liaison=user.name))
    rows = Agreement.objects.filter(named, status__in=("negotiating", *Agreement.RUNNING)).distinct().order_by("pk")
    for agreement in rows.select_related("organization"):
        note = f"{unit}的{user.name}已不在该单位任职，请另行明确负责人或联络员"
        record("agreement.renew_liaison", actor=actor, subject=agreement, data={"unit": unit.pk, "note": note})


def _phrase(rule: Q) -> str:
    count = Agreement.objects.filter(rule, status__in=("negotiating", *Agreement.RUNNING)).distinct().count()
    return f" {count} 份未结束的共建协议" if count else ""
