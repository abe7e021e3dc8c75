"""The web application, hanging at the very end of an action: everything is written and nothing is committed."""

import os
import time
from pathlib import Path

from config.wsgi import application
from core import events

MARK = Path(os.environ["MIDDLE_MARK"])
_usual = events._append


def hang(pending) -> None:
    _usual(pending)
    if pending:
        MARK.touch()
        time.sleep(600)


events._append = hang
__all__ = ["application"]
