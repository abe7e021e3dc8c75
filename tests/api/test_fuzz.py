"""Queries made up at random: never a fault, and never a record that the caller may not see.

The rule of visibility in the database is the oracle: every id in every answer is looked up through ``visible_to``,
so that a relation declared to follow its record's visibility is proved to do so.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import orjson
import pytest
from cast import Cast
from django.http import HttpRequest
from randomqueries import Maker

from api.execution import Call, run
from api.rows.ids import read_id
from api.rows.records import record_named

QUERIES = 40
# Whoever sees a record reads its history, as on its page; the events themselves need not be visible.
BY_THE_RECORD = {"Event"}


def ids_in(value: Any) -> Iterator[tuple[str, int]]:
    if isinstance(value, dict):
        if "id" in value:
            yield read_id(value["id"])
        for inner in value.values():
            yield from ids_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from ids_in(inner)


@pytest.mark.parametrize(
    "who", ["leader", "street_a", "street_b", "community_a", "unit_a", "unit_b", "member", "audit"]
)
def test_random_queries(world: Cast, who: str) -> None:
    actor = world.actor(who)
    maker = Maker(sum(who.encode()))
    seen: dict[str, set[int]] = defaultdict(set)
    answered = 0
    for _ in range(QUERIES):
        made = maker.query()
        answer = run(Call(actor, HttpRequest()), made.text, made.variables, None)
        codes = {error["extensions"]["code"] for error in answer.body.get("errors", [])}
        assert codes <= {"LIMIT_EXCEEDED", "INVALID_INPUT", "NOT_FOUND"}, (made, answer.body)
        answered += not codes
        for name, key in ids_in(answer.body.get("data") if answer.data is None else orjson.loads(answer.data)):
            seen[name].add(key)
    assert answered > QUERIES * 0.5
    for name, keys in seen.items():
        visible = record_named(name)._meta.model.objects.visible_to(actor).filter(pk__in=keys)
        hidden = keys - set(visible.values_list("pk", flat=True))
        assert not hidden or name in BY_THE_RECORD, (name, hidden)
    assert len(seen) > 5 or who == "audit"
