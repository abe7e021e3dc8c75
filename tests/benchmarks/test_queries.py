"""The benchmark compares equals: the interface and the statements written by hand answer the same data."""

import json
from datetime import timedelta

import pytest
from callers import Caller
from database import SCHEMA
from django.db import connection
from django.test import Client

from benchmarks.district import client_token, fill
from benchmarks.queries import MOST_COST, QUERIES

_EXPECTED = {"a": "居民需求", "b": "共建单位", "c": "overdueTasks", "d": "居民需求", "e": "联动通报", "f": "配合很好"}


@pytest.fixture
def caller(district, settings) -> Caller:
    """A third-party client over the whole of a small benchmark district."""
    settings.GRAPHQL_MOST_COST = MOST_COST
    fill(scale=0.02)
    return Caller(Client(), f"{SCHEMA}.localhost", client_token(timedelta(hours=1)))


def test_both_answer_the_same_data(caller: Caller) -> None:
    for name, query in QUERIES.items():
        answer = caller.ask(query.text, **query.variables)
        with connection.cursor() as cursor:
            cursor.execute(query.statement)
            (by_hand,) = cursor.fetchone()
        assert answer == json.loads(by_hand), name
        rows = json.dumps(answer, ensure_ascii=False)
        assert len(rows) > 100, name
        assert _EXPECTED[name] in rows
