"""新兴领域: who is inside, what counts as 应建 and 已建, and what follows from it."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from cast import Cast
from django.db import connection
from django.test.utils import CaptureQueriesContext
from emerging import branch_of, cluster_of, firm, member_of
from stories import in_days

from core.errors import InvalidInput, StaleVersion, WrongState
from core.models import Event
from core.outbox import deliver_waiting
from core.periods import SHANGHAI
from core.permissions import SYSTEM
from core.waiting import waiting_for
from linkage.clusters.actions.clusters import cluster_edit, cluster_register, cluster_restore, cluster_retire
from linkage.clusters.actions.members import (
    clusterunit_add,
    clusterunit_edit,
    clusterunit_plan,
    clusterunit_remove,
    jointbranch_dissolve,
    jointbranch_edit,
    jointbranch_found,
)
from linkage.clusters.coverage import count_members, coverage_below, coverage_of, with_coverage
from linkage.clusters.models import Cluster, ClusterRules, ClusterUnit
from linkage.clusters.reminders import plans
from tenants.duties.running import run_duties
from tenants.notices.models import Notice
from tenants.org.actions.organizations import organization_retire
from tenants.org.actions.rulebooks import rulebook_edit
from tenants.org.actions.unitmerge import unit_merge
from tenants.org.actions.units import unit_move, unit_retire


def figures(cluster: Cluster) -> tuple[int, int, int, int]:
    row = with_coverage(Cluster.objects.filter(pk=cluster.pk)).get()
    return row.inside, row.should, row.built, row.reached


def full(cast: Cast) -> Cluster:
    """A building with one unit of each sort."""
    cluster = cluster_of(cast)
    for unit in (
        firm(cast, "有支部的公司", 8, party_organization="公司党支部"),
        firm(cast, "应建未建的公司", 3),
        firm(cast, "两名党员的公司", 2),
        firm(cast, "两名党员的社会组织", 2, kind="social"),
        firm(cast, "国企营业部", 9, kind="state_firm"),
    ):
        member_of(cast, unit, cluster)
    return cluster


def test_what_is_to_be_and_what_is_by_the_rules_of_the_district(cast: Cast) -> None:
    cluster = full(cast)
    assert figures(cluster) == (4, 2, 1, 1)
    rulebook_edit(actor=cast.actor("office"), book=ClusterRules, values={"branch_members": 2})
    assert figures(cluster) == (4, 4, 1, 1)
    rulebook_edit(actor=cast.actor("office"), book=ClusterRules, values={"branch_members": 3, "all_kinds": True})
    assert figures(cluster) == (5, 3, 1, 1)


def test_a_joint_branch_and_an_instructor_reach_where_none_was(cast: Cast) -> None:
    cluster = full(cast)
    small = list(cluster.members.filter(unit__party_members__lt=4).order_by("pk"))
    street = cast.actor("street_a")
    branch = jointbranch_found(actor=street, cluster=cluster, name="联合支部", members=small[:2])
    clusterunit_edit(actor=street, member=small[2], instructor="王敏")
    assert figures(cluster) == (4, 2, 2, 4)
    jointbranch_dissolve(actor=street, branch=branch, reason="单位迁出")
    assert figures(cluster) == (4, 2, 1, 2)
    assert not ClusterUnit.objects.exclude(branch=None).exists()


def test_who_left_the_register_and_clusters_out_of_use_do_not_count(cast: Cast) -> None:
    cluster = full(cast)
    gone = cluster.members.get(unit__name="应建未建的公司").unit
    unit_retire(actor=cast.actor("office"), unit=gone, reason="注销")
    assert figures(cluster) == (3, 1, 1, 1)
    cluster = cluster_retire(actor=cast.actor("street_a"), cluster=cluster, reason="拆除")
    assert figures(cluster) == (0, 0, 0, 0)
    with pytest.raises(WrongState):
        clusterunit_add(actor=cast.actor("street_a"), cluster=cluster, unit=cast.unit_a)
    cluster_restore(actor=cast.actor("street_a"), cluster=cluster)
    assert figures(cluster) == (3, 1, 1, 1)


def test_places_are_counted_in_two_statements_however_many(cast: Cast) -> None:
    full(cast)
    other = cluster_register(
        actor=cast.actor("street_b"), organization=cast.community_b, name="商圈", kind="quarter", workers=3
    )
    clusterunit_add(
        actor=cast.actor("street_b"), cluster=other, unit=firm(cast, "乙公司", 4, organization=cast.community_b)
    )
    with CaptureQueriesContext(connection) as captured:
        streets = coverage_of([cast.street_a, cast.street_b], Cluster.objects.all())
    assert len(captured) == 2
    told = [
        (row.clusters, row.stations, row.workers, row.inside, row.should, row.built, row.lacking) for row in streets
    ]
    assert told == [(1, 1, 1, 4, 2, 1, 1), (1, 0, 3, 1, 1, 0, 1)]
    assert (streets[0].coverage, streets[0].units_per_worker) == (Decimal("0.500"), Decimal("4.0"))
    with CaptureQueriesContext(connection) as captured:
        district, *below = coverage_below(cast.root, [cast.street_a, cast.street_b], Cluster.objects.all())
    assert len(captured) == 2
    assert below == streets
    assert coverage_of([cast.root], Cluster.objects.all()) == [district]
    (own, community) = coverage_below(cast.street_a, [cast.community_a], Cluster.objects.all())
    assert (own.clusters, community.clusters) == (1, 0), "the cluster is the street's own"
    assert (district.clusters, district.should, district.built, district.coverage) == (2, 3, 1, Decimal("0.333"))
    members = ClusterUnit.objects.all()
    assert count_members(members) == {"inside": 5, "should": 3, "built": 1, "reached": 1}
    assert coverage_of([], Cluster.objects.all()) == []


def test_nothing_to_count_is_not_nought(cast: Cast) -> None:
    (street,) = coverage_of([cast.street_a], Cluster.objects.none())
    assert (street.coverage, street.reach, street.units_per_worker) == (None, None, None)


def test_a_unit_is_inside_one_cluster_at_most(cast: Cast) -> None:
    first, second = cluster_of(cast), cluster_of(cast, name="兴业太古汇")
    unit = firm(cast, "云澜科技")
    member = member_of(cast, unit, first)
    for cluster, words in ((first, "已在其中"), (second, "已登记在“恒隆大厦”")):
        with pytest.raises(InvalidInput, match=words) as refused:
            member_of(cast, unit, cluster)
        assert refused.value.field == "unit"
    clusterunit_remove(actor=cast.actor("street_a"), member=member, reason="搬到太古汇")
    assert member_of(cast, unit, second).cluster == second
    assert Event.objects.get(verb="clusterunit.remove").data["reason"] == "搬到太古汇"


def test_only_a_network_reaches_beyond_its_street(cast: Cast) -> None:
    away = firm(cast, "石门公司", organization=cast.community_b)
    office = cast.actor("office")
    with pytest.raises(InvalidInput, match="不在本街道"):
        clusterunit_add(actor=office, cluster=cluster_of(cast), unit=away)
    network = cluster_of(cast, name="直播行业", kind="network")
    assert clusterunit_add(actor=office, cluster=network, unit=away).cluster == network


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("name", {"name": " "}),
        ("kind", {"kind": "castle"}),
        ("workers", {"workers": -1}),
        ("workers", {"workers": 5000}),
        ("organization", {"organization": "root"}),
        ("name", {"name": "恒隆大厦"}),
    ],
)
def test_bad_clusters_are_refused_by_field(cast: Cast, field: str, changes: dict) -> None:
    cluster_of(cast)
    given = {"organization": cast.street_a, "name": "太古汇", "kind": "building", **changes}
    if given["organization"] == "root":
        given["organization"] = cast.root
    with pytest.raises(InvalidInput) as refused:
        cluster_register(actor=cast.actor("office"), **given)
    assert refused.value.field == field


def test_corrections_are_told_and_a_stale_one_is_refused(cast: Cast) -> None:
    cluster = cluster_of(cast)
    given = {"name": "恒隆广场", "kind": "building", "workers": 2}
    fresh = cluster_edit(actor=cast.actor("street_a"), cluster=cluster, version=1, **given)
    assert Event.objects.get(verb="cluster.edit").data["changed"]["workers"] == [1, 2]
    with pytest.raises(StaleVersion):
        cluster_edit(actor=cast.actor("street_a"), cluster=fresh, version=1, **given)
    with pytest.raises(WrongState):
        cluster_restore(actor=cast.actor("street_a"), cluster=fresh)


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("members", {"members": 1}),
        ("name", {"name": "恒隆联合党支部"}),
        ("founded_on", {"founded_on": in_days(1)}),
        ("members", {"members": "taken"}),
        ("members", {"members": "elsewhere"}),
    ],
)
def test_bad_branches_are_refused_by_field(cast: Cast, field: str, changes: dict) -> None:
    taken = branch_of(cast)
    free = [member_of(cast, firm(cast, f"自由{number}"), taken.cluster) for number in (1, 2)]
    rows = {
        1: free[:1],
        "taken": [free[0], taken.members.first()],
        "elsewhere": [free[0], member_of(cast, firm(cast, "别处"), cluster_of(cast, name="太古汇"))],
    }
    given = {"name": "第二支部", "members": free, **changes}
    given["members"] = rows[given["members"]] if not isinstance(given["members"], list) else given["members"]
    with pytest.raises(InvalidInput) as refused:
        jointbranch_found(actor=cast.actor("street_a"), cluster=taken.cluster, **given)
    assert refused.value.field == field


def test_a_branch_is_corrected_and_of_another_cluster_is_not_taken(cast: Cast) -> None:
    branch = branch_of(cast)
    assert jointbranch_edit(actor=cast.actor("street_a"), branch=branch, name="新名", version=1).version == 2
    with pytest.raises(StaleVersion):
        jointbranch_edit(actor=cast.actor("street_a"), branch=branch, name="新名", version=1)
    stranger = member_of(cast, firm(cast, "别处"), cluster_of(cast, name="太古汇"))
    with pytest.raises(InvalidInput) as refused:
        clusterunit_edit(actor=cast.actor("street_a"), member=stranger, branch=branch)
    assert refused.value.field == "branch"


def test_a_plan_is_made_for_what_is_missing_and_ends_with_it(cast: Cast) -> None:
    street = cast.actor("street_a")
    member = member_of(cast)
    waits = {wait.waiting.kind: wait.total for wait in waiting_for(street, shown=3)}
    assert waits["clusterunit.plan"] == 1
    for field, changes in (("step", {"step": "none"}), ("step_due_on", {"step_due_on": in_days(-1)})):
        with pytest.raises(InvalidInput) as refused:
            clusterunit_plan(actor=street, member=member, **{"step": "own", "step_due_on": in_days(5), **changes})
        assert refused.value.field == field
    member = clusterunit_plan(actor=street, member=member, step="joint", step_due_on=in_days(20), step_note="已约谈")
    assert "clusterunit.plan" not in {wait.waiting.kind for wait in waiting_for(street, shown=3)}
    second = member_of(cast, firm(cast, "第二家"), member.cluster)
    jointbranch_found(actor=street, cluster=member.cluster, name="联合支部", members=[member, second])
    member.refresh_from_db()
    assert (member.step, member.step_due_on, member.step_note) == ("", None, "")
    with pytest.raises(InvalidInput, match="已有党组织"):
        clusterunit_plan(actor=street, member=member, step="own", step_due_on=in_days(20))


def test_a_plan_is_called_to_mind_once_at_each_stage(cast: Cast) -> None:
    member = clusterunit_plan(actor=SYSTEM, member=member_of(cast), step="own", step_due_on=in_days(20))
    due = member.step_due_on

    def at(days: int) -> datetime:
        moment = datetime.combine(due + timedelta(days=days), datetime.min.time(), tzinfo=SHANGHAI) + timedelta(
            hours=10
        )
        while moment.weekday() >= 5:
            moment += timedelta(days=1)
        return moment

    for days in (-20, -19, -5, 3, 4):
        run_duties(at(days))
    told = Event.objects.filter(verb="clusterunit.remind").order_by("id").values_list("data__note", flat=True)
    assert len(told) == 3
    assert "还剩" in told[0]
    assert "已逾期" in told[2]
    deliver_waiting()
    assert Notice.objects.filter(event__verb="clusterunit.remind", user=cast.users["street_a"]).count() == 3


def test_a_unit_with_an_organisation_of_its_own_by_now_is_reminded_of_no_plan(cast: Cast) -> None:
    member = clusterunit_plan(actor=SYSTEM, member=member_of(cast), step="own", step_due_on=in_days(5))
    assert [due.subject.pk for due in plans(in_days(0))] == [member.pk]
    type(member.unit).objects.filter(pk=member.unit_id).update(party_organization="党支部")
    assert not list(plans(in_days(0)))
    assert not list(plans(in_days(9)))


def test_a_plan_that_is_done_or_void_waits_for_nobody(cast: Cast) -> None:
    """Of a unit organized since, of one that has left, and in a cluster out of use: nobody could clear it any more."""
    street, day = cast.actor("street_a"), in_days(0)

    def late() -> int:
        return {wait.waiting.kind: wait.total for wait in waiting_for(street, shown=3)}.get("clusterunit.late", 0)

    members = [
        member_of(cast, firm(cast, name), cluster_of(cast, name=name)) for name in ("甲大厦", "乙大厦", "丙大厦")
    ]
    for member in members:
        clusterunit_plan(actor=street, member=member, step="own", step_due_on=day)
    ClusterUnit.objects.update(step_due_on=in_days(-1))
    assert late() == 3
    organized, left, closed = members
    type(organized.unit).objects.filter(pk=organized.unit_id).update(party_organization="党支部")
    assert late() == 2
    unit_retire(actor=street, unit=left.unit, reason="迁往外区")
    assert late() == 1
    cluster_retire(actor=street, cluster=closed.cluster, reason="改建")
    assert late() == 0
    assert not list(plans(day))


def test_the_instructor_who_was_planned_ends_the_plan_and_the_next_step_is_asked_for(cast: Cast) -> None:
    street = cast.actor("street_a")
    member = clusterunit_plan(actor=street, member=member_of(cast), step="instruct", step_due_on=in_days(5))
    assert "clusterunit.plan" not in {wait.waiting.kind for wait in waiting_for(street, shown=3)}
    member = clusterunit_edit(actor=street, member=member, instructor="王敏")
    assert (member.step, member.step_due_on) == ("", None)
    assert "clusterunit.plan" in {wait.waiting.kind for wait in waiting_for(street, shown=3)}
    with pytest.raises(InvalidInput, match="已有党建指导员王敏") as refused:
        clusterunit_plan(actor=street, member=member, step="instruct", step_due_on=in_days(5))
    assert refused.value.field == "step"


def test_a_network_with_units_of_other_streets_stays_one(cast: Cast) -> None:
    office = cast.actor("office")
    network = cluster_of(cast, name="直播行业", kind="network")
    member = clusterunit_add(actor=office, cluster=network, unit=cast.unit_b)
    with pytest.raises(InvalidInput, match="不在本街道") as refused:
        cluster_edit(actor=office, cluster=network, name="直播行业", kind="park")
    assert refused.value.field == "kind"
    clusterunit_remove(actor=office, member=member, reason="已退出")
    assert cluster_edit(actor=office, cluster=network, name="直播行业", kind="park").kind == "park"


def test_a_unit_that_moves_away_leaves_its_building_and_stays_in_its_network(cast: Cast) -> None:
    office = cast.actor("office")
    member = member_of(cast)
    unit_move(actor=office, unit=member.unit, organization=cast.street_a)
    assert ClusterUnit.objects.filter(pk=member.pk).exists(), "within the street nothing changes"
    unit_move(actor=office, unit=member.unit, organization=cast.community_b)
    assert not ClusterUnit.objects.filter(pk=member.pk).exists()
    assert "移出恒隆大厦" in Event.objects.get(verb="clusterunit.remove").data["note"]
    network = cluster_of(cast, name="直播行业", kind="network")
    member = clusterunit_add(actor=office, cluster=network, unit=member.unit)
    unit_move(actor=office, unit=member.unit, organization=cast.community_a)
    assert ClusterUnit.objects.filter(pk=member.pk).exists()


def test_entries_that_become_one_are_inside_once(cast: Cast) -> None:
    cluster = cluster_of(cast)
    first, second = (member_of(cast, firm(cast, name), cluster) for name in ("云澜科技", "云澜科技公司"))
    unit_merge(actor=cast.actor("office"), unit=second.unit, into=first.unit, reason="重复登记")
    assert figures(cluster)[0] == 1


def test_clusters_go_to_the_place_that_takes_over(cast: Cast) -> None:
    office = cast.actor("office")
    cluster = cluster_of(cast)
    with pytest.raises(InvalidInput, match="1 个新兴领域"):
        organization_retire(actor=office, organization=cast.street_a, reason="撤并")
    twin = cluster_register(actor=office, organization=cast.street_b, name=cluster.name, kind="building")
    with pytest.raises(InvalidInput, match="同名的新兴领域"):
        organization_retire(actor=office, organization=cast.street_a, reason="撤并", successor=cast.street_b)
    cluster_retire(actor=office, cluster=twin, reason="重名")
    organization_retire(actor=office, organization=cast.street_a, reason="撤并", successor=cast.street_b)
    cluster.refresh_from_db()
    assert cluster.organization == cast.street_b
    assert Event.objects.get(verb="cluster.pass_on").data["note"] == "江宁路街道 → 石门二路街道"
