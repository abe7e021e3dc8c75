"""Calls and answers that wait for somebody."""

from django.db.models import Q

from core.periods import today
from core.permissions import Actor, Perm
from core.waiting import waits_by_word
from linkage.datacalls.models import OPEN, DataAnswer, DataCall


def to_fill(actor: Actor) -> Q:
    """Those of the actor's own places, not of those below."""
    own = actor.own_paths(Perm.DATACALL_ANSWER)
    return Q(organization__path__in=own, call__status=DataCall.Status.ISSUED) & OPEN


def to_review(actor: Actor) -> Q:
    """Handed in to the actor's own places."""
    return Q(
        status=DataAnswer.Status.SUBMITTED,
        call__status=DataCall.Status.ISSUED,
        call__organization__path__in=actor.paths(Perm.DATACALL_EDIT),
    )


def to_issue(actor: Actor) -> Q:
    """Drafts of the actor's own places."""
    return Q(status=DataCall.Status.DRAFT, organization__path__in=actor.paths(Perm.DATACALL_EDIT))


def to_close(actor: Actor) -> Q:
    """Calls of the actor's own places whose day has passed."""
    return Q(
        status=DataCall.Status.ISSUED,
        due_on__lt=today(),
        organization__path__in=actor.paths(Perm.DATACALL_EDIT),
    )


# By the word of the lists' filter ``waits``.
ANSWER_WAITS = {"fill": ("待填报的数据", to_fill), "review": ("待审核的填报", to_review)}
CALL_WAITS = {"issue": ("待下发的数据调度", to_issue), "close": ("到期待办结的数据调度", to_close)}

waits_by_word(
    DataAnswer,
    ANSWER_WAITS,
    icons={"fill": "pencil", "review": "checkbox"},
    label="call__title",
    who={"fill": "call__organization__name", "review": "organization__name"},
    due={"fill": "call__due_on"},
    listing="dataanswers",
)
waits_by_word(
    DataCall,
    CALL_WAITS,
    icons={"issue": "send", "close": "circle-check"},
    label="title",
    who="organization__name",
    due="due_on",
    listing="datacalls",
)
