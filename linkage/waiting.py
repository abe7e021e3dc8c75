"""Agreements that wait for somebody's signature, as a query for lists and work lists."""

from django.db.models import Exists, OuterRef, QuerySet

from core.permissions import Actor, Perm
from core.visibility import held
from linkage.models import Agreement, AgreementParty


def waiting_for_signature(agreements: QuerySet[Agreement], actor: Actor) -> QuerySet[Agreement]:
    """Those in negotiation which a party has not signed for which the actor may sign."""
    unsigned = AgreementParty.objects.filter(held(actor, Perm.AGREEMENT_SIGN), agreement=OuterRef("pk"), signed_at=None)
    return agreements.filter(Exists(unsigned), status=Agreement.Status.NEGOTIATING)
