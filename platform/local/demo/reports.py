"""How the quarters of the demo are reported: counted, confirmed, reviewed, issued; the last one is still under way."""

from datetime import datetime, timedelta
from functools import partial

from assessment.actions.entries import entry_confirm, entry_return, entry_review
from assessment.actions.reports import report_draft, report_issue
from assessment.models import QuarterlyReport, ReportEntry
from core.events import now
from core.periods import Quarter
from local.demo import remarks
from local.demo.cast import FEATURED_WEIGHT, Cast, Player, Street
from local.demo.story import Story

# So long ago the district opened the last quarter's figures: the days for confirming are over, some are late.
OPENED_AGO = timedelta(days=10)


class Reports:
    """Plans the reports of past quarters."""

    def __init__(self, story: Story, cast: Cast) -> None:
        self.story, self.cast = story, cast
        self.players: dict[int, Player] = {player.owner.pk: player for player in cast.players()}

    def plan_issued(self, quarter: Quarter) -> None:
        """Draft after the quarter's end; every place does its part within a week, then the leader issues."""
        moment = self.story.at_work(quarter.end.date() + timedelta(days=1))
        self.story.plan(moment, partial(self._open, quarter, under_way=False), alone=True)

    def plan_under_way(self, quarter: Quarter) -> None:
        """Draft of late: most communities have confirmed, a few streets have reviewed, the featured ones wait."""
        moment = self.story.at_work(max(quarter.end, self.story.until - OPENED_AGO).date())
        self.story.plan(moment, partial(self._open, quarter, under_way=True), alone=True)

    def _open(self, quarter: Quarter, *, under_way: bool) -> None:
        report = report_draft(actor=self.cast.office, quarter=quarter)
        entries = {entry.organization_id: entry for entry in report.entries.all()}
        for number, street in enumerate(self.cast.streets):
            done = not under_way or 0 < number <= len(self.cast.streets) // 4
            for community in street.communities:
                waits = under_way and (community.weight == FEATURED_WEIGHT or (not done and self.story.chance(0.4)))
                if not waits:
                    self._plan_confirm(entries[community.owner.pk], community)
            if done:
                moment = self.story.later(now(), 5.5, 7)
                self.story.plan(moment, partial(self._review, entries[street.owner.pk], street))
        if not under_way:
            self.story.plan(self.story.later(now(), 9, 12), partial(self._issue, report), alone=True)

    def _plan_confirm(self, entry: ReportEntry, community: Player) -> None:
        self.story.plan(self.story.later(now(), 0.1, 3), partial(self._confirm, entry, community))

    def _confirm(self, entry: ReportEntry, community: Player) -> None:
        entry = entry_confirm(actor=community.actor, entry=entry)
        if self.story.chance(0.02):
            moment = self._soon()
            self.story.plan(moment, partial(self._return, entry, community))

    def _return(self, entry: ReportEntry, community: Player) -> None:
        street = next(s for s in self.cast.streets if community in s.communities)
        above = entry.report.entries.get(organization=street.organization)
        if above.status == ReportEntry.Status.REVIEWED:
            return
        reason = self.story.rng.choice(remarks.ENTRY_RETURN)
        entry = entry_return(actor=street.actor, entry=entry, reason=reason)
        self.story.plan(self._soon(), partial(self._confirm_again, entry, community))

    def _confirm_again(self, entry: ReportEntry, community: Player) -> None:
        entry_confirm(actor=community.actor, entry=entry, note=remarks.ENTRY_CHECKED)

    def _review(self, entry: ReportEntry, street: Street) -> None:
        waiting = entry.communities.exclude(status=ReportEntry.Status.CONFIRMED).exists()
        entry_review(actor=street.actor, entry=entry, reason=remarks.ENTRY_BY_PHONE if waiting else "")

    def _issue(self, report: QuarterlyReport) -> None:
        report_issue(actor=self.cast.leader, report=report)

    def _soon(self) -> datetime:
        return now() + timedelta(minutes=self.story.rng.randrange(10, 50))
