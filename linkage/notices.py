"""Whom the verbs of this package concern."""

from collections.abc import Iterable

from core.models import Event
from core.permissions import Perm, Place
from linkage.models import AgreementParty
from tenants.notices.rules import Audience, tell


@tell(
    "agreement.propose",
    "agreement.revise",
    "agreement.register",
    "agreement.activate",
    "agreement.terminate",
    "agreement.expire",
)
def all_parties(event: Event) -> Iterable[Audience]:
    parties = AgreementParty.objects.filter(agreement_id=event.subject_id).select_related("organization")
    return [Audience(Perm.AGREEMENT_SIGN, Place(p.organization.path, p.unit_id)) for p in parties]
