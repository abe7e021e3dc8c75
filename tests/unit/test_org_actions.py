"""People, posts, grants, units and settings: what is kept, and what is refused with which words."""

from datetime import timedelta
from decimal import Decimal

import pytest
from cast import PASSWORD, START

from core.errors import InvalidInput, NotAllowed, StaleVersion, WrongState
from core.models import ACCOUNT, Event
from core.periods import today
from core.permissions import SYSTEM, Perm
from linkage.actions.agreements import CommitmentDraft, PartyDraft, agreement_create, agreement_propose
from linkage.actions.grants import agreement_grant_give, agreement_grant_revoke
from linkage.models import Agreement
from tenants.accounts.actions.users import (
    user_activate,
    user_change_password,
    user_create,
    user_deactivate,
    user_edit,
    user_set_password,
)
from tenants.accounts.models import User
from tenants.org.actions.grants import grant_give, grant_revoke
from tenants.org.actions.posts import post_appoint, post_end
from tenants.org.actions.settings import settings_edit
from tenants.org.actions.units import clean_credit_code, unit_edit, unit_register, unit_retire
from tenants.org.actors import actor_of
from tenants.org.models import DistrictSettings, Organization, Post, ResidentUnit
from tenants.org.roles import ROLE_LEVELS, UNIT_ROLES, Role


def newcomer(cast, username="xin.ren") -> User:
    return user_create(actor=cast.actor("system"), username=username, name="新人", password=PASSWORD)


# --- accounts ---------------------------------------------------


def test_a_new_account_may_do_nothing_until_it_has_a_post(cast):
    user = newcomer(cast)
    assert user.must_change_password
    assert user.check_password(PASSWORD)
    assert actor_of(user).grants == ()
    post_appoint(
        actor=cast.actor("security"), user=user, role="community_officer", at=cast.community_a, starts_on=today()
    )
    assert actor_of(user).can(Perm.LISTING_EDIT, cast.community_a.place)
    assert not actor_of(user).can(Perm.LISTING_EDIT, cast.community_b.place)
    verbs = list(Event.objects.values_list("verb", flat=True))
    assert verbs == ["user.create", "post.appoint"]


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("username", {"username": "李 四"}),
        ("username", {"username": "ab"}),
        ("username", {"username": "LEADER"}),
        ("name", {"name": "  "}),
        ("name", {"name": "名" * 61}),
        ("password", {"password": "short"}),
        ("password", {"password": "onlylowercaseletters"}),
        ("password", {"password": "Xin.ren-2026"}),
        ("office_phone", {"office_phone": "1" * 31}),
    ],
)
def test_bad_accounts_are_refused_by_field(cast, field, values):
    good = {"username": "xin.ren", "name": "新人", "password": PASSWORD}
    with pytest.raises(InvalidInput) as refusal:
        user_create(actor=cast.actor("system"), **{**good, **values})
    assert refusal.value.field == field
    assert not Event.objects.exists()


@pytest.mark.parametrize("who", ["leader", "office", "security", "audit", "street_a", "unit_a"])
def test_only_the_system_administrator_keeps_accounts(cast, who):
    with pytest.raises(NotAllowed):
        user_create(actor=cast.actor(who), username="xin.ren", name="新人", password=PASSWORD)
    with pytest.raises(NotAllowed):
        user_set_password(actor=cast.actor(who), user=cast.users["community_a"], password=PASSWORD)
    with pytest.raises(NotAllowed):
        user_deactivate(actor=cast.actor(who), user=cast.users["community_a"], reason="离职")


def test_a_closed_account_holds_nothing_and_opens_again(cast):
    user = cast.users["community_a"]
    user_deactivate(actor=cast.actor("system"), user=user, reason="调离")
    user.refresh_from_db()
    assert actor_of(user).grants == ()
    with pytest.raises(WrongState):
        user_deactivate(actor=cast.actor("system"), user=user, reason="调离")
    user_activate(actor=cast.actor("system"), user=user)
    user.refresh_from_db()
    assert actor_of(user).can(Perm.LISTING_EDIT, cast.community_a.place)


def test_names_are_corrected_and_the_old_ones_stay_in_the_log(cast):
    user_edit(actor=cast.actor("system"), user=cast.users["unit_a"], name="孙老师", office_phone="021-6000")
    assert Event.objects.get(verb="user.edit").data["from"] == ["江宁中学小孙", ""]


def test_ones_own_password_changes_only_by_oneself(cast):
    user = newcomer(cast)
    with pytest.raises(NotAllowed):
        user_change_password(actor=cast.actor("system"), user=user, password="Another-2027")
    with pytest.raises(InvalidInput):
        user_change_password(actor=actor_of(user), user=user, password=PASSWORD)
    fresh = user_change_password(actor=actor_of(user), user=user, password="Another-2027")
    assert fresh.check_password("Another-2027")
    assert not fresh.must_change_password


# --- three separated administrators -----------------------------


def test_no_administrator_may_do_business(cast):
    business = {
        Perm.LISTING_EDIT, Perm.LISTING_REVIEW, Perm.CLAIM_PROPOSE, Perm.CLAIM_CONFIRM, Perm.CLAIM_FULFIL,
        Perm.CLAIM_EVALUATE, Perm.AGREEMENT_EDIT, Perm.AGREEMENT_SIGN, Perm.AGREEMENT_END, Perm.REPORT_DRAFT,
        Perm.REPORT_CONFIRM, Perm.REPORT_REVIEW, Perm.REPORT_ISSUE,
    }  # fmt: skip
    for name in ("system", "security", "audit"):
        assert not any(cast.actor(name).can_anywhere(permission) for permission in business)


def test_no_administrator_gives_himself_rights(cast):
    security = cast.users["security"]
    with pytest.raises(NotAllowed):
        post_appoint(
            actor=cast.actor("security"), user=security, role="district_office", at=cast.root, starts_on=today()
        )
    with pytest.raises(NotAllowed):
        grant_give(actor=cast.actor("security"), user=security, grant="coordinate_subtree", at=cast.street_a)
    for name in ("system", "audit"):
        with pytest.raises(NotAllowed):
            post_appoint(
                actor=cast.actor(name), user=cast.users["leader"], role="district_office", at=cast.root,
                starts_on=today(),
            )  # fmt: skip


@pytest.mark.parametrize("name", ["system", "security", "audit"])
def test_an_administrators_account_gets_no_second_post_and_no_grant(cast, name):
    others = post_appoint(actor=SYSTEM, user=newcomer(cast), role="security_admin", at=cast.root, starts_on=START).user
    with pytest.raises(InvalidInput) as refusal:
        post_appoint(
            actor=actor_of(others), user=cast.users[name], role="subdistrict_office",
            at=cast.street_a, starts_on=today(),
        )  # fmt: skip
    assert "管理员账号" in refusal.value.message
    with pytest.raises(InvalidInput):
        grant_give(actor=actor_of(others), user=cast.users[name], grant="view_subtree", at=cast.street_a)


def test_a_business_account_does_not_become_an_administrator(cast):
    with pytest.raises(InvalidInput):
        post_appoint(
            actor=cast.actor("security"), user=cast.users["street_a"], role="audit_admin", at=cast.root,
            starts_on=today(),
        )  # fmt: skip


@pytest.mark.parametrize("name", ["security", "audit"])
def test_the_system_administrator_cannot_take_over_another_administrator(cast, name):
    with pytest.raises(NotAllowed):
        user_set_password(actor=cast.actor("system"), user=cast.users[name], password="Takeover-2026")
    with pytest.raises(NotAllowed):
        user_deactivate(actor=cast.actor("system"), user=cast.users[name], reason="夺权")


def test_the_last_administrator_stays(cast):
    post = Post.objects.get(user=cast.users["audit"])
    with pytest.raises(WrongState):
        post_end(actor=cast.actor("security"), post=post)
    with pytest.raises(WrongState):
        user_deactivate(actor=SYSTEM, user=cast.users["audit"], reason="离职")
    successor = newcomer(cast)
    post_appoint(actor=cast.actor("security"), user=successor, role="audit_admin", at=cast.root, starts_on=today())
    post_end(actor=cast.actor("security"), post=post)
    assert not actor_of(cast.users["audit"]).grants


# --- posts ------------------------------------------------------


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.CLIENT])
def test_each_role_is_held_only_where_it_exists(cast, role):
    places = {
        "district": cast.root,
        "subdistrict": cast.street_a,
        "community": cast.community_a,
        "unit": cast.unit_a,
    }
    for level, at in places.items():
        user = newcomer(cast, f"u.{level}")
        home = cast.unit_a if role is Role.COMMITTEE_MEMBER else None
        fits = role in UNIT_ROLES if level == "unit" else level in ROLE_LEVELS[role]
        arguments = {
            "actor": cast.actor("security"), "user": user, "role": role, "at": at, "starts_on": today(),
            "kind": "concurrent" if home else "regular", "home_unit": home,
        }  # fmt: skip
        if fits:
            assert post_appoint(**arguments).at == at
        else:
            with pytest.raises(InvalidInput) as refusal:
                post_appoint(**arguments)
            assert refusal.value.field == "role"


def test_leaving_takes_the_rights_on_that_day(cast):
    post = Post.objects.get(user=cast.users["street_a"])
    post_end(actor=cast.actor("security"), post=post, reason="调任")
    assert actor_of(cast.users["street_a"]).grants == ()
    with pytest.raises(WrongState):
        post_end(actor=cast.actor("security"), post=post)


def test_a_post_of_next_month_gives_nothing_today(cast):
    user = newcomer(cast)
    post_appoint(
        actor=cast.actor("security"), user=user, role="subdistrict_office", at=cast.street_b,
        starts_on=today() + timedelta(days=30),
    )  # fmt: skip
    assert actor_of(user).grants == ()


def test_the_same_post_is_not_held_twice_at_one_time(cast):
    again = {
        "actor": cast.actor("security"), "user": cast.users["street_a"], "role": "subdistrict_office",
        "at": cast.street_a,
    }  # fmt: skip
    with pytest.raises(InvalidInput):
        post_appoint(**again, starts_on=today())
    post_end(actor=cast.actor("security"), post=Post.objects.get(user=cast.users["street_a"]))
    post_appoint(**again, starts_on=today())
    assert actor_of(cast.users["street_a"]).grants


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("kind", {"kind": "elsewhere"}),
        ("home_unit", {"kind": "seconded"}),
        ("ends_on", {"ends_on": START}),
        ("role", {"role": "king"}),
        ("role", {"role": "client"}),
    ],
)
def test_bad_posts_are_refused_by_field(cast, field, changes):
    good = {"user": cast.users["unit_b"], "role": "unit_head", "at": cast.unit_b, "starts_on": today()}
    with pytest.raises(InvalidInput) as refusal:
        post_appoint(actor=cast.actor("security"), **{**good, **changes})
    assert refusal.value.field == field


# --- units ------------------------------------------------------


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


def draft_agreement(cast) -> Agreement:
    until = today() + timedelta(days=200)
    return agreement_create(
        actor=cast.actor("street_a"), organization=cast.street_a, title="共建协议", aim="共建", active_from=today(),
        active_to=until, parties=[PartyDraft(cast.unit_a)],
        commitments=[CommitmentDraft(cast.unit_a, "开放操场", Decimal(3), "次", until)],
    )  # fmt: skip


def test_a_unit_with_an_agreement_in_hand_does_not_leave(cast):
    agreement_propose(actor=cast.actor("street_a"), agreement=draft_agreement(cast))
    with pytest.raises(WrongState) as refusal:
        unit_retire(actor=cast.actor("street_a"), unit=cast.unit_a, reason="迁往外区")
    assert "1 份未结束的共建协议" in refusal.value.message
    assert actor_of(cast.users["unit_a"]).grants


# --- grants -----------------------------------------------------


def test_a_grant_reaches_one_subtree_and_is_taken_back(cast):
    user = newcomer(cast)
    grant_give(actor=cast.actor("security"), user=user, grant="coordinate_subtree", at=cast.street_a)
    assert actor_of(user).can(Perm.CLAIM_CONFIRM, cast.community_a.place)
    assert not actor_of(user).can(Perm.CLAIM_CONFIRM, cast.street_b.place)
    with pytest.raises(InvalidInput):
        grant_give(actor=cast.actor("security"), user=user, grant="coordinate_subtree", at=cast.street_a)
    grant_revoke(actor=cast.actor("security"), user=user, grant="coordinate_subtree", at=cast.street_a)
    assert actor_of(user).grants == ()
    with pytest.raises(WrongState):
        grant_revoke(actor=cast.actor("security"), user=user, grant="coordinate_subtree", at=cast.street_a)
    assert "协调办理" in Event.objects.get(verb="grant.give").data["note"]


def test_a_grant_on_a_unit_is_not_one_on_its_place(cast):
    user = newcomer(cast)
    grant_give(actor=cast.actor("security"), user=user, grant="act_for_unit", at=cast.unit_a)
    assert actor_of(user).can(Perm.CLAIM_PROPOSE, cast.unit_a.place)
    assert not actor_of(user).can(Perm.CLAIM_PROPOSE, cast.community_a.place)
    with pytest.raises(InvalidInput):
        grant_give(actor=cast.actor("security"), user=user, grant="act_for_unit", at=cast.street_a)


def test_one_agreement_is_shown_to_one_named_person(cast):
    agreement = draft_agreement(cast)
    user = newcomer(cast)
    assert agreement not in Agreement.objects.visible_to(actor_of(user))
    agreement_grant_give(actor=cast.actor("security"), user=user, agreement=agreement)
    assert list(Agreement.objects.visible_to(actor_of(user))) == [agreement]
    agreement_grant_revoke(actor=cast.actor("security"), user=user, agreement=agreement)
    assert agreement not in Agreement.objects.visible_to(actor_of(user))


# --- settings ---------------------------------------------------

SETTINGS = {
    "signed_share_target": Decimal("0.85"),
    "claim_response_days": 5,
    "due_soon_days": 7,
    "report_heading": "中共静安区委组织部",
    "report_document_mark": "静组通报",
    "weight_needs_met": Decimal("0.5"),
    "weight_claims_closed": Decimal("0.3"),
    "weight_satisfaction": Decimal("0.2"),
}


def test_the_district_office_changes_the_settings(cast):
    fresh = settings_edit(actor=cast.actor("office"), **SETTINGS)
    assert DistrictSettings.current().signed_share_target == Decimal("0.850")
    assert Event.objects.get().data["changed"]["claim_response_days"] == ["3", "5"]
    with pytest.raises(StaleVersion):
        settings_edit(actor=cast.actor("office"), **SETTINGS, version=fresh.version - 1)
    for name in ("leader", "system", "security", "audit", "street_a"):
        with pytest.raises(NotAllowed):
            settings_edit(actor=cast.actor(name), **SETTINGS)


def test_deadlines_and_targets_of_reports_are_settings(cast):
    given = {"report_confirm_days": 7, "report_review_days": 10, "needs_met_target": Decimal("0.7")}
    settings_edit(actor=cast.actor("office"), **SETTINGS, **given)
    settings_edit(actor=cast.actor("office"), **SETTINGS, satisfaction_target=Decimal("4.2"))
    fresh = DistrictSettings.current()
    assert (fresh.report_confirm_days, fresh.report_review_days) == (7, 10)
    assert (fresh.needs_met_target, fresh.satisfaction_target) == (Decimal("0.700"), Decimal("4.20"))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("signed_share_target", Decimal("1.2")),
        ("signed_share_target", Decimal("NaN")),
        ("signed_share_target", Decimal("0.12345")),
        ("claim_response_days", 0),
        ("due_soon_days", 400),
        ("report_document_mark", ""),
        ("weight_needs_met", Decimal("0.9")),
        ("report_confirm_days", 0),
        ("report_review_days", 4),
        ("needs_met_target", Decimal("1.01")),
        ("answered_on_time_target", Decimal("Infinity")),
        ("satisfaction_target", Decimal("5.01")),
        ("satisfaction_target", Decimal("4.555")),
        ("satisfaction_target", "四分"),
    ],
)
def test_bad_settings_are_refused_by_field(cast, field, value):
    with pytest.raises(InvalidInput) as refusal:
        settings_edit(actor=cast.actor("office"), **{**SETTINGS, field: value})
    assert refusal.value.field == field


# --- who sees whom ----------------------------------------------


def test_administrators_see_accounts_and_posts_and_others_their_own(cast):
    everybody = len(cast.users)
    for name in ("system", "security", "audit"):
        assert User.objects.visible_to(cast.actor(name)).count() == everybody
        assert Post.objects.visible_to(cast.actor(name)).count() == everybody
    assert list(User.objects.visible_to(cast.actor("street_a"))) == [cast.users["street_a"]]


def test_the_auditor_sees_the_whole_log_and_no_business(cast):
    draft_agreement(cast)
    user_edit(actor=cast.actor("system"), user=cast.users["unit_a"], name="孙老师")
    assert Event.objects.visible_to(cast.actor("audit")).count() == 2
    assert not Agreement.objects.visible_to(cast.actor("audit")).exists()
    assert not Event.objects.visible_to(cast.actor("security")).exists()
    assert not Event.objects.visible_to(cast.actor("leader")).filter(subject_type=ACCOUNT).exists()
