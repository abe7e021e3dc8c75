"""In whose name a place is supervised."""

from core.permissions import Actor, Perm, ancestor_paths
from linkage.supervision.models import Supervision
from tenants.org.models import Organization


def issuer_for(actor: Actor, organization: Organization) -> Organization:
    """The nearest place above ``organization`` for which the actor supervises; for the platform the 街道 or 区."""
    higher = ancestor_paths(organization.path)[:-1]
    rows = Organization.objects.filter(path__in=higher, level__in=("district", "subdistrict"))
    if not actor.is_system:
        roots = tuple(actor.paths(Perm.SUPERVISION_ISSUE))
        own = [path for path in higher if path in roots]
        if own:
            rows = Organization.objects.filter(path__in=own)
    found: Organization = rows.order_by("-path").first()
    return found


def issues(actor: Actor, supervision: Supervision) -> bool:
    """Whether the actor stands on the side that supervises; the platform stands on neither."""
    return not actor.is_system and actor.can(Perm.SUPERVISION_ISSUE, supervision.issuer.place)
