"""Quarterly reports and what they counted."""

from cast import Cast
from isolation.rows import PLACE_A, PLACE_B, case
from matrix.reporting import report_of_a_busy_quarter
from quarters import drafted, entry_of

from assessment.models import QuarterlyReport, ReportEntry, ReportFigure, ReportTally


def own_entry(report: QuarterlyReport, cast: Cast) -> ReportEntry:
    return entry_of(report, cast.community_a)


case("report", QuarterlyReport, drafted, PLACE_A | PLACE_B)
case("draft entry", ReportEntry, lambda cast: own_entry(drafted(cast), cast), PLACE_A)
case("issued entry", ReportEntry, lambda cast: own_entry(report_of_a_busy_quarter(cast), cast), PLACE_A | PLACE_B)
case("draft figure", ReportFigure, lambda cast: own_entry(drafted(cast), cast).figures.first(), PLACE_A)
case(
    "issued figure",
    ReportFigure,
    lambda cast: own_entry(report_of_a_busy_quarter(cast), cast).figures.first(),
    PLACE_A | PLACE_B,
)
case("tally", ReportTally, lambda cast: own_entry(report_of_a_busy_quarter(cast), cast).tallies.first(), PLACE_A)
