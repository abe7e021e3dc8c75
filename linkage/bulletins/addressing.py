"""Which units a bulletin is sent to for information: by kind, by place, by cluster."""

from collections.abc import Sequence

from django.db.models import Q, QuerySet

from core.visibility import NOTHING, under
from linkage.clusters.models import Cluster, ClusterUnit
from tenants.org.models import Organization, ResidentUnit


def units_chosen(
    issuer: Organization,
    *,
    kinds: Sequence[str] = (),
    places: Sequence[Organization] = (),
    clusters: Sequence[Cluster] = (),
) -> QuerySet[ResidentUnit]:
    """Units in use that lie with the issuer and were chosen.

    Kinds and places narrow each other: schools, in these two communities. Where only one of them is named, it is all
    schools, or all units there. Those inside the clusters come in addition, whatever their kind. Nothing named is none.
    """
    chosen = NOTHING
    if kinds or places:
        rule = Q(kind__in=kinds) if kinds else Q()
        chosen = rule & under([place.path for place in places]) if places else rule
    if clusters:
        chosen |= Q(pk__in=ClusterUnit.objects.filter(cluster__in=clusters).order_by().values("unit"))
    lying = ResidentUnit.objects.filter(organization__path__startswith=issuer.path)
    found: QuerySet[ResidentUnit] = lying.filter(chosen, status=ResidentUnit.Status.ACTIVE)
    return found.select_related("organization").order_by("organization__path", "pk")
