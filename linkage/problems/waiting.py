"""What of this package waits for somebody."""

from django.db.models import Q

from core.permissions import Actor, Perm
from core.visibility import held_above
from core.waiting import Rule, waits_by_word
from linkage.problems.models import Problem, Rectification

_STATUS = Rectification.Status


def to_handle(actor: Actor) -> Q:
    """Problems that a level above has to order to be put right, or not."""
    return held_above(actor, Perm.PROBLEM_HANDLE) & Q(status=Problem.Status.REPORTED)


def to_start(actor: Actor) -> Q:
    return _own(actor) & Q(status=_STATUS.DRAFT)


def to_submit(actor: Actor) -> Q:
    return _own(actor) & Q(status__in=(_STATUS.RECTIFYING, _STATUS.RETURNED))


def to_review(actor: Actor) -> Q:
    return held_above(actor, Perm.RECTIFICATION_REVIEW) & _apart(actor) & Q(status=_STATUS.SUBMITTED)


def to_close(actor: Actor) -> Q:
    return held_above(actor, Perm.RECTIFICATION_CLOSE) & _apart(actor) & Q(status=_STATUS.REVIEWED)


# By the word of the lists' filter ``waits``.
PROBLEM_WAITS: dict[str, tuple[str, Rule]] = {"handle": ("待下发整改的问题", to_handle)}
RECTIFICATION_WAITS: dict[str, tuple[str, Rule]] = {
    "start": ("待制定措施的整改", to_start),
    "submit": ("待完成的整改", to_submit),
    "review": ("待审核的整改", to_review),
    "close": ("待销号的整改", to_close),
}


def _own(actor: Actor) -> Q:
    """One's own place only: what waits for the places below waits for those who sit there."""
    return Q(organization__path__in=actor.paths(Perm.RECTIFICATION_FULFIL))


def _apart(actor: Actor) -> Q:
    """Not what one handed in oneself."""
    return Q() if actor.id is None else ~Q(submitted_by_id=actor.id) | Q(submitted_by=None)


waits_by_word(
    Problem,
    PROBLEM_WAITS,
    icons="flag",
    label="title",
    who="organization__name",
    due="order_due_on",
    listing="problems",
)
waits_by_word(
    Rectification,
    RECTIFICATION_WAITS,
    icons={"start": "pencil", "submit": "tool", "review": "checkup-list", "close": "rubber-stamp"},
    label="title",
    who="organization__name",
    due={"start": "due_on", "submit": "due_on", "review": "check_by", "close": "check_by"},
    listing="rectifications",
)
