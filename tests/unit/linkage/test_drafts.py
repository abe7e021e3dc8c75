"""Who works on a draft, who sees it, and that what is proposed is what the others sign."""

from datetime import date
from decimal import Decimal

import pytest
from cast import Cast
from django.utils import timezone
from stories import agreement_in, agreement_terms, in_days

from core.errors import InvalidInput, NotAllowed, StaleVersion, WrongState
from core.history import history_of
from core.outbox import deliver_waiting
from linkage.actions.agreements import (
    CommitmentDraft,
    PartyDraft,
    agreement_create,
    agreement_discard,
    agreement_edit,
    agreement_propose,
    agreement_register,
    agreement_revise,
    agreement_sign,
)
from linkage.models import Agreement
from linkage.texts import altered, hash_of
from tenants.notices.models import Notice


def seen(cast: Cast, name: str, agreement: Agreement) -> bool:
    return Agreement.objects.visible_to(cast.actor(name)).filter(pk=agreement.pk).exists()


def test_a_unit_sees_and_finishes_the_draft_it_made(cast: Cast) -> None:
    agreement = agreement_in(cast, "draft", by="unit_a")
    assert agreement.drafted_by == cast.unit_a
    assert seen(cast, "unit_a", agreement)
    assert seen(cast, "street_a", agreement)
    assert not seen(cast, "unit_b", agreement)
    agreement = agreement_edit(actor=cast.actor("unit_a"), agreement=agreement, **edited(cast, title="新名称"))
    assert agreement_propose(actor=cast.actor("unit_a"), agreement=agreement).status == "negotiating"


def test_a_place_keeps_its_draft_to_itself_until_it_proposes(cast: Cast) -> None:
    agreement = agreement_in(cast, "draft")
    assert not seen(cast, "unit_a", agreement)
    with pytest.raises(NotAllowed):
        agreement_edit(actor=cast.actor("unit_a"), agreement=agreement, **edited(cast))
    with pytest.raises(NotAllowed):
        agreement_propose(actor=cast.actor("unit_a"), agreement=agreement)
    agreement_discard(actor=cast.actor("street_a"), agreement=agreement, reason="不再需要")
    assert not seen(cast, "unit_a", agreement)


def test_a_unit_that_sends_a_text_back_still_sees_it(cast: Cast) -> None:
    agreement = agreement_in(cast, "negotiating")
    assert seen(cast, "unit_a", agreement)
    agreement_revise(actor=cast.actor("unit_a"), agreement=agreement, reason="期限太长")
    assert seen(cast, "unit_a", agreement)


def test_a_unit_cannot_draft_with_a_place_in_which_it_does_not_lie(cast: Cast) -> None:
    for other in (cast.street_b, cast.community_b):
        with pytest.raises(InvalidInput) as refused:
            agreement_create(actor=cast.actor("unit_a"), **agreement_terms(cast, organization=other))
        assert refused.value.field == "organization"
    assert agreement_create(actor=cast.actor("unit_a"), **agreement_terms(cast, organization=cast.root)).drafted_by


def test_the_drafting_unit_stays_a_party(cast: Cast) -> None:
    agreement = agreement_in(cast, "draft", by="unit_a")
    without = edited(cast, parties=[PartyDraft(cast.unit_b)], commitments=[])
    with pytest.raises(InvalidInput) as refused:
        agreement_edit(actor=cast.actor("street_a"), agreement=agreement, **without)
    assert refused.value.field == "parties"


def test_what_is_proposed_is_the_text_as_it_stands_and_not_as_it_was_read(cast: Cast) -> None:
    read_before = agreement_in(cast, "draft")
    agreement_edit(actor=cast.actor("street_a"), agreement=read_before, **edited(cast, title="改过的名称"))
    agreement = agreement_propose(actor=cast.actor("street_a"), agreement=read_before)
    assert "名称：改过的名称" in agreement.signed_text
    assert agreement.content_hash == hash_of(agreement.signed_text)
    agreement_sign(actor=cast.actor("unit_a"), agreement=agreement)


def test_a_version_seen_before_an_edit_is_refused(cast: Cast) -> None:
    agreement = agreement_in(cast, "draft")
    agreement_edit(actor=cast.actor("street_a"), agreement=agreement, **edited(cast), version=1)
    with pytest.raises(StaleVersion):
        agreement_propose(actor=cast.actor("street_a"), agreement=agreement, version=1)


def test_the_signed_text_is_frozen(cast: Cast) -> None:
    agreement = agreement_in(cast, "negotiating")
    with pytest.raises(WrongState):
        agreement_edit(actor=cast.actor("street_a"), agreement=agreement, **edited(cast))
    Agreement.objects.filter(pk=agreement.pk).update(title="暗中改过")
    with pytest.raises(WrongState) as refused:
        agreement_sign(actor=cast.actor("unit_a"), agreement=agreement)
    assert refused.value.field == "content"


def test_a_retired_place_signs_nothing_new(cast: Cast) -> None:
    terms = agreement_terms(cast)
    # Retired since these were read.
    type(cast.street_a).objects.filter(pk=cast.street_a.pk).update(retired_on=in_days(-1))
    with pytest.raises(InvalidInput):
        agreement_create(actor=cast.actor("street_a"), **terms)


def edited(cast: Cast, **changes: object) -> dict[str, object]:
    terms = agreement_terms(cast, **changes)
    del terms["organization"]
    return terms


ON_PAPER = {"note": "双方负责人签字盖章，原件存街道党建办"}


def test_what_was_signed_on_paper_is_in_force_for_all_parties(cast: Cast) -> None:
    agreement = agreement_in(cast, "draft")
    day = in_days(-30)
    agreement = agreement_register(actor=cast.actor("street_a"), agreement=agreement, signed_on=day, **ON_PAPER)
    assert agreement.status == "active"
    assert agreement.content_hash == hash_of(agreement.signed_text)
    assert timezone.localdate(agreement.signed_at) == day
    for party in agreement.parties.all():
        assert timezone.localdate(party.signed_at) == day
        assert party.signed_by is None
        assert party.signer_label.startswith("纸质签署，江宁路街道")
        assert party.signed_hash == agreement.content_hash
    assert altered() == []
    assert seen(cast, "unit_a", agreement)
    assert "双方负责人签字盖章" in history_of(agreement)[0].note
    deliver_waiting()
    told = Notice.objects.filter(event__verb="agreement.register")
    assert cast.users["unit_a_head"] in {notice.user for notice in told}


def test_what_the_paper_cannot_say(cast: Cast) -> None:
    street = cast.actor("street_a")
    agreement = agreement_in(cast, "draft")
    for field, given in {
        "signed_on": {"signed_on": in_days(1), **ON_PAPER},
        "note": {"signed_on": in_days(-1), "note": " "},
    }.items():
        with pytest.raises(InvalidInput) as refused:
            agreement_register(actor=street, agreement=agreement, **given)
        assert refused.value.field == field
    empty = agreement_in(cast, "draft", commitments=[])
    with pytest.raises(InvalidInput, match="至少要有一项承诺事项"):
        agreement_register(actor=street, agreement=empty, signed_on=in_days(-1), **ON_PAPER)
    over = agreement_in(
        cast, "draft", active_from=in_days(-60), active_to=in_days(-30), commitments=[promise(cast, due=in_days(-40))]
    )
    with pytest.raises(InvalidInput, match="期满"):
        agreement_register(actor=street, agreement=over, signed_on=in_days(-29), **ON_PAPER)
    with pytest.raises(StaleVersion):
        agreement_register(actor=street, agreement=agreement, signed_on=in_days(-1), version=9, **ON_PAPER)
    assert set(Agreement.objects.values_list("status", flat=True)) == {"draft"}


def promise(cast: Cast, due: date) -> CommitmentDraft:
    return CommitmentDraft(cast.unit_a, "开放操场", Decimal(4), "次", due)
