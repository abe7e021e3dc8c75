"""What of whistles waits for whom: streets review and rate, the district assigns and rules, departments act."""

from django.db.models import Q

from core.permissions import ROOT, Actor, Perm
from core.visibility import NOTHING
from core.waiting import Rule, waits_by_word
from linkage.whistles.models import Whistle, WhistleResponse

Status, Answer = Whistle.Status, WhistleResponse.Status


def own(actor: Actor, prefix: str = "") -> Q:
    """Whistles of the very streets for which the actor whistles."""
    return Q(**{f"{prefix}organization__path__in": actor.own_paths(Perm.WHISTLE_BLOW)})


def to_review(actor: Actor) -> Q:
    return own(actor) & Q(status=Status.COLLECTED)


def to_blow(actor: Actor) -> Q:
    return own(actor) & Q(status=Status.REVIEWED)


def to_assign(actor: Actor) -> Q:
    return Q(status=Status.BLOWN) if actor.can(Perm.WHISTLE_ASSIGN, ROOT) else NOTHING


def to_respond(actor: Actor) -> Q:
    return Q(department__in=actor.department_ids(Perm.WHISTLE_RESPOND), status=Answer.PENDING)


def to_solve(actor: Actor) -> Q:
    return Q(department__in=actor.department_ids(Perm.WHISTLE_RESPOND), status=Answer.RESPONDED)


def to_rule(actor: Actor) -> Q:
    return Q(status=Answer.DISPUTED) if actor.can(Perm.WHISTLE_ASSIGN, ROOT) else NOTHING


def to_decide(actor: Actor) -> Q:
    """Requests of departments for more time."""
    asked = Q(asked_until__isnull=False) | Q(asked_hours__isnull=False)
    return asked if actor.can(Perm.WHISTLE_ASSIGN, ROOT) else NOTHING


def to_rate(actor: Actor) -> Q:
    """All departments have handed in: each is rated."""
    return own(actor, "whistle__") & Q(status=Answer.FINISHED, whistle__status=Status.FINISHED)


# By the word of the lists' filter ``waits``.
WHISTLE_WAITS: dict[str, tuple[str, Rule]] = {
    "review": ("待审核的吹哨事项", to_review),
    "blow": ("待吹哨的事项", to_blow),
    "assign": ("待分派的吹哨事项", to_assign),
}
RESPONSE_WAITS: dict[str, tuple[str, Rule]] = {
    "respond": ("待应哨的事项", to_respond),
    "solve": ("待提交结果的应哨事项", to_solve),
    "rule": ("待裁定的退单", to_rule),
    "decide": ("待批准的应哨延期", to_decide),
    "rate": ("待评哨的部门", to_rate),
}


waits_by_word(
    Whistle,
    WHISTLE_WAITS,
    icons="speakerphone",
    label="title",
    who="organization__name",
    due="due_on",
    listing="whistles",
)
waits_by_word(
    WhistleResponse,
    RESPONSE_WAITS,
    icons={"respond": "speakerphone", "solve": "tool", "rule": "gavel", "decide": "calendar-plus", "rate": "star"},
    label="whistle__title",
    who={
        "respond": "whistle__organization__name",
        "solve": "whistle__organization__name",
        "rule": "department__name",
        "decide": "department__name",
        "rate": "department__name",
    },
    due={
        "respond": "due_on",
        "solve": "due_on",
        "rule": "due_on",
        "decide": "due_on",
        "rate": "whistle__rate_by",
    },
    listing="whistleresponses",
)
