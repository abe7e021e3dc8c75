"""What of appeals holds a place back from being retired: residents get their answer first."""

from django.db.models import Q

from linkage.appeals.models import Appeal
from tenants.org.models import Organization
from tenants.org.ties import ties_place


@ties_place
def open_appeals(place: Organization) -> str:
    mine = Q(organization=place) | Q(raised_in=place)
    count = Appeal.objects.filter(mine, status__in=Appeal.OPEN).count()
    return f" {count} 件未办结的诉求" if count else ""
