"""What waits for whom, from all packages: registered here, read in one statement.

A package says with ``waits`` which of its records wait for a person and for what. The workbench, the unit's page and
the interface show the first of each kind with their number; the list named there shows all of them.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from django.db import models
from django.db.models import Count, F, Q, QuerySet, Value, Window
from django.db.models.functions import Cast, Coalesce

from core.permissions import Actor

# A path of fields, or several of which the first that says something counts.
Path = str | tuple[str, ...]


@dataclass(frozen=True)
class Waiting:
    """One kind of waiting.

    ``rows(actor)`` gives what waits for the actor, beginning at ``visible_to``. ``label``, ``who`` and ``due`` are
    paths of fields: what it is called, whose it is (of several paths the first that says something), and the day by
    which it is wanted (may be none). ``listing`` is the name of the page that shows all of them with ``query``; it
    must come to the same number.
    """

    kind: str
    title: str
    icon: str
    model: type[models.Model]
    rows: Callable[[Actor], QuerySet[Any]]
    label: str
    listing: str
    query: Mapping[str, str] = field(default_factory=dict)
    who: Path = ""
    due: str = ""
    measure: str = "件"


@dataclass(frozen=True, slots=True)
class Item:
    """One record that waits."""

    pk: int
    label: str
    who: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Waits:
    """What waits of one kind: the first few by the day they are wanted, and how many there are."""

    waiting: Waiting
    total: int
    items: list[Item]


_kinds: dict[str, Waiting] = {}


def waits(*kinds: Waiting) -> None:
    """Register kinds of waiting; packages do so when their app is ready. The order is that of the pages."""
    for kind in kinds:
        if _kinds.setdefault(kind.kind, kind) != kind:
            raise ValueError(f"{kind.kind} is registered already")


# Which of the rows that an actor may see wait for the actor.
Rule = Callable[[Actor], Q]


def picked(model: type[models.Model], rule: Rule) -> Callable[[Actor], QuerySet[Any]]:
    """The rows of a model that a rule picks from those that the actor may see."""
    return lambda actor: model.objects.visible_to(actor).filter(rule(actor))  # type: ignore[attr-defined]


def rules_of(words: type[models.TextChoices], rows: Callable[..., QuerySet[Any]]) -> dict[str, tuple[str, Rule]]:
    """For a list's filter ``waits``: each word with its title and its rule, where ``rows(actor, wait=word)`` wait."""

    def rule(actor: Actor, word: str) -> Q:
        return Q(pk__in=rows(actor, wait=word).values("pk"))

    return {word.value: (str(word.label), partial(rule, word=word.value)) for word in words}


def waits_by_word(
    model: type[models.Model],
    words: Mapping[str, tuple[str, Rule]],
    *,
    icons: str | Mapping[str, str],
    label: str,
    who: Path | Mapping[str, Path],
    due: str | Mapping[str, str] = "",
    listing: str,
) -> None:
    """Register a title and a rule for each word of a list's filter ``waits``.

    ``icons``, ``who`` and ``due`` are the same for all words, or given by word; a word left out has none.
    """

    def by(word: str, given: Any) -> Any:
        return given.get(word, "") if isinstance(given, Mapping) else given

    waits(
        *(
            Waiting(
                kind=f"{model._meta.model_name}.{word}",
                title=title,
                icon=by(word, icons),
                model=model,
                rows=picked(model, rule),
                label=label,
                who=by(word, who),
                due=by(word, due),
                listing=listing,
                query={"waits": word},
            )
            for word, (title, rule) in words.items()
        )
    )


def all_kinds() -> tuple[Waiting, ...]:
    return tuple(_kinds.values())


def waiting_for(actor: Actor, *, shown: int, kinds: Iterable[Waiting] | None = None) -> list[Waits]:
    """What waits for the actor, kind by kind in their order, without those of which nothing waits. One statement."""
    asked = list(_kinds.values() if kinds is None else kinds)
    if not asked:
        return []
    first, *others = (_first(kind, number, actor, shown) for number, kind in enumerate(asked))
    found: dict[int, Waits] = {}
    for number, pk, label, who, due, total in first.union(*others, all=True) if others else first:
        known = found.setdefault(number, Waits(asked[number], total, []))
        known.items.append(Item(pk, label, who or "", due))
    for known in found.values():
        known.items.sort(key=lambda item: (item.due_on or date.max, item.pk))
    return [found[number] for number in sorted(found)]


def first_of(path: Path, field: Any) -> Any:
    """The value at a path, or at the first of several that has one, as a text."""
    paths = [path] if isinstance(path, str) else path
    if not any(paths):
        return Value("", output_field=field)
    found = [Cast(F(each), field) for each in paths]
    return Coalesce(*found) if len(found) > 1 else found[0]


def _first(kind: Waiting, number: int, actor: Actor, shown: int) -> QuerySet[Any]:
    def text(path: str) -> Any:
        return Cast(F(path), models.TextField()) if path else Value("", output_field=models.TextField())

    due = Cast(F(kind.due), models.DateField()) if kind.due else Cast(Value(None), models.DateField())
    rows: QuerySet[Any] = (
        kind.rows(actor)
        .order_by()
        .annotate(
            waits_kind=Value(number, output_field=models.IntegerField()),
            waits_label=text(kind.label),
            waits_who=first_of(kind.who, models.TextField()),
            waits_due=due,
            waits_total=Window(Count("pk")),
        )
        .order_by(F("waits_due").asc(nulls_last=True), "pk")
        .values_list("waits_kind", "pk", "waits_label", "waits_who", "waits_due", "waits_total")[:shown]
    )
    return rows
