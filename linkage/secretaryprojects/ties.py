"""What of secretaries' projects holds a place back from being retired."""

from linkage.secretaryprojects.models import SecretaryProject
from tenants.org.models import Organization
from tenants.org.ties import ties_place


@ties_place
def open_projects(place: Organization) -> str:
    """A project ends with its place's own hand: it is concluded, withdrawn or stopped first."""
    rows = SecretaryProject.objects.filter(organization=place).exclude(status__in=SecretaryProject.SETTLED)
    count = rows.count()
    return f" {count} 个未结项的书记项目" if count else ""
