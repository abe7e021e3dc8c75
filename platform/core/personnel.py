"""Personnel matters (干部人事): records about persons in their office, which plain sight of a place does not reach.

Whoever sees a place because he sits in one of its bodies (兼职委员), or was given the sight of it by name, reads what
the place does and not with whom it talked (约谈), whom it moved (组织调整) or whom it means to appoint (征得同意权,
S2 §二(二)).
A package names its matters here, so that the event log keeps to the same rule.
"""

from collections.abc import Callable
from typing import Any

from django.db.models import Q, QuerySet

from core.permissions import Perm
from core.visibility import NOTHING, any_of

# By the label of a model, which of its rows are personnel matters; none where all of them are.
_matters: dict[str, Callable[[], QuerySet[Any]] | None] = {}


def personnel_matter(label: str, rows: Callable[[], QuerySet[Any]] | None = None) -> None:
    """Name a model whose rows, or those that ``rows`` finds, are personnel matters."""
    _matters[label] = rows


def about_personnel() -> Q:
    """Events about personnel matters."""
    found = NOTHING
    for label, rows in _matters.items():
        one = Q(subject_type=label)
        found |= one if rows is None else one & Q(subject_id__in=rows().order_by().values("pk"))
    return found


def beyond_plain(rule: Callable[[Perm], Q], matters: Q) -> Q:
    """Rows of a model some of which are ``matters``: ``rule`` says where sight reaches with a permission."""
    plain, full = rule(Perm.VIEW), rule(Perm.PERSONNEL_VIEW)
    return full if plain == full else any_of(full, plain & ~matters)
