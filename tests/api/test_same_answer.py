"""Compiled statements against graphql-core over a corpus of random queries: the same answer, to the byte.

graphql-core with the plans of ``api.rows`` is the measure. Compared is what goes out: status, data, and of every error
the message, path, locations, code and field. ``COMPILED_QUERIES=2000`` asks more than the suite does.
"""

import os
import re
from collections import Counter
from types import SimpleNamespace
from typing import Any

import orjson
import pytest
from adverse import Adverse, break_codes, empty_fields
from cast import Cast
from django.db import transaction
from django.http import HttpRequest
from randomqueries import Made, Maker

from api import addresses
from api.compiled import NotCompiled, answers
from api.compiled.answers import Answers
from api.execution import Call, documents, run
from api.rates import Rate
from api.schema import COMPILED, schema
from api.writing import write_answer
from core.permissions import Actor

QUERIES = int(os.environ.get("COMPILED_QUERIES", "15"))
WHO = ["leader", "street_a", "street_b", "community_a", "unit_a", "unit_b", "member", "audit", "system"]
RATE = Rate(600, 599, 100_000, 99_999, 60)
_CURSOR = re.compile(rb'"(?:endCursor|cursor)":"([^"]+)"')

# Types with fields that no statement is written for (lists and texts made by Python, of few rows), and such an order.
LEFT_TO_CORE = (
    "AgreementTemplate",
    "AgreementVersion",
    "Client",
    "Facility",
    "Grant",
    "Webhook",
    "WebhookDelivery",
    "a cursor over",  # a moment: its microseconds are written by Python
    "a signed address",
)


class Both:
    """One process that compiles, and one that cannot: each answers as it would over HTTP."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, actor: Actor) -> None:
        self.monkeypatch = monkeypatch
        self.actor = actor
        self.compiling = Answers(schema.graphql_schema, COMPILED)
        self.core: Any = SimpleNamespace(data=lambda *_: None)
        self.seen: Counter[str] = Counter()

    def ask(self, made: Made) -> bytes:
        """The answer, which is the same whoever gives it and however often."""
        expected = self.one(self.core, made)
        # The second time the statement comes out of the cache.
        for _ in range(2):
            found = self.one(self.compiling, made)
            assert found == expected, (made, expected, found)
        _, content = expected
        body = orjson.loads(content)
        self.seen["told"] += "errors" not in body
        self.seen["null"] += b":null" in content
        for error in body.get("errors", ()):
            self.seen[error["extensions"]["code"]] += 1
            self.seen["beside data"] += bool(body.get("data")) and any(body["data"].values())
            self.seen["located"] += "locations" in error and "path" in error
        return content

    def one(self, way: Any, made: Made) -> tuple[int, bytes]:
        self.monkeypatch.setattr("api.execution.answers", lambda: way)
        response = write_answer(run(Call(self.actor, HttpRequest()), made.text, made.variables, None), RATE)
        return response.status, response.content


@pytest.fixture(autouse=True)
def the_same_second(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    """Signed addresses name the second in which they were made; and there is time enough for whoever is slower."""
    settings.GRAPHQL_SECONDS = 600
    monkeypatch.setattr(addresses._signer, "timestamp", lambda: "1t0000")


@pytest.fixture
def statements_fail_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """A statement that fails on purpose ends nothing but itself, as it does where each commits for itself."""
    execute = answers.run

    def within(*given: Any) -> bytes | None:
        with transaction.atomic():
            return execute(*given)

    monkeypatch.setattr(answers, "run", within)


@pytest.mark.parametrize("who", WHO)
def test_right_queries(world: Cast, monkeypatch: pytest.MonkeyPatch, who: str) -> None:
    both = Both(monkeypatch, world.actor(who))
    maker = Maker(sum(who.encode()))
    for _ in range(QUERIES):
        made = maker.query()
        told, left = both.seen["told"], both.compiling.taken["core"]
        both.ask(made)
        if both.seen["told"] > told and both.compiling.taken["core"] > left:
            # What has no error to tell is left to graphql-core for reasons that are known.
            with pytest.raises(NotCompiled) as reason:
                both.compiling.compiled(documents().get(made.text), None, made.variables, both.actor)
            assert str(reason.value).startswith(LEFT_TO_CORE)
    assert both.seen["told"] > QUERIES * 0.3
    assert both.compiling.taken["compiled"] > QUERIES * 0.3


@pytest.mark.parametrize("who", WHO)
def test_nulls_and_errors(world: Cast, monkeypatch: pytest.MonkeyPatch, statements_fail_alone: None, who: str) -> None:
    """Records with nothing in them that may be nothing; arguments and variables null, left out and wrong."""
    both = Both(monkeypatch, world.actor(who))
    assert empty_fields() > 60
    maker = Adverse(sum(who.encode()))
    for _ in range(QUERIES * 3):
        content = both.ask(maker.query())
        maker.cursors.extend(each.decode() for each in _CURSOR.findall(content)[:2])
    seen = both.seen
    assert both.compiling.taken["compiled"] > QUERIES * 0.3, seen
    assert all(seen[kind] for kind in ("told", "null", "BAD_REQUEST", "located")), seen
    assert not seen["INTERNAL"]


def test_the_corpus_has_every_kind_of_error(world: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    both = Both(monkeypatch, world.actor("leader"))
    maker = Adverse(7)
    wanted = {"BAD_REQUEST", "INVALID_INPUT", "NOT_FOUND", "beside data"}
    # Which comes when changes with each field of the schema: some are rare.
    for number in range(QUERIES * 100):
        both.ask(maker.query())
        if number >= QUERIES * 10 and wanted <= set(+both.seen):
            break
    assert wanted <= set(+both.seen)


@pytest.mark.parametrize("who", ["leader", "community_a", "unit_a"])
def test_codes_that_nobody_knows(
    world: Cast, monkeypatch: pytest.MonkeyPatch, statements_fail_alone: None, who: str
) -> None:
    """A field that may not be null and has no value takes its record with it, its list and what stands above."""
    both = Both(monkeypatch, world.actor(who))
    assert break_codes() > 20
    maker = Maker(sum(who.encode()) + 1)
    for _ in range(QUERIES * 3):
        both.ask(maker.query())
    assert both.seen["located"] > QUERIES * 0.1, both.seen
    assert both.compiling.taken["compiled"]
