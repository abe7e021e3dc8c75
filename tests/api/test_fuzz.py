"""Queries made up at random: never a fault, and never a record that the caller may not see.

The rule of visibility in the database is the oracle: every id in every answer is looked up through ``visible_to``,
so that a relation declared to follow its record's visibility is proved to do so.
"""

import random
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest
from cast import Cast
from django.http import HttpRequest
from graphql import GraphQLEnumType, GraphQLObjectType, get_named_type, is_leaf_type
from quarters import IN_Q3, closed_claim, drafted, issued
from stories import agreement_in, claim_in, listing_in, open_listing

from api.execution import Call, run
from api.names import camel
from api.rows.ids import read_id
from api.rows.records import record_named
from api.schema import ROOTS, schema
from core.outbox import deliver_waiting
from core.periods import Quarter
from resources.actions.claims import claim_propose
from resources.models import Resource

TYPES = schema.graphql_schema.type_map
QUERIES = 60
# Whoever sees a record reads its history, as on its page; the events themselves need not be visible.
BY_THE_RECORD = {"Event"}


class Maker:
    """Makes valid queries; the same seed makes the same ones."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def query(self) -> str:
        name, (target, _) = self.random.choice(list(ROOTS.items()))
        return f"{{ {self.listed(camel(name), schema.graphql_schema.query_type, target, 3)} }}"

    def listed(self, name: str, parent: GraphQLObjectType, target: str, depth: int) -> str:
        size = self.random.choice(["first: 2", "first: 4", "last: 3", "first: 1"])
        given = [size]
        for argument, definition in parent.fields[name].args.items():
            type_ = get_named_type(definition.type)
            if isinstance(type_, GraphQLEnumType) and self.random.random() < 0.3:
                value = self.random.choice(list(type_.values))
                given.append(f"{argument}: {value if argument == 'orderBy' else f'[{value}]'}")
        total = " totalCount" if self.random.random() < 0.3 else ""
        inner = self.record(target, depth)
        rows = self.random.choice([f"nodes {{ {inner} }}", f"edges {{ cursor node {{ {inner} }} }}"])
        return f"{name}({', '.join(given)}) {{{total} {rows} }}"

    def record(self, target: str, depth: int) -> str:
        type_ = TYPES[target]
        assert isinstance(type_, GraphQLObjectType)
        chosen = ["__typename", "id"]
        for name in self.random.sample(list(type_.fields), min(6, len(type_.fields))):
            inner = get_named_type(type_.fields[name].type)
            if is_leaf_type(inner):
                chosen.append(name)
            elif inner.name == "Node":
                chosen.append(f"{name} {{ __typename id }}")
            elif not hasattr(inner, "interfaces") or not depth:
                continue
            elif inner.name.endswith("Connection"):
                chosen.append(self.listed(name, type_, inner.name.removesuffix("Connection"), depth - 1))
            elif inner.interfaces:
                chosen.append(f"{name} {{ {self.record(inner.name, depth - 1)} }}")
        return " ".join(chosen)


def ids_in(value: Any) -> Iterator[tuple[str, int]]:
    if isinstance(value, dict):
        if "id" in value:
            yield read_id(value["id"])
        for inner in value.values():
            yield from ids_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from ids_in(inner)


@pytest.fixture
def world(cast: Cast) -> Cast:
    """Both streets have records in many states, some of them between units and places of different sight."""
    for side in "ab":
        closed_claim(cast, side, at=IN_Q3)
    issued(cast)
    drafted(cast, Quarter(2026, 2))
    for status in ("draft", "negotiating", "active"):
        agreement_in(cast, status)
    agreement_in(cast, "draft", by="unit_a")
    commitment = agreement_in(cast, "active").commitments.get()
    claim_propose(
        actor=cast.actor("unit_a"), target=open_listing(cast), claimant=cast.unit_a, quantity=3, commitment=commitment
    )
    claim_in(cast, "fulfilled", listing=open_listing(cast, Resource), quantity=5)
    for status in ("draft", "submitted", "returned", "withdrawn"):
        listing_in(cast, status)
        listing_in(cast, status, Resource)
    deliver_waiting()
    return cast


@pytest.mark.parametrize(
    "who", ["leader", "street_a", "street_b", "community_a", "unit_a", "unit_b", "member", "audit"]
)
def test_random_queries(world: Cast, who: str) -> None:
    actor = world.actor(who)
    maker = Maker(sum(who.encode()))
    seen: dict[str, set[int]] = defaultdict(set)
    answered = 0
    for _ in range(QUERIES):
        query = maker.query()
        answer = run(Call(actor, HttpRequest()), query, {}, None)
        codes = {error["extensions"]["code"] for error in answer.body.get("errors", [])}
        assert codes <= {"LIMIT_EXCEEDED"}, (query, answer.body)
        answered += not codes
        for name, key in ids_in(answer.body.get("data")):
            seen[name].add(key)
    assert answered > QUERIES * 0.8
    for name, keys in seen.items():
        visible = record_named(name)._meta.model.objects.visible_to(actor).filter(pk__in=keys)
        hidden = keys - set(visible.values_list("pk", flat=True))
        assert not hidden or name in BY_THE_RECORD, (name, hidden)
    assert len(seen) > 5 or who == "audit"
