"""Orders and measures of supervision that wait for somebody."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q, QuerySet

from core.permissions import Actor, Perm
from core.visibility import under
from core.waiting import Waiting, waits
from linkage.supervision.models import Accountability, Supervision

Rule = Callable[[Actor], Q]


def to_issue(actor: Actor) -> Q:
    return _issuer(actor) & Q(status=Supervision.Status.DRAFT)


def to_reply(actor: Actor) -> Q:
    """One's own place only: those below reply for themselves."""
    return Q(organization__path__in=actor.paths(Perm.SUPERVISION_REPLY)) & Q(status=Supervision.Status.ISSUED)


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


def _rows(model: Any, rule: Rule) -> Callable[[Actor], QuerySet[Any]]:
    return lambda actor: model.objects.visible_to(actor).filter(rule(actor))


for _word, (_title, _rule) in SUPERVISION_WAITS.items():
    waits(
        Waiting(
            kind=f"supervision.{_word}",
            title=_title,
            icon="bell-ringing",
            model=Supervision,
            rows=_rows(Supervision, _rule),
            label="subject_label",
            who="organization__name",
            due="reply_due_on",
            listing="supervisions",
            query={"waits": _word},
        )
    )
waits(
    Waiting(
        kind="accountability.record",
        title=ACCOUNTABILITY_WAITS["record"][0],
        icon="user-exclamation",
        model=Accountability,
        rows=_rows(Accountability, to_record),
        label="subject_label",
        who="organization__name",
        listing="accountabilities",
        query={"waits": "record"},
    )
)
