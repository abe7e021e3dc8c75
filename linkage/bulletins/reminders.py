"""Receipts that are due: those who have not signed are reminded, and the issuing office hears of the late ones."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Count, Q

from linkage.bulletins.models import Bulletin, BulletinRules
from tenants.duties import Due, left_in_words, reminder, stage_for, unsaid

NAME = "bulletins.receipts"


@reminder(NAME, verb="bulletin.remind")
def receipts(day: date) -> Iterable[Due]:
    """At each stage before the day, and once when it has passed, as long as an organization has not signed."""
    stages = BulletinRules.current().remind_before
    left = Count("receipts", filter=Q(receipts__read_at=None, receipts__unit=None))
    issued = Bulletin.objects.filter(status=Bulletin.Status.ISSUED)
    soon = issued.filter(due_on__range=(day, day + timedelta(days=max(stages, default=0))))
    late = unsaid(issued.filter(due_on__lt=day), NAME, "late")
    rows = (soon | late).annotate(left=left)
    for row in rows.filter(left__gt=0).order_by("pk").iterator(chunk_size=500):
        # Without a day nothing is found.
        days = ((row.due_on or day) - day).days
        stage = stage_for(days, stages, late="late")
        if stage is not None:
            when = "签收期限已过" if days < 0 else left_in_words(days)
            yield Due(row, stage, {"unread": row.left, "note": f"{when}，{row.left} 个组织未签收"})
