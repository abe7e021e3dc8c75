"""Until when something has to be put right."""

from datetime import date

from linkage.problems.models import RectificationTerms
from tenants.calendars.models import WorkCalendar


def due_for(severity: str, day: date) -> date:
    """The last day of the term that begins the day after ``day``: the district's working days for this severity."""
    days = RectificationTerms.current().days_for(severity)
    due: date = WorkCalendar.current().add_workdays(day, days)
    return due
