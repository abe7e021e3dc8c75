"""One district alone in a database against many in one, with the requests spread over all of them."""

from contextlib import ExitStack
from typing import Any

import psycopg
from django.conf import settings
from django.db import connection
from psycopg import sql

from benchmarks.district import SMALL, make_copies, make_district
from benchmarks.load import request_bytes
from benchmarks.queries import Query
from benchmarks.rounds import Target, graphql, load, measure, row
from benchmarks.servers import granian, say

SCHEMA = "small"
WORKER_MB = 150
# Each thread's connection prepares each statement once; that is over before anything is measured.
WARM_SECONDS_EACH = 0.1
# A caller is read again after some seconds. How many of the requests that concerns follows from how many a district
# sends in that time, a matter of the machine's speed and not of the number of districts: so both remember for longer.
MEMORY = {"GRAPHQL_CALLER_SECONDS": "60"}
# What each district sends: the queries, who calls, and the count of its requests.
STATEMENTS_EACH = 6
USUAL_STATEMENTS = 1_000


def compare(queries: dict[str, Query], count: int, seconds: float, connections: int) -> list[dict[str, Any]]:
    """Rows ``graphql.<query>.districts_<count>_to_1``: the same small data, the same requests, other hosts."""
    say(f"数据：{count} 个区")
    connection.set_schema_to_public()
    token = make_district(SMALL, SCHEMA, "990200000000")
    alone = _copy_of_database()
    memory = {**MEMORY, "GRAPHQL_PREPARED_STATEMENTS": str(max(USUAL_STATEMENTS, STATEMENTS_EACH * count))}
    try:
        schemas = [SCHEMA, *make_copies(SCHEMA, count - 1, _tell)]
        connection.close()
        with ExitStack() as stack:
            probe = request_bytes("/healthz", "localhost", b"", {})
            one = stack.enter_context(granian("config.wsgi:application", probe, DATABASE_URL=alone, **memory))
            many = stack.enter_context(granian("config.wsgi:application", probe, **memory))

            def requests(query: Query, schemas: list[str]) -> list[bytes]:
                return [graphql(query, "/graphql/", f"{schema}.{settings.BASE_HOST}", token) for schema in schemas]

            targets: dict[str, dict[str, Target]] = {
                "one": {name: (one.port, requests(query, [SCHEMA])) for name, query in queries.items()},
                "many": {name: (many.port, requests(query, schemas)) for name, query in queries.items()},
            }
            rows = []
            for name in queries:
                load(*targets["many"][name], connections, count * WARM_SECONDS_EACH, warm=0)
                sides = {side: {name: target[name]} for side, target in targets.items()}
                found = measure(sides, seconds / len(queries), connections)[name]
                ours, reference = found["many"], found["one"]
                for side, figures in found.items():
                    say(f"({name}) {side:5}{figures['rate']:>10.1f}{figures['p50']:>9.2f}{figures['p95']:>9.2f}")
                rows.append(row(f"graphql.{name}.districts_{count}_to_1", ours["rate"], reference["rate"]))
                rows.append(row(f"graphql.{name}.districts_{count}.p95_to_p50", ours["p95"], ours["p50"]))
            rows.append(row(f"graphql.districts_{count}.worker_mb", many.memory_mb(), WORKER_MB))
            rows.append(row(f"graphql.districts_{count}.connection_mb", many.backend_mb(), one.backend_mb()))
    finally:
        connection.close()
        with psycopg.connect(settings.DATABASE_URL, autocommit=True) as server:
            name = sql.Identifier(alone.rpartition("/")[2])
            server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))
    return rows


def _copy_of_database() -> str:
    """The address of another database with everything that is in this one now."""
    connection.close()
    address, _, name = settings.DATABASE_URL.rpartition("/")
    with psycopg.connect(f"{address}/postgres", autocommit=True) as server:
        copying = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        server.execute(copying.format(sql.Identifier(f"{name}_alone"), sql.Identifier(name)))
    return f"{address}/{name}_alone"


def _tell(made: int) -> None:
    if made % 100 == 0:
        say(f"  {made}")
