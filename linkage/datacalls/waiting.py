"""Data calls that wait for somebody: to be answered, to be checked."""

from django.db.models import Q

from core.permissions import Actor, Perm
from core.waiting import waits_by_word
from linkage.datacalls.models import DataAnswer, DataCall, mine


def to_fill(actor: Actor) -> Q:
    """What the actor's own places have still to answer."""
    running = Q(call__status=DataCall.Status.ISSUED)
    return mine(actor) & running & Q(status__in=DataAnswer.TO_FILL)


def to_check(actor: Actor) -> Q:
    """What was handed in to the actor's own place."""
    asking = Q(call__organization__path__in=actor.paths(Perm.DATACALL_EDIT), call__status=DataCall.Status.ISSUED)
    return asking & Q(status=DataAnswer.Status.SUBMITTED)


# By the word of the list's filter ``waits``.
ANSWER_WAITS = {"fill": ("待填报的数据调度", to_fill), "check": ("待审核的填报", to_check)}

waits_by_word(
    DataAnswer,
    ANSWER_WAITS,
    icons={"fill": "forms", "check": "clipboard-check"},
    label="call__title",
    who={"fill": "call__organization__name", "check": "organization__name"},
    due="call__due_on",
    listing="dataanswers",
)
