"""Whom the verbs of this package concern."""

from collections.abc import Iterable

from core.models import Event
from core.permissions import Perm, Place
from linkage.appeals.models import Appeal
from resources.models import Need
from tenants.notices.rules import Audience, tell


@tell("need.submit", "resource.submit")
def reviewers(event: Event) -> Iterable[Audience]:
    return [Audience(Perm.LISTING_REVIEW, Place(event.organization_path))]


@tell("need.publish", "need.return", "need.expire", "resource.publish", "resource.return", "resource.expire")
@tell("need.pass_on", "resource.pass_on")
def owner(event: Event) -> Iterable[Audience]:
    return [Audience(Perm.LISTING_EDIT, Place(event.organization_path, event.unit_id))]


@tell("need.close")
def who_answers_the_appeal(event: Event) -> Iterable[Audience]:
    """A need that followed from an appeal is met: whoever handles the appeal can answer it now."""
    need = Need.objects.filter(pk=event.subject_id, origin_type=Appeal._meta.label_lower).first()
    key = need.origin_id if need is not None else None
    appeals = Appeal.objects.filter(pk__in=[key]).select_related("organization") if key is not None else ()
    return [Audience(Perm.APPEAL_HANDLE, appeal.place) for appeal in appeals]


def _target(event: Event) -> Place:
    return Place(event.data["target_path"], event.data["target_unit"])


def _claimant(event: Event) -> Place:
    return Place(event.data["claimant_path"], event.data["claimant_unit"])


@tell("claim.propose", "claim.withdraw", "claim.release")
def target_side(event: Event) -> Iterable[Audience]:
    return [Audience(Perm.CLAIM_CONFIRM, _target(event)), Audience(Perm.LISTING_EDIT, _target(event))]


@tell("claim.confirm", "claim.decline", "claim.pass_on")
def claimant_side(event: Event) -> Iterable[Audience]:
    return [Audience(Perm.CLAIM_PROPOSE, _claimant(event))]


@tell("claim.fulfil", "claim.return", "claim.close")
def both_sides(event: Event) -> Iterable[Audience]:
    return [Audience(Perm.CLAIM_EVALUATE, _target(event)), Audience(Perm.CLAIM_EVALUATE, _claimant(event))]
