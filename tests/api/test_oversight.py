"""Lights through the interface: fields, filters, files, and the same bytes by statement as by graphql-core."""

from typing import Any

import orjson
import pytest
from callers import Caller, application, gid, person
from cast import Cast
from database import SCHEMA
from django.http import HttpRequest
from django.test import Client as Http
from oversight import extension_in, overdue, rectification_in, supervision_in

from api.compiled.answers import Answers
from api.execution import Call, _execute, documents
from api.schema import COMPILED, schema
from core.permissions import Perm
from linkage.problems.models import Rectification

FIELDS = "{ nodes { number light bucket daysLeft progress status problem { number } } totalCount }"


@pytest.fixture
def rows(cast: Cast) -> list[Rectification]:
    return [overdue(cast, days=2), *(rectification_in(cast, status) for status in ("draft", "returned", "closed"))]


def test_lights_and_buckets(cast: Cast, rows: list[Rectification]) -> None:
    found = person(cast.users["street_a"]).ask(f"{{ rectifications(orderBy: OLDEST) {FIELDS} }}")["rectifications"]
    assert [node["light"] for node in found["nodes"]] == ["OVERDUE", "STEADY", "BEHIND", None]
    assert [node["bucket"] is None for node in found["nodes"]] == [False, False, False, True]
    assert found["nodes"][0]["daysLeft"] == -2
    assert found["nodes"][3]["daysLeft"] is None


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ("light: [OVERDUE]", [0]),
        ("light: [OVERDUE, BEHIND]", [0, 2]),
        ("bucket: [OVERDUE]", [0]),
        ("light: [STEADY], status: [DRAFT]", [1]),
        ("light: [SOON]", []),
        ("status: [CLOSED]", [3]),
    ],
)
def test_filters(cast: Cast, rows: list[Rectification], filters: str, expected: list[int]) -> None:
    text = f"{{ rectifications(orderBy: OLDEST, {filters}) {FIELDS} }}"
    found = person(cast.users["street_a"]).ask(text)["rectifications"]
    assert [node["number"] for node in found["nodes"]] == [rows[index].number for index in expected]
    assert found["totalCount"] == len(expected)


@pytest.mark.parametrize("who", ["street_a", "community_a", "street_b", "leader"])
def test_the_statement_says_the_same(cast: Cast, rows: list[Rectification], who: str) -> None:
    extension_in(cast, "asked")
    text = f"""query ($light: [DueLight!]) {{ rectifications(light: $light) {FIELDS}
        problems {{ nodes {{ number rectifications {{ nodes {{ light bucket daysLeft }} }} }} }}
        extensions {{ nodes {{ reason subject {{ id __typename }} }} }} }}"""
    actor, document = cast.actor(who), documents().get(text)
    for variables in ({"light": ["OVERDUE"]}, {"light": None}):
        expected = _execute(Call(actor, HttpRequest()), document, variables, None)
        assert not expected.errors
        found = Answers(schema.graphql_schema, COMPILED).data(document, None, variables, actor)
        assert found == orjson.dumps(expected.data, option=orjson.OPT_NON_STR_KEYS)


def test_files_by_their_addresses(cast: Cast) -> None:
    rectification_in(cast, "closed")
    supervision_in(cast, "draft")
    sent = supervision_in(cast, "sent")
    community = person(cast.users["community_a"])
    nodes = community.ask("{ rectifications { nodes { files { nodes { url } } } } }")["rectifications"]["nodes"]
    urls = [file["url"] for node in nodes for file in node["files"]["nodes"]]
    assert len(urls) == 1
    assert fetch(urls[0]).status_code == 200
    words = {node["number"]: node["wordUrl"] for node in supervisions(community)}
    assert words[""] is None
    answer = fetch(words[sent.number])
    assert b"".join(answer.streaming_content)[:2] == b"PK"
    assert supervisions(person(cast.users["street_b"])) == []


def supervisions(caller: Caller) -> Any:
    return caller.ask("{ supervisions { nodes { number wordUrl } } }")["supervisions"]["nodes"]


def fetch(address: str) -> Any:
    return Caller(Http(), f"{SCHEMA}.localhost").get(address)


def test_an_application_reports_and_follows(cast: Cast) -> None:
    """A city hotline reports what it hears, and reads what became of it."""
    client = application(cast, cast.street_a, [Perm.VIEW, Perm.PROBLEM_REPORT])
    given = {"title": "路灯不亮", "detail": "连续三晚", "source": "APPEAL", "severity": "MINOR"}
    made = client.do("problemReport", "problem { number status }", organization=gid(cast.community_a), **given)
    assert made["problem"]["status"] == "REPORTED"
    row = rectification_in(cast, "draft")
    refused = client.do("problemDismiss", id=gid(row.problem), reason="越权")
    assert [error["code"] for error in refused["errors"]] == ["NOT_ALLOWED"]
