"""What is due on which day: filled by the packages that own the records, shown as a calendar.

Each kind is one query of its records; the calendar reads all kinds in one statement.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.db.models import CharField, F, Q, QuerySet, Value
from django.db.models.functions import Cast

from core.permissions import Actor
from core.waiting import Path, first_of

_KINDS: dict[str, "DueKind"] = {}


@dataclass(frozen=True)
class DueKind:
    """One kind of date.

    ``rows`` gives the records that an actor may see and whose date still matters or was met; ``own`` narrows them to
    those that somebody has to do on the actor's own behalf (a person's own calendar). ``due``, ``label`` and ``who``
    name columns (of the record or through a relation; ``who`` may name several, of which the first that says something
    counts), ``place`` the path of the organization to which it belongs.
    ``record`` is the name of the record's page, ``key`` the column with its key. ``done`` says of which records the
    date has been met.
    """

    kind: str
    title: str
    icon: str
    record: str
    rows: Callable[[Actor], QuerySet[Any]]
    own: Callable[[QuerySet[Any], Actor], QuerySet[Any]]
    due: str
    label: str
    who: Path
    place: str
    done: Q
    key: str = "pk"

    def record_model(self, actor: Actor) -> Any:
        """The model of the record's page: that of the rows, or the one to which ``key`` leads."""
        model = self.rows(actor).model
        return model if self.key == "pk" else model._meta.get_field(self.key.removesuffix("_id")).related_model


@dataclass(frozen=True, slots=True)
class Due:
    """One date of one record; ``pk`` is the key of the record's page, ``part`` that of the row that is due."""

    kind: DueKind
    pk: int
    part: int
    day: date
    label: str
    who: str
    done: bool


def falls_due(kind: DueKind) -> None:
    """Register a kind of date; naming one twice is a mistake of the programmer."""
    if _KINDS.setdefault(kind.kind, kind) is not kind:
        raise ValueError(f"{kind.kind} is registered already")


def due_kinds() -> list[DueKind]:
    """All kinds, in the order of their names."""
    return [_KINDS[name] for name in sorted(_KINDS)]


def due_between(
    actor: Actor,
    first: date,
    last: date,
    *,
    below: str = "",
    own: bool = False,
    kinds: Iterable[str] = (),
    most: int | None = None,
) -> list[Due]:
    """What is due from the first to the last day, both included, in one statement; the earliest first.

    ``below`` limits it to a subtree, ``own`` to what the actor's own places have to do, ``kinds`` to some kinds, and
    ``most`` to so many.
    """
    wanted = set(kinds)
    parts = [_part(kind, actor, first, last, below, own) for kind in due_kinds() if not wanted or kind.kind in wanted]
    if not parts:
        return []
    head, *rest = parts
    rows = head.union(*rest, all=True) if rest else head
    return [
        Due(_KINDS[kind], pk, part, day, label, who, done)
        for kind, pk, part, day, label, who, done in rows.order_by("day", "due_kind", "part")[:most]
    ]


def _part(kind: DueKind, actor: Actor, first: date, last: date, below: str, own: bool) -> Any:
    rows = kind.rows(actor).filter(**{f"{kind.due}__range": (first, last)})
    if own:
        rows = kind.own(rows, actor)
    if below:
        rows = rows.filter(**{f"{kind.place}__startswith": below})
    done = models.Case(models.When(kind.done, then=Value(True)), default=Value(False))
    return (
        rows.order_by()
        .annotate(
            due_kind=Value(kind.kind, output_field=CharField()),
            key=F(kind.key),
            part=F("pk"),
            day=F(kind.due),
            what=Cast(F(kind.label), CharField()),
            whose=first_of(kind.who, CharField()),
            met=done,
        )
        .values_list("due_kind", "key", "part", "day", "what", "whose", "met")
    )
