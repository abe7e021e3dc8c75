"""Enumerations of the interface, made from the choices of the models."""

from collections.abc import Iterable
from typing import Any

import graphene

from core.verbs import all_labels


def enum_of(name: str, choices: Iterable[tuple[str, Any]], description: str) -> type[graphene.Enum]:
    """An enumeration of stored values, each described by its Chinese label; ``draft`` is written ``DRAFT``."""
    labels = {value: str(label) for value, label in choices}

    def describe(member: Any) -> str:
        return description if member is None else labels[member.value]

    options = type("Meta", (), {"name": name, "description": describe})
    made: type[graphene.Enum] = type(
        name, (graphene.Enum,), {**{value.upper(): value for value in labels}, "Meta": options}
    )
    return made


def plain(value: Any) -> Any:
    """The stored value of an enumeration's member, or of each in a list."""
    if isinstance(value, list):
        return [plain(each) for each in value]
    return getattr(value, "value", value)


def label_of_verb(verb: str) -> str:
    """The Chinese name of what happened; the code itself for a verb of an older release."""
    return all_labels().get(verb, verb)
