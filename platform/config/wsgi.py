"""WSGI entry point. WSGI and not ASGI: inside a coroutine the ORM reads the wrong schema (ADR 0002)."""

import gc
import os
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
for place in (str(ROOT), str(ROOT / "platform")):
    if place not in sys.path:
        sys.path.insert(0, place)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from django.core.wsgi import get_wsgi_application  # noqa: E402

long_way = get_wsgi_application()

from api.shortway import ShortWay  # noqa: E402 - needs the applications
from api.usage import counting  # noqa: E402

application: Any = ShortWay(long_way)
if os.environ.get("SENTRY_DSN"):
    from sentry_sdk.integrations.wsgi import SentryWsgiMiddleware

    # What is told of a fault is of its own request only; Django's handler sees to that, where it is asked.
    application = SentryWsgiMiddleware(application)

counting.start()

# What is loaded now stays for good: the collector need not look through it, and need not look so often. Searching it
# all took 90 ms every few thousand requests. What came later is searched once in some ten thousand requests, in 10 ms:
# statements and documents that had to make room are garbage that nothing else finds (25 MB after 60,000 requests).
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 2)
