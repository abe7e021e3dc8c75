"""Enumerations of the interface, made from the choices of the models."""

from typing import Any

import graphene
from django.db import models

from core.verbs import all_labels


def enum_of(name: str, choices: type[models.TextChoices], description: str) -> type[graphene.Enum]:
    """An enumeration whose values carry the Chinese labels as descriptions."""
    labels = {member.value: str(member.label) for member in choices}

    def describe(value: Any) -> str:
        return description if value is None else labels[value.value]

    made: type[graphene.Enum] = type(
        name,
        (graphene.Enum,),
        {**{m.name: m.value for m in choices}, "Meta": type("Meta", (), {"name": name, "description": describe})},
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
