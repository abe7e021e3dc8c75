"""By when data calls are to be answered."""

from django.db.models import Exists, OuterRef, Q

from core.duedates import DueKind, falls_due
from linkage.datacalls.models import DataAnswer, DataCall, mine

_LEFT = DataAnswer.objects.filter(call=OuterRef("pk"), status__in=DataAnswer.TO_FILL)

falls_due(
    DueKind(
        kind="datacall.answer",
        title="填报数据调度",
        icon="forms",
        record="datacall",
        rows=lambda actor: DataCall.objects.visible_to(actor).filter(status=DataCall.Status.ISSUED),
        own=lambda rows, actor: rows.filter(pk__in=DataAnswer.objects.filter(mine(actor)).values("call")),
        due="due_on",
        label="title",
        who="organization__name",
        place="organization__path",
        done=~Q(Exists(_LEFT)),
    )
)
