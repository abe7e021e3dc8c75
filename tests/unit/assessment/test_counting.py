"""Counting events: which quarter, which place, on time or not; and how many statements that takes."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from cast import Cast
from django.db import connection
from django.test.utils import CaptureQueriesContext
from quarters import AFTER_Q3, IN_Q3, Q3, Q4, closed_claim, drafted, entry_of, issued, proposed_claim

from assessment.actions.reports import report_draft
from assessment.compiling import content_hash
from assessment.counting import Tree, count_live, frozen_ids
from assessment.indicators import BY_CODE, Tally
from assessment.models import QuarterlyReport, ReportFigure, ReportTally
from assessment.reading import read_live, read_quarter
from assessment.tasks import draft, draft_everywhere
from core.events import at_moment
from core.models import Event
from core.periods import SHANGHAI, Quarter
from core.permissions import SYSTEM
from resources.actions.claims import claim_confirm
from tenants.org.models import Organization


def happened(verb: str, path: str, at: datetime, **data: object) -> Event:
    """A bare event, for places and moments that the actions do not reach."""
    number = Event.objects.count()
    return Event.objects.create(
        at=at,
        verb=verb,
        actor_kind="system",
        actor_label="系统",
        subject_type="resources.need",
        subject_id=1,
        subject_label="需求",
        organization_path=path,
        shared=True,
        data=data,
        prev_hash="",
        hash=f"{number:064d}",
    )


def live(quarter: Quarter, below: str) -> dict[str, dict[str, Tally]]:
    return count_live(quarter, tree=Tree.read(), answer_days=3, below=below)


@pytest.mark.parametrize(
    ("moment", "quarter"),
    [
        (datetime(2026, 7, 1, 0, 0, tzinfo=SHANGHAI), Q3),
        (datetime(2026, 6, 30, 23, 59, 59, 999999, tzinfo=SHANGHAI), Quarter(2026, 2)),
        (datetime(2026, 9, 30, 23, 59, 59, 999999, tzinfo=SHANGHAI), Q3),
        (datetime(2026, 10, 1, 0, 0, tzinfo=SHANGHAI), Q4),
    ],
)
def test_a_quarter_begins_and_ends_at_midnight_in_shanghai(cast: Cast, moment: datetime, quarter: Quarter) -> None:
    happened("need.publish", cast.community_a.path, moment)
    counted = {q: live(q, cast.root.path) for q in (Quarter(2026, 2), Q3, Q4)}
    assert [q for q, found in counted.items() if found] == [quarter]


def test_a_grid_counts_for_its_community_and_a_vanished_place_for_what_is_above(cast: Cast) -> None:
    grid = Organization.objects.add_child(
        cast.community_a, instance=Organization(code="310106006002001", name="第一网格", level="grid")
    )
    happened("need.publish", grid.path, IN_Q3)
    happened("need.publish", cast.street_a.path + "00ZZ", IN_Q3)
    found = live(Q3, cast.root.path)
    assert found[cast.community_a.path]["need.publish"].count == 1
    assert found[cast.street_a.path]["need.publish"].count == 1
    report = drafted(cast)
    published = {
        f.entry.organization_id: f.value
        for f in ReportFigure.objects.filter(entry__report=report, indicator="needs_published").select_related("entry")
    }
    assert published[cast.street_a.pk] == published[cast.root.pk] == 2
    assert len(frozen_ids(report.pk, BY_CODE["needs_published"], cast.street_a.path)) == 2


def test_a_retired_place_counts_for_the_place_above(cast: Cast) -> None:
    happened("need.publish", cast.community_b.path, IN_Q3)
    Organization.objects.filter(pk=cast.community_b.pk).update(retired_on=AFTER_Q3.date())
    report = drafted(cast)
    assert not report.entries.filter(organization=cast.community_b).exists()
    figure = ReportFigure.objects.get(
        entry__report=report, entry__organization=cast.street_b, indicator="needs_published"
    )
    assert figure.value == 1


@pytest.mark.parametrize(
    ("waited", "hits"),
    [(timedelta(days=3), 1), (timedelta(days=3, seconds=1), 0), (timedelta(0), 1)],
)
def test_an_answer_on_the_last_moment_is_on_time(cast: Cast, waited: timedelta, hits: int) -> None:
    claim = proposed_claim(cast, at=IN_Q3)
    with at_moment(IN_Q3 + waited):
        claim_confirm(actor=cast.actor("street_a"), claim=claim)
    tally = live(Q3, cast.root.path)[cast.community_a.path]["claim.confirm"]
    assert (tally.count, tally.hits) == (1, hits)
    assert tally.total == (Decimal(waited.total_seconds()) / 86400).quantize(Decimal("0.0001"))


def test_live_and_frozen_figures_are_the_same(cast: Cast) -> None:
    for side in ("a", "a", "b"):
        closed_claim(cast, side, at=IN_Q3, scores=(3, 5))
    proposed_claim(cast, at=IN_Q3)
    before = read_quarter(Q3, cast.root)
    alone = read_live(Q3, cast.street_a)
    issued(cast)
    after = read_quarter(Q3, cast.root)
    assert not before.is_frozen
    assert after.is_frozen
    assert [part.name for part in after.parts] == ["江宁路街道", "石门二路街道"]
    for path, figures in before.figures.items():
        for code, shown in figures.items():
            assert shown.value == after.figures[path][code].value, (path, code)
    assert {code: s.value for code, s in alone.items()} == {
        code: s.value for code, s in after.figures[cast.street_a.path].items()
    }


def test_the_number_of_statements_does_not_grow_with_places(cast: Cast) -> None:
    closed_claim(cast, at=IN_Q3)
    with CaptureQueriesContext(connection) as few:
        first = drafted(cast)
    QuarterlyReport.objects.all().delete()
    assert first.pk is not None
    for number in range(40):
        Organization.objects.add_child(
            Organization.objects.get(pk=cast.street_b.pk),
            instance=Organization(code=f"31010601199{number:02d}", name=f"新居委会{number}", level="community"),
        )
    with CaptureQueriesContext(connection) as many:
        report = drafted(cast)
    assert report.entries.count() == 45
    assert len(many) == len(few) <= 30


def test_the_hash_covers_every_figure_and_every_id(cast: Cast) -> None:
    closed_claim(cast, at=IN_Q3)
    report = issued(cast)
    assert content_hash(report) == report.content_hash
    tally = ReportTally.objects.filter(verb="claim.close").first()
    tally.events = [*tally.events[:-1], tally.events[-1] + 1]
    tally.save()
    assert content_hash(report) != report.content_hash


def test_later_settings_leave_a_report_alone(cast: Cast) -> None:
    from tenants.org.models import DistrictSettings

    closed_claim(cast, at=IN_Q3, days=5)
    report = drafted(cast)
    DistrictSettings.objects.update_or_create(pk=1, defaults={"claim_response_days": 30})
    again = drafted(cast)
    assert again.pk == report.pk
    value = ReportFigure.objects.get(entry=entry_of(again, cast.root), indicator="answered_on_time").value
    assert value == 0


class TestBeat:
    def test_drafts_once_in_the_first_days_only(self, cast: Cast) -> None:
        with at_moment(AFTER_Q3):
            assert draft("jingan") == 1
            assert draft("jingan") == 0
        assert str(QuarterlyReport.objects.get().period) == "2026Q3"

    def test_leaves_the_rest_of_the_quarter_alone(self, db, monkeypatch: pytest.MonkeyPatch) -> None:
        queued: list[object] = []
        monkeypatch.setattr("assessment.tasks.fan_out", lambda task: queued.append(task) or 2)
        with at_moment(datetime(2026, 10, 11, 0, 0, tzinfo=SHANGHAI)):
            assert draft_everywhere() == 0
        with at_moment(datetime(2026, 10, 10, 23, 59, tzinfo=SHANGHAI)):
            assert draft_everywhere() == 2
        assert queued == [draft]

    def test_a_district_without_places_is_passed_over(self, district: None) -> None:
        with at_moment(AFTER_Q3):
            assert draft("jingan") == 0

    def test_the_platform_may_draft(self, cast: Cast) -> None:
        with at_moment(AFTER_Q3):
            assert report_draft(actor=SYSTEM, quarter=Q3).status == "draft"
