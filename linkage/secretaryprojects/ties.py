"""What of secretaries' projects holds a place back from being retired."""

from collections.abc import Sequence

from linkage.secretaryprojects.models import SecretaryProject
from tenants.org.models import Organization
from tenants.org.ties import lying_at, ties_place, worded


@ties_place
def open_projects(places: Sequence[Organization]) -> dict[int, str]:
    """A project ends with its place's own hand: it is concluded, withdrawn or stopped first."""
    rows = SecretaryProject.objects.exclude(status__in=SecretaryProject.SETTLED)
    return worded(" {} 个未结项的书记项目", lying_at(places, rows))
