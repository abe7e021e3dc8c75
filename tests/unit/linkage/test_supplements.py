"""补充协议: the whole of what shall hold, from its day on; the record says what holds now, and keeps every text."""

import itertools
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from cast import Cast
from stories import aged, agreement_in, in_days, signed

from core.errors import InvalidInput, WrongState
from core.history import history_of
from core.models import Event
from core.permissions import SYSTEM
from linkage.actions.agreements import (
    CommitmentDraft,
    PartyDraft,
    agreement_edit,
    agreement_propose,
    agreement_terminate,
)
from linkage.actions.renewals import agreement_supplement
from linkage.models import Agreement, Commitment
from linkage.tasks import due
from linkage.texts import altered
from resources.models import Claim


def edited(cast: Cast, draft: Agreement, commitments: list[CommitmentDraft], **changes: Any) -> Agreement:
    given = {
        "title": draft.title,
        "aim": draft.aim,
        "active_from": draft.active_from,
        "active_to": draft.active_to,
        "review_at": draft.review_at,
        "parties": [PartyDraft(cast.street_a), PartyDraft(cast.unit_a, duties="提供场地和保洁")],
        "commitments": commitments,
        **changes,
    }
    return agreement_edit(actor=cast.actor("street_a"), agreement=draft, **given)


def run_due() -> None:
    for rows, step in due():
        for row in rows:
            step(row)


def test_it_is_drafted_with_all_that_holds(cast: Cast) -> None:
    base = agreement_in(cast, "active")
    draft = agreement_supplement(actor=cast.actor("unit_a"), agreement=base)
    assert (draft.kind, draft.refers_to, draft.status, draft.drafted_by) == ("supplement", base, "draft", cast.unit_a)
    assert [str(party) for party in draft.parties.all()] == [str(party) for party in base.parties.all()]
    (one,) = draft.commitments.all()
    assert one.amends == base.commitments.get()
    proposed = agreement_propose(actor=cast.actor("unit_a"), agreement=draft)
    assert f"所补充的协议：{base.number}《{base.title}》" in proposed.signed_text
    assert "（不变）" in proposed.signed_text


def test_what_it_changes_holds_from_its_day(cast: Cast) -> None:
    base = agreement_in(cast, "active", commitments=[
        CommitmentDraft(cast.unit_a, "开放操场", Decimal(40), "小时", in_days(30)),
        CommitmentDraft(cast.unit_a, "讲座", Decimal(2), "次", in_days(60)),
    ])  # fmt: skip
    text = base.signed_text
    hours, talks = base.commitments.order_by("id")
    draft = agreement_supplement(actor=cast.actor("street_a"), agreement=base)
    draft = edited(
        cast,
        draft,
        [
            CommitmentDraft(cast.unit_a, "开放操场", Decimal(60), "小时", in_days(90), amends=hours),
            CommitmentDraft(cast.unit_a, "心理咨询", Decimal(1), "次", in_days(500), "month"),
        ],
        active_to=in_days(500),
    )
    supplement = signed(cast, draft)
    assert "（原为：开放操场，40 小时" in supplement.signed_text
    assert "取消的承诺事项\n1. 讲座" in supplement.signed_text
    base.refresh_from_db()
    hours.refresh_from_db()
    talks.refresh_from_db()
    assert (base.status, base.active_to) == ("active", in_days(500))
    assert base.signed_text == text
    assert (hours.quantity, hours.total, hours.due_on, hours.ended_on) == (60, 60, in_days(90), None)
    assert talks.ended_on == in_days(0)
    added = base.commitments.get(title="心理咨询")
    assert added.total == added.periods.count() == 16
    assert base.parties.get(unit=cast.unit_a).duties == "提供场地和保洁"
    assert supplement.status == "active"
    supplement.refresh_from_db()
    assert supplement.applied_at is not None
    assert history_of(base)[0].what == "按补充协议变更"
    assert set(Commitment.objects.owed()) == {hours, added}
    assert not Event.objects.for_subject(supplement).filter(verb="agreement.activate").exists()
    assert altered() == []


def test_it_waits_for_its_day(cast: Cast) -> None:
    base = agreement_in(cast, "active")
    draft = agreement_supplement(actor=cast.actor("street_a"), agreement=base)
    old = base.commitments.get()
    changed = CommitmentDraft(cast.unit_a, old.title, Decimal(50), "小时", old.due_on, amends=old)
    supplement = signed(cast, edited(cast, draft, [changed], active_from=in_days(3)))
    run_due()
    old.refresh_from_db()
    assert old.quantity == 40
    with pytest.raises(WrongState):
        agreement_supplement(actor=cast.actor("street_a"), agreement=base)
    Agreement.objects.filter(pk=supplement.pk).update(active_from=in_days(0))
    run_due()
    run_due()
    old.refresh_from_db()
    assert old.quantity == 50
    assert Event.objects.for_subject(base).filter(verb="agreement.amend").count() == 1


def test_periods_that_are_over_stay_as_they_were(cast: Cast) -> None:
    base = agreement_in(cast, "active", active_from=in_days(-100), commitments=[
        CommitmentDraft(cast.unit_a, "开放日", Decimal(2), "次", in_days(265), "month")
    ])  # fmt: skip
    one = base.commitments.get()
    before = list(one.periods.filter(ends_on__lt=in_days(0)).values_list("pk", "quantity"))
    assert len(before) == 3
    draft = agreement_supplement(actor=cast.actor("street_a"), agreement=base)
    more = CommitmentDraft(cast.unit_a, "开放日", Decimal(5), "次", in_days(265), "month", one)
    signed(cast, edited(cast, draft, [more]))
    one.refresh_from_db()
    assert list(one.periods.filter(ends_on__lt=in_days(0)).values_list("pk", "quantity")) == before
    assert set(one.periods.filter(ends_on__gte=in_days(0)).values_list("quantity", flat=True)) == {Decimal(5)}
    assert one.total == sum(one.periods.values_list("quantity", flat=True))
    days = list(one.periods.order_by("starts_on").values_list("starts_on", "ends_on"))
    assert all(a[1] + timedelta(days=1) == b[0] for a, b in itertools.pairwise(days))


@pytest.mark.parametrize(
    ("change", "field"),
    [("measure", "measure"), ("party", "party"), ("twice", "commitments"), ("foreign", "amends"), ("fewer", "parties")],
)
def test_what_it_cannot_change(cast: Cast, change: str, field: str) -> None:
    base = agreement_in(cast, "active")
    other = agreement_in(cast, "active").commitments.get()
    draft = agreement_supplement(actor=cast.actor("street_a"), agreement=base)
    old = base.commitments.get()
    owner: Any = cast.street_a if change == "party" else cast.unit_a
    measure = "次" if change == "measure" else "小时"
    one = CommitmentDraft(owner, "改", Decimal(1), measure, old.due_on, amends=other if change == "foreign" else old)
    more: dict[str, Any] = {}
    if change == "fewer":
        more["parties"] = [PartyDraft(cast.street_a), PartyDraft(cast.unit_b)]
        one = CommitmentDraft(cast.unit_b, "改", Decimal(1), "次", old.due_on)
    with pytest.raises(InvalidInput) as refused:
        edited(cast, draft, [one, one] if change == "twice" else [one], **more)
    assert refused.value.field == field


def test_it_ends_with_the_agreement(cast: Cast) -> None:
    base = agreement_in(cast, "active")
    supplement = signed(cast, agreement_supplement(actor=cast.actor("street_a"), agreement=base))
    for act in (lambda: agreement_terminate(actor=SYSTEM, agreement=supplement, reason="x"),
                lambda: agreement_supplement(actor=SYSTEM, agreement=supplement)):  # fmt: skip
        with pytest.raises(WrongState):
            act()
    agreement_terminate(actor=cast.actor("unit_a_head"), agreement=base, reason="合作结束")
    supplement.refresh_from_db()
    assert (supplement.status, supplement.ended_on) == ("terminated", in_days(0))
    assert not Claim.objects.exists()


def test_nothing_is_supplemented_that_does_not_run(cast: Cast) -> None:
    base = agreement_in(cast, "active")
    draft = agreement_supplement(actor=cast.actor("street_a"), agreement=base)
    agreement_terminate(actor=cast.actor("unit_a_head"), agreement=base, reason="合作结束")
    with pytest.raises(WrongState) as refused:
        agreement_propose(actor=cast.actor("street_a"), agreement=draft)
    assert refused.value.field == "refers_to"
    for status in ("draft", "negotiating", "expired"):
        with pytest.raises(WrongState):
            agreement_supplement(actor=cast.actor("street_a"), agreement=agreement_in(cast, status))
    last = aged(agreement_in(cast, "active"), in_days(0))
    with pytest.raises(InvalidInput):
        agreement_supplement(actor=cast.actor("street_a"), agreement=last)
    assert isinstance(last.active_to, date)
