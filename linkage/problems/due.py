"""When rectifications are due."""

from django.db.models import Q

from core.duedates import DueKind, falls_due
from core.permissions import Perm
from linkage.problems.models import Rectification

falls_due(
    DueKind(
        kind="rectification",
        title="整改到期",
        icon="tool",
        record="rectification",
        rows=lambda actor: Rectification.objects.visible_to(actor),
        own=lambda rows, actor: rows.filter(organization__path__in=actor.paths(Perm.RECTIFICATION_FULFIL)),
        due="due_on",
        label="title",
        who="organization__name",
        place="organization__path",
        # As lights see it: handed in, its day is met.
        done=~Q(status__in=Rectification.ACTING),
    )
)
