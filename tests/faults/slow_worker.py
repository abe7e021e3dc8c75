"""The Celery application with a consumer that hangs in the middle of a batch, after it has written."""

import os
import time
from pathlib import Path

from config import celery_app as app

app.loader.import_default_modules()
app.finalize()

import django  # noqa: E402

django.setup()

from core import outbox  # noqa: E402

MARK = Path(os.environ["MIDDLE_MARK"])
HANG_AT = 5
_usual = outbox._consumers["notices"]
_seen = []


def hang(event) -> None:
    _usual.handle(event)
    _seen.append(event.pk)
    if len(_seen) == HANG_AT:
        MARK.touch()
        time.sleep(600)


outbox._consumers["notices"] = outbox._Consumer(_usual.wants, hang)
