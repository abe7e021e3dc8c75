"""Counting what clients ask, in the memory of a process, and writing it down once a minute.

No request pays a statement for it. A web process writes in a thread of its own (``start``) and once more when it ends;
what a killed process had not written is lost, a minute at most. What could not be written waits for the next time.
"""

import atexit
import logging
import os
import threading
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, auto

from django.db import DatabaseError, ProgrammingError, connection, connections, models, transaction
from django_tenants.utils import schema_context

from api.models import Client
from core.events import now
from core.periods import SHANGHAI
from core.requests import current_address

log = logging.getLogger(__name__)

FLUSH_SECONDS = 60
CLIENT = "client:"

# Clients and rows that are gone meanwhile are passed over; rows are always taken in the order of their keys, so that
# two processes never wait for each other.
_ADD = """
    INSERT INTO usage_clientusage AS d (client_id, day, requests, cost, errors, refusals)
    SELECT c.id, t.day, t.requests, t.cost, t.errors, t.refusals
      FROM unnest(%s::bigint[], %s::date[], %s::bigint[], %s::bigint[], %s::bigint[], %s::bigint[])
           AS t(client, day, requests, cost, errors, refusals)
      JOIN api_client c ON c.id = t.client
     ORDER BY c.id, t.day
    ON CONFLICT (client_id, day) DO UPDATE
       SET requests = d.requests + EXCLUDED.requests, cost = d.cost + EXCLUDED.cost,
           errors = d.errors + EXCLUDED.errors, refusals = d.refusals + EXCLUDED.refusals
"""
_LAST = """
    WITH held AS (SELECT id FROM {table} WHERE id = ANY(%(ids)s) ORDER BY id FOR NO KEY UPDATE)
    UPDATE {table} r SET last_used_at = t.at, last_used_from = t.address
      FROM unnest(%(ids)s::bigint[], %(moments)s::timestamptz[], %(addresses)s::inet[]) AS t(id, at, address)
     WHERE r.id = t.id AND r.id IN (SELECT id FROM held) AND (r.last_used_at IS NULL OR r.last_used_at < t.at)
"""


class Outcome(Enum):
    """What became of a request."""

    DONE = auto()
    REFUSED = auto()
    BROKEN = auto()


@dataclass(slots=True)
class _Day:
    requests: int = 0
    cost: int = 0
    errors: int = 0
    refusals: int = 0


Used = tuple[datetime, str | None]
# By schema, client and day; by schema, model and key.
_days: dict[tuple[str, int, date], _Day] = {}
_last: dict[tuple[str, type[models.Model], int], Used] = {}
_lock = threading.Lock()
_stopping = threading.Event()


def count(caller: str, cost: int, outcome: Outcome, *, schema: str = "") -> None:
    """Count one request of the current district if its caller is a client: callers are named as in ``api.callers``."""
    if not caller.startswith(CLIENT):
        return
    client = int(caller.removeprefix(CLIENT))
    moment = now()
    key = (schema or _schema(), client, moment.astimezone(SHANGHAI).date())
    with _lock:
        day = _days.get(key)
        if day is None:
            day = _days[key] = _Day()
        day.requests += 1
        day.cost += cost
        day.refusals += outcome is Outcome.REFUSED
        day.errors += outcome is Outcome.BROKEN
        _last[key[0], Client, client] = (moment, current_address.get())


def used(model: type[models.Model], key: int) -> None:
    """Remember that a row of the current district was of use just now, and from where.

    The model has ``last_used_at`` and ``last_used_from``.
    """
    with _lock:
        _last[_schema(), model, key] = (now(), current_address.get())


def flush() -> None:
    """Write down what this process has counted in every district."""
    with _lock:
        days, last = dict(_days), dict(_last)
        _days.clear()
        _last.clear()
    for schema in sorted({key[0] for key in (*days, *last)}):
        own_days = {key: day for key, day in days.items() if key[0] == schema}
        own_last = {key: moment for key, moment in last.items() if key[0] == schema}
        try:
            with schema_context(schema), transaction.atomic():
                _write(own_days, own_last)
        except ProgrammingError:
            # The district has been dropped.
            log.warning("the usage counted for %s has nowhere to go", schema)
        except DatabaseError:
            log.exception("the usage of %s could not be written; it waits for the next time", schema)
            _put_back(own_days, own_last)


def _write(days: dict[tuple[str, int, date], _Day], last: dict[tuple[str, type[models.Model], int], Used]) -> None:
    with connection.cursor() as cursor:
        if days:
            rows = [(key[1], key[2], day.requests, day.cost, day.errors, day.refusals) for key, day in days.items()]
            cursor.execute(_ADD, [list(column) for column in zip(*rows, strict=True)])
        for model in sorted({key[1] for key in last}, key=lambda each: each._meta.db_table):
            found = {key[2]: moment for key, moment in last.items() if key[1] is model}
            cursor.execute(
                _LAST.format(table=model._meta.db_table),
                {
                    "ids": list(found),
                    "moments": [moment for moment, _ in found.values()],
                    "addresses": [address for _, address in found.values()],
                },
            )


def _put_back(days: dict[tuple[str, int, date], _Day], last: dict[tuple[str, type[models.Model], int], Used]) -> None:
    with _lock:
        for key, day in days.items():
            into = _days.setdefault(key, _Day())
            into.requests += day.requests
            into.cost += day.cost
            into.errors += day.errors
            into.refusals += day.refusals
        for where, moment in last.items():
            _last.setdefault(where, moment)


def forget() -> None:
    """Give up what this process has counted and not written."""
    with _lock:
        _days.clear()
        _last.clear()


def start() -> None:
    """Let this process, and those forked from it, write every minute and at its end."""
    _run()
    os.register_at_fork(after_in_child=_run_in_child)
    atexit.register(_at_end)


def _run() -> None:
    threading.Thread(target=_write_every_minute, name="usage", daemon=True).start()


def _run_in_child() -> None:
    # What the parent had counted it writes itself.
    forget()
    _run()


def _write_every_minute() -> None:
    while not _stopping.wait(FLUSH_SECONDS):
        try:
            flush()
        except Exception:
            log.exception("writing the usage failed")
        finally:
            # The thread sleeps for a minute: it needs no connection meanwhile.
            connections.close_all()


def _at_end() -> None:
    _stopping.set()
    flush()


def _schema() -> str:
    schema: str = connection.schema_name  # type: ignore[attr-defined]
    return schema
