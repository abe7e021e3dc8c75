"""States as a table, and the one function that moves a record along it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from django.db import connection, models

from core.errors import NotFound, StaleVersion, WrongState
from core.events import held_rows, record
from core.permissions import Actor, Place
from core.verbs import register

S = TypeVar("S", bound="Stateful")
V = TypeVar("V", bound="Versioned")


@dataclass(frozen=True)
class Transitions:
    """``{(status, verb): next status}`` with the Chinese name of every verb.

    Making one registers its verbs as ``<noun>.<verb>`` for the time line.
    """

    noun: str
    table: Mapping[tuple[str, str], str]
    labels: Mapping[str, str]

    def __post_init__(self) -> None:
        verbs = {verb for _, verb in self.table}
        if missing := verbs - set(self.labels):
            raise ValueError(f"{self.noun}: no label for {sorted(missing)}")
        register({f"{self.noun}.{verb}": label for verb, label in self.labels.items()})

    def verbs_from(self, status: str) -> list[str]:
        """Verbs that the status admits, in the order of the table."""
        return [verb for (state, verb) in self.table if state == status]

    def target(self, status: str, verb: str) -> str | None:
        return self.table.get((status, verb))

    def leading_to(self, states: Collection[str]) -> set[str]:
        """The states from which some way leads to one of these, themselves included."""
        found: set[str] = set()
        more = set(states)
        while more:
            found |= more
            more = {state for (state, _), target in self.table.items() if target in found} - found
        return found


class Versioned(models.Model):
    """A record whose version grows with every change, so that nobody overwrites what he has not seen."""

    version = models.PositiveIntegerField("版本", default=1, editable=False)

    class Meta:
        abstract = True


def refuse_stale(row: Any, version: int | None) -> None:
    """``StaleVersion`` if the row has moved on since the caller saw it; ``None`` is whoever does not say."""
    if version is not None and row.version != version:
        raise StaleVersion("这条记录刚被其他人修改过，请刷新后核对再提交。", field="version")


class Stateful(Versioned):
    """A record with a status that only ``advance`` writes and a version that grows with every change."""

    TRANSITIONS: ClassVar[Transitions]
    # Whether all who see the record see all that happened to it: true where seeing it means taking part in it.
    shares_history: ClassVar[bool] = False
    status: Any

    class Meta(Versioned.Meta):
        abstract = True

    if TYPE_CHECKING:  # every model says its place; Django gives the display

        @property
        def place(self) -> Place: ...

        def get_status_display(self) -> str: ...


def lock(row: V, *, version: int | None = None) -> V:
    """The row, read again and locked until the transaction ends; related rows already loaded stay loaded.

    ``version`` is what the caller last saw; raise ``StaleVersion`` if the row has moved on since, ``NotFound`` if it
    is gone.
    """
    held = held_rows()
    # Not type(): the account of a request is a stand-in for the row.
    model: Any = row._meta.model
    key = (connection.schema_name, model, row.pk)  # type: ignore[attr-defined]
    fresh: V | None = held.get(key) if held else None
    if fresh is None:
        # Not first(): that would sort the one row by its key.
        found = model._base_manager.select_for_update(of=("self",)).filter(pk=row.pk)
        fresh = next(iter(found), None)
        if fresh is None:
            raise NotFound
        _keep_relations(row, fresh)
        if held is not None:
            held[key] = fresh
    refuse_stale(fresh, version)
    return fresh


def _keep_relations(row: models.Model, fresh: models.Model) -> None:
    for field in _relations(row._meta.model):
        if field.is_cached(row) and getattr(row, field.attname) == getattr(fresh, field.attname):
            field.set_cached_value(fresh, field.get_cached_value(row))


@cache
def _relations(model: type[models.Model]) -> tuple[models.ForeignKey[Any, Any], ...]:
    return tuple(field for field in model._meta.concrete_fields if isinstance(field, models.ForeignKey))


def check(row: Stateful, verb: str) -> str:
    """The status that the verb leads to from here, or ``WrongState`` with what is possible instead."""
    target = row.TRANSITIONS.target(row.status, verb)
    if target is None:
        label = row.TRANSITIONS.labels[verb]
        possible = "、".join(row.TRANSITIONS.labels[v] for v in row.TRANSITIONS.verbs_from(row.status))
        hint = f"现在可以：{possible}。" if possible else "已没有后续操作。"
        raise WrongState(f"当前状态为“{row.get_status_display()}”，不能{label}。{hint}", field="status")
    return target


def advance(
    row: S,
    verb: str,
    *,
    actor: Actor,
    data: Mapping[str, Any] | None = None,
    version: int | None = None,
    locked: bool = False,
    **changes: Any,
) -> S:
    """Lock the row, check the table, write the new status with ``changes`` to other fields, record the event.

    ``locked`` says that ``row`` comes from ``lock`` in this transaction and need not be read again. Returns the fresh
    row. Raises ``WrongState`` or ``StaleVersion`` and changes nothing.
    """
    fresh = row if locked else lock(row, version=version)
    was = fresh.status
    fresh.status = check(fresh, verb)
    fresh.version += 1
    for name, value in changes.items():
        setattr(fresh, name, value)
    fresh.save(update_fields=["status", "version", *changes])
    record(
        f"{fresh.TRANSITIONS.noun}.{verb}",
        actor=actor,
        subject=fresh,
        data={"from": was, "to": fresh.status, **(data or {})},
    )
    return fresh
