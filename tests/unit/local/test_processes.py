"""Children that die are started again, and those that cannot live are named."""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from local.processes import Broken, Child, Family, end_leftovers, marked_environment

SLEEP = [sys.executable, "-c", "import time; print('awake', flush=True); time.sleep(60)"]
FAIL = [sys.executable, "-c", "import sys; sys.exit('no such table')"]
# The parent leaves at once, its child stays: what a killed supervisor of workers leaves behind.
ORPHAN = [sys.executable, "-c", f"import subprocess; subprocess.Popen({SLEEP!r})"]


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def family(tmp_path: Path, said: list[str]) -> Iterator[Family]:
    family = Family(folder=tmp_path, environment=marked_environment(tmp_path), say=said.append)
    yield family
    family.stop()
    end_leftovers(tmp_path)


def child(tmp_path: Path, command: list[str]) -> Child:
    log = tmp_path / "child.log"
    return Child("网页", command, log, ready=lambda: "awake" in log.read_text())


def test_it_waits_until_the_child_is_ready(family: Family, tmp_path: Path, said: list[str]) -> None:
    family.start(child(tmp_path, SLEEP))
    family.wait_until_ready(20)
    assert said == ["  网页已就绪"]


def test_a_child_that_fails_at_once_is_named_with_its_last_words(family: Family, tmp_path: Path) -> None:
    family.start(child(tmp_path, FAIL))
    with pytest.raises(Broken, match=r"网页没有启动成功(.|\n)*no such table"):
        family.wait_until_ready(20)


def test_a_child_that_never_gets_ready_is_named(family: Family, tmp_path: Path) -> None:
    family.start(Child("网页", SLEEP, tmp_path / "child.log", ready=lambda: False))
    with pytest.raises(Broken, match="网页仍未就绪"):
        family.wait_until_ready(0.2)


def test_a_dead_child_is_started_again_until_that_is_hopeless(family: Family, tmp_path: Path, said: list[str]) -> None:
    one = child(tmp_path, FAIL)
    family.start(one)
    for _ in range(3):
        one.process.wait(20)
        family.look_after()
    assert len([line for line in said if "正在重新启动" in line]) == 3
    one.process.wait(20)
    with pytest.raises(Broken, match="网页反复退出"):
        family.look_after()


def test_leftovers_are_ended_and_nobody_else(tmp_path: Path) -> None:
    folder, other = tmp_path / "a", tmp_path / "b"
    subprocess.run(ORPHAN, env=marked_environment(folder), check=True)
    with subprocess.Popen(SLEEP, env=marked_environment(other), stdout=subprocess.DEVNULL) as neighbour:
        begun = time.monotonic()
        assert end_leftovers(folder) == 1
        assert time.monotonic() - begun < 10
        assert neighbour.poll() is None
        assert end_leftovers(folder) == 0
        neighbour.kill()
