"""薄弱组织: name, and accept when it is mended."""

from core.errors import InvalidInput
from core.events import action, action_day, record
from core.permissions import Actor, Perm, above, require
from core.transitions import advance
from core.values import clean_text
from linkage.contacts.models import WeakPlace
from tenants.org.models import Organization
from tenants.org.tenure import keep_in_use


@action
def weakplace_name(*, actor: Actor, organization: Organization, reason: str) -> WeakPlace:
    """Name a 街道 or a place below as weak, by a place above; once at a time."""
    require(actor, Perm.CONTACT_EDIT, at=above(organization.place))
    if organization.level == Organization.Level.DISTRICT:
        raise InvalidInput("薄弱组织应是街道或社区，请选择具体的组织。", field="organization")
    keep_in_use([organization], purpose="列为薄弱组织", field="organization")
    if WeakPlace.objects.filter(organization=organization, status=WeakPlace.Status.NAMED).exists():
        raise InvalidInput(f"“{organization}”已在整顿中，无需重复列入。", field="organization")
    made = WeakPlace.objects.create(
        organization=organization, reason=clean_text(reason, "reason", "薄弱表现", 500), named_on=action_day()
    )
    record("weakplace.name", actor=actor, subject=made, data={"note": made.reason})
    return made


@action
def weakplace_accept(*, actor: Actor, weakplace: WeakPlace, outcome: str, version: int | None = None) -> WeakPlace:
    """Accept the rectification of a weak place, by a place above; it then no longer counts as weak."""
    require(actor, Perm.CONTACT_EDIT, at=above(weakplace.place))
    words = clean_text(outcome, "outcome", "验收意见", 500)
    told = {"note": words}
    return advance(
        weakplace, "accept", actor=actor, data=told, version=version, outcome=words, accepted_on=action_day()
    )
