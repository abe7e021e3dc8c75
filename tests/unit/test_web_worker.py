"""What a web worker holds in memory before its first request."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MOST_MB = 140  # a worker at work has 150

PROGRAM = """
import gc, psutil, sys
import config.wsgi
print(*(name for name in ("docx", "markdown_it", "openpyxl", "pypinyin") if name in sys.modules))
print(psutil.Process().memory_info().rss // 1024 // 1024)
print(gc.get_freeze_count())
"""


def test_a_worker_starts_without_the_libraries_that_few_requests_need() -> None:
    paths = os.pathsep.join([str(ROOT / "platform"), str(ROOT)])
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", PROGRAM],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=True,
    )
    loaded, megabytes, frozen = done.stdout.split("\n")[:3]
    assert loaded == ""
    assert int(megabytes) < MOST_MB
    assert int(frozen) > 100_000
