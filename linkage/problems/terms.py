"""Until when a problem has to be ordered to be put right, and until when that has to be done, checked and closed."""

from datetime import date

from linkage.problems.models import RectificationTerms
from tenants.calendars.models import WorkCalendar


def due_for(severity: str, day: date) -> date:
    """The last day of the term that begins the day after ``day``: the district's working days for this severity."""
    days = RectificationTerms.current().days_for(severity)
    due: date = WorkCalendar.current().add_workdays(day, days)
    return due


def order_due_for(severity: str, day: date) -> date:
    """The day by which a problem that waits since ``day`` has to be ordered or dismissed, by its severity."""
    days = RectificationTerms.current().order_days_for(severity)
    due: date = WorkCalendar.current().add_workdays(day, days)
    return due


def check_due_for(severity: str, day: date) -> date:
    """The day by which what was handed in on ``day`` has to be checked, or what was found to hold has to be closed."""
    days = RectificationTerms.current().check_days_for(severity)
    due: date = WorkCalendar.current().add_workdays(day, days)
    return due
