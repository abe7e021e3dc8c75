"""Data calls that are due: those who have still to answer are reminded, and who asked hears of the late ones."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Count, Q

from linkage.datacalls.models import DataAnswer, DataCall, DataCallRules
from tenants.duties import Due, reminder, stage_for


@reminder("datacalls.answers", verb="datacall.remind")
def answers(day: date) -> Iterable[Due]:
    """At each stage before the day, and once when it has passed, as long as somebody has not answered.

    A day that was put off begins anew.
    """
    stages = DataCallRules.current().remind_before
    last = day + timedelta(days=max(stages, default=0))
    left = Count("answers", filter=Q(answers__status__in=DataAnswer.TO_FILL))
    rows = DataCall.objects.filter(status=DataCall.Status.ISSUED, due_on__lte=last).annotate(left=left)
    for row in rows.filter(left__gt=0).select_related("organization").order_by("pk").iterator(chunk_size=500):
        days = (row.due_on - day).days
        stage = "late" if days < 0 else stage_for(days, stages)
        if stage is not None:
            when = "填报期限已过" if days < 0 else "今天到期" if days == 0 else f"还剩 {days} 天"
            data = {"left": row.left, "late": days < 0, "note": f"{when}，{row.left} 个组织未填报"}
            yield Due(row, f"{row.due_on} {stage}", data)
