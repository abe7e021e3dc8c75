"""What may leave a district: the report in force of a quarter, as it was issued.

These functions ask nobody's permission: they are for a reader whom the district itself has let in (ADR 0011). Drafts,
editions that have been corrected, records, events and the figures of communities are out of their reach.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch

from assessment.models import QuarterlyReport, ReportEntry, ReportFigure
from core.periods import Quarter
from tenants.org.models import Organization


@dataclass(frozen=True, slots=True)
class Issued:
    """A report in force with the frozen entries of the district and of its streets, figures read."""

    report: QuarterlyReport
    district: ReportEntry
    streets: Sequence[ReportEntry]


def report_in_force(quarter: Quarter) -> QuarterlyReport | None:
    """The issued edition of the quarter in the current district; one statement."""
    found: QuarterlyReport | None = QuarterlyReport.objects.filter(
        year=quarter.year, quarter=quarter.number, status=QuarterlyReport.Status.ISSUED
    ).first()
    return found


def read_issued(quarter: Quarter) -> Issued | None:
    """The report in force with its figures, in three statements; ``None`` where nothing is issued."""
    report = report_in_force(quarter)
    if report is None:
        return None
    levels = (Organization.Level.DISTRICT, Organization.Level.SUBDISTRICT)
    figures = Prefetch("figures", ReportFigure.objects.order_by("id"))
    entries = report.entries.filter(level__in=levels).select_related("organization").order_by("path")
    district, *streets = entries.prefetch_related(figures)
    return Issued(report, district, streets)
