"""Extensions that wait to be decided."""

from django.db.models import Q

from core.permissions import Actor, Perm
from core.visibility import held_above
from core.waiting import waits_by_word
from linkage.extensions.models import Extension


def to_decide(actor: Actor) -> Q:
    return held_above(actor, Perm.EXTENSION_DECIDE, department="department") & Q(status=Extension.Status.ASKED)


# By the word of the list's filter ``waits``.
EXTENSION_WAITS = {"decide": ("待批准的延期", to_decide)}


waits_by_word(
    Extension,
    EXTENSION_WAITS,
    icons="calendar-plus",
    label="subject_label",
    who=("department__name", "organization__name"),
    due="due_was",
    listing="extensions",
)
