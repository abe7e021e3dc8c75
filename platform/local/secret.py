"""The signing key of a machine on which nobody has set one."""

import os
import secrets
from pathlib import Path

from local.kept import kept_once


def secret_key(root: Path) -> str:
    """``SECRET_KEY`` when it is set, else a random key made once and kept (0600) in the data folder."""
    if given := os.environ.get("SECRET_KEY"):
        return given
    folder = Path(os.environ.get("DATA_DIR") or root / ".local")
    return kept_once(folder / "secret_key", lambda: secrets.token_urlsafe(50))
