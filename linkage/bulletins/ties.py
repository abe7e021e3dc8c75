"""What holds a place back from being retired: drafts of its own that were neither issued nor given up."""

from collections.abc import Sequence

from linkage.bulletins.models import Bulletin
from tenants.org.models import Organization
from tenants.org.ties import lying_at, ties_place, worded


@ties_place
def drafts(places: Sequence[Organization]) -> dict[int, str]:
    rows = Bulletin.objects.filter(status=Bulletin.Status.DRAFT)
    return worded(" {} 份未签发的通知通报", lying_at(places, rows))
