"""When problems have to be ordered to be put right, and when that is due and has to be checked and closed."""

from django.db.models import Q

from core.duedates import DueKind, falls_due
from core.permissions import Perm
from core.visibility import held_above
from linkage.problems.models import Problem, Rectification

falls_due(
    DueKind(
        kind="problem.order",
        title="下发整改到期",
        icon="flag",
        record="problem",
        rows=lambda actor: Problem.objects.visible_to(actor).exclude(status=Problem.Status.DISMISSED),
        own=lambda rows, actor: rows.filter(held_above(actor, Perm.PROBLEM_HANDLE)),
        due="order_due_on",
        label="title",
        who="organization__name",
        place="organization__path",
        done=~Q(status=Problem.Status.REPORTED),
    )
)
falls_due(
    DueKind(
        kind="rectification",
        title="整改到期",
        icon="tool",
        record="rectification",
        rows=lambda actor: Rectification.objects.visible_to(actor).exclude(status=Rectification.Status.WITHDRAWN),
        own=lambda rows, actor: rows.filter(organization__path__in=actor.paths(Perm.RECTIFICATION_FULFIL)),
        due="due_on",
        label="title",
        who="organization__name",
        place="organization__path",
        # As lights see it: handed in, its day is met.
        done=~Q(status__in=Rectification.ACTING),
    )
)
falls_due(
    DueKind(
        kind="rectification.check",
        title="整改审核销号到期",
        icon="rubber-stamp",
        record="rectification",
        rows=lambda actor: Rectification.objects.visible_to(actor).filter(
            status__in=(*Rectification.HANDED_IN, Rectification.Status.CLOSED)
        ),
        own=lambda rows, actor: rows.filter(held_above(actor, Perm.RECTIFICATION_REVIEW)),
        due="check_by",
        label="title",
        who="organization__name",
        place="organization__path",
        done=Q(status=Rectification.Status.CLOSED),
    )
)
