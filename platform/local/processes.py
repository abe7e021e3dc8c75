"""Child processes that are started together, watched, started again when they die, and stopped together.

Every child carries a mark in its environment. Whatever still carries the mark of this data folder when
nobody supervises it is left over from a killed start and is ended by ``end_leftovers``.
"""

import os
import signal
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil

MARK = "LIANDONG_RUN"
STOP_SECONDS = 15
# So many deaths within so many seconds mean that starting again does not help.
DEATHS, DEATH_SECONDS = 4, 60


class Broken(Exception):
    """A child dies again and again, or does not become ready; the message says which and where its log is."""


@dataclass
class Child:
    """One process of the platform. ``ready`` is asked until it says yes."""

    name: str
    command: list[str]
    log: Path
    ready: Callable[[], bool]
    process: psutil.Popen | None = None
    deaths: list[float] = field(default_factory=list)

    def start(self, environment: dict[str, str], folder: Path) -> None:
        """Start the process in a group of its own, so that Ctrl-C reaches only the supervisor."""
        with self.log.open("ab") as log:
            self.process = psutil.Popen(
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=folder,
                env=environment,
                start_new_session=True,
            )

    def died(self) -> int | None:
        """The exit code when the process has ended, else None."""
        return None if self.process is None else self.process.poll()

    def last_words(self) -> str:
        """The end of the log."""
        return "\n".join(self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-8:])


@dataclass
class Family:
    """All children of one start."""

    folder: Path
    environment: dict[str, str]
    say: Callable[[str], None]
    children: list[Child] = field(default_factory=list)

    def start(self, child: Child) -> None:
        self.children.append(child)
        child.start(self.environment, self.folder)

    def wait_until_ready(self, seconds: float) -> None:
        """Wait for all children. Raises ``Broken`` when one ends first or the time is over."""
        deadline = time.monotonic() + seconds
        waiting = list(self.children)
        while waiting:
            for child in list(waiting):
                if child.died() is not None:
                    raise Broken(f"{child.name}没有启动成功，日志 {child.log}：\n{child.last_words()}")
                if child.ready():
                    waiting.remove(child)
                    self.say(f"  {child.name}已就绪")
            if waiting and time.monotonic() > deadline:
                names = "、".join(child.name for child in waiting)
                late = waiting[0]
                raise Broken(f"等了 {seconds:.0f} 秒，{names}仍未就绪，日志 {late.log}：\n{late.last_words()}")
            time.sleep(0.05)

    def look_after(self) -> None:
        """Start again what has died. Raises ``Broken`` when that has not helped several times."""
        for child in self.children:
            code = child.died()
            if code is None:
                continue
            now = time.monotonic()
            child.deaths = [moment for moment in child.deaths if now - moment < DEATH_SECONDS] + [now]
            if len(child.deaths) >= DEATHS:
                raise Broken(f"{child.name}反复退出（退出码 {code}），日志 {child.log}：\n{child.last_words()}")
            self.say(f"{child.name}意外退出（退出码 {code}），正在重新启动。日志：{child.log}")
            end_group(child.process)
            child.start(self.environment, self.folder)

    def stop(self) -> None:
        """Stop all children, the last started first, and whatever they have started."""
        for child in reversed(self.children):
            if child.died() is None and child.process is not None:
                child.process.send_signal(signal.SIGTERM)
        deadline = time.monotonic() + STOP_SECONDS
        for child in self.children:
            if child.process is not None:
                with suppress(psutil.TimeoutExpired):
                    child.process.wait(max(0.1, deadline - time.monotonic()))
                end_group(child.process)


def end_group(process: psutil.Popen | None) -> None:
    """Kill what is left of the group that the process led."""
    if process is not None:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)


def marked_environment(data_dir: Path) -> dict[str, str]:
    """The environment of a child: the caller's, with the data folder and its mark."""
    return {**os.environ, "DATA_DIR": str(data_dir), MARK: str(data_dir)}


def end_leftovers(data_dir: Path) -> int:
    """End every process that carries the mark of this data folder; the number of them."""
    found = [process for process in psutil.process_iter() if _is_marked(process, data_dir)]
    for process in found:
        try:
            process.terminate()
        except psutil.Error:
            continue
    _, stubborn = psutil.wait_procs(found, timeout=3)
    for process in stubborn:
        try:
            process.kill()
        except psutil.Error:
            continue
    psutil.wait_procs(stubborn, timeout=5)
    return len(found)


def _is_marked(process: psutil.Process, data_dir: Path) -> bool:
    try:
        return process.pid != os.getpid() and process.environ().get(MARK) == str(data_dir)
    except (psutil.Error, OSError):
        return False
