"""Accounts, and the three administrators who keep one another in bounds."""

import pytest
from cast import PASSWORD, START
from stories import agreement_in, newcomer

from core.errors import InvalidInput, NotAllowed, WrongState
from core.models import ACCOUNT, Event
from core.periods import today
from core.permissions import SYSTEM, Perm
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
from tenants.org.actions.grants import grant_give
from tenants.org.actions.posts import post_appoint, post_end
from tenants.org.actors import actor_of
from tenants.org.models import Post


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
    assert "姓名：江宁中学小孙 → " in Event.objects.get(verb="user.edit").data["note"]


def test_ones_own_password_changes_only_by_oneself(cast):
    user = newcomer(cast)
    with pytest.raises(NotAllowed):
        user_change_password(actor=cast.actor("system"), user=user, password="Another-2027")
    with pytest.raises(InvalidInput):
        user_change_password(actor=actor_of(user), user=user, password=PASSWORD)
    fresh = user_change_password(actor=actor_of(user), user=user, password="Another-2027")
    assert fresh.check_password("Another-2027")
    assert not fresh.must_change_password


def test_no_administrator_may_do_business(cast):
    business = {
        Perm.LISTING_EDIT, Perm.LISTING_REVIEW, Perm.CLAIM_PROPOSE, Perm.CLAIM_CONFIRM, Perm.CLAIM_FULFIL,
        Perm.CLAIM_EVALUATE, Perm.AGREEMENT_EDIT, Perm.AGREEMENT_SIGN, Perm.AGREEMENT_REGISTER, Perm.AGREEMENT_END,
        Perm.REPORT_DRAFT, Perm.REPORT_CONFIRM, Perm.REPORT_REVIEW, Perm.REPORT_ISSUE,
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


def test_administrators_see_accounts_and_posts_and_others_their_own(cast):
    everybody = len(cast.users)
    for name in ("system", "security", "audit"):
        assert User.objects.visible_to(cast.actor(name)).count() == everybody
        assert Post.objects.visible_to(cast.actor(name)).count() == everybody
    assert list(User.objects.visible_to(cast.actor("street_a"))) == [cast.users["street_a"]]


def test_the_auditor_sees_the_whole_log_and_no_business(cast):
    agreement_in(cast, "draft")
    user_edit(actor=cast.actor("system"), user=cast.users["unit_a"], name="孙老师")
    assert Event.objects.visible_to(cast.actor("audit")).count() == 2
    assert not Agreement.objects.visible_to(cast.actor("audit")).exists()
    assert not Event.objects.visible_to(cast.actor("security")).exists()
    assert not Event.objects.visible_to(cast.actor("leader")).filter(subject_type=ACCOUNT).exists()
