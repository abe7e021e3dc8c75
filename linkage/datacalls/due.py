"""By when answers are to be handed in."""

from core.duedates import DueKind, falls_due
from linkage.datacalls.models import OPEN, DataAnswer, DataCall
from linkage.datacalls.waiting import to_fill

falls_due(
    DueKind(
        kind="dataanswer.fill",
        title="上报数据",
        icon="table",
        record="dataanswer",
        rows=lambda actor: DataAnswer.objects.visible_to(actor).filter(call__status=DataCall.Status.ISSUED),
        own=lambda rows, actor: rows.filter(to_fill(actor)),
        due="call__due_on",
        label="call__title",
        who="organization__name",
        place="organization__path",
        done=~OPEN,
    )
)
