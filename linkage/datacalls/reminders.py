"""Answers that are due: those who have not handed in are reminded, and the asking office hears of the late ones."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import CharField, Count, Func, OuterRef, Q, Value

from linkage.datacalls.models import DataCall, DataCallRules
from tenants.duties import Due, left_in_words, reminder, stage_for, unsaid

_LEFT = Q(answers__status="pending") | Q(answers__status="filling") | Q(answers__status="returned")

NAME = "datacalls.answers"
# The stage that is said once the day has passed, of each row: a later day begins anew.
_LATE = Func(OuterRef("due_on"), Value('YYYY-MM-DD":late"'), function="to_char", output_field=CharField())


@reminder(NAME, verb="datacall.remind")
def answers(day: date) -> Iterable[Due]:
    """At each stage before the day, and once when it has passed, as long as somebody has not handed in.

    A call whose day was put off is called to mind anew before its new day.
    """
    stages = DataCallRules.current().remind_before
    issued = DataCall.objects.filter(status=DataCall.Status.ISSUED)
    soon = issued.filter(due_on__range=(day, day + timedelta(days=max(stages, default=0))))
    late = unsaid(issued.filter(due_on__lt=day), NAME, _LATE)
    rows = (soon | late).annotate(left=Count("answers", filter=_LEFT))
    for row in rows.filter(left__gt=0).order_by("pk").iterator(chunk_size=500):
        days = (row.due_on - day).days
        stage = stage_for(days, stages, late="late")
        if stage is not None:
            when = "上报期限已过" if days < 0 else left_in_words(days)
            yield Due(row, f"{row.due_on}:{stage}", {"left": row.left, "note": f"{when}，{row.left} 个组织未上报"})
