"""Whom the verbs of clusters concern."""

from collections.abc import Iterable

from core.models import Event
from core.permissions import Perm, Place
from linkage.clusters import verbs  # noqa: F401 - named before they are told
from tenants.notices.rules import Audience, tell


@tell("cluster.register", "cluster.pass_on", "clusterunit.remind", "jointbranch.found", "jointbranch.dissolve")
def keepers(event: Event) -> Iterable[Audience]:
    """Those who keep the clusters where it lies."""
    return [Audience(Perm.CLUSTER_EDIT, Place(event.organization_path))]


@tell("clusterunit.add", "clusterunit.edit", "clusterunit.plan", "clusterunit.remove")
def the_unit(event: Event) -> Iterable[Audience]:
    """The unit itself: it is not subordinate to the street, so nothing is arranged for it unseen."""
    return [Audience(Perm.VIEW, Place(event.data["unit_path"], event.data["unit"]))]
