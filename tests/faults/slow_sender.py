"""The Celery application with a sender that hangs after the receiver has taken the second message."""

import os
import time
from pathlib import Path

from config import celery_app as app

app.loader.import_default_modules()
app.finalize()

import django  # noqa: E402

django.setup()

from api.hooks import delivering  # noqa: E402

MARK = Path(os.environ["MIDDLE_MARK"])
HANG_AT = 2
_usual = delivering.send
_sent = []


def hang(url, body, headers):
    answer = _usual(url, body, headers)
    _sent.append(headers["webhook-id"])
    if len(_sent) == HANG_AT:
        MARK.touch()
        time.sleep(600)
    return answer


delivering.send = hang
