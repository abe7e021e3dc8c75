"""Every mutation, tried with everything that can be wrong: never a 500, and nothing changed."""

import re
from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from typing import Any

import orjson
import pytest
from callers import gid, person
from cast import Cast
from django.db import transaction
from django.http import HttpRequest
from django_tenants.utils import schema_context
from inputs.table import MAKERS

from api.docs.pages import reference
from api.execution import Call, run
from api.rows.ids import global_id, read_id
from api.schema import MUTATIONS
from core import prepared
from core.errors import InvalidInput
from resources.models import Need

HUGE = 2**40
# How an id of another type is refused (``key_of``).
OTHER_TYPE = "的编号，给出的是"
CHINESE = re.compile(r"[\u4e00-\u9fff]")
ANYWHERE: dict[str, Any] = {
    "null": None,
    "negative": -1,
    "huge": HUGE,
    "list": [[]],
    "object": {"a": {"b": []}},
    "nul": "甲\x00乙",
    "surrogate": "\ud800",
    "long": "长" * 30_000,
}
TEXT: dict[str, Any] = {
    "empty": "",
    "blank": " \t\n\u3000\u200b",
    "astral": "𠮷" * 3_000,
    "controls": "\x01\x1b[31m\u202e\ufffe",
    "quotes": "'; DROP TABLE resources_need; --",
    "no_base64": "%%%",
}
NUMBER: dict[str, Any] = {"true": True, "zero": 0, "nan": "NaN", "infinity": "-Infinity", "exponent": "1e400000"}
DATE: dict[str, Any] = {"year_zero": "0000-00-00", "first_day": "0001-01-01", "last_day": "9999-12-31"}
ID: dict[str, Any] = {
    "empty": "",
    "no_id": "TmVlZA==",
    "no_base64": "%%%",
    "other_type": global_id("Event", 1),
    "unknown_type": global_id("Passport", 1),
    "absent": global_id("Need", 10**15),
    "zero": global_id("Need", 0),
    "beyond": "TmVlZDo5OTk5OTk5OTk5OTk5OTk5OTk5OTk5",
}


@cache
def digest_of_rows() -> prepared.Prepared:
    """Its plan takes longer than the rows."""
    tables = sorted(prepared.district_tables())
    parts = " || ".join(
        f"(SELECT coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '') FROM {n} t)" for n in tables
    )
    return prepared.written(f"SELECT md5({parts})")


def fingerprint() -> bytes | None:
    """A digest of every row that a mutation could touch."""
    return prepared.run(digest_of_rows(), [])


def paths(value: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in the input, the nested ones included."""
    if at:
        yield at
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from paths(inner, (*at, name))
    elif isinstance(value, list) and value:
        yield from paths(value[0], (*at, 0))


def replaced(value: Any, at: tuple[Any, ...], bad: Any, *, drop: bool = False) -> Any:
    made = deepcopy(value)
    inner = made
    for step in at[:-1]:
        inner = inner[step]
    if drop:
        del inner[at[-1]]
    else:
        inner[at[-1]] = bad
    return made


def kind_of(value: Any) -> dict[str, Any]:
    """What else can be wrong with a value that looks like this one."""
    if not isinstance(value, str):
        return NUMBER
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return DATE
    if re.fullmatch(r"[\d.]+", value):
        return NUMBER
    try:
        read_id(value)
    except InvalidInput:
        return TEXT
    return ID


def variants(values: dict[str, Any], foreign: dict[str, str]) -> Iterator[tuple[str, list[tuple[str, Any]]]]:
    """Inputs with one thing wrong, by the place at which it is."""
    for at in paths(values):
        good: Any = values
        for step in at:
            good = good[step]
        kind = kind_of(good)
        bad = {**ANYWHERE, **kind, **(foreign if kind is ID else {})}
        wrong = [(label, replaced(values, at, each)) for label, each in bad.items()]
        yield ".".join(map(str, at)), [("missing", replaced(values, at, None, drop=True)), *wrong]
    yield "", [("unknown field", {**values, "isAdmin": True}), ("no object", [])]


def with_ids_of(example: dict[str, Any], values: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A good input with each id that the example names in its place, one at a time."""
    for key, *inner in (at for at in paths(example) if is_id(at, example)):
        if len(inner) < 2:
            yield {**values, key: example[key]}
        else:
            # An item of a list: the good one, if there is one, with the id of the example.
            item = (values.get(key) or example[key])[0]
            yield {**values, key: [{**item, inner[1]: example[key][0][inner[1]]}]}


def is_id(at: tuple[Any, ...], values: Any) -> bool:
    for step in at:
        values = values[step]
    return not isinstance(values, list | dict) and kind_of(values) is ID


@pytest.fixture
def world(cast: Cast, neighbour: Cast) -> dict[str, str]:
    """Ids that exist and are hidden: in another place, and in another district."""
    with schema_context("dongcheng"):
        stranger = Need.objects.create(
            organization=neighbour.community_a,
            audience=neighbour.street_a,
            title="邻区",
            category="venue",
            quantity=1,
            measure="次",
            due_on="2026-12-31",
            created_at="2026-11-01T00:00:00Z",
        )
        district = gid(stranger), gid(neighbour.unit_a), gid(neighbour.community_a)
    return {
        "other_place_unit": gid(cast.unit_b),
        "other_place": gid(cast.community_b),
        **{f"other_district_{i}": each for i, each in enumerate(district)},
    }


def test_every_mutation_is_tried() -> None:
    assert set(MAKERS) == set(MUTATIONS)


@pytest.mark.parametrize("name", sorted(MAKERS))
def test_good_input_is_accepted(cast: Cast, name: str) -> None:
    """By the very operation that the reference shows as an example, whose ids are all of types that it takes."""
    entry = reference().find(f"mutation-{name}.html")
    assert entry is not None
    assert entry.example is not None
    who, values = MAKERS[name](cast)
    example = entry.example.variables["input"]
    assert set(values) <= set(example)
    for shown in with_ids_of(example, values):
        undo = transaction.savepoint()
        answer = run(Call(cast.actor(who), HttpRequest()), entry.example.text, {"input": shown}, None)
        assert OTHER_TYPE not in str(answer.body), (shown, answer.body)
        transaction.savepoint_rollback(undo)
    payload = person(cast.users[who]).ask(entry.example.text, input=values)[name]
    assert payload["errors"] == []


@pytest.mark.parametrize("name", sorted(MAKERS))
def test_bad_input_changes_nothing(cast: Cast, world: dict[str, str], name: str) -> None:
    """Straight to the execution, for speed; what the view itself refuses is in ``test_limits``."""
    who, values = MAKERS[name](cast)
    actor = cast.actor(who)
    title = name[0].upper() + name[1:]
    text = f"mutation ($input: {title}Input!) {{ {name}(input: $input) {{ errors {{ code field message }} }} }}"
    before = fingerprint()
    refused = accepted = 0
    for at, inputs in variants(values, world):
        for label, bad in inputs:
            undo = transaction.savepoint()
            answer = run(Call(actor, HttpRequest()), text, {"input": bad}, None)
            assert answer.status in (200, 400), (at, label, answer)
            orjson.dumps(answer.body)
            errors = answer.body.get("errors") or answer.body["data"][name]["errors"]
            assert "INTERNAL" not in str(errors), (at, label, errors)
            if errors:
                refused += 1
                assert all(CHINESE.search(error["message"]) for error in errors), (at, label, errors)
                transaction.savepoint_commit(undo)
            else:
                accepted += 1
                transaction.savepoint_rollback(undo)
        assert fingerprint() == before, at
    assert refused > accepted
    assert refused > 10
