"""What changed in the interface is found, told, and refused where it would break somebody's program."""

from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from callers import person
from cast import Cast
from django.core.management import CommandError, call_command
from graphql import build_schema, find_breaking_changes

from api.evolution import DEPRECATION, Kind, changes, refused, releases
from api.schema import schema
from api.types import changes as answers

BEFORE = """
"查询。"
type Query {
  needs(first: Int = 20, status: Status): [Need!]!
  old: String @deprecated(reason: "2026-03-31 起停用：改用 needs。")
  find(by: By!): Need
}
interface Named { name: String }
type Need implements Named { name: String  size: Int  plain: String! }
enum Status { OPEN CLOSED }
input By { key: ID  name: String }
union Any = Need
"""
# (what is altered, by what, kind, coordinate)
STEPS = [
    ("size: Int", "", Kind.BREAKING, "Need.size"),
    ("size: Int", "size: String", Kind.BREAKING, "Need.size"),
    ("size: Int", "size: Int!", Kind.CHANGED, "Need.size"),
    ("size: Int", "size: Int more: Int", Kind.ADDED, "Need.more"),
    ("plain: String!", "plain: String", Kind.BREAKING, "Need.plain"),
    ("first: Int = 20, ", "", Kind.BREAKING, "Query.needs(first:)"),
    ("first: Int = 20", "first: Int = 50", Kind.CHANGED, "Query.needs(first:)"),
    ("status: Status", "status: Status!", Kind.BREAKING, "Query.needs(status:)"),
    ("status: Status", "status: Status, place: ID", Kind.ADDED, "Query.needs(place:)"),
    ("status: Status", "status: Status, place: ID!", Kind.BREAKING, "Query.needs(place:)"),
    ("key: ID ", "key: ID! ", Kind.BREAKING, "By.key"),
    ("key: ID ", "key: ID more: Int! ", Kind.BREAKING, "By.more"),
    ("OPEN CLOSED", "OPEN", Kind.BREAKING, "Status.CLOSED"),
    ("OPEN CLOSED", "OPEN CLOSED LATE", Kind.ADDED, "Status.LATE"),
    ("type Need implements Named", "type Need", Kind.BREAKING, "Need : Named"),
    ("union Any = Need", "type Other { a: Int } union Any = Need | Other", Kind.ADDED, "Any = Other"),
    ("enum Status { OPEN CLOSED }", "scalar Status", Kind.BREAKING, "Status"),
    ("size: Int", 'size: Int @deprecated(reason: "2027-01-01 起停用：改用 plain。")', Kind.DEPRECATED, "Need.size"),
]


@pytest.mark.parametrize(("old", "new", "kind", "coordinate"), STEPS)
def test_each_change_is_named_and_judged(old: str, new: str, kind: Kind, coordinate: str) -> None:
    assert old in BEFORE
    before, after = build_schema(BEFORE), build_schema(BEFORE.replace(old, new))
    found = changes(before, after)
    assert (kind, coordinate) in [(change.kind, change.coordinate) for change in found]
    breaks = any(change.kind is Kind.BREAKING for change in found)
    assert breaks is bool(find_breaking_changes(before, after))
    assert bool(refused(before, after, today=date(2026, 11, 22))) is breaks


def test_the_same_schema_has_not_changed() -> None:
    assert changes(build_schema(BEFORE), build_schema(BEFORE)) == []


def test_what_is_new_is_named_once_and_not_part_by_part() -> None:
    after = build_schema(BEFORE.replace("size: Int", "size: Int more(a: Int!): More") + "type More { b: Int }")
    assert [c.coordinate for c in changes(build_schema(BEFORE), after)] == ["More", "Need.more"]


@pytest.mark.parametrize(("today", "may_go"), [(date(2026, 3, 30), False), (date(2026, 3, 31), True)])
def test_only_what_was_announced_may_go_and_only_on_its_day(today: date, may_go: bool) -> None:
    after = build_schema(BEFORE.replace('old: String @deprecated(reason: "2026-03-31 起停用：改用 needs。")', ""))
    assert (refused(build_schema(BEFORE), after, today=today) == []) is may_go


def test_every_deprecation_names_its_day_and_the_way_out() -> None:
    reasons = [
        (name, field.deprecation_reason)
        for name, type_ in schema.graphql_schema.type_map.items()
        for field in (*getattr(type_, "fields", {}).values(), *getattr(type_, "values", {}).values())
        if not name.startswith("__") and field.deprecation_reason is not None
    ]
    assert [found for found in reasons if not DEPRECATION.match(found[1])] == []


def test_the_schema_keeps_what_the_last_release_promised() -> None:
    out = StringIO()
    call_command("schema", "--check", stdout=out)
    assert not releases() or "兼容" in out.getvalue()


def test_a_release_is_kept_once_and_guards_what_follows(tmp_path: Path) -> None:
    call_command("schema", "--release", "0.1.0", releases=tmp_path, stdout=StringIO())
    with pytest.raises(CommandError, match="已经发布"):
        call_command("schema", "--release", "0.1.0", releases=tmp_path)
    with pytest.raises(CommandError, match="数字和点"):
        call_command("schema", "--release", "next", releases=tmp_path)
    promised = (tmp_path / "0.1.0.graphql").read_text("utf-8")
    assert "  me: Me!\n" in promised
    (tmp_path / "0.2.0.graphql").write_text(promised.replace("  me: Me!\n", "  me: Me!\n  gone: Int\n"), "utf-8")
    with pytest.raises(CommandError, match=r"与 0\.2\.0 不兼容(.|\n)*Query\.gone"):
        call_command("schema", "--check", releases=tmp_path, stdout=StringIO())


def test_clients_can_ask_what_changed(cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    call_command("schema", "--release", "1.10.0", releases=tmp_path, stdout=StringIO())
    now = (tmp_path / "1.10.0.graphql").read_text("utf-8")
    first = now.replace("  me: Me!\n", "  gone: Int\n  me: Me!\n")
    (tmp_path / "1.9.0.graphql").write_text("# 2026-01-31" + first[first.index("\n") :], "utf-8")
    monkeypatch.setattr(answers, "releases", lambda: releases(tmp_path))
    reader = person(cast.users["leader"])
    text = "query A($v: String) { apiChanges(since: $v) { version releasedOn kind coordinate text } }"
    told: list[dict[str, Any]] = reader.ask(text)["apiChanges"]
    assert [(c["version"], c["kind"], c["coordinate"]) for c in told] == [("1.10.0", "BREAKING", "Query.gone")]
    assert reader.ask(text, v="1.10.0")["apiChanges"] == []
    error = reader.post(text, {"v": "7"}).json()["errors"][0]
    assert error["extensions"]["field"] == "since"
    assert "1.9.0、1.10.0" in error["message"]
