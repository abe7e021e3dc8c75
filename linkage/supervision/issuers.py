"""In whose name a place is supervised."""

from collections.abc import Iterable

from core.permissions import Actor, Perm, ancestor_paths
from linkage.supervision.models import Supervision
from tenants.org.models import Organization


def issuer_for(actor: Actor, organization: Organization) -> Organization:
    """The nearest place above ``organization`` for which the actor supervises; for the platform the 街道 or 区."""
    return issuers_for(actor, [organization])[organization.path]


def issuers_for(actor: Actor, organizations: Iterable[Organization]) -> dict[str, Organization]:
    """The issuer for each of these places by its path, read in one statement."""
    higher = {place.path: ancestor_paths(place.path)[:-1] for place in organizations}
    rows = Organization.objects.filter(path__in={path for paths in higher.values() for path in paths})
    known = {place.path: place for place in rows}
    roots = set() if actor.is_system else set(actor.paths(Perm.SUPERVISION_ISSUE))
    found = {}
    for path, above in higher.items():
        own = [each for each in above if each in roots] or [
            each for each in above if each in known and known[each].level in ("district", "subdistrict")
        ]
        found[path] = known[own[-1]]
    return found


def issues(actor: Actor, supervision: Supervision) -> bool:
    """Whether the actor stands on the side that supervises; the platform stands on neither."""
    return not actor.is_system and actor.can(Perm.SUPERVISION_ISSUE, supervision.issuer.place)
