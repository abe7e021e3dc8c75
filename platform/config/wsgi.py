"""WSGI entry point. WSGI and not ASGI: inside a coroutine the ORM reads the wrong schema (ADR 0002)."""

import gc
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
for place in (str(ROOT), str(ROOT / "platform")):
    if place not in sys.path:
        sys.path.insert(0, place)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from django.core.wsgi import get_wsgi_application  # noqa: E402

application = get_wsgi_application()

from api.usage import counting  # noqa: E402 - needs the applications

counting.start()

# What is loaded now stays for good: the collector need not look through it, and need not look so often. Searching it
# all took 90 ms every few thousand requests.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 20)
