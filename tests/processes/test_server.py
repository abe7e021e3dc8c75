"""The embedded PostgreSQL: made, found again, and started whatever a killed one has left behind."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import psycopg
import pytest
from processes.conftest import SITE, OrdinaryUser

from local import postgres
from local.address import HOST, database_port, free_port
from local.postgres import Server, ServerError, throwaway_server

pytestmark = pytest.mark.processes
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def _no_given_port(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PG_PORT", raising=False)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    server = throwaway_server(tmp_path)
    yield server
    server.remove()


def ask(server: Server, question: str) -> str:
    with psycopg.connect(server.url, autocommit=True) as connection:
        row = connection.execute(question).fetchone()
        return str(row[0]) if row else ""


def test_it_starts_answers_stops_and_keeps_its_data(server: Server) -> None:
    server.start()
    with psycopg.connect(server.url) as connection:
        connection.execute("create table kept as select 7 as n")
    assert ask(server, "show server_version").startswith("18.")
    assert ask(server, "show listen_addresses") == HOST
    assert server.stop()
    assert server.running() is None
    assert not server.stop()
    server.start()
    assert ask(server, "select n from kept") == "7"


def test_a_running_one_is_used_again(server: Server) -> None:
    first = server.start()
    assert throwaway_server(server.data_dir.parent).start().pid == first.pid


def test_two_starters_at_once_make_one_server(server: Server) -> None:
    with ThreadPoolExecutor(2) as pool:
        pids = {process.pid for process in pool.map(lambda _: server.start(), range(2))}
    assert len(pids) == 1


def test_a_killed_one_starts_again_at_once(server: Server) -> None:
    os.kill(server.start().pid, signal.SIGKILL)
    begun = time.monotonic()
    server.start()
    assert time.monotonic() - begun < 10
    assert ask(server, "select 1") == "1"


def test_a_pid_file_with_the_number_of_another_program_blocks_nothing(server: Server) -> None:
    server.start()
    os.kill(server.running().pid, signal.SIGKILL)
    file = server.cluster / "postmaster.pid"
    lines = file.read_text().split("\n")
    file.write_text("\n".join([str(os.getppid()), *lines[1:]]))
    server.start()
    assert ask(server, "select 1") == "1"


def test_a_first_start_that_was_interrupted_begins_anew(server: Server) -> None:
    server.cluster.mkdir(parents=True)
    (server.cluster / "half").touch()
    server.start()
    assert ask(server, "select 1") == "1"


def test_a_port_taken_since_is_exchanged(server: Server) -> None:
    server.start()
    server.stop()
    before = database_port(server.data_dir)
    with socket.create_server((HOST, before)):
        server.start()
    assert database_port(server.data_dir) != before
    assert ask(server, "select 1") == "1"


def test_a_taken_port_that_was_asked_for_is_said(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server((HOST, 0)) as other:
        port = other.getsockname()[1]
        monkeypatch.setenv("PG_PORT", str(port))
        with pytest.raises(ServerError, match=f"端口 {port} 已被.*PG_PORT="):
            server.start()


def test_a_running_one_moves_to_the_port_that_is_asked_for(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    first = server.start()
    port = free_port()
    monkeypatch.setenv("PG_PORT", str(port))
    begun = time.monotonic()
    assert server.start().pid != first.pid
    assert time.monotonic() - begun < 20
    assert ask(server, "show port") == str(port)


def test_strangers_do_not_get_in(server: Server) -> None:
    server.start()
    stranger = server.url.replace(":", ":x", 2).replace("postgres:x", "postgres:", 1)
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(stranger)
    assert (server.data_dir / "database_password").stat().st_mode & 0o077 == 0


@pytest.mark.skipif(os.geteuid() != 0, reason="only root hands the server to another account")
def test_root_in_a_closed_home(open_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The unprivileged account can reach neither the data folder nor the binaries of a home of mode 0700."""
    closed = open_folder / "home"
    closed.mkdir(mode=0o700)
    monkeypatch.setattr(postgres, "SYSTEM_HOME", open_folder / "system")
    server = throwaway_server(closed / "checkout")
    try:
        process = server.start()
        assert server.home.is_relative_to(open_folder / "system")
        assert psutil.Process(process.pid).username() == postgres.UNPRIVILEGED
        assert closed.stat().st_mode & 0o777 == 0o700
        assert ask(server, "select 1") == "1"
    finally:
        server.remove()


def test_an_ordinary_user(open_folder: Path, ordinary_user: OrdinaryUser) -> None:
    home = open_folder / "home"
    home.mkdir()
    ordinary_user.owns(home)
    program = (
        "from pathlib import Path; from local.postgres import throwaway_server;"
        f"server = throwaway_server(Path({str(home)!r})); process = server.start();"
        "print(process.uids().real); server.stop(); server.remove()"
    )
    done = subprocess.run(
        [ordinary_user.python, "-c", program],
        env={"PYTHONPATH": f"{ROOT / 'platform'}:{SITE}", "PYTHONDONTWRITEBYTECODE": "1"},
        cwd="/",
        capture_output=True,
        text=True,
        **ordinary_user.account,
    )
    assert (done.stdout.strip(), done.stderr) == (str(ordinary_user.uid), "")
