"""区直部门 and their 派出机构: what they are, who acts for them, and what follows when they or their street go."""

import pytest
from stories import newcomer

from core.errors import InvalidInput, StaleVersion, WrongState
from core.models import Event
from core.outbox import deliver_waiting
from core.periods import today
from core.permissions import SYSTEM, Perm, Place
from core.visibility import of_department
from tenants.notices.deliver import _holders
from tenants.notices.rules import Audience
from tenants.org.actions.departments import department_add, department_edit, department_restore, department_retire
from tenants.org.actions.organizations import organization_retire
from tenants.org.actions.posts import post_appoint
from tenants.org.actors import actor_of
from tenants.org.models import Department, Organization, Post
from tenants.org.ties import _department_ties, ties_department


def test_a_department_belongs_to_the_district_and_an_outpost_to_a_street(cast):
    office = cast.actor("office")
    civil = department_add(actor=office, name="区民政局", duties="社会救助")
    assert (civil.organization, civil.kind, civil.pinyin[:2]) == (cast.root, "department", "qu")
    post = department_add(actor=office, name="民政所", parent=civil, organization=cast.street_a)
    assert (post.parent, post.place) == (civil, Place(cast.street_a.path, department_id=post.pk))


@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("name", lambda cast: {"name": ""}),
        ("name", lambda cast: {"name": "区公安分局"}),
        ("organization", lambda cast: {"parent": cast.department}),
        ("organization", lambda cast: {"parent": cast.department, "organization": cast.community_a}),
        ("parent", lambda cast: {"organization": cast.street_a}),
        ("parent", lambda cast: {"parent": cast.outpost_a, "organization": cast.street_b}),
        ("name", lambda cast: {"name": "江宁路派出所", "parent": cast.department, "organization": cast.street_a}),
    ],
)
def test_bad_departments_are_refused_by_field(cast, field, given):
    with pytest.raises(InvalidInput) as refused:
        department_add(actor=cast.actor("office"), **{"name": "新部门", **given(cast)})
    assert refused.value.field == field


def test_who_acts_for_a_department_acts_for_it_alone(cast):
    at = cast.actor("department")
    assert at.can(Perm.VIEW, cast.department.place)
    for other in (cast.outpost_a.place, cast.root.place, cast.street_a.place, cast.unit_a.place):
        assert not at.can(Perm.VIEW, other)
    assert (at.paths(), at.unit_ids(), at.department_ids()) == ([], [], [cast.department.pk])
    assert "区公安分局 部门联络员" in at.label
    assert at.only([Perm.VIEW]).department_ids() == [cast.department.pk]


def test_what_is_above_a_department_reaches_it_and_a_unit_does_not(cast):
    assert cast.actor("office").can(Perm.VIEW, cast.department.place)
    assert cast.actor("street_a").can(Perm.VIEW, cast.outpost_a.place)
    for name in ("street_b", "community_a", "unit_a"):
        assert not cast.actor(name).can(Perm.VIEW, cast.outpost_a.place), name


@pytest.mark.parametrize("name", ["office", "street_a", "street_b", "department", "outpost_a", "unit_a", "member"])
def test_the_query_says_what_can_says(cast, name):
    actor = cast.actor(name)
    found = set(Post.objects.filter(of_department(actor), department__isnull=False))
    expected = {post for post in Post.objects.exclude(department=None) if actor.can(Perm.VIEW, post.at.place)}
    assert found == expected


def test_a_retired_department_gives_nothing_and_comes_back_empty(cast):
    office = cast.actor("office")
    with pytest.raises(WrongState, match="1 个派出机构"):
        department_retire(actor=office, department=cast.department, reason="改革")
    outpost = department_retire(actor=office, department=cast.outpost_a, reason="撤并")
    assert actor_of(cast.users["outpost_a"]).grants == ()
    assert Event.objects.filter(verb="post.end").count() == 1
    for again, given in ((department_retire, {"reason": "x"}), (department_edit, {"name": "x"})):
        with pytest.raises(WrongState):
            again(actor=office, department=outpost, **given)
    assert department_restore(actor=office, department=outpost).status == "active"
    assert actor_of(cast.users["outpost_a"]).grants == ()
    with pytest.raises(WrongState):
        department_restore(actor=office, department=outpost)


def test_nothing_comes_back_where_it_cannot_be(cast):
    office = cast.actor("office")
    outpost = department_retire(actor=office, department=cast.outpost_a, reason="撤并")
    department_add(actor=office, name=outpost.name, parent=cast.department, organization=cast.street_a)
    with pytest.raises(InvalidInput, match="同名"):
        department_restore(actor=office, department=outpost)
    Organization.objects.filter(pk=cast.street_a.pk).update(retired_on=today())
    with pytest.raises(InvalidInput, match="已撤销"):
        department_restore(actor=office, department=outpost)


def test_open_business_holds_a_department_back(cast):
    tie = ties_department(lambda department: " 3 件未办结的哨子")
    try:
        with pytest.raises(WrongState, match="3 件未办结的哨子"):
            department_retire(actor=cast.actor("office"), department=cast.outpost_a, reason="撤并")
    finally:
        _department_ties.remove(tie)


def test_an_outpost_moves_to_another_street_and_goes_along_when_its_street_goes(cast):
    office = cast.actor("office")
    moved = department_edit(
        actor=office, department=cast.outpost_a, name="派出所", organization=cast.street_b, version=1
    )
    assert moved.organization == cast.street_b
    assert "江宁路街道 → 石门二路街道" in Event.objects.get(verb="department.edit").data["note"]
    with pytest.raises(StaleVersion):
        department_edit(actor=office, department=moved, name="派出所", version=1)
    with pytest.raises(InvalidInput):
        organization_retire(actor=office, organization=cast.street_b, reason="撤并")
    organization_retire(actor=office, organization=cast.street_b, reason="撤并", successor=cast.street_a)
    moved.refresh_from_db()
    assert moved.organization == cast.street_a


def test_no_two_outposts_of_one_name_come_together(cast):
    office = cast.actor("office")
    department_add(actor=office, name=cast.outpost_a.name, parent=cast.department, organization=cast.street_b)
    with pytest.raises(InvalidInput, match="同名的派出机构"):
        organization_retire(actor=office, organization=cast.street_b, reason="撤并", successor=cast.street_a)


def test_people_of_a_department_are_told(cast):
    assert _holders(Audience(Perm.VIEW, cast.department.place)) == {cast.users["department"].pk}
    deliver_waiting()


def test_nobody_is_appointed_at_a_retired_department(cast):
    outpost = department_retire(actor=SYSTEM, department=cast.outpost_a, reason="撤并")
    with pytest.raises(InvalidInput) as refused:
        post_appoint(
            actor=cast.actor("security"), user=newcomer(cast), role="department_head", at=outpost, starts_on=today()
        )
    assert refused.value.field == "at"
    assert Department.objects.in_use().count() == 1
