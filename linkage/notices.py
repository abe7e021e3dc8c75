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
    "agreement.enact",
    "agreement.comment",
    "agreement.supplement",
    "agreement.amend",
    "agreement.assess",
    "agreement.evaluate",
    "agreement.renew",
    "agreement.lapse",
    "agreement.terminate",
    "agreement.expire",
    "agreement.succeed",
    "agreement.scan",
    "agreement.remind_end",
    "agreement.remind_review",
    "agreement.remind_due",
    "agreement.remind_period",
    "agreement.renew_liaison",
)
def all_parties(event: Event) -> Iterable[Audience]:
    """Every party; of supplements that end with their agreement nobody is told a second time."""
    if "with" in event.data:
        return []
    parties = AgreementParty.objects.filter(agreement_id=event.subject_id).select_related("organization")
    return [Audience(Perm.AGREEMENT_SIGN, Place(p.organization.path, p.unit_id)) for p in parties]
