"""Posts and grants: where each role is held, what it gives, and when it ends."""

from datetime import timedelta

import pytest
from cast import START
from stories import agreement_in, newcomer

from core.errors import InvalidInput, StaleVersion, WrongState
from core.models import Event
from core.outbox import deliver_waiting
from core.periods import today
from core.permissions import Perm
from linkage.actions.grants import agreement_grant_give, agreement_grant_revoke
from linkage.models import Agreement
from tenants.notices.models import Notice
from tenants.org.actions.grants import grant_give, grant_revoke
from tenants.org.actions.posts import post_appoint, post_edit, post_end
from tenants.org.actors import actor_of
from tenants.org.models import Department, Organization, Post, ResidentUnit
from tenants.org.reminders import terms_ended
from tenants.org.roles import AT_UNITS, DEPARTMENT_ROLES, ROLE_LEVELS, Role


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.CLIENT])
def test_each_role_is_held_only_where_it_exists(cast, role):
    places = {
        "district": cast.root,
        "subdistrict": cast.street_a,
        "community": cast.community_a,
        "unit": cast.unit_a,
        "department": cast.department,
    }
    for level, at in places.items():
        user = newcomer(cast, f"u.{level}")
        home = cast.unit_b if role is Role.COMMITTEE_MEMBER else None
        own = {"unit": AT_UNITS, "department": DEPARTMENT_ROLES}
        fits = role in own[level] if level in own else level in ROLE_LEVELS[role]
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


def test_a_title_is_corrected_and_the_person_is_told(cast):
    post = Post.objects.get(user=cast.users["member"])
    edited = post_edit(actor=cast.actor("security"), post=post, title="党工委兼职委员", version=post.version)
    assert (edited.title, edited.version) == ("党工委兼职委员", post.version + 1)
    told = Event.objects.get(verb="post.edit").data
    assert told["changed"]["title"] == [post.title, "党工委兼职委员"]
    deliver_waiting()
    assert Notice.objects.filter(user=cast.users["member"], event__verb="post.edit").exists()
    with pytest.raises(StaleVersion):
        post_edit(actor=cast.actor("security"), post=post, title="委员", version=post.version)


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
        ("home_unit", {"kind": "seconded", "home_unit": "unit_b"}),
        ("home_unit", {"kind": "cross", "home_unit": "unit_a", "home_organization": "street_a"}),
        ("home_unit", {"home_organization": "street_a"}),
        ("ends_on", {"ends_on": START}),
        ("role", {"role": "king"}),
        ("role", {"role": "client"}),
    ],
)
def test_bad_posts_are_refused_by_field(cast, field, changes):
    good = {"user": cast.users["unit_b"], "role": "unit_head", "at": cast.unit_b, "starts_on": today()}
    homes = {name: getattr(cast, value) for name, value in changes.items() if name.startswith("home")}
    with pytest.raises(InvalidInput) as refusal:
        post_appoint(actor=cast.actor("security"), **{**good, **changes, **homes})
    assert refusal.value.field == field


def test_a_home_that_is_gone_sends_nobody(cast):
    good = {"user": cast.users["unit_b"], "role": "committee_member", "kind": "cross", "starts_on": today()}
    for model, name, home in (
        (Department, "home_department", cast.outpost_a),
        (Organization, "home_organization", cast.street_b),
        (ResidentUnit, "home_unit", cast.unit_a),
    ):
        gone = {"retired_on": today()} if model is Organization else {"status": "retired"}
        model.objects.filter(pk=home.pk).update(**gone)
        home.refresh_from_db()
        with pytest.raises(InvalidInput) as refusal:
            post_appoint(actor=cast.actor("security"), at=cast.community_a, **good, **{name: home})
        assert refusal.value.field == name


def test_a_term_is_shortened_and_not_prolonged(cast):
    post = Post.objects.get(user=cast.users["street_a"])
    ends = today() + timedelta(days=30)
    post_end(actor=cast.actor("security"), post=post, ends_on=ends)
    with pytest.raises(WrongState, match="另行任命"):
        post_end(actor=cast.actor("security"), post=post, ends_on=ends + timedelta(days=30))


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
    agreement = agreement_in(cast, "draft")
    user = newcomer(cast)
    assert agreement not in Agreement.objects.visible_to(actor_of(user))
    agreement_grant_give(actor=cast.actor("security"), user=user, agreement=agreement)
    assert list(Agreement.objects.visible_to(actor_of(user))) == [agreement]
    agreement_grant_revoke(actor=cast.actor("security"), user=user, agreement=agreement)
    assert agreement not in Agreement.objects.visible_to(actor_of(user))


def test_a_term_that_runs_out_takes_along_what_is_held_for_the_unit(cast):
    """S0-4, as when somebody ends the post: on the same day, once, and the agreements that name the person say so."""
    user = newcomer(cast)
    agreement = agreement_in(cast, "active")
    agreement.parties.filter(unit=cast.unit_a).update(liaison=user.name)
    since, ends = today() - timedelta(days=90), today() - timedelta(days=2)
    Post.objects.create(user=user, role="unit_liaison", unit=cast.unit_a, starts_on=since, ends_on=ends)
    seat = Post.objects.create(
        user=user,
        role="committee_member",
        kind="concurrent",
        organization=cast.community_a,
        home_unit=cast.unit_a,
        starts_on=since,
    )
    assert [terms_ended(today()), terms_ended(today())] == [1, 0]
    seat.refresh_from_db()
    assert seat.ends_on == ends
    assert Event.objects.filter(verb="agreement.renew_liaison", subject_id=agreement.pk).count() == 1


def test_a_term_that_was_renewed_takes_nothing_along(cast):
    user = newcomer(cast)
    since, ends = today() - timedelta(days=90), today() - timedelta(days=2)
    Post.objects.create(user=user, role="unit_liaison", unit=cast.unit_a, starts_on=since, ends_on=ends)
    Post.objects.create(user=user, role="unit_liaison", unit=cast.unit_a, starts_on=ends)
    seat = Post.objects.create(
        user=user,
        role="committee_member",
        kind="concurrent",
        organization=cast.community_a,
        home_unit=cast.unit_a,
        starts_on=since,
    )
    terms_ended(today())
    seat.refresh_from_db()
    assert seat.ends_on is None
