"""Orders and measures of supervision that wait for somebody."""

from django.db.models import Q

from core.permissions import Actor, Perm
from core.visibility import handled, under
from core.waiting import Rule, waits_by_word
from linkage.supervision.models import Accountability, Supervision


def to_issue(actor: Actor) -> Q:
    return _issuer(actor) & Q(status=Supervision.Status.DRAFT)


def to_reply(actor: Actor) -> Q:
    """One's own place or department only: those below reply for themselves."""
    return handled(actor, Perm.SUPERVISION_REPLY) & Q(status=Supervision.Status.ISSUED)


def to_close(actor: Actor) -> Q:
    return _issuer(actor) & Q(status=Supervision.Status.REPLIED)


def to_record(actor: Actor) -> Q:
    return _issuer(actor) & Q(status=Accountability.Status.DUE)


def _issuer(actor: Actor) -> Q:
    return under(actor.paths(Perm.SUPERVISION_ISSUE), "issuer__path")


# By the word of the lists' filter ``waits``.
SUPERVISION_WAITS: dict[str, tuple[str, Rule]] = {
    "issue": ("待签发的督办单", to_issue),
    "reply": ("待回复的督办单", to_reply),
    "close": ("待办结的督办单", to_close),
}
ACCOUNTABILITY_WAITS: dict[str, tuple[str, Rule]] = {"record": ("待办理的约谈和组织调整", to_record)}


waits_by_word(
    Supervision,
    SUPERVISION_WAITS,
    icons="bell-ringing",
    label="subject_label",
    who=("department__name", "organization__name"),
    due="reply_due_on",
    listing="supervisions",
)
waits_by_word(
    Accountability,
    ACCOUNTABILITY_WAITS,
    icons="user-exclamation",
    label="subject_label",
    who=("department__name", "organization__name"),
    listing="accountabilities",
)
