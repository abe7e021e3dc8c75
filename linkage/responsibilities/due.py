"""When responsibilities are due."""

from django.db.models import Q

from core.duedates import DueKind, falls_due
from core.permissions import Perm
from linkage.responsibilities.models import Responsibility

DISCARDED = Responsibility.Status.DISCARDED

falls_due(
    DueKind(
        kind="responsibility",
        title="责任事项到期",
        icon="user-check",
        record="responsibility",
        rows=lambda actor: Responsibility.objects.visible_to(actor).exclude(status=DISCARDED),
        own=lambda rows, actor: rows.filter(organization__path__in=actor.paths(Perm.RESPONSIBILITY_EDIT)),
        due="due_on",
        label="title",
        who="organization__name",
        place="organization__path",
        # As lights see it: handed in, its day is met.
        done=Q(status__in=(Responsibility.Status.SUBMITTED, Responsibility.Status.ACCEPTED)),
    )
)
