"""A corrected division table changes what it says, keeps everything else, and loses nothing."""

import csv
import io
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from core.errors import InvalidInput, NotAllowed, StaleVersion
from core.models import Event
from core.periods import today
from core.permissions import SYSTEM, Perm
from tenants.divisions.actions import division_import
from tenants.divisions.plan import plan_import
from tenants.divisions.table import MOST_ROWS, Division, parse_table, read_district
from tenants.divisions.tree import plant_tree
from tenants.org.actions.posts import post_appoint
from tenants.org.actors import actor_of
from tenants.org.models import Organization, Post, ResidentUnit

HEAD = "code,name,level,parent_code\n"
SOUTH, NORTH = "310106006000", "310106011000"  # 江宁路街道, 石门二路街道


@pytest.fixture
def rows(district) -> list[Division]:
    """静安区 as it is, planted in the current district."""
    rows = read_district("310106")
    plant_tree(rows)
    return rows


def place(code: str) -> Organization:
    return Organization.objects.get(code=code)


def changed(rows: list[Division], code: str, /, **values: str) -> list[Division]:
    return [replace(row, **values) if row.code == code else row for row in rows]


def sound() -> bool:
    return Organization.objects.find_problems() == ([], [], [], [], [])


def test_the_same_table_changes_nothing(rows):
    assert plan_import(rows).total == 0
    assert division_import(actor=SYSTEM, rows=rows).total == 0
    assert not Event.objects.exists()


def test_a_new_name_keeps_the_place(rows):
    before = place("310106006002")
    division_import(actor=SYSTEM, rows=changed(rows, before.code, name="新安社区居委会"))
    after = place(before.code)
    assert (after.pk, after.path, after.name) == (before.pk, before.path, "新安社区居委会")
    assert after.pinyin.startswith("xin an she qu")
    assert Event.objects.get(verb="organization.rename").data["note"] == "新安居委会 → 新安社区居委会"


def test_new_places_come_under_their_parents(rows):
    street = Division("310106099000", "新设街道", "subdistrict", "310106000000")
    community = Division("310106099001", "新设居委会", "community", "310106099000")
    plan = division_import(actor=SYSTEM, rows=[*rows, community, street])
    assert [change.code for change in plan.added] == ["310106099001", "310106099000"]
    assert Organization.objects.get_parent(place("310106099001")) == place("310106099000")
    assert sound()


def test_what_is_no_more_is_retired_and_keeps_its_records(rows):
    gone = place("310106006002")
    unit = ResidentUnit.objects.create(name="江宁中学", kind="school", organization=gone, status="retired")
    plan = division_import(actor=SYSTEM, rows=[row for row in rows if row.code != gone.code])
    assert (plan.retired[0].note, plan.hindered) == ("", [])
    gone.refresh_from_db()
    unit.refresh_from_db()
    assert gone.retired_on is not None
    assert unit.organization == gone
    division_import(actor=SYSTEM, rows=rows)
    gone.refresh_from_db()
    assert gone.retired_on is None


def test_posts_at_what_is_no_more_end_with_it(rows, django_user_model):
    """Those held there and those held elsewhere on its behalf, each with an event; others go on."""
    gone, stays = place("310106006002"), place("310106006003")
    held, sent, other = (
        Post.objects.create(
            user=django_user_model.objects.create_user(f"u{number}", name=f"某{number}"),
            role="community_officer",
            starts_on=today() - timedelta(days=30),
            **given,
        )
        for number, given in enumerate(
            (
                {"organization": gone},
                {"organization": stays, "kind": "seconded", "home_organization": gone},
                {"organization": stays},
            )
        )
    )
    plan = division_import(actor=SYSTEM, rows=[row for row in rows if row.code != gone.code])
    assert plan.retired[0].note == "1 个职务随之免去"
    for post in (held, sent, other):
        post.refresh_from_db()
    assert [post.ends_on for post in (held, sent, other)] == [today(), today(), None]
    ended = Event.objects.filter(verb="post.end").order_by("subject_id")
    assert [(event.subject_id, event.data["reason"]) for event in ended] == [
        (held.pk, "按区划更正表"),
        (sent.pk, "按区划更正表"),
    ]


def test_a_place_that_goes_to_another_street_takes_all_along(rows, django_user_model):
    moving = place("310106006002")
    unit = ResidentUnit.objects.create(name="江宁中学", kind="school", organization=moving)
    user = django_user_model.objects.create_user("xin.ren", "新人")
    post_appoint(actor=SYSTEM, user=user, role="community_secretary", at=moving, starts_on=user.created_at.date())
    old_path = moving.path
    plan = division_import(actor=SYSTEM, rows=changed(rows, moving.code, parent_code=NORTH))
    assert (plan.moved[0].before, plan.moved[0].after) == ("江宁路街道", "石门二路街道")
    moved = place(moving.code)
    assert moved.pk == moving.pk
    assert Organization.objects.get_parent(moved) == place(NORTH)
    assert actor_of(user).can(Perm.LISTING_EDIT, moved.place)
    unit.refresh_from_db()
    assert unit.organization.path == moved.path != old_path
    assert sound()


def test_a_path_that_was_in_use_is_never_given_again(rows):
    street = place(SOUTH)
    last = Organization.objects.get_children(street).order_by("-path").first()
    unit = ResidentUnit.objects.create(name="旧事", kind="other", organization=last)
    from tenants.org.actions.units import unit_retire

    unit_retire(actor=SYSTEM, unit=unit, reason="迁出")
    old = last.path
    division_import(actor=SYSTEM, rows=changed(rows, last.code, parent_code=NORTH))
    newcomer = Division("310106006099", "新来居委会", "community", SOUTH)
    division_import(actor=SYSTEM, rows=[*changed(rows, last.code, parent_code=NORTH), newcomer])
    assert place(newcomer.code).path > old


def test_a_street_with_all_its_places_gets_a_new_code(rows):
    new = "310106088"
    table = [
        replace(
            row,
            code=row.code.replace(SOUTH[:9], new),
            parent_code=row.parent_code.replace(SOUTH[:9], new),
        )
        for row in rows
    ]
    before = {node.name: node.pk for node in Organization.objects.get_children(place(SOUTH))}
    plan = division_import(actor=SYSTEM, rows=table)
    assert not plan.added
    assert not plan.retired
    assert not plan.moved
    assert all(change.note for change in plan.recoded)
    after = {node.name: node.pk for node in Organization.objects.get_children(place(f"{new}000"))}
    assert after == before
    assert plan_import(table).total == 0


def test_a_former_code_says_which_of_two_is_meant(rows):
    table = changed(rows, "310106006002", code="310106006902", name="全新名称居委会", former_code="310106006002")
    before = place("310106006002").pk
    plan = division_import(actor=SYSTEM, rows=table)
    assert not plan.retired
    assert place("310106006902").pk == before


def test_an_ambiguous_name_is_no_proof(rows):
    twins = [
        Division("310106006981", "同名居委会", "community", SOUTH),
        Division("310106011981", "同名居委会", "community", NORTH),
    ]
    division_import(actor=SYSTEM, rows=[*rows, *twins])
    moved = [replace(twins[0], code="310106006982"), replace(twins[1], code="310106011982")]
    plan = plan_import([*rows, *moved])
    assert len(plan.added) == len(plan.retired) == 2
    assert not plan.recoded


def test_an_area_of_the_districts_own_stays_between(rows):
    street = place(SOUTH)
    area = Organization.objects.add_child(
        street, instance=Organization(code="310106006000P1", name="东片区", level="area")
    )
    community = place("310106006002")
    Organization.objects.move(community, area, "last-child")
    assert plan_import(rows).total == 0
    community.refresh_from_db()
    assert community.path.startswith(area.path)


def test_only_who_keeps_the_tree_may_import(cast):
    rows = [Division("310106000000", "静安区", "district", "310100000000")]
    for name in ("leader", "security", "audit", "street_a", "community_a", "unit_a"):
        with pytest.raises(NotAllowed):
            division_import(actor=cast.actor(name), rows=rows)
    for name in ("office", "system"):
        assert division_import(actor=cast.actor(name), rows=plan_rows()).total == 0


def plan_rows() -> list[Division]:
    return [
        Division(
            node.code, node.name, node.level, node.code[:6] + "000000" if node.depth == 2 else node.code[:9] + "000"
        )
        for node in Organization.objects.all()
    ]


def test_what_was_shown_is_what_is_done(rows):
    table = changed(rows, "310106006002", name="新安社区居委会")
    shown = plan_import(table).fingerprint
    Organization.objects.filter(code="310106006003").update(name="被改过")
    with pytest.raises(StaleVersion):
        division_import(actor=SYSTEM, rows=table, expected=shown)
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("310106006002,新安居委会,community,310106006000\n310106006002,再次,community,310106006000", "重复"),
        ("31010600600,新安居委会,community,310106006000", "12 位"),
        ("310106006002,,community,310106006000", "名称"),
        (f"310106006002,{'长' * 61},community,310106006000", "名称"),
        ("310106006002,新安居委会,village,310106006000", "层级"),
        ("310106006002,新安居委会,community,abc", "上级代码"),
        ("", "没有数据"),
    ],
)
def test_bad_lines_are_named(line, words):
    with pytest.raises(InvalidInput, match=words) as refusal:
        parse_table((HEAD + line).encode())
    assert refusal.value.field == "file"


@pytest.mark.parametrize(
    "content", [b"", b"\x00\xff\xfe", b"a,b\n1,2", b"\xff" * 100, b"code,name\n1,2", b"x" * 3_000_000]
)
def test_bad_files_are_refused(content):
    with pytest.raises(InvalidInput):
        parse_table(content)


def test_too_many_rows_are_refused():
    lines = "".join(f"3101{n:08d},某居委会{n},community,310106006000\n" for n in range(MOST_ROWS + 1))
    with pytest.raises(InvalidInput):
        parse_table((HEAD + lines).encode())


def test_chinese_headings_and_gb18030_are_read():
    text = "代码,名称,层级,上级代码\n310106006002,㙍新居委会,社区,310106006000\n"
    for encoding in ("utf-8-sig", "utf-8", "gb18030"):
        assert parse_table(text.encode(encoding)) == [
            Division("310106006002", "㙍新居委会", "community", "310106006000")
        ]


@pytest.mark.parametrize(
    "wrong",
    [
        {"parent_code": "310106077000"},
        {"parent_code": "310106000000"},
        {"parent_code": "310106006003"},
        {"level": "grid"},
        {"former_code": "999999999999"},
    ],
)
def test_tables_that_cannot_be_meant_are_refused(rows, wrong):
    with pytest.raises(InvalidInput):
        division_import(actor=SYSTEM, rows=changed(rows, "310106006002", **wrong))
    assert not Event.objects.exists()


def test_the_table_of_another_district_is_refused(rows):
    with pytest.raises(InvalidInput, match="310106000000"):
        plan_import(read_district("110101"))


def test_the_command_shows_first_and_writes_when_told(rows, tmp_path, capsys):
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["code", "name", "level", "parent_code"])
    words = {"district": "区", "subdistrict": "街道", "community": "社区"}
    for row in changed(rows, "310106006002", name="新安社区居委会"):
        writer.writerow([row.code, row.name, words[row.level], row.parent_code])
    file = tmp_path / "table.csv"
    file.write_text(text.getvalue(), encoding="utf-8")
    call_command("division_import", str(file), schema="jingan")
    assert "新安居委会 → 新安社区居委会" in capsys.readouterr().out
    assert place("310106006002").name == "新安居委会"
    call_command("division_import", str(file), schema="jingan", apply=True)
    assert place("310106006002").name == "新安社区居委会"
    with pytest.raises(CommandError):
        call_command("division_import", str(tmp_path / "none.csv"), schema="jingan")
    with pytest.raises(CommandError):
        call_command("division_import", str(file), schema="nowhere")
