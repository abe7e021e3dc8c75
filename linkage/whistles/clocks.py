"""Working hours and days from a moment on: when departments have to report in, and when a matter has to be solved."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from core.periods import SHANGHAI
from tenants.calendars.models import WorkCalendar

HOUR = timedelta(hours=1)


def add_workhours(moment: datetime, hours: int, calendar: WorkCalendar) -> datetime:
    """The moment at which so many working hours have passed; only hours in which the district works count."""
    left = timedelta(hours=hours)
    opens, closes = _span(moment.astimezone(SHANGHAI).date(), calendar)
    here = moment
    while True:
        if calendar.is_workday(opens.astimezone(SHANGHAI).date()):
            here = max(here, opens)
            if here + left <= closes:
                return here + left
            left -= max(closes - here, timedelta(0))
        opens, closes = _span(opens.astimezone(SHANGHAI).date() + timedelta(days=1), calendar)


def workhours_between(start: datetime, end: datetime, calendar: WorkCalendar) -> Decimal:
    """How many working hours lie between two moments, with two decimals; none where the end comes first."""
    passed = timedelta(0)
    day, last = start.astimezone(SHANGHAI).date(), end.astimezone(SHANGHAI).date()
    while day <= last:
        if calendar.is_workday(day):
            opens, closes = _span(day, calendar)
            passed += max(min(end, closes) - max(start, opens), timedelta(0))
        day += timedelta(days=1)
    return (Decimal(int(passed.total_seconds())) / 3600).quantize(Decimal("0.01"))


def _span(day: date, calendar: WorkCalendar) -> tuple[datetime, datetime]:
    """The hours of work of a day, in UTC: sums of moments then pass over no change of offset."""
    midnight = datetime.combine(day, time(0), SHANGHAI).astimezone(UTC)
    return midnight + calendar.opens * HOUR, midnight + calendar.closes * HOUR
