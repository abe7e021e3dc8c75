"""Statements kept for the next request, and what became of each request."""

import threading
from collections import OrderedDict
from collections.abc import Hashable
from typing import Any

from api.compiled.statement import Compiled


class Statements:
    """At most ``most`` statements and ``characters`` of text; the one unused for longest goes first.

    The reason why an operation has no statement is kept as well: it need not be tried again.
    """

    def __init__(self, most: int = 2_000, characters: int = 20_000_000) -> None:
        self.most = most
        self.characters = characters
        self.held = 0
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, key: Hashable) -> Any:
        """What is kept under the key; ``KeyError`` if nothing is."""
        with self._lock:
            self._kept.move_to_end(key)
            return self._kept[key]

    def put(self, key: Hashable, made: Any) -> None:
        with self._lock:
            gone = self._kept.pop(key, None)
            self._kept[key] = made
            self.held += _size(made) - _size(gone)
            while len(self._kept) > self.most or self.held > self.characters:
                _, gone = self._kept.popitem(last=False)
                self.held -= _size(gone)

    def clear(self) -> None:
        with self._lock:
            self._kept.clear()
            self.held = 0


def _size(made: Any) -> int:
    return sum(map(len, made.pieces)) if isinstance(made, Compiled) else 0
