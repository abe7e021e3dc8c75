"""季度通报 from counting to issue: what the leader opens is what the ledger says."""

from decimal import Decimal

import pytest
from cast import Cast
from django.db.models import Q
from quarters import (
    AFTER_Q3,
    AFTER_Q4,
    IN_Q3,
    IN_Q4,
    Q3,
    Q4,
    closed_claim,
    drafted,
    entry_of,
    finish_claim,
    issued,
    proposed_claim,
    settle,
)

from assessment.actions.entries import entry_confirm, entry_return, entry_review
from assessment.actions.reports import report_correct, report_discard, report_draft, report_issue
from assessment.changes import changes_of
from assessment.counting import frozen_ids
from assessment.indicators import BY_CODE
from assessment.models import QuarterlyReport, ReportEntry, ReportFigure, ReportTally
from core.chain import verify
from core.errors import InvalidInput, NotAllowed, StaleVersion, WrongState
from core.events import at_moment
from core.history import history_of
from core.models import Event
from core.outbox import deliver_waiting
from tenants.notices.models import Notice


def value(report: QuarterlyReport, place: object, code: str) -> Decimal | None:
    return ReportFigure.objects.get(entry__report=report, entry__organization=place, indicator=code).value


def test_a_closed_claim_reaches_the_leaders_report(cast: Cast) -> None:
    claim = closed_claim(cast, at=IN_Q3)
    report = issued(cast)
    assert report.status == QuarterlyReport.Status.ISSUED
    assert report.number == "联动通报〔2026〕1 号"
    leader = cast.actor("leader")
    assert report in QuarterlyReport.objects.visible_to(leader)
    for place in (cast.community_a, cast.street_a, cast.root):
        assert value(report, place, "claims_closed") == 1
        assert value(report, place, "claim_closure_rate") == Decimal(100)
        assert value(report, place, "response_days") == 2
        assert value(report, place, "answered_on_time") == Decimal(100)
        assert value(report, place, "satisfaction") == Decimal("4.5")
    for place in (cast.community_b, cast.street_b):
        assert value(report, place, "claims_closed") == 0
        assert value(report, place, "claim_closure_rate") is None
    (counted,) = frozen_ids(report.pk, BY_CODE["claims_closed"], cast.root.path)
    event = Event.objects.get(pk=counted)
    assert (event.verb, event.subject_id) == ("claim.close", claim.pk)
    assert entry_of(report, cast.street_a).rank == 1
    assert entry_of(report, cast.street_b).rank is None
    assert verify() == []


def test_later_events_count_in_the_next_quarter(cast: Cast) -> None:
    claim = proposed_claim(cast, at=IN_Q3)
    report = issued(cast)
    frozen = report.content_hash
    finish_claim(cast, claim, at=IN_Q4)
    next_report = issued(cast, Q4, at=AFTER_Q4)
    assert value(report, cast.root, "claims_proposed") == 1
    assert value(report, cast.root, "claims_closed") == 0
    assert value(next_report, cast.root, "claims_proposed") == 0
    assert value(next_report, cast.root, "claims_closed") == 1
    change = ReportFigure.objects.get(
        entry__report=next_report, entry__organization=cast.root, indicator="claims_closed"
    )
    assert (change.previous, change.change) == (0, 1)
    report.refresh_from_db()
    assert report.content_hash == frozen


def test_every_level_has_its_say(cast: Cast) -> None:
    closed_claim(cast, at=IN_Q3)
    report = drafted(cast)
    community, street = entry_of(report, cast.community_a), entry_of(report, cast.street_a)
    with at_moment(AFTER_Q3):
        with pytest.raises(InvalidInput, match="新安居委会尚未确认"):
            entry_review(actor=cast.actor("street_a"), entry=street)
        with pytest.raises(InvalidInput, match="江宁路街道、石门二路街道尚未审核"):
            report_issue(actor=cast.actor("leader"), report=report)
        for name in ("community_b", "street_a", "unit_a", "member", "office"):
            with pytest.raises(NotAllowed):
                entry_confirm(actor=cast.actor(name), entry=community)
        entry_confirm(actor=cast.actor("community_a"), entry=community)
        with pytest.raises(StaleVersion):
            entry_return(actor=cast.actor("street_a"), entry=community, reason="再核", version=1)
        entry_return(actor=cast.actor("street_a"), entry=community, reason="一件重复计数，请核对")
        with pytest.raises(InvalidInput):
            entry_review(actor=cast.actor("street_a"), entry=street)
        entry_confirm(actor=cast.actor("community_a"), entry=community, note="已核对")
        entry_review(actor=cast.actor("street_a"), entry=street)
        with pytest.raises(WrongState, match="请先由区里退回街道"):
            entry_return(actor=cast.actor("street_a"), entry=community, reason="再核")
        entry_return(actor=cast.actor("leader"), entry=street, reason="请补充说明")
        entry_review(actor=cast.actor("street_a"), entry=street)
        entry_review(actor=cast.actor("street_b"), entry=entry_of(report, cast.street_b), reason="社区搬迁，逾期")
        final = report_issue(actor=cast.actor("leader"), report=report)
        with pytest.raises(WrongState, match="数据不再变动"):
            entry_confirm(actor=cast.actor("community_b"), entry=entry_of(report, cast.community_b))
    assert final.issue_note == ""
    said = [(line.what, line.note) for line in reversed(history_of(community))]
    assert said == [
        ("确认季度数据", ""),
        ("退回季度数据", "一件重复计数，请核对"),
        ("确认季度数据", "已核对"),
    ]
    with pytest.raises(WrongState, match="请提出更正"), at_moment(AFTER_Q3):
        report_draft(actor=cast.actor("office"), quarter=Q3)


def test_confirmed_figures_are_not_counted_anew(cast: Cast) -> None:
    closed_claim(cast, at=IN_Q3)
    report = drafted(cast)
    with at_moment(AFTER_Q3):
        entry_confirm(actor=cast.actor("community_a"), entry=entry_of(report, cast.community_a))
    closed_claim(cast, at=IN_Q3)
    closed_claim(cast, "b", at=IN_Q3)
    again = drafted(cast)
    assert again.pk == report.pk
    assert value(again, cast.community_a, "claims_closed") == 1
    assert value(again, cast.community_b, "claims_closed") == 1
    assert value(again, cast.root, "claims_closed") == 2


def test_a_correction_is_a_new_edition_that_names_what_changed(cast: Cast) -> None:
    closed_claim(cast, at=IN_Q3)
    wrong = closed_claim(cast, at=IN_Q3)
    closed_claim(cast, "b", at=IN_Q3)
    report = issued(cast)
    ids = list(Event.objects.for_subject(wrong).filter(verb="claim.close").values_list("pk", flat=True))
    later = Event.objects.filter(verb="report.issue").values_list("pk", flat=True)
    with at_moment(AFTER_Q3):
        with pytest.raises(InvalidInput, match="没有任何数据变化"):
            report_correct(actor=cast.actor("office"), report=report, note="核对")
        with pytest.raises(InvalidInput, match="未计入"):
            report_correct(actor=cast.actor("office"), report=report, note="核对", exclude=later)
        with pytest.raises(NotAllowed):
            report_correct(actor=cast.actor("street_a"), report=report, note="核对", exclude=ids)
        new = report_correct(actor=cast.actor("office"), report=report, note="重复上报，剔除一件", exclude=ids)
    assert (new.edition, new.corrects_id) == (2, report.pk)
    assert entry_of(new, cast.community_a).status == ReportEntry.Status.DRAFT
    assert entry_of(new, cast.street_a).status == ReportEntry.Status.DRAFT
    assert entry_of(new, cast.community_b).status == ReportEntry.Status.CONFIRMED
    assert entry_of(new, cast.street_b).status == ReportEntry.Status.REVIEWED
    settle(cast, new)
    with at_moment(AFTER_Q3):
        new = report_issue(actor=cast.actor("leader"), report=new)
    report.refresh_from_db()
    assert report.status == QuarterlyReport.Status.SUPERSEDED
    assert (value(report, cast.root, "claims_closed"), value(new, cast.root, "claims_closed")) == (3, 2)
    assert value(new, cast.community_b, "claims_closed") == 1
    assert new.number == "联动通报〔2026〕2 号"
    changes = {(c.name, c.indicator.code): (c.was, c.now) for c in changes_of(new)}
    assert changes["新安居委会", "claims_closed"] == (2, 1)
    assert not any(name == "张家宅居委会" for name, _ in changes)


def test_a_correction_can_be_given_up(cast: Cast) -> None:
    wrong = closed_claim(cast, at=IN_Q3)
    report = issued(cast)
    ids = Event.objects.for_subject(wrong).filter(verb="claim.close").values_list("pk", flat=True)
    with at_moment(AFTER_Q3):
        new = report_correct(actor=cast.actor("office"), report=report, note="剔除", exclude=ids)
        with pytest.raises(WrongState, match="已有一份更正稿"):
            report_correct(actor=cast.actor("office"), report=report, note="剔除", exclude=ids)
        new = report_discard(actor=cast.actor("office"), report=new, reason="经核实无误")
        third = report_correct(actor=cast.actor("office"), report=report, note="剔除", exclude=ids)
    assert new.status == QuarterlyReport.Status.DISCARDED
    assert third.edition == 3


def test_a_quarter_must_be_over(cast: Cast) -> None:
    with pytest.raises(InvalidInput, match="尚未结束"), at_moment(IN_Q3):
        report_draft(actor=cast.actor("office"), quarter=Q3)
    with pytest.raises(NotAllowed), at_moment(AFTER_Q3):
        report_draft(actor=cast.actor("street_a"), quarter=Q3)


def test_who_sees_what(cast: Cast) -> None:
    closed_claim(cast, at=IN_Q3)
    report = drafted(cast)
    community = cast.actor("community_b")
    assert {e.name for e in ReportEntry.objects.visible_to(community)} == {"张家宅居委会"}
    assert not ReportFigure.objects.visible_to(community).exclude(entry__name="张家宅居委会").exists()
    settle(cast, report)
    with at_moment(AFTER_Q3):
        report_issue(actor=cast.actor("leader"), report=report)
    assert ReportEntry.objects.visible_to(community).count() == 5
    assert not ReportTally.objects.visible_to(community).exists()
    for model in (QuarterlyReport, ReportEntry, ReportFigure, ReportTally):
        assert not model.objects.visible_to(cast.actor("unit_a")).exists()
        assert not model.objects.visible_to(cast.actor("system")).exists()


def test_the_neighbour_counts_and_sees_its_own_only(cast: Cast, neighbour: Cast) -> None:
    from conftest import NEIGHBOUR
    from django_tenants.utils import schema_context

    closed_claim(cast, at=IN_Q3)
    issued(cast)
    with schema_context(NEIGHBOUR):
        assert not QuarterlyReport.objects.exists()
        report = issued(neighbour)
        assert value(report, neighbour.root, "claims_closed") == 0
        assert report.number == "联动通报〔2026〕1 号"


def test_the_people_concerned_are_told(cast: Cast) -> None:
    report = drafted(cast)
    settle(cast, report)
    with at_moment(AFTER_Q3):
        report_issue(actor=cast.actor("leader"), report=report)
    deliver_waiting()

    def told(name: str) -> set[str]:
        return set(
            Notice.objects.filter(Q(user=cast.users[name]), event__verb__startswith="report").values_list(
                "event__verb", flat=True
            )
        )

    assert told("community_a") == {"report.draft", "report.issue"}
    assert told("street_a") == {"report_entry.confirm", "report.issue"}
    assert told("leader") == {"report_entry.review"}
    assert told("unit_a") == set()
