"""``make load`` in small: many clients at once, pages, reads and writes in three districts, and nothing fails."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.processes
ROOT = Path(__file__).resolve().parents[2]
WRITES = {"needCreate", "needSubmit", "needPublish", "claimPropose", "claimWithdraw"}


def test_twenty_clients_for_ten_seconds(tmp_path: Path, django_db_setup, template_name: str) -> None:
    out = tmp_path / "load.json"
    command = [sys.executable, "-m", "benchmarks.rush", "--clients", "20", "--seconds", "10", "--workers", "2"]
    command += ["--scale", "0.02", "--template", template_name, "--out", str(out)]
    path = os.pathsep.join((str(ROOT / "platform"), str(ROOT), str(ROOT / "tests")))
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    found = json.loads(out.read_text())
    assert set(found["kinds"]) == {"page", "read", "search"} | WRITES
    assert found["errors"] == 0
    # What a worker holds before its first request is limited by test_web_worker; at work it must not run away.
    assert found["worker_mb"] < 200
