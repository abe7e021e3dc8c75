"""Which documents a client has registered, remembered for a few seconds as callers are (``api.callers``).

What has been registered a moment ago in another process is found at once, as nothing is remembered that was not there;
what has been retired in another process is answered for ``GRAPHQL_CALLER_SECONDS`` at most, and never for writing.
"""

import time
from typing import NamedTuple

from django.conf import settings
from django.db import connection

from api.callers import turn_of
from api.trusted.models import RegisteredDocument
from api.usage.counting import used

MOST = 5_000
MOST_CHARACTERS = 8_000_000


class _Known(NamedTuple):
    key: int
    text: str
    until: float
    turn: int


_known: dict[tuple[str, int, str], _Known] = {}
_held = 0


def text_of(client: int, digest: str, *, afresh: bool = False) -> str | None:
    """The text of the document that the client of the current district has registered under this SHA-256.

    ``None`` for one that is unknown, retired, or another client's. Being asked for counts as a use of the document.
    """
    schema: str = connection.schema_name  # type: ignore[attr-defined]
    name = (schema, client, digest)
    # Before reading: what changes while we read must not be remembered.
    turn = turn_of(schema)
    moment = time.monotonic()
    found = _known.get(name)
    if found is None or found.until <= moment or found.turn != turn or afresh:
        found = _read(name, moment + settings.GRAPHQL_CALLER_SECONDS, turn)
        if found is None:
            return None
    used(RegisteredDocument, found.key)
    return found.text


def _read(name: tuple[str, int, str], until: float, turn: int) -> _Known | None:
    global _held
    before = _known.pop(name, None)
    if before is not None:
        _held -= len(before.text)
    rows = RegisteredDocument.objects.filter(client_id=name[1], digest=name[2], status=RegisteredDocument.Status.ACTIVE)
    row = rows.values_list("pk", "text").order_by().first()
    if row is None:
        return None
    if len(_known) >= MOST or _held + len(row[1]) > MOST_CHARACTERS:
        _known.clear()
        _held = 0
    found = _known[name] = _Known(row[0], row[1], until, turn)
    _held += len(found.text)
    return found
