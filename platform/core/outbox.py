"""Handing events on: each consumer handles every event that concerns it exactly once.

A ``Delivery`` row is written in the transaction of its event. A worker takes the row under a lock, lets the
consumer write, and marks the row done in that same transaction: killed in between, it leaves the row as it was.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

if TYPE_CHECKING:
    from core.models import Event

log = logging.getLogger(__name__)

Handler = Callable[["Event"], None]

BATCH = 100
MAX_BACKOFF = timedelta(hours=1)


@dataclass(frozen=True)
class _Consumer:
    wants: Callable[[str], bool]
    handle: Handler


_consumers: dict[str, _Consumer] = {}

Listener = Callable[[str, frozenset[str]], None]
_listeners: list[Listener] = []


def consume(name: str, *, wants: Callable[[str], bool], handle: Handler) -> None:
    """Register a consumer by name: ``handle(event)`` runs in a transaction and writes only to the database."""
    _consumers[name] = _Consumer(wants, handle)


def consumers_of(verb: str) -> list[str]:
    return [name for name, consumer in _consumers.items() if consumer.wants(verb)]


def after_commit(listener: Listener) -> None:
    """Register a function that hears, after each commit, in which schema which verbs happened.

    For those who read the log by themselves and only want to be woken. It may miss a commit (the process dies), so
    its owner looks into the log now and then anyway.
    """
    _listeners.append(listener)


def tell_listeners(schema: str, verbs: frozenset[str]) -> None:
    """One that fails keeps the news from nobody else."""
    for listener in _listeners:
        try:
            listener(schema, verbs)
        except Exception:
            log.exception("%s did not hear of what happened in %s", listener, schema)


def wake_worker(schema: str) -> None:
    """Tell the worker that a district has something to deliver. If that fails, beat's sweep finds it."""
    from core.tasks import deliver

    try:
        deliver.delay(schema)
    except Exception:
        log.exception("the queue is out of reach; the sweep will deliver for %s", schema)


def deliver_waiting() -> int:
    """Deliver what is due in the current district; return how many deliveries succeeded.

    Several workers may run this at once: each takes other rows. A consumer that fails is tried again later,
    after 10 s, 20 s, 40 s … up to an hour, and does not hold up the others.
    """
    done = 0
    while True:
        taken = _deliver_batch()
        if taken is None:
            return done
        done += taken


def settle_before(moment: datetime) -> int:
    """Close, without handling them, the deliveries of all events up to the last one before that moment.

    For history that is loaded afterwards: nobody needs to be told today of what happened a year ago. Returns how many
    there were.
    """
    from core.models import Delivery, Event

    last = Event.objects.filter(at__lt=moment).aggregate(last=Max("id"))["last"]
    if last is None:
        return 0
    return int(Delivery.objects.filter(done_at=None, event_id__lte=last).update(done_at=timezone.now()))


def _deliver_batch() -> int | None:
    from core.models import Delivery

    done = 0
    with transaction.atomic():
        rows = list(
            Delivery.objects.select_for_update(skip_locked=True, of=("self",))
            .select_related("event")
            .filter(done_at=None, due_at__lte=timezone.now(), consumer__in=list(_consumers))
            .order_by("id")[:BATCH]
        )
        if not rows:
            return None
        for row in rows:
            row.attempts += 1
            try:
                with transaction.atomic():
                    _consumers[row.consumer].handle(row.event)
                row.done_at = timezone.now()
                row.error = ""
                done += 1
            except Exception as error:
                log.exception("%s could not handle event %s in %s", row.consumer, row.event_id, connection.schema_name)  # type: ignore[attr-defined]
                row.error = f"{type(error).__name__}: {error}".replace("\0", "")[:500]
                row.due_at = timezone.now() + min(timedelta(seconds=10 * 2 ** min(row.attempts - 1, 10)), MAX_BACKOFF)
        Delivery.objects.bulk_update(rows, ["attempts", "done_at", "due_at", "error"])
    return done
