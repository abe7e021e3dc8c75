"""How a good input is kept under its mutation's name."""

from collections.abc import Callable
from typing import Any

from cast import Cast

Good = tuple[str, dict[str, Any]]
MAKERS: dict[str, Callable[[Cast], Good]] = {}


def good(name: str) -> Callable[[Callable[[Cast], Good]], Callable[[Cast], Good]]:
    def keep(maker: Callable[[Cast], Good]) -> Callable[[Cast], Good]:
        MAKERS[name] = maker
        return maker

    return keep
