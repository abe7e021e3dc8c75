"""What hangs on a place that a division table retires: it goes to who takes over, or the table is not imported."""

import io
from dataclasses import replace

import pytest
from cast import Cast
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from patronage import contact_in, weak_in
from stories import agreement_in, claim_in, listing_in

from core.errors import InvalidInput
from core.models import Event
from core.permissions import SYSTEM
from linkage.contacts.actions.weakplaces import weakplace_accept
from tenants.divisions.actions import division_import
from tenants.divisions.plan import plan_import
from tenants.divisions.table import Division, parse_table
from tenants.org.actions.organizations import organization_add
from tenants.org.actions.units import unit_move
from tenants.org.models import Organization, Post, ResidentUnit

HEAD = "代码,名称,层级,上级代码,原代码,并入\n"


def rows_of(cast: Cast, *, grids: bool = False) -> dict[str, Division]:
    """The tree as it is, by code; without 网格 as most tables are."""
    places = list(Organization.objects.filter(retired_on=None).order_by("path"))
    codes = {place.path: place.code for place in places}
    return {
        place.code: Division(place.code, place.name, place.level, codes.get(place.path[:-4], ""))
        for place in places
        if grids or place.level != "grid"
    }


def table(cast: Cast, *without: Organization, grids: bool = False, **into: Organization) -> list[Division]:
    """The tree without some places; ``community_a=heir`` keeps the row and names who takes over."""
    rows = rows_of(cast, grids=grids)
    for place in without:
        del rows[place.code]
    for name, heir in into.items():
        place = getattr(cast, name)
        rows[place.code] = replace(rows[place.code], successor_code=heir.code)
    return list(rows.values())


def below(parent: Organization, level: str, name: str, code: str = "") -> Organization:
    return organization_add(actor=SYSTEM, parent=parent, level=level, name=name, code=code)


def hindrances(rows: list[Division]) -> dict[str, str]:
    return {change.name: change.hindrance for change in plan_import(rows).hindered}


def refused(rows: list[Division]) -> str:
    """The words of the refusal, after which nothing has changed."""
    before = list(Organization.objects.order_by("pk").values()), Event.objects.count()
    with pytest.raises(InvalidInput) as refusal:
        division_import(actor=SYSTEM, rows=rows)
    assert refusal.value.field == "file"
    assert (list(Organization.objects.order_by("pk").values()), Event.objects.count()) == before
    return refusal.value.message


def test_whoever_takes_over_gets_places_units_and_open_business(cast: Cast) -> None:
    grid = below(cast.community_a, "grid", "第一网格")
    claim, submitted, closed = claim_in(cast, "confirmed"), listing_in(cast, "submitted"), listing_in(cast, "withdrawn")
    contact = contact_in(cast)
    last = Event.objects.latest("id").pk
    rows = table(cast, community_a=cast.community_b)
    (change,) = plan_import(rows).retired
    assert (change.name, change.before, change.after, change.hindrance) == (
        "新安居委会",
        "江宁路街道",
        "并入张家宅居委会",
        "",
    )
    for words in ("个职务随之免去；1 个领导联系点随之结束；", "1 个下级组织", " 1 个驻区单位", "认领转给张家宅居委会"):
        assert words in change.note
    division_import(actor=cast.actor("office"), rows=rows, expected=plan_import(rows).fingerprint)
    for row in (grid, cast.unit_a, claim, submitted, closed, contact, cast.community_a):
        row.refresh_from_db()
    assert grid.path.startswith(cast.community_b.path)
    assert {row.organization for row in (cast.unit_a, claim, submitted)} == {cast.community_b}
    assert submitted.audience == cast.street_b
    assert closed.organization == cast.community_a
    assert (contact.status, cast.community_a.retired_on is None) == ("ended", False)
    assert not Post.objects.filter(organization=cast.community_a, ends_on=None).exists()
    events = Event.objects.filter(pk__gt=last)
    assert events.filter(verb="claim.pass_on", subject_id=claim.pk).exists()
    assert events.filter(verb="unit.edit", subject_id=cast.unit_a.pk).exists()
    retired = events.get(verb="organization.retire")
    assert retired.data == {"to": "张家宅居委会", "note": "并入张家宅居委会；按区划更正表"}
    assert Organization.objects.find_problems() == ([], [], [], [], [])
    assert plan_import(rows).total == 0


def test_without_a_successor_nothing_is_imported(cast: Cast) -> None:
    """The district has another name in the table as well, which does not change either."""
    below(cast.community_a, "grid", "第一网格")
    listing_in(cast, "submitted")
    rows = [replace(row, name="静安新区") if not row.parent_code else row for row in table(cast, cast.community_a)]
    assert hindrances(rows) == {
        "新安居委会": "还有 1 个下级组织、 1 个驻区单位、 1 条未了结的资源需求，"
        "请保留这一行，在“并入”列填写接收组织的代码"
    }
    assert "有 1 个组织还不能撤销：“新安居委会”还有 1 个下级组织、 1 个驻区单位" in refused(rows)


def test_what_nobody_can_take_over_is_settled_first(cast: Cast) -> None:
    agreement_in(cast, "active")
    weak = weak_in(cast)
    rows = table(cast, community_a=cast.community_b, street_a=cast.street_b)
    assert hindrances(rows) == {
        "江宁路街道": "还有 1 份未结束的共建协议，请先了结",
        "新安居委会": "还有未验收的薄弱组织整顿，请先了结",
    }
    assert "“新安居委会”还有未验收的薄弱组织整顿，请先了结" in refused(rows)
    weakplace_accept(actor=cast.actor("office"), weakplace=weak, outcome="并入后整顿到位")
    assert list(hindrances(rows)) == ["江宁路街道"]


def test_the_refusal_names_the_first_and_counts_the_rest(cast: Cast) -> None:
    for number in range(7):
        place = below(cast.street_b, "community", f"第{number}居委会", f"31010601190{number}")
        ResidentUnit.objects.create(name="学校", kind="school", organization=place)
    rows = [row for row in rows_of(cast).values() if row.code[:-1] != "31010601190"]
    told = refused(rows)
    assert "有 7 个组织还不能撤销" in told
    assert told.count("1 个驻区单位") == 5
    assert "另有 2 个组织也要先处理" in told


def test_what_is_retired_together_needs_no_successor_for_being_below(cast: Cast) -> None:
    unit_move(actor=cast.actor("office"), unit=cast.unit_b, organization=cast.community_a)
    division_import(actor=SYSTEM, rows=table(cast, cast.street_b, cast.community_b))
    assert set(Organization.objects.exclude(retired_on=None)) == {cast.street_b, cast.community_b}
    assert Organization.objects.get_parent(cast.community_b) == cast.street_b


def test_what_the_table_moves_itself_does_not_hang_on_the_place(cast: Cast) -> None:
    rows = [
        replace(row, parent_code=cast.street_a.code) if row.code == cast.community_b.code else row
        for row in table(cast, cast.street_b)
    ]
    assert hindrances(rows) == {}
    division_import(actor=SYSTEM, rows=rows)
    assert Organization.objects.get_parent(Organization.objects.get(pk=cast.community_b.pk)) == cast.street_a


def test_a_street_merges_with_all_its_communities(cast: Cast) -> None:
    """What is open to the street is open to the new one, what lies in a community goes to its successor."""
    listing = listing_in(cast, "open")
    division_import(actor=SYSTEM, rows=table(cast, street_a=cast.street_b, community_a=cast.community_b))
    for row in (listing, cast.unit_a, cast.outpost_a):
        row.refresh_from_db()
    assert (listing.organization, listing.audience) == (cast.community_b, cast.street_b)
    assert (cast.unit_a.organization, cast.outpost_a.organization) == (cast.community_b, cast.street_b)
    assert Organization.objects.get_parent(Organization.objects.get(pk=cast.community_a.pk)) == cast.street_a


def test_a_place_that_the_table_adds_takes_over_also_by_the_same_name(cast: Cast) -> None:
    new = Division("310106011999", "新安居委会", "community", cast.street_b.code)
    rows = [*rows_of(cast).values(), new]
    rows = [replace(row, successor_code=new.code) if row.code == cast.community_a.code else row for row in rows]
    plan = division_import(actor=SYSTEM, rows=rows)
    assert [len(changes) for _, changes in plan.groups()] == [1, 0, 0, 0, 0, 1]
    cast.unit_a.refresh_from_db()
    assert cast.unit_a.organization == Organization.objects.get(code=new.code)
    assert cast.unit_a.organization != cast.community_a


def test_areas_and_grids_may_go_to_the_place_above(cast: Cast) -> None:
    area = below(cast.street_a, "area", "东片区")
    inside = below(area, "community", "武定居委会", "310106006003")
    grid = below(inside, "grid", "第一网格")
    unit = ResidentUnit.objects.create(name="网格学校", kind="school", organization=grid)
    rows = rows_of(cast, grids=True)
    rows[area.code] = replace(rows[area.code], successor_code=cast.street_a.code)
    rows[grid.code] = replace(rows[grid.code], successor_code=inside.code)
    rows[inside.code] = replace(rows[inside.code], parent_code=cast.street_a.code)
    division_import(actor=SYSTEM, rows=list(rows.values()))
    unit.refresh_from_db()
    assert unit.organization == inside
    assert Organization.objects.get_parent(Organization.objects.get(pk=inside.pk)) == cast.street_a
    assert set(Organization.objects.exclude(retired_on=None)) == {area, grid}


def test_a_grid_goes_where_its_community_goes(cast: Cast) -> None:
    grid = below(cast.community_a, "grid", "第一网格")
    unit = ResidentUnit.objects.create(name="网格学校", kind="school", organization=grid)
    rows = rows_of(cast, grids=True)
    for place in (grid, cast.community_a):
        rows[place.code] = replace(rows[place.code], successor_code=cast.community_b.code)
    division_import(actor=SYSTEM, rows=list(rows.values()))
    unit.refresh_from_db()
    assert unit.organization == cast.community_b
    rows[grid.code] = replace(rows[grid.code], successor_code=cast.street_b.code)
    with pytest.raises(InvalidInput, match="只能并入另一个网格，或其上级“张家宅居委会”"):
        plan_import(list(rows.values()))


def test_who_cannot_take_over(cast: Cast) -> None:
    outside = "310106011998"
    wrong = [
        ({"community_a": cast.street_b}, "新安居委会 只能并入另一个社区"),
        ({"community_a": cast.street_a}, "新安居委会 只能并入另一个社区"),
        ({"community_a": cast.community_a}, "也要并入别处"),
        ({"community_a": cast.community_b, "community_b": cast.community_a}, "也要并入别处"),
        ({"root": cast.street_a}, "只有一行“区”"),
    ]
    for into, words in wrong:
        with pytest.raises(InvalidInput, match=words) as refusal:
            plan_import(table(cast, **into))
        assert refusal.value.field == "file"
    rows = rows_of(cast)
    known = rows[cast.community_a.code]
    for row, words in (
        (replace(known, successor_code=outside), f"要并入的 {outside} 不在表中"),
        (replace(known, code=outside, successor_code=cast.community_b.code), "不在现有组织中"),
        (replace(known, level="subdistrict", successor_code=cast.street_b.code), "层级与现有记录不一致"),
    ):
        with pytest.raises(InvalidInput, match=words):
            plan_import([*(each for each in rows.values() if each != known), row])
    renamed = replace(known, code=outside, former_code=known.code)
    with pytest.raises(InvalidInput, match="原代码"):
        plan_import([*table(cast, community_a=cast.community_b), renamed])


def test_two_of_one_name_are_told_apart_first(cast: Cast) -> None:
    ResidentUnit.objects.create(name=cast.unit_a.name, kind="school", organization=cast.community_b)
    told = refused(table(cast, community_a=cast.community_b))
    assert told.startswith("“新安居委会”不能并入“张家宅居委会”：")
    assert "同名单位" in told


def test_a_retired_name_does_not_stand_in_the_way(cast: Cast) -> None:
    for place in (cast.community_a, cast.community_b):
        below(place, "grid", "第一网格")
    rows = rows_of(cast, grids=True)
    mine, theirs = (rows[f"{place.code}001"] for place in (cast.community_a, cast.community_b))
    spare = Division(f"{cast.community_b.code}002", "第二网格", "grid", cast.community_b.code)
    rows[theirs.code], rows[spare.code] = replace(theirs, successor_code=spare.code), spare
    rows[mine.code] = replace(mine, parent_code=cast.community_b.code)
    rows[cast.community_a.code] = replace(rows[cast.community_a.code], successor_code=cast.community_b.code)
    division_import(actor=SYSTEM, rows=list(rows.values()))
    in_use = Organization.objects.get_children(Organization.objects.get(pk=cast.community_b.pk)).filter(retired_on=None)
    assert {place.code for place in in_use} == {mine.code, spare.code}


def test_many_are_asked_at_once(cast: Cast) -> None:
    def statements(rows: list[Division]) -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            plan_import(rows)
        return len(asked)

    one = statements(table(cast, cast.community_a))
    for number in range(9):
        place = below(cast.street_b, "community", f"第{number}居委会", f"31010601190{number}")
        ResidentUnit.objects.create(name="学校", kind="school", organization=place)
    many = [row for row in table(cast, cast.community_a) if row.code[:-1] != "31010601190"]
    assert len(hindrances(many)) == 10
    assert statements(many) == one


def test_the_column_is_read_and_checked() -> None:
    (row,) = parse_table(f"{HEAD}310106006002,新安居委会,社区,310106006000,,310106011003\n".encode())
    assert row == Division("310106006002", "新安居委会", "community", "310106006000", "", "310106011003")
    for line, words in (
        ("310106006002,新安居委会,社区,310106006000,,张家宅", "第 2 行：并入“张家宅”不对"),
        ("310106006002,新安居委会,社区,310106006000,310106006001,310106011003", "不能同时填写"),
    ):
        with pytest.raises(InvalidInput, match=words) as refusal:
            parse_table((HEAD + line).encode())
        assert refusal.value.field == "file"


def test_the_command_says_what_comes_first(cast: Cast, tmp_path, capsys) -> None:
    text = io.StringIO()
    text.write("code,name,level,parent_code\n")
    text.writelines(
        f"{row.code},{row.name},{row.level.replace('subdistrict', 'street')},{row.parent_code}\n"
        for row in table(cast, cast.community_a)
    )
    file = tmp_path / "table.csv"
    file.write_text(text.getvalue(), encoding="utf-8")
    call_command("division_import", str(file), schema="jingan")
    assert "须先处理　310106006002　新安居委会　还有 1 个驻区单位，请保留这一行" in capsys.readouterr().out
