"""期满评估, 续签, reminders, 签约率, the document for the seal and the sealed paper."""

from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO

import pytest
from cast import Cast
from docx import Document
from samples import photo
from stories import aged, agreement_in, agreement_terms, in_days, signed, template_in

from core.errors import InvalidInput, NotAllowed, WrongState
from core.events import at_moment
from core.files import Upload
from core.models import Event
from core.outbox import deliver_waiting
from core.periods import SHANGHAI, Quarter
from core.permissions import SYSTEM
from linkage.actions.agreements import CommitmentDraft, agreement_comment, agreement_expire, agreement_revise
from linkage.actions.evaluations import agreement_assess, agreement_evaluate, agreement_lapse
from linkage.actions.renewals import agreement_renew
from linkage.actions.scans import agreement_scan
from linkage.actions.templates import agreement_start, template_create, template_retire
from linkage.coverage import Share, read_coverage
from linkage.document import agreement_document
from linkage.models import Agreement, AgreementRules
from linkage.reminding import ending, promised, reviewing
from linkage.tasks import due
from linkage.waiting import RULES
from tenants.notices.models import Notice
from tenants.org.actions.units import unit_register, unit_retire

# --- evaluation and renewal -----------------------------------------------------------------------------------


def test_the_platform_begins_the_final_evaluation_in_time(cast: Cast) -> None:
    near, far = aged(agreement_in(cast, "active"), in_days(30)), aged(agreement_in(cast, "active"), in_days(31))
    for rows, step in due():
        for row in rows:
            step(row)
    near.refresh_from_db()
    far.refresh_from_db()
    assert (near.status, far.status) == ("evaluating", "active")
    with pytest.raises(WrongState) as refused:
        agreement_assess(actor=cast.actor("unit_a"), agreement=far)
    assert "31 天" in refused.value.message
    AgreementRules.objects.create(pk=1, evaluation_days=60)
    assert agreement_assess(actor=cast.actor("unit_a"), agreement=far).status == "evaluating"


def test_midterm_is_evaluated_from_the_day_agreed_upon(cast: Cast) -> None:
    unit = cast.actor("unit_a")
    without, later = agreement_in(cast, "active"), agreement_in(cast, "active", review_at=in_days(5))
    for row in (without, later):
        with pytest.raises(WrongState) as refused:
            agreement_evaluate(actor=unit, agreement=row, score=4)
        assert refused.value.field == "review_at"
    Agreement.objects.filter(pk=later.pk).update(review_at=in_days(0))
    agreement_evaluate(actor=unit, agreement=later, score=4, words="好", opinion="renew")
    one = later.evaluations.get()
    assert (one.stage, one.opinion, one.progress) == ("midterm", "", 0)
    with pytest.raises(WrongState) as refused:
        agreement_evaluate(actor=unit, agreement=later, score=4)
    assert refused.value.field == "party"


@pytest.mark.parametrize(
    ("given", "field"),
    [({"score": 0}, "score"), ({"score": 2}, "words"), ({"score": 5, "opinion": "x"}, "opinion")],
)
def test_what_is_no_evaluation(cast: Cast, given: dict[str, object], field: str) -> None:
    agreement = agreement_in(cast, "evaluating")
    with pytest.raises(InvalidInput) as refused:
        agreement_evaluate(actor=cast.actor("unit_a"), agreement=agreement, **given)  # type: ignore[arg-type]
    assert refused.value.field == field
    assert not agreement.evaluations.exists()


def test_no_conclusion_before_both_sides_have_spoken(cast: Cast) -> None:
    agreement = agreement_in(cast, "evaluating")
    agreement_evaluate(actor=cast.actor("unit_a"), agreement=agreement, score=5)
    with pytest.raises(WrongState) as refused:
        agreement_renew(actor=cast.actor("street_a"), agreement=agreement)
    assert "街道、社区" in refused.value.message
    agreement_evaluate(actor=cast.actor("street_a"), agreement=agreement, score=5)
    assert agreement_lapse(actor=cast.actor("street_a"), agreement=agreement, reason="任务完成").conclusion == "lapse"
    assert agreement_expire(actor=SYSTEM, agreement=aged(agreement, in_days(-1))).status == "expired"


def test_nothing_is_typed_again(cast: Cast) -> None:
    old = agreement_in(cast, "evaluated")
    Agreement.objects.filter(pk=old.pk).update(review_at=in_days(-100))
    old.refresh_from_db()
    new = agreement_renew(actor=cast.actor("unit_a"), agreement=old)
    assert (new.kind, new.refers_to, new.status, new.drafted_by) == ("renewal", old, "draft", cast.unit_a)
    assert (new.active_to - new.active_from) == (old.active_to - old.active_from)
    assert (new.active_from - old.active_to).days == 1
    assert (new.title, new.aim, new.content) == (old.title, old.aim, old.content)
    assert (new.review_at - old.review_at).days == 365
    (one,) = new.commitments.all()
    assert (one.title, one.quantity, one.due_on) == ("开放操场", 40, new.active_to)
    for act in (agreement_renew, lambda **given: agreement_lapse(reason="不续", **given)):
        with pytest.raises(WrongState) as refused:
            act(actor=cast.actor("street_a"), agreement=old)
        assert refused.value.field == "refers_to"


def test_a_yearly_promise_is_renewed_into_a_leap_year(cast: Cast) -> None:
    """365 days after 31 December 2027 is 30 December 2028: a year of promises would have come short by a day."""
    with at_moment(datetime(2026, 12, 20, 10, tzinfo=SHANGHAI)):
        ends = date(2027, 12, 31)
        promise = CommitmentDraft(cast.unit_a, "义诊", Decimal(6), "次", ends, "year")
        terms = {"active_from": date(2027, 1, 1), "active_to": ends, "commitments": [promise]}
        old = agreement_in(cast, "active", **terms)
    with at_moment(datetime(2027, 12, 20, 10, tzinfo=SHANGHAI)):
        agreement_assess(actor=cast.actor("street_a"), agreement=old)
        for name in ("street_a", "unit_a"):
            agreement_evaluate(actor=cast.actor(name), agreement=old, score=5, opinion="renew")
        new = agreement_renew(actor=cast.actor("street_a"), agreement=old)
    assert (new.active_from, new.active_to) == (date(2028, 1, 1), date(2028, 12, 31))
    assert new.commitments.get().total == 6


def test_the_renewal_takes_over_when_the_term_is_over(cast: Cast) -> None:
    old = agreement_in(cast, "evaluated")
    new = signed(cast, agreement_renew(actor=cast.actor("street_a"), agreement=old))
    assert new.status == "active"
    old.refresh_from_db()
    assert old.status == "evaluating"
    over = agreement_expire(actor=SYSTEM, agreement=aged(old, in_days(-1)))
    assert (over.status, over.ended_on) == ("renewed", in_days(0))


def test_a_late_renewal_takes_over_what_has_expired(cast: Cast) -> None:
    old = agreement_in(cast, "expired")
    new = agreement_renew(actor=cast.actor("street_a"), agreement=old)
    assert new.active_from == in_days(0)
    signed(cast, new)
    old.refresh_from_db()
    assert (old.status, old.ended_on) == ("renewed", in_days(0))


def test_a_unit_that_is_no_party_concludes_nothing(cast: Cast) -> None:
    old = agreement_in(cast, "evaluated")
    for name in ("unit_b", "street_b", "office", "community_a"):
        with pytest.raises(NotAllowed):
            agreement_renew(actor=cast.actor(name), agreement=old)


# --- waiting, reminders ---------------------------------------------------------------------------------------


def found(cast: Cast, word: str, name: str) -> list[int]:
    actor = cast.actor(name)
    return [row.pk for row in RULES[word][1](Agreement.objects.visible_to(actor), actor)]


def test_what_waits_for_whom(cast: Cast) -> None:
    one = agreement_in(cast, "evaluating")
    assert found(cast, "evaluate", "unit_a") == found(cast, "evaluate", "street_a") == [one.pk]
    assert found(cast, "evaluate", "leader") == found(cast, "evaluate", "unit_b") == []
    for name in ("unit_a", "street_a"):
        agreement_evaluate(actor=cast.actor(name), agreement=one, score=5)
        assert found(cast, "evaluate", name) == []
    assert found(cast, "conclude", "street_a") == [one.pk]
    assert found(cast, "conclude", "unit_a") == []
    agreement_renew(actor=cast.actor("street_a"), agreement=one)
    assert found(cast, "conclude", "street_a") == []
    back = agreement_revise(actor=cast.actor("unit_a"), agreement=agreement_in(cast, "negotiating"), reason="太长")
    assert found(cast, "change", "street_a") == [back.pk]
    assert found(cast, "change", "unit_a") == []


def test_reminders_say_each_stage_once_at_the_right_distance(cast: Cast) -> None:
    agreement = aged(agreement_in(cast, "active"), in_days(7))
    stages = {in_days(n): [each.stage for each in ending(in_days(n))] for n in (-24, -23, 0, 5, 6, 7, 8)}
    ends = agreement.active_to
    assert [stages[in_days(n)] for n in (-24, -23, 0, 5, 6, 7, 8)] == [
        [], [f"{ends}:30"], [f"{ends}:7"], [f"{ends}:7"], [f"{ends}:1"], [f"{ends}:1"], []
    ]  # fmt: skip
    assert "还有 7 天协议期满" in next(iter(ending(in_days(0)))).data["note"]
    AgreementRules.objects.create(pk=1, end_days=[])
    assert list(ending(in_days(0))) == []


def test_what_is_met_or_judged_is_not_reminded_of(cast: Cast) -> None:
    agreement = agreement_in(cast, "active", review_at=in_days(7), commitments=[
        CommitmentDraft(cast.unit_a, "讲座", Decimal(1), "次", in_days(7)),
        CommitmentDraft(cast.unit_a, "义诊", Decimal(1), "次", in_days(7)),
    ])  # fmt: skip
    (one,) = promised(in_days(0))
    assert one.subject == agreement
    assert "讲座、义诊还有 7 天到期" in one.data["note"]
    assert [each.stage for each in reviewing(in_days(0))] == [f"{in_days(7)}:7"]
    agreement.commitments.update(ended_on=in_days(0))
    assert list(promised(in_days(0))) == []
    Agreement.objects.filter(pk=agreement.pk).update(review_at=in_days(0))
    agreement_evaluate(actor=cast.actor("unit_a"), agreement=agreement, score=5)
    assert list(reviewing(in_days(0))) == []


# --- templates ------------------------------------------------------------------------------------------------


def test_a_draft_begins_from_what_fits_the_unit(cast: Cast) -> None:
    template = template_in()
    made = agreement_start(actor=cast.actor("street_a"), organization=cast.street_a, units=[cast.unit_a])
    assert made.template == template
    assert made.title == "江宁路街道与江宁中学共建协议"
    assert made.aim == "江宁中学的场地向居民开放，协议期1 年"
    assert [(str(one.party), one.title, one.period, one.total) for one in made.commitments.order_by("id")] == [
        ("江宁中学", "开放操场", "month", 36),
        ("江宁中学", "校史馆讲解", "", 12),
        ("江宁路街道", "组织交流", "quarter", 4),
    ]
    with pytest.raises(InvalidInput) as refused:
        agreement_start(actor=cast.actor("street_b"), organization=cast.street_b, units=[cast.unit_b])
    assert refused.value.field == "template"
    several = [cast.unit_a, cast.unit_b]
    made = agreement_start(actor=cast.actor("street_a"), organization=cast.street_a, units=several, template=template)
    assert made.commitments.count() == 5
    template_retire(actor=SYSTEM, template=template)
    with pytest.raises(InvalidInput):
        agreement_start(actor=SYSTEM, organization=cast.street_a, units=[cast.unit_a], template=template)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"kinds": []}, "kinds"),
        ({"kinds": ["x"]}, "kinds"),
        ({"title": "与{甲}"}, "title"),
        ({"months": 0}, "months"),
        ({"commitments": []}, "commitments"),
        ({"name": "学校共建协议模板"}, "name"),
    ],
)
def test_what_is_no_template(cast: Cast, changes: dict[str, object], field: str) -> None:
    template = template_in()
    given = {
        "name": "另一份",
        "kinds": ["school"],
        "title": template.title,
        "aim": template.aim,
        "commitments": [],
        **changes,
    }
    with pytest.raises(InvalidInput) as refused:
        template_create(actor=cast.actor("office"), **given)  # type: ignore[arg-type]
    assert refused.value.field == field


# --- negotiation ----------------------------------------------------------------------------------------------


def test_every_text_and_every_wish_is_kept(cast: Cast) -> None:
    agreement = agreement_in(cast, "negotiating")
    agreement_comment(actor=cast.actor("unit_a"), agreement=agreement, text="时段能否提前")
    agreement_revise(actor=cast.actor("unit_a"), agreement=agreement, reason="数量偏大")
    first = agreement.versions.get()
    assert (first.number, first.reason) == (1, "数量偏大")
    assert first.returned_by.endswith("江宁中学小孙")
    comment = agreement.comments.get()
    assert (str(comment.owner), comment.number) == ("江宁中学", 1)
    deliver_waiting()
    told = Notice.objects.filter(event__verb="agreement.comment").values_list("user__name", flat=True)
    assert "江宁小陈" in told
    assert "江宁中学小孙" not in told
    with pytest.raises(WrongState):
        agreement_comment(actor=cast.actor("unit_a"), agreement=agreement_in(cast, "active"), text="晚了")


# --- the sealed paper -----------------------------------------------------------------------------------------

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def test_scans_are_kept_with_hash_and_name(cast: Cast) -> None:
    agreement = agreement_in(cast, "active")
    files = [Upload("盖章页.pdf", PDF), photo()]
    agreement_scan(actor=cast.actor("unit_a"), agreement=agreement, papers=files)
    assert [(scan.name, scan.content_type) for scan in agreement.scans.all()] == [
        ("盖章页.pdf", "application/pdf"),
        ("现场照片.png", "image/png"),
    ]
    assert all(scan.by_label.endswith("江宁中学小孙") and len(scan.sha256) == 64 for scan in agreement.scans.all())
    assert Event.objects.for_subject(agreement).latest("id").verb == "agreement.scan"
    for papers, agreement_ in (
        ([photo()], agreement),
        ([Upload("x.pdf", b"not a pdf")], agreement),
        ([], agreement),
    ):
        with pytest.raises(InvalidInput) as refused:
            agreement_scan(actor=cast.actor("unit_a"), agreement=agreement_, papers=papers)
        assert refused.value.field == "papers"
    with pytest.raises(WrongState):
        agreement_scan(actor=cast.actor("unit_a"), agreement=agreement_in(cast, "draft", by="unit_a"), papers=files)


def test_the_document_has_all_that_is_signed_and_is_always_the_same(cast: Cast) -> None:
    each_month = CommitmentDraft(cast.unit_a, "开放日", Decimal(2), "次", in_days(365), "month")
    agreement = agreement_in(cast, "active", content="第一条\n第二条", commitments=[each_month])
    content = agreement_document(agreement)
    assert content == agreement_document(agreement)
    document = Document(BytesIO(content))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    for words in (
        "江宁路街道与江宁中学共建协议",
        "甲方：江宁路街道",
        "乙方：江宁中学",
        "（盖章）",
        agreement.content_hash,
    ):
        assert words in text
    assert [cell.text for cell in document.tables[0].rows[1].cells] == [
        "1", "乙方", "开放日", "每月2次", str(in_days(365))
    ]  # fmt: skip


# --- 签约率 ---------------------------------------------------------------------------------------------------


def test_the_share_follows_from_the_register_and_the_agreements(cast: Cast) -> None:
    assert read_coverage(cast.root).whole == Share(2, 0)
    agreement = agreement_in(cast, "active")
    unit_register(
        actor=cast.actor("community_a"), organization=cast.community_a, name="新安便利店", kind="private_firm"
    )
    coverage = read_coverage(cast.root)
    assert coverage.whole == Share(3, 1)
    assert coverage.whole.ratio == Decimal("0.333")
    assert (coverage.target, coverage.missing) == (Decimal("0.800"), 2)
    assert [(str(part), share) for part, share in coverage.parts] == [
        ("江宁路街道", Share(2, 1)),
        ("石门二路街道", Share(1, 0)),
    ]
    assert {kind: share for kind, _, share in coverage.kinds} == {
        "private_firm": Share(1, 0), "school": Share(1, 1), "hospital": Share(1, 0)
    }  # fmt: skip
    # Yesterday's quarter knew neither the agreement nor the shop.
    assert coverage.quarters[-2][1] == Share(2, 0)
    assert coverage.quarters[-1][1] == coverage.whole
    agreement_expire(actor=SYSTEM, agreement=aged(agreement, in_days(-1)))
    assert read_coverage(cast.root).whole == Share(3, 0)


def test_a_past_quarter_stays_what_it_was(cast: Cast) -> None:
    before = Quarter.of(in_days(0)).previous
    moment = datetime.combine(before.start.date(), time(10), tzinfo=SHANGHAI)
    with at_moment(moment):
        terms = agreement_terms(cast, active_from=before.start.date())
        agreement = agreement_in(cast, "active", **{k: v for k, v in terms.items() if k != "organization"})
        shop = unit_register(
            actor=cast.actor("community_a"), organization=cast.community_a, name="旧店", kind="private_firm"
        )
    agreement_expire(actor=SYSTEM, agreement=aged(agreement, in_days(-1)))
    unit_retire(actor=cast.actor("community_a"), unit=shop, reason="搬走")
    coverage = read_coverage(cast.root)
    assert coverage.quarters[-2] == (before, Share(3, 1))
    assert coverage.quarters[-3][1] == Share(2, 0)
    assert coverage.whole == Share(2, 0)
