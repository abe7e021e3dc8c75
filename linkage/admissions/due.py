"""When what was admitted ends."""

from django.db.models import Q

from core.duedates import DueKind, falls_due
from core.permissions import Perm
from linkage.admissions.models import Admission

falls_due(
    DueKind(
        kind="admission.end",
        title="下沉事项期满",
        icon="transfer-in",
        record="admission",
        rows=lambda actor: Admission.objects.visible_to(actor).filter(status=Admission.Status.APPROVED),
        own=lambda rows, actor: rows.filter(department__in=actor.department_ids(Perm.ADMISSION_APPLY)),
        due="ends_on",
        label="title",
        who="department__name",
        place="department__organization__path",
        done=Q(assignment__status="closed"),
    )
)
