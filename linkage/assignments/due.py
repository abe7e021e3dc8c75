"""When tasks are due."""

from django.db.models import Q

from core.duedates import DueKind, falls_due
from core.permissions import Perm
from core.visibility import handled
from linkage.assignments.models import Assignment

falls_due(
    DueKind(
        kind="assignment",
        title="任务到期",
        icon="checklist",
        record="assignment",
        rows=lambda actor: Assignment.objects.visible_to(actor).exclude(status=Assignment.Status.WITHDRAWN),
        own=lambda rows, actor: rows.filter(handled(actor, Perm.ASSIGNMENT_WORK)),
        due="due_on",
        label="title",
        who=("department__name", "organization__name"),
        place="organization__path",
        # As lights see it: handed in, its day is met.
        done=Q(status__in=(Assignment.Status.SUBMITTED, Assignment.Status.CLOSED)),
    )
)
