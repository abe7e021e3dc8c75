"""The register of units: what is kept, what is refused, and who leaves it."""

import pytest
from stories import agreement_in

from core.errors import InvalidInput, NotAllowed, StaleVersion, WrongState
from core.models import Event
from core.periods import today
from linkage.actions.agreements import agreement_propose
from tenants.org.actions.units import clean_credit_code, unit_edit, unit_register, unit_retire
from tenants.org.actors import actor_of
from tenants.org.models import Organization, ResidentUnit


def register(cast, **values) -> ResidentUnit:
    good = {"organization": cast.community_a, "name": "江宁图书馆", "kind": "institution"}
    return unit_register(actor=cast.actor("street_a"), **{**good, **values})


def test_a_unit_is_registered_by_its_street(cast):
    unit = register(cast, party_members=12)
    assert unit.pinyin == "jiang ning tu shu guan"
    event = Event.objects.get(verb="unit.register")
    assert (event.organization_path, event.unit_id, event.shared) == (cast.community_a.path, unit.pk, True)
    assert event in Event.objects.visible_to(cast.actor("street_a"))
    with pytest.raises(NotAllowed):
        unit_register(actor=cast.actor("street_b"), organization=cast.community_a, name="别处", kind="other")


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("name", {"name": ""}),
        ("name", {"name": "江宁中学"}),
        ("name", {"name": "长" * 121}),
        ("kind", {"kind": "circus"}),
        ("affiliation", {"affiliation": "moon"}),
        ("party_members", {"party_members": -1}),
        ("party_members", {"party_members": 10**12}),
        ("credit_code", {"credit_code": "123"}),
        ("credit_code", {"credit_code": "91310000MA1FL0000A"}),
    ],
)
def test_bad_units_are_refused_by_field(cast, field, values):
    with pytest.raises(InvalidInput) as refusal:
        register(cast, **values)
    assert refusal.value.field == field


def test_the_check_digit_of_the_credit_code_is_counted():
    assert clean_credit_code(" 91350100m000100y43 ") == "91350100M000100Y43"  # the example of GB 32100-2015
    with pytest.raises(InvalidInput):
        clean_credit_code("91350100M000100Y44")
    assert clean_credit_code("") is None


def test_a_credit_code_is_held_once(cast):
    register(cast, credit_code="91350100M000100Y43")
    with pytest.raises(InvalidInput) as refusal:
        register(cast, name="另一单位", credit_code="91350100M000100Y43")
    assert refusal.value.field == "credit_code"


def test_no_unit_lies_in_the_district_itself_or_in_a_retired_place(cast):
    with pytest.raises(InvalidInput):
        unit_register(actor=cast.actor("office"), organization=cast.root, name="区里单位", kind="other")
    Organization.objects.filter(pk=cast.community_a.pk).update(retired_on=today())
    cast.community_a.refresh_from_db()
    with pytest.raises(InvalidInput):
        register(cast)


def test_a_correction_against_an_old_version_is_refused(cast):
    fresh = unit_edit(actor=cast.actor("street_a"), unit=cast.unit_a, name="江宁实验中学", kind="school", version=1)
    assert fresh.version == 2
    assert Event.objects.get(verb="unit.edit").data["changed"]["name"] == ["江宁中学", "江宁实验中学"]
    with pytest.raises(StaleVersion):
        unit_edit(actor=cast.actor("street_a"), unit=cast.unit_a, name="江宁三中", kind="school", version=1)


def test_moving_a_unit_needs_the_right_at_both_places(cast):
    same = {"unit": cast.unit_a, "name": "江宁中学", "kind": "school", "organization": cast.community_b}
    with pytest.raises(NotAllowed):
        unit_edit(actor=cast.actor("street_a"), **same)
    assert unit_edit(actor=cast.actor("office"), **same).organization == cast.community_b


def test_retiring_a_unit_ends_its_posts_and_the_committee_seat_it_sent(cast):
    assert cast.actor("member").grants
    unit_retire(actor=cast.actor("street_a"), unit=cast.unit_a, reason="迁往外区")
    for name in ("unit_a", "unit_a_head", "member"):
        assert actor_of(cast.users[name]).grants == ()
    assert Event.objects.filter(verb="post.end").count() == 3
    with pytest.raises(WrongState):
        unit_retire(actor=cast.actor("street_a"), unit=cast.unit_a, reason="迁往外区")
    # The name is free for a successor.
    register(cast, name="江宁中学")


def test_a_unit_with_an_agreement_in_hand_does_not_leave(cast):
    agreement_propose(actor=cast.actor("street_a"), agreement=agreement_in(cast, "draft"))
    with pytest.raises(WrongState) as refusal:
        unit_retire(actor=cast.actor("street_a"), unit=cast.unit_a, reason="迁往外区")
    assert "1 份未结束的共建协议" in refusal.value.message
    assert actor_of(cast.users["unit_a"]).grants
