"""``make up`` for real, from a copied tree: web, worker and beat as processes, killed and started again."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil
import pytest
from processes.conftest import SITE, OrdinaryUser

from local.address import free_port
from local.postgres import development_server
from local.processes import MARK
from local.up import LOCK, web_answers

pytestmark = pytest.mark.processes
ROOT = Path(__file__).resolve().parents[2]
UNWANTED = (".git", ".venv", ".local", "node_modules", "__pycache__", ".*_cache", "screenshots")
PATIENCE = 180
SECOND_START_WORK = 14.0


@dataclass
class Platform:
    """One copied tree and the ``up`` that runs in it."""

    tree: Path
    log: Path
    python: str = sys.executable
    account: dict[str, Any] = field(default_factory=dict)
    port: int = field(default_factory=free_port)
    up: subprocess.Popen[bytes] | None = None

    @property
    def data(self) -> Path:
        return self.tree / ".local"

    def start(self) -> None:
        self.log.write_text("")
        with self.log.open("ab") as log:
            self.up = subprocess.Popen(
                [self.python, "-m", "local.up"],
                cwd=self.tree,
                env=self.environment(),
                stdout=log,
                stderr=log,
                start_new_session=True,
                **self.account,
            )

    def environment(self) -> dict[str, str]:
        cleared = (
            "DATABASE_URL",
            "BROKER_URL",
            "CACHE_URL",
            "DATA_DIR",
            "MEDIA_ROOT",
            "PG_PORT",
            "DJANGO_SETTINGS_MODULE",
        )
        kept = {name: value for name, value in os.environ.items() if name not in cleared}
        # Demo data is another test's subject.
        kept |= {"WEB_PORT": str(self.port), "DEMO": "0", "WEB_WORKERS": "1"}
        kept |= {"PYTHONPATH": f"{self.tree / 'platform'}:{self.tree}:{SITE}", "PYTHONUNBUFFERED": "1"}
        return kept

    def wait_until_ready(self) -> float:
        """Wait for the line that says so; the seconds it names."""
        self.wait(lambda: "全部就绪" in self.said() or self.ended())
        found = re.search(r"全部就绪，用时 ([\d.]+) 秒", self.said())
        assert found, self.said()
        return float(found[1])

    def wait(self, condition: Callable[[], bool]) -> None:
        deadline = time.monotonic() + PATIENCE
        while not condition():
            assert time.monotonic() < deadline, self.said()
            time.sleep(0.1)

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8")

    def ended(self) -> bool:
        return self.up is None or self.up.poll() is not None

    def worked(self) -> float:
        """Seconds of processor time that this start has cost so far, in all its processes."""
        starter = psutil.Process(self.up.pid)
        return sum(sum(process.cpu_times()[:4]) for process in [starter, *starter.children(recursive=True)])

    def answers(self) -> bool:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("WEB_HOST", "127.0.0.1")
            return web_answers(self.port)

    def processes(self, word: str = "") -> list[psutil.Process]:
        """The living processes that carry the mark of this tree and have the word in their command."""
        found = []
        for process in psutil.process_iter():
            with suppress(psutil.Error):
                if process.environ().get(MARK) == str(self.data) and word in " ".join(process.cmdline()):
                    found.append(process)
        return found

    def stop(self) -> None:
        if self.up is not None and self.up.poll() is None:
            self.up.send_signal(signal.SIGINT)
            self.up.wait(60)


def copy_tree(target: Path) -> Path:
    shutil.copytree(ROOT, target, ignore=shutil.ignore_patterns(*UNWANTED))
    return target


@pytest.fixture(scope="module")
def platform(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Platform]:
    """A platform that has been started once in a tree of its own."""
    folder = tmp_path_factory.mktemp("up")
    platform = Platform(tree=copy_tree(folder / "tree"), log=folder / "up.log")
    platform.start()
    platform.wait_until_ready()
    yield platform
    platform.stop()
    for process in platform.processes():
        process.kill()
    development_server(platform.data).remove()


def test_it_is_ready_and_says_where(platform: Platform) -> None:
    assert platform.answers()
    for line in (f"http://jingan.localhost:{platform.port}/", f"http://dongcheng.localhost:{platform.port}/"):
        assert line in platform.said()
    for word in ("granian", "celery -A config.celery worker", "celery -A config.celery beat"):
        assert platform.processes(word), word


def test_a_second_one_beside_it_is_refused(platform: Platform) -> None:
    done = subprocess.run(
        [platform.python, "-m", "local.up"],
        cwd=platform.tree,
        env=platform.environment(),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert "已经在运行" in done.stderr
    assert "make down" in done.stderr
    assert platform.answers()


@pytest.mark.parametrize("word", ["celery -A config.celery worker", "granian"])
def test_a_killed_child_is_started_again(platform: Platform, word: str) -> None:
    before = {process.pid for process in platform.processes(word)}
    deaths = platform.said().count("意外退出")
    leader = next(process for process in platform.processes(word) if os.getpgid(process.pid) == process.pid)
    leader.kill()
    platform.wait(lambda: any(process.pid not in before for process in platform.processes(word)))
    platform.wait(platform.answers)
    # Nothing of the killed group is left to hold the port or to take messages.
    platform.wait(lambda: not before & {process.pid for process in platform.processes(word)})
    assert platform.said().count("意外退出") == deaths + 1


def test_a_killed_database_is_started_again_and_the_worker_goes_on(platform: Platform) -> None:
    development_server(platform.data).running().kill()
    platform.wait(lambda: "数据库意外退出" in platform.said())
    platform.wait(platform.answers)
    log = platform.data / "logs" / "worker.log"
    before = log.stat().st_size
    # Beat asks for a sweep every twenty seconds; whichever worker process lives then has to do it.
    platform.wait(lambda: "deliver_everywhere" in (said := log.read_text()[before:]) and "succeeded" in said)


def test_a_killed_start_blocks_nothing(platform: Platform) -> None:
    server = development_server(platform.data)
    assert int((platform.data / LOCK).read_text()) == platform.up.pid
    platform.up.kill()
    platform.up.wait()
    server.running().kill()
    left = {process.pid for process in platform.processes()}
    assert left, "the children outlive a kill of their starter; the next start has to end them"
    platform.start()
    platform.wait_until_ready()
    assert platform.answers()
    assert not left & {process.pid for process in platform.processes()}


def test_ctrl_c_stops_everything_and_the_next_start_is_quick(platform: Platform) -> None:
    platform.up.send_signal(signal.SIGINT)
    assert platform.up.wait(60) == 0
    assert "已停止" in platform.said()
    assert platform.processes() == []
    assert development_server(platform.data).running() is None
    platform.start()
    platform.wait_until_ready()
    # Twelve seconds of work for the four processes that load the whole product; work can be compared on a busy machine.
    assert platform.worked() <= SECOND_START_WORK


def test_a_taken_port_is_said_plainly(platform: Platform) -> None:
    platform.stop()
    with socket.create_server(("127.0.0.1", platform.port)):
        platform.start()
        assert platform.up.wait(60) == 1
    assert f"端口 {platform.port} 已被别的程序占用" in platform.said()
    assert f"WEB_PORT={platform.port + 1} make up" in platform.said()
    assert "Traceback" not in platform.said()
    assert platform.processes() == []


def test_an_ordinary_user(open_folder: Path, tmp_path: Path, ordinary_user: OrdinaryUser) -> None:
    tree = copy_tree(open_folder / "tree")
    ordinary_user.owns(tree)
    log = tmp_path / "up.log"
    platform = Platform(tree=tree, log=log, python=ordinary_user.python, account=ordinary_user.account)
    try:
        platform.start()
        platform.wait_until_ready()
        assert platform.answers()
        assert {process.uids().real for process in platform.processes()} == {ordinary_user.uid}
        assert development_server(platform.data).running().uids().real == ordinary_user.uid
        assert (platform.data / "secret_key").stat().st_mode & 0o777 == 0o600
    finally:
        platform.stop()
    assert platform.processes() == []
