"""Moments and deeds for tests of reports: what happens in which quarter is said by the caller."""

from datetime import date, datetime, timedelta

from cast import Cast
from samples import photo

from assessment.actions.entries import entry_confirm, entry_review
from assessment.actions.reports import report_draft, report_issue
from assessment.models import QuarterlyReport, ReportEntry
from core.events import at_moment
from core.periods import SHANGHAI, Quarter
from resources.actions.claims import claim_confirm, claim_evaluate, claim_fulfil, claim_propose
from resources.actions.listings import listing_create, listing_publish, listing_submit
from resources.models import Claim, Need

Q3 = Quarter(2026, 3)
Q4 = Quarter(2026, 4)
IN_Q3 = datetime(2026, 8, 10, 9, tzinfo=SHANGHAI)
AFTER_Q3 = datetime(2026, 10, 1, 9, tzinfo=SHANGHAI)
IN_Q4 = datetime(2026, 10, 20, 9, tzinfo=SHANGHAI)
AFTER_Q4 = datetime(2027, 1, 1, 9, tzinfo=SHANGHAI)


def proposed_claim(cast: Cast, side: str = "a", *, at: datetime, quantity: int = 10) -> Claim:
    """A need of the community, published by its 街道, and its unit's claim on all of it."""
    community, unit = getattr(cast, f"community_{side}"), getattr(cast, f"unit_{side}")
    officer, street = cast.actor(f"community_{side}"), cast.actor(f"street_{side}")
    with at_moment(at):
        need = listing_create(
            actor=officer,
            kind=Need,
            owner=community,
            title="周末义诊",
            category="medical",
            quantity=quantity,
            measure="人次",
            due_on=date(2027, 6, 30),
        )
        listing_submit(actor=officer, listing=need)
        need = listing_publish(actor=street, listing=need)
        return claim_propose(actor=cast.actor(f"unit_{side}"), target=need, claimant=unit, quantity=quantity)


def finish_claim(cast: Cast, claim: Claim, side: str = "a", *, at: datetime, scores: tuple[int, int] = (5, 4)) -> Claim:
    """Confirmed, fulfilled and evaluated by both sides, all at one moment."""
    with at_moment(at):
        claim_confirm(actor=cast.actor(f"street_{side}"), claim=claim)
        claim_fulfil(actor=cast.actor(f"unit_{side}"), claim=claim, outcome="已上门", evidence=[photo(claim.pk % 250)])
        claim_evaluate(actor=cast.actor(f"community_{side}"), claim=claim, score=scores[0], words="谢谢", side="owner")
        return claim_evaluate(
            actor=cast.actor(f"unit_{side}"), claim=claim, score=scores[1], words="配合好", side="claimant"
        )


def closed_claim(
    cast: Cast, side: str = "a", *, at: datetime, days: int = 2, scores: tuple[int, int] = (5, 4)
) -> Claim:
    """A claim proposed at the moment and closed ``days`` later."""
    return finish_claim(cast, proposed_claim(cast, side, at=at), side, at=at + timedelta(days=days), scores=scores)


def drafted(cast: Cast, quarter: Quarter = Q3, *, at: datetime = AFTER_Q3) -> QuarterlyReport:
    with at_moment(at):
        return report_draft(actor=cast.actor("office"), quarter=quarter)


def entry_of(report: QuarterlyReport, place: object) -> ReportEntry:
    return report.entries.get(organization=place)


def settle(cast: Cast, report: QuarterlyReport, *, at: datetime = AFTER_Q3) -> None:
    """Every 社区 confirms and every 街道 reviews what is still open."""
    with at_moment(at):
        for side in "ab":
            entry = entry_of(report, getattr(cast, f"community_{side}"))
            if entry.is_open:
                entry_confirm(actor=cast.actor(f"community_{side}"), entry=entry)
            street = entry_of(report, getattr(cast, f"street_{side}"))
            if street.is_open:
                entry_review(actor=cast.actor(f"street_{side}"), entry=street)


def issued(cast: Cast, quarter: Quarter = Q3, *, at: datetime = AFTER_Q3) -> QuarterlyReport:
    """Drafted, confirmed, reviewed and issued by the leader."""
    report = drafted(cast, quarter, at=at)
    settle(cast, report, at=at)
    with at_moment(at):
        return report_issue(actor=cast.actor("leader"), report=report)
