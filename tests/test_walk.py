"""The story every newcomer should be able to follow: one need from its publication to the report, and back again."""

from datetime import timedelta
from decimal import Decimal
from io import BytesIO

from cast import Cast
from docx import Document
from samples import photo

from assessment.actions.entries import entry_confirm, entry_review
from assessment.actions.reports import report_draft, report_issue
from assessment.counting import frozen_ids
from assessment.documents.word import word_document
from assessment.indicators import BY_CODE
from assessment.models import QuarterlyReport, ReportFigure
from core.chain import verify
from core.events import at_moment
from core.history import history_of
from core.models import Delivery, Event
from core.outbox import deliver_waiting
from core.periods import Quarter, today
from linkage.actions.agreements import (
    CommitmentDraft,
    PartyDraft,
    agreement_create,
    agreement_propose,
    agreement_sign,
)
from linkage.models import Agreement
from resources.actions.claims import claim_confirm, claim_evaluate, claim_fulfil, claim_propose
from resources.actions.listings import listing_create, listing_publish, listing_submit
from resources.models import Claim, Need, Resource
from resources.progress import with_progress
from tenants.notices.models import Notice
from tenants.org.models import Organization


def test_a_units_help_reaches_the_agreement(cast: Cast) -> None:
    due = today() + timedelta(days=30)
    agreement = agreement_create(
        actor=cast.actor("street_a"),
        organization=cast.street_a,
        title="江宁路街道与江宁中学共建协议",
        aim="校园场地向居民开放",
        active_from=today(),
        active_to=today() + timedelta(days=365),
        parties=[PartyDraft(cast.unit_a, duties="提供场地")],
        commitments=[CommitmentDraft(cast.unit_a, "开放操场", Decimal(40), "小时", due)],
    )
    agreement_propose(actor=cast.actor("street_a"), agreement=agreement)
    agreement_sign(actor=cast.actor("street_a"), agreement=agreement)
    agreement = agreement_sign(actor=cast.actor("unit_a"), agreement=agreement)
    assert agreement.status == Agreement.Status.ACTIVE
    commitment = agreement.commitments.get()

    need = listing_create(
        actor=cast.actor("community_a"),
        kind=Need,
        owner=cast.community_a,
        title="周末操场开放",
        category="venue",
        quantity=30,
        measure="小时",
        due_on=due,
    )
    listing_submit(actor=cast.actor("community_a"), listing=need)
    need = listing_publish(actor=cast.actor("street_a"), listing=need)
    assert need in Need.objects.visible_to(cast.actor("unit_a"))
    assert need not in Need.objects.visible_to(cast.actor("unit_b"))

    claim = claim_propose(
        actor=cast.actor("unit_a"), target=need, claimant=cast.unit_a, quantity=20, commitment=commitment
    )
    need.refresh_from_db()
    assert (need.stage, need.remaining) == ("部分认领", Decimal(10))
    claim_confirm(actor=cast.actor("street_a"), claim=claim)
    claim_fulfil(actor=cast.actor("unit_a"), claim=claim, outcome="开放四个周末", evidence=[photo()])
    claim_evaluate(actor=cast.actor("community_a"), claim=claim, score=5, words="很好")
    claim = claim_evaluate(actor=cast.actor("unit_a"), claim=claim, score=4)
    assert claim.status == Claim.Status.CLOSED

    assert with_progress(agreement.commitments.all()).get().done == Decimal(20)
    said = [line.what for line in reversed(history_of(claim))]
    assert said == [
        "提出认领 20小时",
        "确认认领 20小时",
        "提交完成情况 20小时",
        "评价 5 分",
        "评价 4 分",
        "双方评价完毕，认领办结 20小时",
    ]
    report = reported(cast, claim)
    assert figure(report, cast.root, "agreements_activated").value == 1
    assert figure(report, cast.community_a, "satisfaction").value == Decimal("4.5")
    assert verify() == []


def reported(cast: Cast, claim: Claim) -> QuarterlyReport:
    """The quarter is over: counted, confirmed by each 社区, reviewed by each 街道, issued; the leader opens it."""
    assert claim.closed_at is not None
    quarter = Quarter.of(claim.closed_at)
    with at_moment(quarter.end + timedelta(hours=9)):
        report = report_draft(actor=cast.actor("office"), quarter=quarter)
        for side in "ab":
            community = report.entries.get(organization=getattr(cast, f"community_{side}"))
            entry_confirm(actor=cast.actor(f"community_{side}"), entry=community)
            street = report.entries.get(organization=getattr(cast, f"street_{side}"))
            entry_review(actor=cast.actor(f"street_{side}"), entry=street)
        report_issue(actor=cast.actor("leader"), report=report)
    opened = QuarterlyReport.objects.get_visible(cast.actor("leader"), report.pk)
    assert opened.status == QuarterlyReport.Status.ISSUED
    for place in (cast.root, cast.street_a, cast.community_a):
        assert figure(opened, place, "claims_closed").value == 1
    assert figure(opened, cast.street_b, "claims_closed").value == 0
    (counted,) = frozen_ids(opened.pk, BY_CODE["claims_closed"], cast.root.path)
    assert Event.objects.get(pk=counted).subject_id == claim.pk
    assert "办结认领1件" in "".join(p.text for p in Document(BytesIO(word_document(opened))).paragraphs)
    return opened


def figure(report: QuarterlyReport, place: Organization, code: str) -> ReportFigure:
    return ReportFigure.objects.get(entry__report=report, entry__organization=place, indicator=code)


def test_a_community_claims_what_a_unit_offers(cast: Cast) -> None:
    resource = listing_create(
        actor=cast.actor("unit_a"),
        kind=Resource,
        owner=cast.unit_a,
        title="心理咨询志愿者",
        category="people",
        quantity=3,
        measure="人次",
        due_on=today() + timedelta(days=10),
    )
    assert resource not in Resource.objects.visible_to(cast.actor("street_a"))
    listing_submit(actor=cast.actor("unit_a"), listing=resource)
    listing_publish(actor=cast.actor("street_a"), listing=resource)
    claim = claim_propose(actor=cast.actor("community_a"), target=resource, claimant=cast.community_a, quantity=3)
    claim_confirm(actor=cast.actor("unit_a"), claim=claim)
    claim_fulfil(actor=cast.actor("unit_a"), claim=claim, outcome="已上门三次", evidence=[photo()])
    claim_evaluate(actor=cast.actor("unit_a"), claim=claim, score=5)
    claim = claim_evaluate(actor=cast.actor("community_a"), claim=claim, score=5)
    resource.refresh_from_db()
    assert resource.status == Resource.Status.CLOSED
    report = reported(cast, claim)
    assert figure(report, cast.community_a, "resources_published").value == 1


def test_notices_reach_the_other_side_once(cast: Cast) -> None:
    test_a_community_claims_what_a_unit_offers(cast)
    assert deliver_waiting() > 0
    assert not Delivery.objects.filter(done_at=None).exists()
    texts = Notice.objects.filter(user=cast.users["unit_a"], event__verb="claim.propose")
    assert [notice.text for notice in texts] == ["新安居委会 社区专员 新安小周 提出认领 3人次：认领：心理咨询志愿者"]
    assert deliver_waiting() == 0
