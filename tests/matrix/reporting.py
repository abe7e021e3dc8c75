"""The quarterly report: communities confirm, streets review, the district issues."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from cast import Cast
from matrix.people import COMMUNITY_A, LEADER, OFFICE, STREET_A
from matrix.rows import nothing, reason, row
from quarters import AFTER_Q3, IN_Q3, closed_claim, drafted, entry_of, issued

from assessment.actions import entries, reports
from core.events import at_moment
from core.models import Event


def after_the_quarter(function: Callable[..., Any]) -> Callable[..., Any]:
    """Reports are made once the quarter is over."""

    def run(**given: Any) -> Any:
        with at_moment(AFTER_Q3 + timedelta(days=1)):
            return function(**given)

    return wraps(function)(run)


def entry(place: str, status: str) -> Callable[[Cast], Any]:
    def make(cast: Cast) -> Any:
        report = drafted(cast)
        community = entry_of(report, cast.community_a)
        with at_moment(AFTER_Q3):
            if place == "street_a" or status == "confirmed":
                community = entries.entry_confirm(actor=cast.actor("community_a"), entry=community)
            if status == "reviewed":
                entries.entry_review(actor=cast.actor("street_a"), entry=entry_of(report, cast.street_a))
        return entry_of(report, getattr(cast, place))

    return make


def report_of_a_busy_quarter(cast: Cast) -> Any:
    closed_claim(cast, at=IN_Q3)
    return issued(cast)


def without_the_closing(cast: Cast) -> dict[str, Any]:
    return {"note": "重复计入", "exclude": list(Event.objects.filter(verb="claim.close").values_list("pk", flat=True))}


def correction(cast: Cast) -> Any:
    report = report_of_a_busy_quarter(cast)
    with at_moment(AFTER_Q3):
        return reports.report_correct(actor=cast.actor("office"), report=report, **without_the_closing(cast))


row(
    after_the_quarter(reports.report_draft),
    nothing,
    {OFFICE},
    given=lambda cast: {"quarter": reports.Quarter(2026, 3)},
)
row(
    after_the_quarter(reports.report_issue),
    lambda cast: drafted(cast),
    {OFFICE, LEADER},
    subject="report",
    given=reason,
)
row(
    after_the_quarter(reports.report_correct),
    report_of_a_busy_quarter,
    {OFFICE},
    subject="report",
    given=without_the_closing,
)
row(after_the_quarter(reports.report_discard), correction, {OFFICE}, subject="report", given=reason)
row(
    after_the_quarter(entries.entry_confirm),
    entry("community_a", "draft"),
    COMMUNITY_A | {"client_of_street_a"},
    subject="entry",
)
row(after_the_quarter(entries.entry_review), entry("street_a", "draft"), STREET_A, subject="entry")
row(
    after_the_quarter(entries.entry_return),
    entry("community_a", "confirmed"),
    STREET_A,
    case="by-the-street",
    subject="entry",
    given=reason,
)
row(
    after_the_quarter(entries.entry_return),
    entry("street_a", "reviewed"),
    {OFFICE, LEADER},
    case="by-the-district",
    subject="entry",
    given=reason,
)
