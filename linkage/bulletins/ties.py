"""What holds a place back from being retired: drafts of its own that were neither issued nor given up."""

from linkage.bulletins.models import Bulletin
from tenants.org.models import Organization
from tenants.org.ties import ties_place


@ties_place
def drafts(place: Organization) -> str:
    count = Bulletin.objects.filter(organization=place, status=Bulletin.Status.DRAFT).count()
    return f" {count} 份未签发的通知通报" if count else ""
