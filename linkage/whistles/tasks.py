"""The clock of 应哨: terms in working hours run out in the middle of a day, when the day's duties are long done."""

from collections.abc import Iterable
from datetime import datetime, time
from typing import Any

from celery import shared_task
from django.utils import timezone
from django_tenants.utils import schema_context

from core.backlog import schemas_where
from core.events import at_moment
from core.periods import SHANGHAI, today
from linkage.whistles.clocks import workhours_between
from linkage.whistles.models import WhistleResponse, WhistleRules
from tenants.calendars.models import WorkCalendar
from tenants.duties import Due
from tenants.duties.running import say_new
from tenants.fanout import each_schema

NAME = "whistles.clock"


@shared_task(name="whistles.clock_everywhere")
def clock_everywhere() -> int:
    """Queue the look at the clock of every district in use whose departments still have hours to report in."""
    since = datetime.combine(today(), time(0), SHANGHAI).isoformat()
    rows = f"FROM {{s}}.whistles_whistleresponse WHERE status = 'pending' AND respond_by >= '{since}'"
    running = set(schemas_where("whistles_whistleresponse", rows))
    found = [schema for schema in each_schema() if schema in running]
    for schema in found:
        clock.delay(schema)
    return len(found)


@shared_task(name="whistles.clock")
def clock(schema: str) -> int:
    """Say in one district, while it works, whose hours are nearly over and whose are; each once for a term."""
    with schema_context(schema):
        return look_at_the_clock(timezone.now())


def look_at_the_clock(moment: datetime) -> int:
    """The same for the present district at an aware moment; how many were told of.

    What ran out on a day before is said by the reminders of the day (``linkage.whistles.reminders``).
    """
    if not WorkCalendar.current().in_hours(moment):
        return 0
    with at_moment(moment):
        return say_new(NAME, "whistleresponse.remind", _dues(moment))


def _dues(moment: datetime) -> Iterable[Due]:
    calendar, warn = WorkCalendar.current(), WhistleRules.current().warn_hours
    midnight = datetime.combine(moment.astimezone(SHANGHAI).date(), time(0), SHANGHAI)
    rows = WhistleResponse.objects.filter(status=WhistleResponse.Status.PENDING, respond_by__gte=midnight)
    related = ("whistle__organization", "whistle__raised_in", "department__organization")
    for row in rows.select_related(*related).order_by("pk"):
        by: Any = row.respond_by
        over = moment > by
        # Whoever has no more hours than that from the beginning was told of them when called.
        near = warn > 0 and workhours_between(moment, by, calendar) <= warn < workhours_between(
            row.called_at, by, calendar
        )
        if over or near:
            local = f"{by.astimezone(SHANGHAI):%m月%d日 %H:%M}"
            note = f"应在 {local} 前应哨报到，" + ("已超时，请立即应哨" if over else f"剩余不到 {warn} 个工作小时")
            data = {"due_on": row.due_on, "overdue": over, "note": note}
            yield Due(row, f"{by.isoformat()} {'over' if over else 'near'}", data)
