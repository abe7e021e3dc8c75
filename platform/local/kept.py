"""Values made once and kept in the data folder: the secret key, the database password, the server's home.

Several processes may ask at the same moment (web, worker, test workers); all of them get the same value.
"""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path


def kept_once(path: Path, make: Callable[[], str]) -> str:
    """The text kept at ``path``; when there is none yet, what ``make`` returns is kept there for ever.

    The file is readable by its owner only. The first of several concurrent callers wins, the others read
    its value. Raises ``OSError`` when the folder cannot be written or the file cannot be read.
    """
    try:
        return path.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")  # made with mode 0600
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(make() + "\n")
        # A link fails where the name exists, so nobody overwrites a value that another process already uses.
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        os.unlink(draft)
    return path.read_text(encoding="utf-8").strip()


def keep(path: Path, text: str) -> None:
    """Replace the kept text in one step; a reader sees the old value or the new one, never a half."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text + "\n")
    os.replace(draft, path)
