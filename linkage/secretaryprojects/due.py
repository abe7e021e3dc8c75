"""When projects are to be done."""

from django.db.models import Q

from core.duedates import DueKind, falls_due
from core.permissions import Perm
from linkage.secretaryprojects.models import SecretaryProject

_STARTED = (*SecretaryProject.ACTING, "concluding", "accepted", "benchmark")

falls_due(
    DueKind(
        kind="secretaryproject",
        title="书记项目到期",
        icon="bulb",
        record="secretaryproject",
        rows=lambda actor: SecretaryProject.objects.visible_to(actor).filter(status__in=_STARTED),
        own=lambda rows, actor: rows.filter(organization__path__in=actor.paths(Perm.SECRETARYPROJECT_EDIT)),
        due="due_on",
        label="title",
        who="organization__name",
        place="organization__path",
        # As lights see it: its conclusion asked for, its day is met.
        done=~Q(status__in=SecretaryProject.ACTING),
    )
)
