"""Where the checkout is and where the platform keeps what it makes."""

import os
from pathlib import Path

# The word that ``up`` waits for: beat sends it through the queue, and the worker writes a file of that name.
ANSWER_VARIABLE = "LIANDONG_ANSWER"
ROOT = Path(__file__).resolve().parents[2]


def data_folder() -> Path:
    """The folder of everything that is made while the platform runs: ``DATA_DIR``, else ``.local``."""
    return Path(os.environ.get("DATA_DIR") or ROOT / ".local").resolve()


def files_folder() -> Path:
    """The folder of uploaded files and issued documents: ``MEDIA_ROOT``, else ``files`` among the data."""
    return Path(os.environ.get("MEDIA_ROOT") or data_folder() / "files").resolve()


def answer_file(token: str) -> Path:
    """Where the worker writes its answer to ``up``."""
    return data_folder() / "run" / f"answer-{token}"
