"""What the process tests share: an ordinary user."""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest

SITE = Path(psycopg.__file__).parents[1]


@dataclass(frozen=True)
class OrdinaryUser:
    """An account that is not root's, and a Python that it may run: root's own may lie in a closed home."""

    uid: int
    gid: int
    python: str

    @property
    def account(self) -> dict[str, Any]:
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def owns(self, folder: Path) -> None:
        """Give the folder and all in it to the user."""
        for path in (folder, *folder.rglob("*")):
            os.chown(path, self.uid, self.gid, follow_symlinks=False)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that other accounts reach: every pytest that starts closes the common parent of ``tmp_path``."""
    folder = Path(tempfile.mkdtemp(prefix="liandong-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def ordinary_user() -> OrdinaryUser:
    """Skips where the tests do not run as root, or where such a user can run no Python of our version."""
    if os.geteuid() != 0:
        pytest.skip("only root can become an ordinary user")
    entry = pwd.getpwnam("daemon")
    for python in ("/usr/bin/python3", "/usr/local/bin/python3", sys.executable):
        user = OrdinaryUser(uid=entry.pw_uid, gid=entry.pw_gid, python=python)
        if _usable(user):
            return user
    pytest.skip("an ordinary user can run no Python of this version here")


def _usable(user: OrdinaryUser) -> bool:
    version = sys.version_info[:2]
    program = f"import sys, os; os.listdir({str(SITE)!r}); sys.exit(sys.version_info[:2] != {version})"
    try:
        done = subprocess.run([user.python, "-c", program], cwd="/", stderr=subprocess.DEVNULL, **user.account)
    except OSError:
        return False
    return done.returncode == 0
