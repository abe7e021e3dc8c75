"""Writing: actions, and the events they leave.

``@action`` makes a function the unit of writing: one transaction, all or nothing. Events recorded inside are
appended to the district's hash chain at the very end of the outermost action. The chain's lock is therefore always
the last one taken and held for the shortest time, so that two actions can never wait for each other over it.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import partial, wraps
from typing import Any, ClassVar, ParamSpec, Protocol, TypeVar

from django.db import IntegrityError, connection, models, transaction
from django.dispatch import Signal
from django.utils import timezone
from django_tenants.utils import schema_context
from psycopg.errors import UniqueViolation

from core.errors import StaleVersion
from core.models import Delivery, Event, EventHead
from core.outbox import consumers_of, tell_listeners, wake_worker
from core.periods import SHANGHAI
from core.permissions import Actor, EventPlace, Place
from core.requests import current_address, current_request_id
from core.verbs import label_of

P = ParamSpec("P")
R = TypeVar("R")

# Sent in the process of an action for each schema (the sender) in which it recorded something: when the action ends,
# for what follows in the same transaction, and again when that is committed, for what others had read meanwhile.
recorded = Signal()

# Each event with the schema in which it happened: creating a district writes to two logs in one transaction.
_Pending = list[tuple[str, Event]]
_pending: ContextVar[_Pending | None] = ContextVar("pending_events", default=None)
_clock: ContextVar[datetime | None] = ContextVar("clock", default=None)
_held: ContextVar[dict[tuple[str, type[models.Model], Any], Any] | None] = ContextVar("held", default=None)


class Subject(Protocol):
    """What an event can be about: a saved row that knows its place.

    One that concerns an organization and a unit alike has an ``event_place`` as well, where its events belong.
    """

    _meta: ClassVar[Any]

    @property
    def pk(self) -> Any: ...

    @property
    def place(self) -> Place: ...


def now() -> datetime:
    """The moment at which the action happens; see ``at_moment``."""
    return _clock.get() or timezone.now()


def action_day() -> date:
    """The day in Shanghai on which the action happens; see ``at_moment``."""
    return now().astimezone(SHANGHAI).date()


class at_moment:  # noqa: N801 - reads as a phrase: with at_moment(...):
    """Let everything inside happen at a given aware moment: for the demo district and for tests of a whole year."""

    def __init__(self, moment: datetime) -> None:
        if moment.tzinfo is None:
            raise ValueError("the moment must be aware")
        self.moment = moment

    def __enter__(self) -> None:
        self.token = _clock.set(self.moment)

    def __exit__(self, *error: object) -> None:
        _clock.reset(self.token)


@contextmanager
def together() -> Iterator[None]:
    """Let all actions inside succeed or fail as one: one that raises takes the outermost transaction with it.

    For long work that stops at its first error. It saves each action its savepoint; many thousands of them in one
    transaction make every lock of a row slower than the one before. And each row is locked and read once: from then on
    nobody else can change it, and ``lock`` gives the same object to every action. So nothing inside may write to such
    a row behind its back, by ``update`` or by hand.
    """
    with transaction.atomic():
        token = _held.set({})
        try:
            yield
        finally:
            _held.reset(token)


def held_rows() -> dict[tuple[str, type[models.Model], Any], Any] | None:
    """Rows that are locked already, by schema, model and key; None outside ``together``."""
    return _held.get()


def action(function: Callable[P, R]) -> Callable[P, R]:
    """Run the function in one transaction and append the events it recorded, or nothing at all.

    An action may call other actions; they join the outermost one. An inner action that raises loses its own
    writes and events, and the outer one may go on (an import that skips a bad row); but see ``together``.

    Where two do the same thing at the same moment, a unique rule of the database lets one of them through; the other
    gets ``StaleVersion``, as if it had come a little later.
    """

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        outer = _pending.get()
        if outer is not None:
            before = len(outer)
            try:
                with _refusing_doubles(), transaction.atomic(savepoint=_held.get() is None):
                    return function(*args, **kwargs)
            except BaseException:
                del outer[before:]
                raise
        pending: _Pending = []
        token = _pending.set(pending)
        try:
            with _refusing_doubles(), transaction.atomic(savepoint=_held.get() is None):
                result = function(*args, **kwargs)
                _append_all(pending)
                return result
        finally:
            _pending.reset(token)

    return run


@contextmanager
def _refusing_doubles() -> Iterator[None]:
    try:
        yield
    except IntegrityError as error:
        if isinstance(error.__cause__, UniqueViolation):
            raise StaleVersion("刚刚有人提交了相同的内容，请刷新后核对。") from error
        raise


def record(verb: str, *, actor: Actor, subject: Subject, data: Mapping[str, Any] | None = None) -> None:
    """Say that something happened to ``subject``. Only inside an action; ``verb`` must be registered.

    ``data`` takes JSON values, dates, aware datetimes and Decimals (kept as text, exactly; floats too).
    """
    pending = _pending.get()
    if pending is None:
        raise RuntimeError(f"{verb} recorded outside an action")
    label_of(verb)
    place: EventPlace = getattr(subject, "event_place", None) or _own_place(subject.place)
    event = Event(
        at=now(),
        verb=verb,
        actor_kind=actor.kind.value,
        actor_id=actor.id,
        actor_label=actor.label[:120],
        address=current_address.get(),
        subject_type=subject._meta.label_lower,
        subject_id=subject.pk,
        subject_label=str(subject)[:200],
        organization_path=place.path,
        unit_id=place.unit_id,
        shared=place.shared,
        other_path=place.other_path,
        other_unit_id=place.other_unit_id,
        data=_exact(data or {}),
        request_id=current_request_id.get(),
    )
    pending.append((connection.schema_name, event))  # type: ignore[attr-defined]


def _own_place(place: Place) -> EventPlace:
    return EventPlace(place.path, place.unit_id)


def _append_all(pending: _Pending) -> None:
    """Append each event to the chain of the district in which it happened."""
    here = connection.schema_name  # type: ignore[attr-defined]
    for schema in dict.fromkeys(schema for schema, _ in pending):
        events = [event for where, event in pending if where == schema]
        if schema == here:
            _append(events)
        else:
            with schema_context(schema):
                _append(events)
        recorded.send(schema)
        transaction.on_commit(partial(recorded.send, schema), robust=True)


@dataclass(frozen=True, slots=True)
class _Wake:
    """Tells the worker of a district; equal to every other one for it."""

    schema: str

    def __call__(self) -> None:
        wake_worker(self.schema)


def _wake_after_commit(wake: _Wake) -> None:
    """One message for a transaction, however much happens in it: a district that is loaded would queue hundreds, and
    whatever else waits in the queue would wait behind them."""
    if all(waiting != wake for _, waiting, *_ in connection.run_on_commit):
        transaction.on_commit(wake, robust=True)


def _append(pending: list[Event]) -> None:
    head, _ = EventHead.objects.select_for_update().get_or_create(pk=1)
    for event in pending:
        event.prev_hash = head.hash
        event.hash = head.hash = digest(event)
    head.length += len(pending)
    head.save(update_fields=["hash", "length"])
    Event.objects.bulk_create(pending, batch_size=500)
    moment = timezone.now()
    waiting = [
        Delivery(event=event, consumer=consumer, due_at=moment)
        for event in pending
        for consumer in consumers_of(event.verb)
    ]
    schema = connection.schema_name  # type: ignore[attr-defined]
    if waiting:
        Delivery.objects.bulk_create(waiting, batch_size=1000)
        _wake_after_commit(_Wake(schema))
    verbs = frozenset(event.verb for event in pending)
    transaction.on_commit(lambda: tell_listeners(schema, verbs), robust=True)


def digest(event: Event) -> str:
    """SHA-256 over the content and the hash before, as 64 hexadecimal digits."""
    content = [
        event.prev_hash,
        event.at.astimezone(UTC).isoformat(),
        event.verb,
        event.actor_kind,
        event.actor_id,
        event.actor_label,
        event.address,
        event.subject_type,
        event.subject_id,
        event.subject_label,
        event.organization_path,
        event.unit_id,
        event.shared,
        event.data,
        event.request_id,
    ]
    if event.other_path or event.other_unit_id is not None:
        content.append([event.other_path, event.other_unit_id])
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _exact(data: Mapping[str, Any]) -> Any:
    """The data as the database gives it back: a float could come back written otherwise, and the hash would not fit."""
    text = json.dumps(dict(data), default=_plain, ensure_ascii=False, allow_nan=False)
    return json.loads(text, parse_float=str)


def _plain(value: object) -> str | float | int | list[Any]:
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, models.Model):
        raise TypeError(f"put the id of {value!r} into the event, not the row")
    return str(value)
