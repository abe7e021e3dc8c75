"""Extensions that wait to be decided."""

from django.db.models import Q, QuerySet

from core.permissions import Actor, Perm
from core.visibility import held_above
from core.waiting import Waiting, waits
from linkage.extensions.models import Extension


def to_decide(actor: Actor) -> Q:
    return held_above(actor, Perm.EXTENSION_DECIDE) & Q(status=Extension.Status.ASKED)


# By the word of the list's filter ``waits``.
EXTENSION_WAITS = {"decide": ("待批准的延期", to_decide)}


def _rows(actor: Actor) -> QuerySet[Extension]:
    rows: QuerySet[Extension] = Extension.objects.visible_to(actor).filter(to_decide(actor))
    return rows


waits(
    Waiting(
        kind="extension.decide",
        title=EXTENSION_WAITS["decide"][0],
        icon="calendar-plus",
        model=Extension,
        rows=_rows,
        label="subject_label",
        who="organization__name",
        due="due_was",
        listing="extensions",
        query={"waits": "decide"},
    )
)
