"""``make bench``: the six queries over GraphQL against hand-written SQL and against PostGraphile.

All three stand before the same database with the same rows; each has one worker process. The load comes from a
process of its own, in rounds that take turns, and the medians of the rounds are compared: absolute figures move with
the machine, ratios do not. Ours pays for tenant routing, the token, permissions and limits; the others do not.
"""

import argparse
import json
import os
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from benchmarks.load import once, request_bytes
from benchmarks.queries import MOST_COST, QUERIES, SUMMARY, Query
from benchmarks.rounds import Target, graphql, measure, row
from benchmarks.servers import granian, postgraphile, say, scratch_database, server
from local.up import ROOT

WORKER_MB = 150
MOST_STATEMENTS = 3


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=180, help="time for all measurements together")
    parser.add_argument("--scale", type=float, default=1.0, help="1 makes 20,000 needs and so on")
    parser.add_argument("--connections", type=int, default=4)
    parser.add_argument("--queries", default=",".join(QUERIES), help="which of them, as in a,c")
    parser.add_argument("--no-peer", action="store_true", help="leave PostGraphile out")
    parser.add_argument(
        "--districts",
        type=int,
        default=0,
        help="compare so many small districts in one database with one alone as well; a thousand take half an hour",
    )
    parser.add_argument("--out", type=Path, default=ROOT / "bench.json")
    options = parser.parse_args()
    queries = {name: QUERIES[name] for name in options.queries.split(",")}
    with server() as address, scratch_database(address) as url:
        os.environ.update(
            DATABASE_URL=url,
            BROKER_URL="memory://",
            DJANGO_SETTINGS_MODULE="config.settings",
            # The limit is on: every request is counted against it.
            GRAPHQL_REQUESTS_PER_MINUTE="100000000",
            GRAPHQL_COST_PER_MINUTE="1000000000000",
            GRAPHQL_MOST_COST=str(MOST_COST),
        )
        import django

        django.setup()
        from django.conf import settings
        from django.core.management import call_command

        Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
        call_command("prepare_platform", verbosity=0)
        rows = _sides(queries, options)
        if options.districts:
            from benchmarks.districts import compare

            rows += compare(queries, options.districts, options.seconds, options.connections)
    options.out.write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n")
    say(f"写出 {options.out}")
    return 0


# --- what is measured against what ----------------------------------------------------------------------------


def _sides(queries: dict[str, Query], options: argparse.Namespace) -> list[dict[str, Any]]:
    """Ours, the limit and PostGraphile before one district."""
    from benchmarks.district import SCHEMA, make_district, prepare_peer

    say("数据：20 个街道、300 个社区及其全部记录")
    token = make_district(options.scale)
    os.environ["BENCH_SCHEMA"] = SCHEMA
    counts = _statements(queries, token, SCHEMA)
    host = f"{SCHEMA}.localhost"
    with ExitStack() as stack:
        ours = stack.enter_context(granian("config.wsgi:application", request_bytes("/healthz", "localhost", b"", {})))
        limit = stack.enter_context(granian("benchmarks.limit:application", request_bytes("/a", host, b"", {})))
        targets: dict[str, dict[str, Target]] = {
            "ours": {n: (ours.port, [graphql(q, "/graphql/", host, token)]) for n, q in queries.items()},
            "limit": {n: (limit.port, [request_bytes(f"/{n}", host, b"", {})]) for n in queries},
        }
        _check_equal(targets)
        if not options.no_peer and (peer := stack.enter_context(postgraphile(prepare_peer))):
            targets["postgraphile"] = {
                n: (peer, [graphql(q, "/graphql", host, "", peer=True)]) for n, q in queries.items()
            }
            for name, (port, requests) in targets["postgraphile"].items():
                status, body = once(port, requests[0])
                if status != 200 or b'"errors"' in body:
                    raise SystemExit(f"PostGraphile {name}: {body[:400].decode()}")
        measured = measure(targets, options.seconds, options.connections)
        rows = _rows(measured, counts, ours.memory_mb())
    _show(measured)
    return rows


def _check_equal(targets: dict[str, dict[str, Target]]) -> None:
    """A comparison of different answers would be worth nothing."""
    for name in targets["ours"]:
        sides = (targets[side][name] for side in ("ours", "limit"))
        (_, ours), (_, limit) = (once(port, requests[0]) for port, requests in sides)
        if json.loads(ours).get("data") != json.loads(limit)["data"]:
            raise SystemExit(f"({name}) 两边的数据不同：\n{ours[:600].decode()}\n{limit[:600].decode()}")


def _statements(queries: dict[str, Query], token: str, schema: str) -> dict[str, int]:
    """SQL statements of one request each, with everything warm; the session and the permissions included."""
    from django.db import connection
    from django.test import Client

    found: dict[str, int] = {}

    def count(execute: Any, *args: Any) -> Any:
        found[name] += 1
        return execute(*args)

    http = Client()
    headers = {"Authorization": f"Bearer {token}"}
    asked = {name: (query.text, query.variables) for name, query in queries.items()} | {"summary": (SUMMARY, {})}
    for name, (text, variables) in asked.items():
        for _ in range(2):
            found[name] = 0
            with connection.execute_wrapper(count):
                http.post(
                    "/graphql/",
                    json.dumps({"query": text, "variables": variables}),
                    content_type="application/json",
                    headers=headers,
                    HTTP_HOST=f"{schema}.localhost",
                )
    connection.close()
    return found


def _rows(
    measured: dict[str, dict[str, dict[str, float]]], counts: dict[str, int], memory: float
) -> list[dict[str, Any]]:
    rows = []
    for name, sides in measured.items():
        ours = sides["ours"]
        for side, figures in sides.items():
            if side != "ours":
                rows.append(row(f"graphql.{name}.vs_{side}", ours["rate"], figures["rate"]))
        rows.append(row(f"graphql.{name}.p95_to_p50", ours["p95"], ours["p50"]))
        rows.append(row(f"graphql.{name}.sql_count", counts[name], MOST_STATEMENTS))
    rows.append(row("graphql.summary.sql_count", counts["summary"], MOST_STATEMENTS))
    rows.append(row("graphql.worker_mb", memory, WORKER_MB))
    return rows


def _show(measured: dict[str, dict[str, dict[str, float]]]) -> None:
    say(f"\n{'':4}{'side':14}{'req/s':>10}{'p50 ms':>9}{'p95 ms':>9}{'ours / it':>11}")
    for name, sides in measured.items():
        for side, figures in sides.items():
            ratio = sides["ours"]["rate"] / figures["rate"] if figures["rate"] else 0.0
            say(
                f"({name}) {side:14}{figures['rate']:>10.1f}{figures['p50']:>9.2f}{figures['p95']:>9.2f}"
                + (f"{ratio:>11.3f}" if side != "ours" else "")
            )
    say("")


if __name__ == "__main__":
    sys.exit(main())
