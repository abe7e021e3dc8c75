"""What a correction changed, told from the frozen figures of both editions."""

from dataclasses import dataclass
from decimal import Decimal

from assessment.indicators import BY_CODE, Indicator
from assessment.models import QuarterlyReport, ReportFigure


@dataclass(frozen=True, slots=True)
class Change:
    """One figure of one place, before and after."""

    name: str
    path: str
    indicator: Indicator
    was: Decimal | None
    now: Decimal | None


def changes_of(report: QuarterlyReport) -> list[Change]:
    """Every figure that differs from the edition it corrects, the highest place first; nothing for a first edition."""
    if report.corrects_id is None:
        return []
    was = _values(report.corrects_id)
    found = []
    for (path, code), (name, value) in _values(report.pk).items():
        before = was.get((path, code), (name, None))[1]
        if before != value:
            found.append(Change(name, path, BY_CODE[code], before, value))
    return found


def _values(report_id: int) -> dict[tuple[str, str], tuple[str, Decimal | None]]:
    rows = ReportFigure.objects.filter(entry__report=report_id).order_by("entry__path", "id")
    return {
        (path, code): (name, value)
        for path, name, code, value in rows.values_list("entry__path", "entry__name", "indicator", "value")
    }
