"""What is called to mind: a project that is not applied for, a quarter that was not reported, an end that comes."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Exists, OuterRef

from core.periods import Quarter
from core.permissions import PATH_STEP
from linkage.reminders import due_reminders
from linkage.secretaryprojects.cover import missing
from linkage.secretaryprojects.models import ProjectReport, SecretaryProject, SecretaryProjectRules
from tenants.duties import Due, reminder
from tenants.org.models import Organization


@reminder("secretaryproject.due", verb="secretaryproject.remind")
def dues(day: date) -> Iterable[Due]:
    """At the stages of the district's rules of supervision."""
    return due_reminders(SecretaryProject.objects.all(), day)


@reminder("secretaryproject.quarter", verb="secretaryproject.remind")
def quarters(day: date) -> Iterable[Due]:
    """Once for each quarter that is over and was not reported within the days of the rules."""
    last = Quarter.of(day).previous
    rules = SecretaryProjectRules.current()
    ended = last.end.date()
    if day < ended + timedelta(days=rules.report_days):
        return
    told = ProjectReport.objects.filter(project=OuterRef("pk"), year=last.year, quarter=last.number)
    rows = SecretaryProject.objects.filter(~Exists(told), status=SecretaryProject.Status.RUNNING, started_on__lt=ended)
    for project in rows.select_related("organization").order_by("pk"):
        yield Due(project, str(last), {"note": f"请报告{last.label}的进展", "year": project.year})


@reminder("secretaryproject.apply", verb="organization.remind_project")
def applications(day: date) -> Iterable[Due]:
    """In the month in which they are to be applied for, and again when it is over: once for all of a place.

    Said about the place above, to all right below it that have none.
    """
    rules = SecretaryProjectRules.current()
    if day.month < rules.apply_month:
        return
    late = day.month > rules.apply_month
    paths = missing(day.year).values_list("path", flat=True)
    counts = Counter(path[:-PATH_STEP] for path in paths)
    for parent in Organization.objects.filter(path__in=counts).order_by("path"):
        when = "申报时间已过" if late else f"请在 {rules.apply_month} 月底前申报"
        note = f"{parent}下级还有 {counts[parent.path]} 个组织没有 {day.year} 年的书记项目，{when}"
        yield Due(parent, f"{day.year}:{'late' if late else 'open'}", {"note": note, "year": day.year})
