"""Chinese names of everything that can happen, filled by the packages that own the verbs."""

from collections.abc import Mapping

_LABELS: dict[str, str] = {}


def register(labels: Mapping[str, str]) -> None:
    """Add names; naming a verb twice differently is a mistake of the programmer."""
    for verb, label in labels.items():
        if _LABELS.setdefault(verb, label) != label:
            raise ValueError(f"{verb} is already called {_LABELS[verb]}")


def label_of(verb: str) -> str:
    """The Chinese name; raises ``KeyError`` for a verb nobody registered."""
    return _LABELS[verb]


def all_labels() -> dict[str, str]:
    return dict(_LABELS)
