"""``make up`` in a copied tree, as a test holds it."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil
import pytest
from processes.conftest import SITE

from local.address import free_port
from local.processes import MARK
from local.up import web_answers

ROOT = Path(__file__).resolve().parents[2]
# What is compiled goes along: four processes that begin together would each compile the whole product.
UNWANTED = (".git", ".venv", ".local", "node_modules", ".*_cache", "screenshots")
PATIENCE = 180


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
