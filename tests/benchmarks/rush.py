"""``make load``: many clients at once, for minutes, against one machine started the way production runs.

Several workers of granian stand before a real PostgreSQL with three districts. People look at pages, programs read and
write through GraphQL, each with a session or a token of one district; whoever writes takes a need from its draft to a
claim and back. Nothing may fail: a refused connection, a fault, an error in an answer, and a mutation that was refused
all count. Rates and latencies by kind are printed and written to ``load.json``. Only this machine is ever asked.
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import psutil

from benchmarks.load import request_bytes
from benchmarks.servers import end, say, scratch_database, server, started
from local.address import free_port
from local.folders import ROOT

DISTRICTS = (("rusha", "990100000000"), ("rushb", "990200000000"), ("rushc", "990300000000"))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--clients", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--scale", type=float, default=0.1, help="1 makes 20,000 needs in each district")
    parser.add_argument("--workers", type=int, default=4)
    parser.add_argument("--out", type=Path, default=ROOT / "load.json")
    parser.add_argument("--template", default="template1", help="a database of this server that is migrated already")
    options = parser.parse_args()
    with ExitStack() as stack:
        url = stack.enter_context(scratch_database(stack.enter_context(server()), options.template))
        found = rush(url, options.clients, options.seconds, options.scale, options.workers)
    show(found)
    options.out.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n")
    say(f"写出 {options.out}")
    return 1 if found["errors"] else 0


def rush(url: str, clients: int, seconds: float, scale: float, workers: int) -> dict[str, Any]:
    """Make the districts in this database, start the web processes, and ask them."""
    # The queue lies in the database as well: nothing outside this run is touched.
    os.environ.pop("BROKER_URL", None)
    os.environ.update(
        DATABASE_URL=url,
        DJANGO_SETTINGS_MODULE="config.settings",
        # All clients of a district here share a few tokens: what one of them may ask a minute is not what is measured.
        GRAPHQL_REQUESTS_PER_MINUTE="100000000",
        GRAPHQL_COST_PER_MINUTE="1000000000000",
    )
    # The release step of every installation: the queue, and the tables of all districts.
    subprocess.run([sys.executable, "-m", "local.prepare"], env=os.environ, check=True, stdout=subprocess.DEVNULL)
    kinds = _made(scale)
    with _worker(), _web(workers) as (port, memory):
        given = {"port": port, "clients": clients, "seconds": seconds, "kinds": kinds}
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.rushing"], input=json.dumps(given), capture_output=True, text=True
        )
        if done.returncode:
            raise SystemExit(f"压测程序出错：{done.stderr[-2000:]}")
        found: dict[str, Any] = json.loads(done.stdout)
        found["worker_mb"] = memory()
    return {"clients": clients, "seconds": seconds, "workers": workers, **found}


def _made(scale: float) -> list[dict[str, Any]]:
    """The districts, in a process of its own: this one keeps no connections. What is asked, by kind."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.rushed", str(scale)], capture_output=True, text=True, env=os.environ
    )
    if done.returncode:
        raise SystemExit(f"数据没有建成：{done.stderr[-2000:]}")
    kinds: list[dict[str, Any]] = json.loads(done.stdout.splitlines()[-1])
    return kinds


@contextmanager
def _worker() -> Iterator[None]:
    """Who tells people and other programs what the writers have done."""
    command = [sys.executable, "-m", "celery", "-A", "config.celery", "worker", "--concurrency", "2"]
    command += ["--without-gossip", "--without-mingle", "--loglevel", "warning"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(command, cwd=ROOT, start_new_session=True, **quiet)
    try:
        yield
        if process.poll() is not None:
            raise SystemExit("后台任务进程意外退出。")
    finally:
        end(process, 30)


@contextmanager
def _web(workers: int) -> Iterator[tuple[int, Any]]:
    """The web processes as docs/deploy.md starts them, and how much memory the largest of them takes."""
    port = free_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--host", "127.0.0.1"]
    command += ["--port", str(port), "--workers", str(workers), "--blocking-threads", "3", "--respawn-failed-workers"]
    command += ["--log-level", "warning", "config.wsgi:application"]
    with started(command, port, request_bytes("/healthz", "localhost", b"", {})) as child:

        def memory() -> float:
            family = psutil.Process(child.process.pid).children(recursive=True)
            return round(max(each.memory_info().rss for each in family) / 2**20, 1)

        yield port, memory


def show(found: dict[str, Any]) -> None:
    say(f"{'':18}{'请求':>10}{'每秒':>10}{'p50 ms':>10}{'p95 ms':>10}{'p99 ms':>10}{'最慢 ms':>10}{'错误':>8}")
    for name, row in found["kinds"].items():
        figures = "".join(f"{row[each]:>10}" for each in ("rate", "p50", "p95", "p99", "slowest"))
        say(f"{name:18}{row['count']:>10}{figures}{row['errors']:>8}")
    say(f"共 {found['count']:,} 个请求，每秒 {found['rate']}，错误 {found['errors']}；进程最大 {found['worker_mb']} MB")
    for example in found["examples"]:
        say(f"  {example}")


if __name__ == "__main__":
    sys.exit(main())
