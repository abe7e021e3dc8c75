"""What of this package holds a place back from being retired."""

from linkage.contacts.models import ContactPoint, WeakPlace
from tenants.org.models import Organization
from tenants.org.ties import ties_place


@ties_place
def running_contacts(place: Organization) -> str:
    count = ContactPoint.objects.filter(organization=place, status=ContactPoint.Status.ACTIVE).count()
    return f" {count} 个领导联系点" if count else ""


@ties_place
def weakness(place: Organization) -> str:
    named = WeakPlace.objects.filter(organization=place, status=WeakPlace.Status.NAMED).exists()
    return "未验收的薄弱组织整顿" if named else ""
