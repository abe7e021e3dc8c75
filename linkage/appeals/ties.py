"""What of appeals holds a place back from being retired: residents get their answer first."""

from collections.abc import Sequence

from linkage.appeals.models import Appeal
from tenants.org.models import Organization
from tenants.org.ties import lying_at, ties_place, worded


@ties_place
def open_appeals(places: Sequence[Organization]) -> dict[int, str]:
    rows = Appeal.objects.filter(status__in=Appeal.OPEN)
    return worded(" {} 件未办结的诉求", lying_at(places, rows, "organization", "raised_in"))
