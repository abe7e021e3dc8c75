"""Who works on a draft, who sees it, and that what is proposed is what the others sign."""

import pytest
from cast import Cast
from stories import agreement_in, agreement_terms, in_days

from core.errors import InvalidInput, NotAllowed, StaleVersion, WrongState
from linkage.actions.agreements import (
    PartyDraft,
    agreement_create,
    agreement_discard,
    agreement_edit,
    agreement_propose,
    agreement_revise,
    agreement_sign,
)
from linkage.models import Agreement
from linkage.texts import hash_of


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
