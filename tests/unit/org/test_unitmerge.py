"""One unit entered twice: found, merged with all that hangs on it, and everything traced."""

from decimal import Decimal

import pytest
from cast import Cast
from stories import agreement_in, agreement_terms, claim_in, in_days, open_listing

from core.errors import InvalidInput, StaleVersion, WrongState
from core.models import Event
from core.outbox import deliver_waiting
from core.permissions import SYSTEM, Perm
from linkage.actions.agreements import CommitmentDraft, PartyDraft, agreement_create, agreement_sign
from linkage.models import Agreement, AgreementParty
from resources.actions.claims import claim_confirm, claim_propose
from resources.models import Claim, Need, Resource
from tenants.notices.models import Notice
from tenants.org.actions.grants import grant_give
from tenants.org.actions.unitmerge import unit_merge
from tenants.org.actions.units import unit_edit, unit_move, unit_register, unit_restore, unit_retire
from tenants.org.actors import actor_of
from tenants.org.duplicates import core_of, likely_duplicates
from tenants.org.grants import ACT_FOR_UNIT, VIEW_UNIT
from tenants.org.models import ObjectGrant, Post, ResidentUnit


def twin(cast: Cast, **changes: object) -> ResidentUnit:
    given = {"organization": cast.street_a, "name": "上海市江宁中学", "kind": "school", "party_members": 31}
    return unit_register(actor=cast.actor("street_a"), **{**given, **changes})


def merge(cast: Cast, unit: ResidentUnit, into: ResidentUnit) -> ResidentUnit:
    return unit_merge(actor=cast.actor("office"), unit=unit, into=into, reason="同一所学校登记了两次")


def test_everything_goes_to_the_entry_that_stays(cast: Cast) -> None:
    claim = claim_in(cast, "confirmed")
    resource = open_listing(cast, Resource)
    done = claim_in(cast, "closed", listing=resource)
    agreement = agreement_in(cast, "active")
    grant_give(actor=SYSTEM, user=cast.users["unit_b"], grant=VIEW_UNIT, at=cast.unit_a)
    stays = twin(cast)
    assert merge(cast, cast.unit_a, stays) == stays
    for row in (claim, resource):
        row.refresh_from_db()
        assert row.unit == stays
    assert claim.organization == cast.street_a, "open business stands where the unit lies now"
    done.refresh_from_db()
    assert done.organization == cast.community_a
    party = AgreementParty.objects.get(agreement=agreement, unit__isnull=False)
    assert (party.unit, party.organization) == (stays, cast.street_a)
    assert Post.objects.filter(unit=stays).count() == 2
    assert Post.objects.get(user=cast.users["member"]).home_unit == stays
    assert ObjectGrant.of(cast.users["unit_b"], VIEW_UNIT, stays).exists()
    assert not ResidentUnit.objects.filter(pk=cast.unit_a.pk, status="active").exists()


def test_those_of_the_merged_unit_act_for_the_one_that_stays_and_read_what_was(cast: Cast) -> None:
    claim = claim_in(cast, "confirmed")
    stays = merge(cast, cast.unit_a, twin(cast))
    actor = actor_of(cast.users["unit_a"])
    assert actor.unit_ids(Perm.CLAIM_FULFIL) == sorted([cast.unit_a.pk, stays.pk])
    assert Event.objects.visible_to(actor).filter(verb="claim.propose", subject_id=claim.pk).exists()
    assert Claim.objects.visible_to(actor).filter(pk=claim.pk).exists()
    told = Event.objects.get(verb="unit.merge")
    assert told.data["into"] == stays.pk
    assert told.data["moved"]["认领"] == 1
    assert told.data["moved"]["职务"] == 3
    assert "江宁中学" in Event.objects.get(verb="unit.absorb").data["note"]
    deliver_waiting()
    assert Notice.objects.filter(event__verb="unit.absorb", user=cast.users["unit_a"]).exists()


def test_what_was_merged_before_is_merged_along(cast: Cast) -> None:
    middle = twin(cast)
    merge(cast, cast.unit_a, middle)
    last = twin(cast, name="江宁中学（本部）")
    merge(cast, middle, last)
    assert {unit.merged_into for unit in ResidentUnit.objects.filter(pk__in=[cast.unit_a.pk, middle.pk])} == {last}
    assert len(actor_of(cast.users["unit_a"]).unit_ids()) == 3


def test_facts_that_are_missing_are_filled_in_and_the_code_goes_along(cast: Cast) -> None:
    ResidentUnit.objects.filter(pk=cast.unit_a.pk).update(credit_code="12310106425073506X", rank="正科级")
    stays = merge(cast, cast.unit_a, twin(cast, rank="副处级", party_members=0))
    stays.refresh_from_db()
    assert (stays.credit_code, stays.rank, stays.party_members) == ("12310106425073506X", "副处级", 30)


def test_nobody_holds_a_post_or_a_right_twice(cast: Cast) -> None:
    stays = twin(cast)
    Post.objects.create(user=cast.users["unit_a"], role="unit_liaison", unit=stays, starts_on=in_days(-1))
    for unit in (cast.unit_a, stays):
        grant_give(actor=SYSTEM, user=cast.users["unit_b"], grant=ACT_FOR_UNIT, at=unit)
    merge(cast, cast.unit_a, stays)
    assert Post.objects.in_force(in_days(0)).filter(user=cast.users["unit_a"]).count() == 1
    assert ObjectGrant.objects.filter(user=cast.users["unit_b"]).count() == 1


def both_parties(cast: Cast, other: ResidentUnit) -> Agreement:
    terms = agreement_terms(
        cast,
        parties=[PartyDraft(cast.unit_a), PartyDraft(other)],
        commitments=[CommitmentDraft(other, "开放", Decimal(4), "次", in_days(30))],
    )
    return agreement_create(actor=cast.actor("street_a"), **terms)


def test_what_speaks_against_it_is_named(cast: Cast) -> None:
    stays = twin(cast)
    agreement = both_parties(cast, stays)
    with pytest.raises(WrongState, match="1 份同为一方的共建协议"):
        merge(cast, cast.unit_a, stays)
    Agreement.objects.filter(pk=agreement.pk).update(status="terminated")
    waiting = agreement_in(cast, "negotiating")
    with pytest.raises(WrongState, match="1 份正在签署的共建协议"):
        merge(cast, cast.unit_a, stays)
    agreement_sign(actor=cast.actor("street_a"), agreement=waiting)
    agreement_sign(actor=cast.actor("unit_a"), agreement=waiting)
    need = open_listing(cast, Need, by="unit_a")
    claim_propose(actor=SYSTEM, target=need, claimant=stays, quantity=2)
    with pytest.raises(WrongState, match="1 件未了结的认领"):
        merge(cast, cast.unit_a, stays)
    Claim.objects.update(status="withdrawn")
    merge(cast, cast.unit_a, stays)
    kept = AgreementParty.objects.filter(agreement=agreement, unit__isnull=False)
    assert {party.unit_id for party in kept} == {cast.unit_a.pk, stays.pk}, "an ended agreement keeps both parties"
    assert AgreementParty.objects.get(agreement=waiting, unit__isnull=False).unit == stays


@pytest.mark.parametrize(
    ("refusal", "field", "change"),
    [
        (InvalidInput, "into", lambda cast, given: given | {"into": cast.unit_a}),
        (InvalidInput, "reason", lambda cast, given: given | {"reason": " "}),
        (StaleVersion, "version", lambda cast, given: given | {"version": 9}),
    ],
)
def test_bad_mergers_are_refused_by_field(cast: Cast, refusal, field, change) -> None:
    given = {"unit": cast.unit_a, "into": twin(cast), "reason": "重复登记"}
    with pytest.raises(refusal) as refused:
        unit_merge(actor=cast.actor("office"), **change(cast, given))
    assert refused.value.field == field


def test_what_is_merged_is_neither_merged_again_nor_restored(cast: Cast) -> None:
    stays = merge(cast, cast.unit_a, twin(cast))
    other = twin(cast, name="江宁初级中学")
    for unit, into in ((cast.unit_a, other), (other, cast.unit_a)):
        with pytest.raises(WrongState):
            merge(cast, unit, into)
    with pytest.raises(WrongState, match=f"已并入“{stays}”"):
        unit_restore(actor=cast.actor("office"), unit=cast.unit_a)


def test_open_business_follows_a_unit_and_settled_business_stays(cast: Cast) -> None:
    running, done = claim_in(cast, "proposed"), claim_in(cast, "closed")
    claim_confirm(actor=cast.actor("street_a"), claim=running)
    offer, agreement = open_listing(cast, Resource), agreement_in(cast, "active")
    office = cast.actor("office")
    unit = unit_move(actor=office, unit=cast.unit_a, organization=cast.community_b, reason="学校搬迁")
    for row in (running, done, offer, agreement):
        row.refresh_from_db()
    assert (unit.organization, running.organization, done.organization) == (
        cast.community_b,
        cast.community_b,
        cast.community_a,
    )
    assert (offer.organization, offer.audience) == (cast.community_b, cast.street_b)
    assert agreement.organization == cast.street_a, "who signed stays who signed"
    assert agreement.parties.get(unit=unit).organization == cast.community_b
    here = set(Event.objects.visible_to(cast.actor("street_b")).values_list("verb", flat=True))
    assert {"unit.move", "resource.pass_on", "claim.pass_on"} <= here
    there = Event.objects.visible_to(cast.actor("community_a"))
    assert there.filter(verb="unit.leave").get().data["note"] == "新安居委会 → 张家宅居委会：学校搬迁"
    assert there.filter(subject_id=done.pk, verb="claim.close").exists()


def test_a_unit_moves_by_its_entry_as_well_and_not_to_nowhere(cast: Cast) -> None:
    office = cast.actor("office")
    offer = open_listing(cast, Resource)
    unit_edit(actor=office, unit=cast.unit_a, name="江宁中学", kind="school", organization=cast.community_b)
    offer.refresh_from_db()
    assert offer.organization == cast.community_b
    cast.unit_a.refresh_from_db()
    for place in (cast.community_b, cast.root):
        with pytest.raises(InvalidInput) as refused:
            unit_move(actor=office, unit=cast.unit_a, organization=place)
        assert refused.value.field == "organization"
    unit_register(actor=office, organization=cast.community_a, name="江宁中学", kind="school")
    with pytest.raises(InvalidInput) as refused:
        unit_move(actor=office, unit=cast.unit_a, organization=cast.community_a)
    assert refused.value.field == "name"
    assert not Event.objects.filter(verb="unit.move", organization_path=cast.community_a.path).exists()


def test_a_unit_comes_back_unless_its_name_is_taken(cast: Cast) -> None:
    office = cast.actor("office")
    with pytest.raises(WrongState):
        unit_restore(actor=office, unit=cast.unit_a)
    unit_retire(actor=office, unit=cast.unit_a, reason="误注销")
    assert unit_restore(actor=office, unit=cast.unit_a, reason="仍在").status == "active"
    assert actor_of(cast.users["unit_a"]).grants == (), "posts do not come back by themselves"
    unit_retire(actor=office, unit=cast.unit_a, reason="再次注销")
    with pytest.raises(WrongState):
        unit_move(actor=office, unit=cast.unit_a, organization=cast.street_a)
    unit_register(actor=office, organization=cast.community_a, name="江宁中学", kind="school")
    with pytest.raises(InvalidInput):
        unit_restore(actor=office, unit=cast.unit_a)


def unit(pk: int, name: str, **facts: object) -> ResidentUnit:
    return ResidentUnit(pk=pk, name=name, kind="private_firm", **facts)


@pytest.mark.parametrize(
    ("name", "core"),
    [
        ("上海市静安区云澜科技有限公司", "云澜科技"),
        ("云澜科技（上海）有限公司", "云澜科技上海"),
        ("江宁中学", "江宁中学"),
        ("有限公司", "有限公司"),
    ],
)
def test_the_core_of_a_name(name: str, core: str) -> None:
    assert core_of(name) == core


def test_pairs_that_look_alike_are_found_with_the_reason() -> None:
    units = [
        unit(1, "上海云澜科技有限公司", address="江宁路 1 号"),
        unit(2, "云澜科技有限责任公司"),
        unit(3, "澜云纺织有限公司"),
        unit(4, "静安书店", credit_code="91310106MA1FY0000X"),
        unit(5, "静安区静安书店门市", credit_code="12310106MA1FY0000X"),
        unit(6, "静安书店", credit_code="91310106425073506X"),
        unit(7, "云澜信息科技公司", address="江宁路1号"),
    ]
    found = {(pair.first.pk, pair.second.pk): pair.reasons for pair in likely_duplicates(units)}
    assert found == {(1, 2): ("名称相同",), (4, 5): ("主体标识码相同",), (1, 7): ("地址相同",)}


def test_many_units_of_one_common_word_cost_little() -> None:
    units = [unit(number, f"第{number}人民调解委员会工作室") for number in range(3000)]
    assert len(likely_duplicates(units, most=20)) <= 20
