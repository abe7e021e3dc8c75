"""Appeals that wait for somebody: to be accepted, to be answered, to be asked whether the answer satisfies."""

from django.db.models import Q

from core.permissions import Actor, Perm
from core.waiting import Rule, waits_by_word
from linkage.appeals.models import Appeal

Status = Appeal.Status


def _own(actor: Actor, permission: Perm, field: str) -> Q:
    """The very places for which one acts: what waits for a place below waits for those who sit there."""
    return Q(**{f"{field}__path__in": actor.own_paths(permission)})


def to_accept(actor: Actor) -> Q:
    return _own(actor, Perm.APPEAL_HANDLE, "organization") & Q(status=Status.REGISTERED)


def to_answer(actor: Actor) -> Q:
    handled = Q(status=Status.ACCEPTED) | Q(status=Status.HANDLING)
    return _own(actor, Perm.APPEAL_HANDLE, "organization") & handled


def to_close(actor: Actor) -> Q:
    return _own(actor, Perm.APPEAL_REGISTER, "raised_in") & Q(status=Status.ANSWERED)


# By the word of the list's filter ``waits``.
APPEAL_WAITS: dict[str, tuple[str, Rule]] = {
    "accept": ("待受理的诉求", to_accept),
    "answer": ("待答复的诉求", to_answer),
    "close": ("待记录满意度的诉求", to_close),
}

waits_by_word(
    Appeal,
    APPEAL_WAITS,
    icons={"accept": "inbox", "answer": "message-reply", "close": "star"},
    label="title",
    who="raised_in__name",
    due={"accept": "due_on", "answer": "due_on", "close": "feedback_by"},
    listing="appeals",
)
