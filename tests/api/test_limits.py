"""Limits: every one is said in Chinese, with what was asked and what is allowed."""

import json
from typing import Any

import pytest
from callers import Caller, application, gid, person
from cast import Cast
from django.db import connection
from graphql import get_introspection_query
from stories import listing_in

from api.compiled import statement
from api.limits import DEEPEST, MOST_ALIASES, MOST_FIELDS
from core.permissions import Perm
from resources.models import Need


def refusal(caller: Caller, query: str, variables: Any = None, status: int = 400) -> dict[str, Any]:
    response = caller.post(query, variables)
    assert response.status_code == status, response.content
    (error, *_) = response.json()["errors"]
    return error


def test_the_cost_is_reported(street: Caller, settings: Any) -> None:
    answer = street.post("{ needs(first: 10) { nodes { id title organization { name } } } }").json()
    # needs + 10 × (nodes + id + title + organization + name)
    assert answer["extensions"]["cost"] == {"requested": 51, "limit": settings.GRAPHQL_MOST_COST, "depth": 4}
    assert set(answer["extensions"]["rate"]) == {"limit", "remaining", "costLimit", "costRemaining", "resetAt"}
    assert answer["extensions"]["requestId"]


def test_variables_count_towards_the_cost(street: Caller) -> None:
    query = "query ($n: Int = 7) { needs(first: $n) { nodes { id } } }"
    assert street.post(query).json()["extensions"]["cost"]["requested"] == 1 + 7 * 2
    assert street.post(query, {"n": 3}).json()["extensions"]["cost"]["requested"] == 1 + 3 * 2


@pytest.mark.parametrize("given", [100, 100.0])
def test_however_a_number_is_written_it_counts(street: Caller, given: float) -> None:
    """GraphQL takes 100.0 for an Int: it must not pass for a page of usual size."""
    query = "query ($n: Int) { needs(first: $n) { nodes { id } } }"
    answer = street.post(query, {"n": given}).json()
    assert "errors" not in answer
    assert answer["extensions"]["cost"]["requested"] == 1 + 100 * 2


def test_a_list_without_pages_counts_as_a_page(street: Caller) -> None:
    answer = street.post("{ summary { parts { name figures { name } } } }").json()
    # summary + parts + 20 × (name + figures + 20 × name)
    assert answer["extensions"]["cost"]["requested"] == 2 + 20 * (2 + 20)


def test_what_stood_in_the_way_of_a_mutation_costs_no_page(street: Caller) -> None:
    answer = street.post("mutation { noticesRead(input: {}) { errors { code message } } }").json()
    assert answer["extensions"]["cost"]["requested"] == 4


def test_cost_is_limited(street: Caller, settings: Any) -> None:
    settings.GRAPHQL_MOST_COST = 100
    error = refusal(street, "{ needs(first: 100) { nodes { id } } }")
    assert error["extensions"]["code"] == "LIMIT_EXCEEDED"
    assert "201" in error["message"]
    assert "100" in error["message"]


def test_depth_is_limited(street: Caller) -> None:
    inner = "id"
    for _ in range(DEEPEST):
        inner = f"parent {{ {inner} }}"
    error = refusal(street, f"{{ organizations(first: 1) {{ nodes {{ {inner} }} }} }}")
    assert error["extensions"]["code"] == "LIMIT_EXCEEDED"
    assert f"{DEEPEST} 层" in error["message"]


def test_aliases_are_limited(street: Caller) -> None:
    many = " ".join(f"a{n}: me {{ kind }}" for n in range(MOST_ALIASES + 1))
    assert f"{MOST_ALIASES} 个别名" in refusal(street, f"{{ {many} }}")["message"]


@pytest.mark.parametrize(
    "text",
    [
        "{ " + "needs { totalCount } " * 41 + "}",
        "{ " + "... { needs { totalCount } } " * 41 + "}",
        "{ ...A ...B } " + "".join(f"fragment {n} on Query {{ {'me { label } ' * 21} }} " for n in "AB"),
        "{ me { label } } " + " ".join(f"fragment F{n} on Query {{ me {{ label }} }}" for n in range(61)),
    ],
)
def test_what_takes_long_to_validate_is_refused_before(street: Caller, text: str) -> None:
    """Every two fields of one name are compared: a thousand of them would take a second before anything is measured."""
    (error,) = street.post(text).json()["errors"]
    assert "最多" in error["message"]


def test_fragments_do_not_hide_fields(street: Caller) -> None:
    """Twenty fragments, each spreading the next one twice, would be a million fields."""
    parts = [
        f"fragment F{n} on Organization {{ parent {{ ...F{n + 1} }} children(first: 1) {{ nodes {{ ...F{n + 1} }} }} }}"
        for n in range(20)
    ]
    text = "{ organizations { nodes { ...F0 } } } " + " ".join(parts) + " fragment F20 on Organization { id }"
    assert refusal(street, text)["extensions"]["code"] in ("LIMIT_EXCEEDED", "BAD_REQUEST")


def test_fields_are_limited(street: Caller) -> None:
    """However they are written: here twelve fragments, each spread twice by the one before."""
    parts = [f"fragment F{n} on Me {{ ...F{n + 1} ... {{ ...F{n + 1} }} }}" for n in range(12)]
    text = "{ me { ...F0 } } " + " ".join(parts) + " fragment F12 on Me { kind label }"
    assert f"{MOST_FIELDS} 个字段" in refusal(street, text)["message"]


@pytest.mark.parametrize("argument", ["first: 101", "last: 101", "first: -1", "first: 2000000000", "first: 1, last: 1"])
def test_page_size_is_limited(street: Caller, argument: str) -> None:
    error = refusal(street, f"{{ needs({argument}) {{ nodes {{ id }} }} }}", status=200)
    assert error["extensions"]["code"] == "INVALID_INPUT"
    assert error["extensions"]["field"] in ("first", "last")


def test_one_mutation_a_request(cast: Cast, street: Caller) -> None:
    listing = listing_in(cast, "submitted")
    text = """mutation ($a: NeedPublishInput!, $b: NeedReturnInput!) {
        needReturn(input: $b) { errors { code } } ...More
    } fragment More on Mutation { needPublish(input: $a) { errors { code } } }"""
    ids = {"a": {"id": gid(listing)}, "b": {"id": gid(listing), "reason": "不全"}}
    assert "一个变更" in refusal(street, text, ids)["message"]
    assert Need.objects.get().status == "submitted"


def test_the_text_is_limited(street: Caller) -> None:
    assert "60000" in refusal(street, "#" + "长" * 60_000)["message"]
    assert (
        refusal(street, "{ me { " + "kind, " * 12 + "... { kind } " * 2_000 + "} }")["extensions"]["code"]
        == "BAD_REQUEST"
    )
    assert refusal(street, "{ a " * 3_000)["extensions"]["code"] == "BAD_REQUEST"


def test_the_body_is_limited(street: Caller, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
    response = street.send(json.dumps({"query": "{ me { kind } }", "padding": "x" * 2**21}))
    assert response.status_code == 413
    assert "1 MB" in response.json()["errors"][0]["message"]


BROKEN = [
    b"",
    b"[]",
    b"1",
    b"null",
    b"{",
    b"\xff\xfe",
    b'{"query": 1}',
    b'{"query": ""}',
    b'{"query": "\\ud800"}',
    b'{"query": "{me{kind}}", "variables": []}',
    b'{"query": "{me{kind}}", "operationName": {}}',
    b'{"query": "{me{kind}}", "operationName": "Nobody"}',
    b'{"query": "query A { me { kind } } query B { me { kind } }"}',
    b'{"query": "subscription { x }"}',
    b'{"query": "fragment F on Need { id }"}',
    b"[" * 50_000,
]


@pytest.mark.parametrize("body", BROKEN)
def test_a_broken_body_is_refused(street: Caller, body: bytes) -> None:
    response = street.send(body)
    assert response.status_code == 400
    assert response.json()["errors"][0]["extensions"]["code"] in ("INVALID_INPUT", "BAD_REQUEST")


def test_other_methods_and_types_are_refused(street: Caller, settings: Any) -> None:
    assert street.get("/graphql/?query={me{kind}}").status_code == 405
    response = street.http.post("/graphql/", {"query": "{ me { kind } }"}, HTTP_HOST=street.host)
    assert response.status_code == 400


def test_introspection_is_for_the_signed_in(cast: Cast) -> None:
    text = get_introspection_query()
    assert application(cast, cast.street_a, [Perm.VIEW]).ask(text)["__schema"]["types"]
    assert person(cast.users["member"]).ask(text)["__schema"]["types"]


def test_introspection_may_not_be_nested(street: Caller) -> None:
    deep = "{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }"
    assert refusal(street, deep)["extensions"]["code"] == "BAD_REQUEST"


def test_a_fault_is_told_without_detail(street: Caller, monkeypatch: Any, caplog: Any) -> None:
    def broken(actor: Any) -> Any:
        raise RuntimeError("SELECT password FROM secrets")

    # What an earlier test has asked of these rows would be used again.
    monkeypatch.setattr(statement, "_visible", statement._visible.__wrapped__)
    monkeypatch.setattr(Need.objects, "visible_to", broken, raising=False)
    monkeypatch.setattr(type(Need.objects), "visible_to", lambda self, actor: broken(actor))
    response = street.post("{ needs { nodes { id } } }")
    error = response.json()["errors"][0]
    assert error["extensions"]["code"] == "INTERNAL"
    assert error["extensions"]["requestId"] == response["X-Request-Id"]
    assert error["extensions"]["requestId"] in error["message"]
    assert "password" not in response.content.decode()
    assert "SELECT password" in caplog.text
    assert connection.in_atomic_block


class TestGraphiql:
    def test_it_is_shown_to_signed_in_people(self, street: Caller) -> None:
        page = street.get("/graphql/", Accept="text/html,application/xhtml+xml")
        assert page.status_code == 200
        text = page.content.decode()
        assert "http://" not in text
        assert "https://" not in text
        policy = page["Content-Security-Policy"]
        assert "script-src" not in policy or "unsafe" not in policy.split("script-src")[1].split(";")[0]
        assert "<script>" not in text

    def test_strangers_are_asked_to_sign_in(self, district: None) -> None:
        from django.test import Client as Http

        page = Caller(Http(), "jingan.localhost").get("/graphql/", Accept="text/html")
        assert page.status_code == 302
        assert "next=/graphql/" in page["Location"]
