"""Single places: what is kept when one is added, corrected, retired or restored, and what is refused."""

import pytest
from stories import agreement_in, claim_in, listing_in, open_listing

from core.errors import InvalidInput, NotAllowed, StaleVersion, WrongState
from core.models import Event
from core.permissions import SYSTEM
from resources.models import Resource
from tenants.divisions.actions import division_import
from tenants.divisions.table import Division, parse_table
from tenants.notices.rules import audiences_of
from tenants.org.actions.grants import grant_give
from tenants.org.actions.organizations import (
    organization_add,
    organization_edit,
    organization_restore,
    organization_retire,
)
from tenants.org.actors import actor_of
from tenants.org.grants import VIEW_SUBTREE
from tenants.org.models import Organization, Post, ResidentUnit


def sound() -> bool:
    return Organization.objects.find_problems() == ([], [], [], [], [])


def grid_in(place, name="第一网格", **more) -> Organization:
    return organization_add(actor=SYSTEM, parent=place, level="grid", name=name, **more)


def verbs() -> list[str]:
    return list(Event.objects.order_by("id").values_list("verb", flat=True))


def test_a_new_community_can_be_worked_with_at_once(cast):
    place = organization_add(
        actor=cast.actor("office"), parent=cast.street_a, level="community", name=" 武定居委会 ", code="310106006003"
    )
    assert (place.name, place.code, place.depth, place.version) == ("武定居委会", "310106006003", 3, 1)
    assert place.pinyin.startswith("wu ding")
    assert place.path.startswith(cast.street_a.path)
    assert actor_of(cast.users["street_a"]).can("unit.edit", place.place)
    event = Event.objects.get()
    assert (event.verb, event.organization_path, event.data) == (
        "organization.create",
        place.path,
        {"code": place.code},
    )
    assert sound()


def test_areas_and_grids_are_numbered_by_the_platform(cast):
    assert [grid_in(cast.community_a, f"第{n}网格").code[12:] for n in "一二三"] == ["001", "002", "003"]
    retired = organization_retire(
        actor=SYSTEM, organization=Organization.objects.get(code="310106006002003"), reason="撤并"
    )
    assert grid_in(cast.community_a, "第四网格").code == "310106006002004"
    assert retired.code == "310106006002003"
    area = organization_add(actor=SYSTEM, parent=cast.street_a, level="area", name="东片区")
    assert area.code == "310106006000001"
    grid_in(cast.community_b, "第九网格", code="310106011003999")
    with pytest.raises(InvalidInput, match="自动编码"):
        grid_in(cast.community_b, "第十网格")


def test_the_table_takes_the_same_codes_as_the_form(cast):
    head = "code,name,level,parent_code\n"
    rows = parse_table(f"{head}310106006002001,第一网格,网格,310106006002".encode())
    assert rows == [Division("310106006002001", "第一网格", "grid", "310106006002")]
    with pytest.raises(InvalidInput, match="12 位"):
        parse_table(f"{head}310106006002001,新安居委会,社区,310106006000".encode())


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("name", {"name": " "}),
        ("name", {"name": "长" * 61}),
        ("name", {"name": "新安居委会"}),
        ("level", {"level": "district"}),
        ("level", {"level": "village"}),
        ("parent", {"level": "grid"}),
        ("parent", {"level": "subdistrict"}),
        ("code", {"code": ""}),
        ("code", {"code": "31010600600"}),
        ("code", {"code": "310106006003001"}),
        ("code", {"code": "３１０１０６００６００３"}),
        ("code", {"code": "310106006002"}),
    ],
)
def test_bad_places_are_refused_by_field(cast, field, values):
    good = {"parent": cast.street_a, "level": "community", "name": "武定居委会", "code": "310106006003"}
    with pytest.raises(InvalidInput) as refusal:
        organization_add(actor=SYSTEM, **{**good, **values})
    assert refusal.value.field == field
    assert not Event.objects.exists()


def test_nothing_is_added_to_a_retired_place_and_its_code_is_not_free(cast):
    grid = grid_in(cast.community_a)
    organization_retire(actor=SYSTEM, organization=grid, reason="划错")
    with pytest.raises(InvalidInput, match="可以恢复"):
        grid_in(cast.community_a, "另一网格", code=grid.code)
    again = grid_in(cast.community_a)
    assert again.path > grid.path
    with pytest.raises(InvalidInput, match="同级"):
        organization_restore(actor=SYSTEM, organization=grid)


def test_a_new_name_code_and_parent_take_all_along(cast):
    grid = grid_in(cast.community_a)
    listing = listing_in(cast, "submitted")
    old_path, last = cast.community_a.path, Event.objects.latest("id").pk
    moved = organization_edit(
        actor=cast.actor("system"),
        organization=cast.community_a,
        name="新安社区居委会",
        code="310106011902",
        parent=cast.street_b,
        version=cast.community_a.version,
    )
    assert (moved.pk, moved.name, moved.code) == (cast.community_a.pk, "新安社区居委会", "310106011902")
    assert moved.path.startswith(cast.street_b.path)
    assert moved.version > cast.community_a.version
    grid.refresh_from_db()
    assert grid.path.startswith(moved.path)
    assert actor_of(cast.users["street_b"]).can("listing.review", listing.__class__.objects.get().organization.place)
    events = Event.objects.filter(pk__gt=last).order_by("id")
    assert [e.verb for e in events] == ["organization.recode", "organization.rename", "organization.move"]
    assert events[1].data["note"] == "新安居委会 → 新安社区居委会"
    assert events[2].data["note"] == "江宁路街道 → 石门二路街道"
    newcomer = organization_add(
        actor=SYSTEM, parent=cast.street_a, level="community", name="武定居委会", code="310106006003"
    )
    assert newcomer.path > old_path
    assert sound()


def test_an_edit_without_a_change_leaves_no_trace(cast):
    same = organization_edit(
        actor=SYSTEM,
        organization=cast.community_a,
        name=cast.community_a.name,
        code=cast.community_a.code,
        parent=cast.street_a,
    )
    assert same.version == cast.community_a.version
    assert verbs() == []


def test_of_the_district_only_the_name_changes(cast):
    renamed = organization_edit(actor=cast.actor("office"), organization=cast.root, name="静安新区")
    assert renamed.name == "静安新区"
    for more, field in (({"code": "310107000000"}, "code"), ({"parent": cast.street_a}, "parent")):
        with pytest.raises(InvalidInput, match="平台运维") as refusal:
            organization_edit(actor=SYSTEM, organization=cast.root, name="静安区", **more)
        assert refusal.value.field == field
    with pytest.raises(WrongState, match="平台运维"):
        organization_retire(actor=SYSTEM, organization=cast.root, reason="不用了")


def test_the_tree_keeps_its_levels_when_a_place_moves(cast):
    area = organization_add(actor=SYSTEM, parent=cast.street_a, level="area", name="东片区")
    inside = organization_edit(actor=SYSTEM, organization=cast.community_a, name="新安居委会", parent=area)
    assert inside.path.startswith(area.path)
    for parent in (cast.root, cast.community_b, inside):
        with pytest.raises(InvalidInput, match="街道或片区") as refusal:
            organization_edit(actor=SYSTEM, organization=cast.community_a, name="新安居委会", parent=parent)
        assert refusal.value.field == "parent"
    assert sound()


def test_a_street_never_moves_what_it_does_not_keep(cast):
    for give in (cast.street_a, cast.street_b):
        grant_give(actor=SYSTEM, user=cast.users["member"], grant=VIEW_SUBTREE, at=give)
    with pytest.raises(NotAllowed):
        organization_edit(
            actor=cast.actor("member"), organization=cast.community_a, name="新安居委会", parent=cast.street_b
        )


def test_a_stale_form_changes_nothing(cast):
    organization_edit(actor=SYSTEM, organization=cast.community_a, name="新安社区居委会")
    for function, more in ((organization_edit, {"name": "旧"}), (organization_retire, {"reason": "旧"})):
        with pytest.raises(StaleVersion):
            function(actor=SYSTEM, organization=cast.community_a, version=1, **more)
    rows = [
        Division(node.code, "江宁街道" if node == cast.street_a else node.name, node.level, above)
        for node, above in (
            (cast.root, ""),
            (cast.street_a, cast.root.code),
            (Organization.objects.get(pk=cast.community_a.pk), cast.street_a.code),
            (cast.street_b, cast.root.code),
            (cast.community_b, cast.street_b.code),
        )
    ]
    division_import(actor=SYSTEM, rows=rows)
    with pytest.raises(StaleVersion):
        organization_edit(actor=SYSTEM, organization=cast.street_a, name="江宁路街道", version=1)


def test_an_empty_place_is_retired_and_restored(cast):
    grid = grid_in(cast.community_a)
    gone = organization_retire(actor=cast.actor("office"), organization=grid, reason="划错")
    assert gone.retired_on is not None
    with pytest.raises(WrongState, match="无需重复"):
        organization_retire(actor=SYSTEM, organization=grid, reason="划错")
    with pytest.raises(WrongState, match="先恢复"):
        organization_edit(actor=SYSTEM, organization=grid, name="别的")
    back = organization_restore(actor=cast.actor("office"), organization=grid, version=gone.version)
    assert (back.retired_on, back.path, back.version) == (None, grid.path, gone.version + 1)
    with pytest.raises(WrongState, match="在用"):
        organization_restore(actor=SYSTEM, organization=grid)
    assert verbs() == ["organization.create", "organization.retire", "organization.restore"]


def test_a_place_that_is_in_use_says_what_hangs_on_it(cast):
    grid_in(cast.community_a)
    claim_in(cast, "confirmed")
    with pytest.raises(InvalidInput) as refusal:
        organization_retire(actor=SYSTEM, organization=cast.community_a, reason="撤并")
    assert refusal.value.field == "successor"
    for words in ("1 个下级组织", "1 个驻区单位", "1 条未了结的资源需求", "1 件未了结的认领", "请选择并入的组织"):
        assert words in refusal.value.message
    assert not Organization.objects.exclude(retired_on=None).exists()


def test_whoever_takes_over_gets_places_units_and_open_business(cast):
    grid = grid_in(cast.community_a)
    claim = claim_in(cast, "confirmed")
    submitted = listing_in(cast, "submitted")
    closed = listing_in(cast, "withdrawn")
    offered = open_listing(cast, Resource)
    last = Event.objects.latest("id").pk
    organization_retire(
        actor=cast.actor("office"), organization=cast.community_a, reason="撤并", successor=cast.community_b
    )
    for row in (grid, cast.unit_a, claim, claim.need, submitted, offered, closed):
        row.refresh_from_db()
    assert grid.path.startswith(cast.community_b.path)
    assert cast.unit_a.organization == cast.community_b
    assert {row.organization for row in (claim, claim.need, submitted, offered)} == {cast.community_b}
    assert {row.audience for row in (claim.need, submitted, offered)} == {cast.street_b}
    assert closed.organization == cast.community_a
    assert not Post.objects.filter(organization=cast.community_a, ends_on=None).exists()
    assert Post.objects.filter(unit=cast.unit_a, ends_on=None).count() == 2
    events = Event.objects.filter(pk__gt=last)
    passed = {f"{e.verb} {e.subject_id}" for e in events if e.verb.endswith("pass_on")}
    assert passed == {
        f"claim.pass_on {claim.pk}",
        f"need.pass_on {claim.need_id}",
        f"need.pass_on {submitted.pk}",
        f"resource.pass_on {offered.pk}",
    }
    for event in events.filter(verb__endswith="pass_on"):
        assert any(audience.at.path == cast.community_b.path for audience in audiences_of(event))
    assert events.filter(verb="unit.edit", subject_id=cast.unit_a.pk).exists()
    retired = events.get(verb="organization.retire")
    assert retired.data["note"] == "并入张家宅居委会；撤并"
    assert sound()


def test_a_street_that_merges_opens_its_lists_to_the_new_street(cast):
    listing = listing_in(cast, "open")
    assert listing.audience == cast.street_a
    organization_retire(actor=SYSTEM, organization=cast.street_a, reason="撤并", successor=cast.street_b)
    listing.refresh_from_db()
    assert listing.audience == cast.street_b
    assert listing.organization == cast.community_a
    assert listing.organization.path.startswith(cast.street_b.path)
    assert actor_of(cast.users["community_a"]).can("listing.edit", listing.place)


def test_an_area_goes_back_to_its_street(cast):
    area = organization_add(actor=SYSTEM, parent=cast.street_a, level="area", name="东片区")
    organization_edit(actor=SYSTEM, organization=cast.community_a, name="新安居委会", parent=area)
    organization_retire(actor=SYSTEM, organization=area, reason="不再设片区", successor=cast.street_a)
    assert Organization.objects.get_parent(Organization.objects.get(pk=cast.community_a.pk)) == cast.street_a
    assert sound()


def test_who_can_take_over(cast):
    grid = grid_in(cast.community_a)
    twin = grid_in(cast.community_b)
    wrong = [
        (cast.community_a, cast.community_a, "另一个在用的组织"),
        (cast.community_a, cast.street_a, "只能并入另一个社区"),
        (cast.community_a, grid, "只能并入另一个社区"),
        (grid, cast.community_b, "其上级“新安居委会”"),
        (cast.community_a, cast.community_b, "同级的“第一网格”"),
    ]
    for place, successor, words in wrong:
        with pytest.raises(InvalidInput, match=words) as refusal:
            organization_retire(actor=SYSTEM, organization=place, reason="撤并", successor=successor)
        assert refusal.value.field == "successor"
    organization_retire(actor=SYSTEM, organization=twin, reason="撤并")
    ResidentUnit.objects.create(name=cast.unit_a.name, kind="school", organization=cast.community_b)
    with pytest.raises(InvalidInput, match="同名单位"):
        organization_retire(actor=SYSTEM, organization=cast.community_a, reason="撤并", successor=cast.community_b)
    cast.unit_a.refresh_from_db()
    assert cast.unit_a.organization == cast.community_a


def test_an_agreement_is_ended_before_its_place_goes(cast):
    agreement_in(cast, "active")
    with pytest.raises(WrongState, match="1 份未结束的共建协议"):
        organization_retire(actor=SYSTEM, organization=cast.street_a, reason="撤并", successor=cast.street_b)


def test_a_claim_on_the_successor_is_settled_first(cast):
    listing = open_listing(cast, Resource)
    claim_in(cast, "proposed", listing=listing)
    Resource.objects.filter(pk=listing.pk).update(organization=cast.community_b, unit=None)
    with pytest.raises(WrongState, match="1 件未了结的认领") as refusal:
        organization_retire(actor=SYSTEM, organization=cast.community_a, reason="撤并", successor=cast.community_b)
    assert refusal.value.field == "successor"
