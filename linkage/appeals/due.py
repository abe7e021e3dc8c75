"""When appeals have to be accepted and answered, on the calendar."""

from django.db.models import Q

from core.duedates import DueKind, falls_due
from core.permissions import Perm
from linkage.appeals.models import Appeal

_SETTLED = ("answered", "closed")

falls_due(
    DueKind(
        kind="appeal",
        title="诉求办理到期",
        icon="message-dots",
        record="appeal",
        rows=lambda actor: Appeal.objects.visible_to(actor).exclude(status=Appeal.Status.REFUSED),
        own=lambda rows, actor: rows.filter(organization__path__in=actor.paths(Perm.APPEAL_HANDLE)),
        due="due_on",
        label="title",
        who="organization__name",
        place="organization__path",
        done=Q(status__in=_SETTLED),
    )
)
