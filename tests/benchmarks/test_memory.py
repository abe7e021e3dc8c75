"""Memory stays flat: ``make endurance`` sends 100,000 mixed requests through the web application, in four threads.

``REQUESTS`` says how many; without it the test is left out, since it takes a quarter of an hour.
"""

import json
import logging
import os
import threading
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import psutil
import pytest
from database import SCHEMA
from django.db import connections
from django_tenants.utils import schema_context
from wsgi import ask

from api import callers, rates
from api.execution import documents
from benchmarks.district import client_token, fill
from benchmarks.queries import MOST_COST, QUERIES

REQUESTS = int(os.environ.get("REQUESTS", "0"))
THREADS = 4
MOST_GROWTH_MB = 15
WARM = 0.2  # of all requests: caches fill, and each thread's connection learns its statements

pytestmark = pytest.mark.skipif(REQUESTS == 0, reason="runs with REQUESTS=100000 (make endurance)")


@pytest.fixture
def token(scratch: str, settings: Any) -> Iterator[str]:
    """A client over a small benchmark district in a database of its own, with real commits."""
    settings.GRAPHQL_MOST_COST = MOST_COST
    settings.GRAPHQL_REQUESTS_PER_MINUTE = 10_000_000
    settings.GRAPHQL_COST_PER_MINUTE = 10_000_000_000
    # pytest keeps every line of the log with its request, and a quarter of the requests are refused.
    logging.disable(logging.WARNING)
    with schema_context(SCHEMA):
        fill(scale=0.02)
        yield client_token(timedelta(hours=3))
    logging.disable(logging.NOTSET)


def operation(number: int) -> tuple[dict[str, Any], int]:
    """The body of a request and the status that it should get: all kinds in turn, many of them never seen before."""
    kind = number % 10
    if kind < 4:
        query = QUERIES["acd"[number % 3]]
        return {"query": query.text, "variables": query.variables}, 200
    if kind < 6:
        return {"query": f"query Q{number} {{ needs(first: {number % 50}) {{ nodes {{ id title }} }} }}"}, 200
    if kind == 6:
        return {"query": f"{{ nothing{number} }}"}, 400
    if kind == 7:
        return {"query": QUERIES["b"].text, "variables": {"n": 10**6 + number}}, 400
    if kind == 8:
        return {"query": QUERIES["d"].text, "variables": {"id": f"wrong {number}"}}, 200
    return {"query": "{ me { kind label permissions { code } } }"}, 200


def send(application: Any, token: str, number: int) -> tuple[int, int]:
    """Statuses found and expected of one request; each twentieth comes with a token that nobody gave."""
    stranger = number % 20 == 19
    given, expected = operation(number)
    body = json.dumps(given).encode()
    more = {"HTTP_AUTHORIZATION": f"Bearer {f'stranger{number}' if stranger else token}"}
    answer = ask(application, f"{SCHEMA}.localhost", body, more=more)
    return answer.status, 401 if stranger else expected


def test_memory_stays_flat(token: str) -> None:
    from config.wsgi import application

    found: Counter[tuple[int, int]] = Counter()
    warm = int(REQUESTS * WARM)
    sizes: list[float] = []
    # Measured while all connections stand open: what each keeps of its statements is part of both figures.
    together = threading.Barrier(THREADS, action=lambda: sizes.append(psutil.Process().memory_info().rss / 1024 / 1024))

    def work(first: int) -> None:
        try:
            for begin, end in ((0, warm), (warm, REQUESTS)):
                for number in range(begin + first, end, THREADS):
                    found[send(application, token, number)] += 1
                together.wait()
        except BaseException:
            together.abort()
            raise
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work, args=(first,)) for first in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    before, after = sizes
    print(f"\n{REQUESTS:,} requests: {before:.1f} MB after the first {warm:,}, {after:.1f} MB at the end")
    wrong = {statuses: count for statuses, count in found.items() if statuses[0] != statuses[1]}
    assert wrong == {}, "(found, expected): how often"
    assert sum(found.values()) == REQUESTS
    kept = documents()
    assert len(kept) <= kept.most
    assert kept.held <= kept.characters
    assert len(callers._known) < 50
    assert len(rates._blocks) < 50
    assert after - before < MOST_GROWTH_MB
