"""The Celery application that hangs in the middle of opening a district: the schema is cloned, its tree is not."""

import os
import time
from pathlib import Path

from config import celery_app as app

app.loader.import_default_modules()
app.finalize()

import django  # noqa: E402

django.setup()

from tenants.actions import districts  # noqa: E402


def hang(*given, **values) -> None:
    Path(os.environ["MIDDLE_MARK"]).touch()
    time.sleep(600)


districts.plant_tree = hang
__all__ = ["app"]
