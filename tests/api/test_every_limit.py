"""Every limit there is: reached, told by its code with what is left of the budget, and described on one page."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from callers import Caller, application, gid, person, token_of
from cast import Cast
from django.conf import settings as configured
from django.test import Client as Http
from stories import claim_in, document_in, listing_in

from api.documents import LONGEST, LONGEST_TEXT, MOST_FRAGMENTS, MOST_REPEATS, MOST_TOKENS
from api.limits import DEEPEST, MOST_ALIASES, MOST_FIELDS
from api.models import Client
from api.personal import actions as tokens
from api.rows.pages import LARGEST_PAGE
from api.trusted import actions as documents
from api.trusted.manifests import digest_of
from core.permissions import SYSTEM, Perm
from resources.actions import uploads

GUIDE = (Path(__file__).parents[2] / "docs/api/README.md").read_text("utf-8")
ME = "{ me { kind } }"
NEEDS = "query ($n: Int) { needs(first: $n) { nodes { id } } }"
Reach = Callable[[Cast, Any, pytest.MonkeyPatch], Any]


@dataclass(frozen=True)
class Limit:
    """One limit: how its row in the guide begins, how it is told, and how it is reached."""

    row: str
    value: str
    code: str
    status: int
    reach: Reach
    budget: bool = True


def street(cast: Cast) -> Caller:
    return application(cast, cast.street_a, [Perm.VIEW, Perm.CLAIM_FULFIL, Perm.DOCUMENT_EDIT], name="街道小程序")


def sent(query: str, /, **variables: Any) -> Reach:
    return lambda cast, settings, patch: street(cast).post(query, variables)


def cost(cast: Cast, settings: Any, patch: pytest.MonkeyPatch) -> Any:
    settings.GRAPHQL_MOST_COST = 100
    return street(cast).post(NEEDS, {"n": 100})


def body(cast: Cast, settings: Any, patch: pytest.MonkeyPatch) -> Any:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1024
    return street(cast).send(json.dumps({"query": ME, "padding": "x" * 2048}))


def requests(cast: Cast, settings: Any, patch: pytest.MonkeyPatch) -> Any:
    settings.GRAPHQL_REQUESTS_PER_MINUTE = 1
    caller = street(cast)
    caller.post(ME)
    return caller.post(ME)


def cost_of_a_minute(cast: Cast, settings: Any, patch: pytest.MonkeyPatch) -> Any:
    settings.GRAPHQL_COST_PER_MINUTE = 10
    return street(cast).post(NEEDS, {"n": 50})


def too_long(cast: Cast, settings: Any, patch: pytest.MonkeyPatch) -> Any:
    # A query that graphql-core answers, as it looks at the clock before each statement.
    patch.setattr("api.execution.until", lambda: 0.0)
    return street(cast).post("{ webhooks { nodes { verbs } } }")


def upload(cast: Cast, settings: Any, patch: pytest.MonkeyPatch) -> Any:
    patch.setattr(uploads, "FILES_PER_HOUR", 1)
    caller = street(cast)
    do(caller, "uploadCreate", name="a.png", size=10)
    return do(caller, "uploadCreate", name="b.png", size=10)


def evidence(cast: Cast, settings: Any, patch: pytest.MonkeyPatch) -> Any:
    return do(street(cast), "uploadCreate", name="a.png", size=configured.EVIDENCE_MAX_BYTES + 1)


def many_files(cast: Cast, settings: Any, patch: pytest.MonkeyPatch) -> Any:
    caller = street(cast)
    claim_in(cast, "closed")
    (file,) = caller.ask("{ evidenceFiles { nodes { url } } }")["evidenceFiles"]["nodes"]
    settings.GRAPHQL_REQUESTS_PER_MINUTE = 0
    return Caller(Http(), caller.host).get(file["url"])


def many_tokens(cast: Cast, settings: Any, patch: pytest.MonkeyPatch) -> Any:
    settings.GRAPHQL_TOKENS_PER_MINUTE = 1
    street(cast)
    return token_of(Http(), "jingan.localhost", Client.objects.get().client_id, "guess")


def many_tokens_from_one_address(cast: Cast, settings: Any, patch: pytest.MonkeyPatch) -> Any:
    settings.GRAPHQL_TOKENS_PER_ADDRESS = 0
    return token_of(Http(), "jingan.localhost", "nobody", "guess")


def many_documents(cast: Cast, settings: Any, patch: pytest.MonkeyPatch) -> Any:
    patch.setattr(documents, "MOST", 0)
    return do(street(cast), "documentRegister", text=ME)


def personal(cast: Cast, settings: Any, patch: pytest.MonkeyPatch) -> Any:
    patch.setattr(tokens, "MOST", 0)
    return do(person(cast.users["street_a"]), "personalTokenCreate", name="试用")


def do(caller: Caller, name: str, /, **values: Any) -> Any:
    title = name[0].upper() + name[1:]
    text = f"mutation ($input: {title}Input!) {{ {name}(input: $input) {{ errors {{ code message }} }} }}"
    return caller.post(text, {"input": values})


DEEP = "{ organizations(first: 1) { nodes { " + "parent { " * DEEPEST + "id" + " }" * DEEPEST + " } } }"
ALIASES = "{ " + " ".join(f"a{n}: me {{ kind }}" for n in range(MOST_ALIASES + 1)) + " }"
FIELDS = (
    "{ me { ...F0 } } "
    + " ".join(f"fragment F{n} on Me {{ ...F{n + 1} ... {{ ...F{n + 1} }} }}" for n in range(12))
    + " fragment F12 on Me { kind label }"
)
FRAGMENTS = "{ me { kind } } " + " ".join(f"fragment F{n} on Me {{ kind }}" for n in range(MOST_FRAGMENTS + 1))
REPEATS = "{ me { " + "kind " * (MOST_REPEATS + 1) + "} }"
TWO = "mutation { a: noticesRead(input: {}) { errors { code } } b: noticesRead(input: {}) { errors { code } } }"
MB = 2**20

LIMITS = [
    Limit("每页", f"{LARGEST_PAGE} 条", "INVALID_INPUT", 200, sent(NEEDS, n=LARGEST_PAGE + 1)),
    Limit("代价", f"{configured.GRAPHQL_MOST_COST:,}", "LIMIT_EXCEEDED", 400, cost),
    Limit("深度", f"{DEEPEST} 层", "LIMIT_EXCEEDED", 400, sent(DEEP)),
    Limit("别名", f"{MOST_ALIASES} 个", "LIMIT_EXCEEDED", 400, sent(ALIASES)),
    Limit("字段", f"{MOST_FIELDS:,} 个", "LIMIT_EXCEEDED", 400, sent(FIELDS)),
    Limit("变更", "每次请求 1 个", "LIMIT_EXCEEDED", 400, sent(TWO)),
    Limit("查询文本", f"{LONGEST:,} 字符", "BAD_REQUEST", 400, sent("#" + "x" * LONGEST)),
    Limit("片段", f"{MOST_FRAGMENTS} 个", "BAD_REQUEST", 400, sent(FRAGMENTS)),
    Limit("重复的字段", f"同一层 {MOST_REPEATS} 次", "BAD_REQUEST", 400, sent(REPEATS)),
    Limit("查询的词", f"{MOST_TOKENS:,} 个", "BAD_REQUEST", 400, sent("{ a " * MOST_TOKENS)),
    Limit("单个文本值", f"{LONGEST_TEXT:,} 字符", "BAD_REQUEST", 400, sent(ME, text="x" * (LONGEST_TEXT + 1))),
    Limit("请求", f"{configured.DATA_UPLOAD_MAX_MEMORY_SIZE // MB} MB", "INVALID_INPUT", 413, body),
    Limit("频率", f"每个调用者每分钟 {configured.GRAPHQL_REQUESTS_PER_MINUTE:,} 次", "RATE_LIMITED", 429, requests),
    Limit("总代价", f"每个调用者每分钟 {configured.GRAPHQL_COST_PER_MINUTE:,}", "RATE_LIMITED", 429, cost_of_a_minute),
    Limit("用时", f"每个操作 {configured.GRAPHQL_SECONDS:g} 秒", "TIMEOUT", 200, too_long),
    Limit(
        "上传",
        f"每个调用者每小时 {uploads.FILES_PER_HOUR} 份、{uploads.BYTES_PER_HOUR // MB} MB",
        "OVER_QUOTA",
        200,
        upload,
    ),
    Limit("每份佐证", f"{configured.EVIDENCE_MAX_BYTES // MB} MB", "INVALID_INPUT", 200, evidence),
    Limit(
        "文件的地址",
        f"每个调用者每分钟 {configured.GRAPHQL_REQUESTS_PER_MINUTE:,} 次",
        "RATE_LIMITED",
        429,
        many_files,
        budget=False,
    ),
    Limit(
        "换令牌、交回令牌",
        f"每个应用、每个地址每分钟 {configured.GRAPHQL_TOKENS_PER_MINUTE} 次",
        "RATE_LIMITED",
        429,
        many_tokens,
        budget=False,
    ),
    Limit(
        "同一地址换令牌",
        f"每分钟 {configured.GRAPHQL_TOKENS_PER_ADDRESS} 次",
        "RATE_LIMITED",
        429,
        many_tokens_from_one_address,
        budget=False,
    ),
    Limit("已登记的文档", f"每个应用 {documents.MOST:,} 个", "INVALID_INPUT", 200, many_documents),
    Limit("个人令牌", f"每人 {tokens.MOST} 个", "INVALID_INPUT", 200, personal),
]


def rows_of_the_guide() -> dict[str, list[str]]:
    (section,) = re.findall(r"^## 8\. 限度\n(.*?)^## ", GUIDE, re.DOTALL | re.MULTILINE)
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in section.splitlines() if line[:1] == "|"]
    return {row[0]: row for row in cells[2:]}


def codes(response: Any) -> list[str]:
    answer = response.json()
    told = [error["extensions"]["code"] for error in answer.get("errors", ())]
    payloads = [each for each in (answer.get("data") or {}).values() if isinstance(each, dict)]
    return told + [error["code"] for each in payloads for error in each.get("errors", ())]


def check_budget(response: Any, settings: Any) -> None:
    """Cost, what is left and when it begins anew: the same in the answer and in its headers."""
    extensions = response.json()["extensions"]
    found, rate = extensions["cost"], extensions["rate"]
    assert found["limit"] == settings.GRAPHQL_MOST_COST
    assert set(found) == {"requested", "limit", "depth"}
    assert extensions["requestId"] == response["X-Request-Id"]
    told = {
        "X-Operation-Cost": found["requested"],
        "X-RateLimit-Limit": rate["limit"],
        "X-RateLimit-Remaining": rate["remaining"],
        "X-RateLimit-Cost-Limit": rate["costLimit"],
        "X-RateLimit-Cost-Remaining": rate["costRemaining"],
        "X-RateLimit-Reset": rate["resetAt"],
    }
    assert {name: int(response[name]) for name in told} == told
    assert rate["limit"] == settings.GRAPHQL_REQUESTS_PER_MINUTE
    assert rate["costLimit"] == settings.GRAPHQL_COST_PER_MINUTE


@pytest.mark.parametrize("limit", LIMITS, ids=lambda limit: limit.row)
def test_it_is_told_and_described(cast: Cast, settings: Any, monkeypatch: pytest.MonkeyPatch, limit: Limit) -> None:
    response = limit.reach(cast, settings, monkeypatch)
    assert response.status_code == limit.status
    assert codes(response)[0] == limit.code
    if limit.budget:
        check_budget(response, settings)
    if limit.status == 429:
        assert 0 < int(response["Retry-After"]) <= 60
    row = rows_of_the_guide()[limit.row]
    assert row[1] == limit.value
    assert row[2] == f"`{limit.code}`"
    assert str(limit.status) in row[3].split(" / ")


def test_the_guide_describes_no_other() -> None:
    assert set(rows_of_the_guide()) == {limit.row for limit in LIMITS}


def test_a_cost_too_great_is_told_and_not_taken(cast: Cast, settings: Any) -> None:
    settings.GRAPHQL_MOST_COST = 100
    response = street(cast).post(NEEDS, {"n": 100})
    assert response.json()["extensions"]["cost"]["requested"] == 201
    assert response["X-RateLimit-Cost-Remaining"] == str(settings.GRAPHQL_COST_PER_MINUTE)


class TestEveryAnswer:
    """Whatever becomes of an operation, its answer says what it cost and what is left."""

    def test_success_refusal_and_error(self, cast: Cast, settings: Any) -> None:
        caller = street(cast)
        for text in (ME, "{ nothing }", "{", '{ node(id: "x") { id } }', "", "{ summary { quarter } }"):
            check_budget(caller.post(text), settings)
        check_budget(caller.send(b"{"), settings)
        check_budget(caller.send({"query": ME}, **{"Idempotency-Key": "short"}), settings)

    def test_a_mutation_done_and_refused(self, cast: Cast, settings: Any) -> None:
        caller = application(cast, cast.street_a, [Perm.VIEW, Perm.LISTING_REVIEW])
        listing = listing_in(cast, "submitted")
        for _ in range(2):
            response = do(caller, "needPublish", id=gid(listing))
            check_budget(response, settings)
            assert response.json()["extensions"]["cost"]["requested"] == 4
        assert codes(response) == ["WRONG_STATE"]

    def test_a_registered_document_and_an_unknown_one(self, cast: Cast, settings: Any) -> None:
        caller = street(cast)
        documents.document_register(actor=SYSTEM, client=Client.objects.get(), text=ME)
        for text, status in ((ME, 200), (NEEDS, 400)):
            response = caller.send({"documentId": digest_of(text)})
            assert response.status_code == status
            check_budget(response, settings)
        Client.objects.update(only_registered=True)
        document_in(cast)
        refused = caller.send({"query": NEEDS})
        assert codes(refused) == ["DOCUMENT_NOT_REGISTERED"]
        check_budget(refused, settings)

    def test_a_fault(self, cast: Cast, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        def broken(*args: Any) -> Any:
            raise RuntimeError("nobody thought of this")

        caller = street(cast)
        monkeypatch.setattr("api.asking.run", broken)
        response = caller.post(ME)
        assert response.status_code == 500
        check_budget(response, settings)

    def test_a_person_and_a_personal_token(self, cast: Cast, settings: Any) -> None:
        check_budget(person(cast.users["street_a"]).post(ME), settings)
        _, text = tokens.personal_token_create(actor=cast.actor("street_a"), name="试用")
        token = Caller(Http(), "jingan.localhost", text)
        check_budget(token.post(ME), settings)
        refused = do(token, "noticesRead")
        assert codes(refused) == ["READ_ONLY"]
        check_budget(refused, settings)

    def test_who_is_not_known_has_none(self, district: None) -> None:
        response = Caller(Http(), "jingan.localhost", "nonsense").post(ME)
        assert response.status_code == 401
        assert "extensions" not in response.json()
        assert response["WWW-Authenticate"] == "Bearer"
