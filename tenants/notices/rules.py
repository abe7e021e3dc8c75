"""Whom an event concerns. Packages above say so for their own verbs."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from core.models import Event
from core.permissions import Perm, Place


@dataclass(frozen=True)
class Audience:
    """Holders of a permission at a place are told; the person who acted is not.

    ``below`` means every holder at the place and anywhere under it, instead of the nearest one upwards. ``only`` means
    this one person, if in office.
    """

    permission: Perm
    at: Place
    below: bool = False
    only: int | None = None


Rule = Callable[[Event], Iterable[Audience]]

_rules: dict[str, Rule] = {}


def tell(*verbs: str) -> Callable[[Rule], Rule]:
    """Register the function as the rule of these verbs: from the event to the audiences."""

    def keep(rule: Rule) -> Rule:
        for verb in verbs:
            if verb in _rules:
                raise ValueError(f"{verb} has a rule already")
            _rules[verb] = rule
        return rule

    return keep


def concerns(verb: str) -> bool:
    return verb in _rules


def audiences_of(event: Event) -> list[Audience]:
    return list(_rules[event.verb](event))
