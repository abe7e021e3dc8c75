"""``make up`` for real, from a copied tree: web, worker and beat as processes, killed and started again."""

import os
import signal
import socket
import subprocess
from collections.abc import Iterator

import pytest
from processes.running import Platform, copy_tree

from local.postgres import development_server
from local.up import LOCK

pytestmark = pytest.mark.processes
SECOND_START_WORK = 14.0


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
