"""When visits, confirmations and answers are due."""

from typing import Any

from django.db.models import Q, QuerySet

from core.duedates import DueKind, falls_due
from core.permissions import Actor
from linkage.inspections.models import Inspection, InspectionTarget, joined
from linkage.inspections.waiting import own_result, plans_of

_STATUS = InspectionTarget.Status


def _of_running(actor: Actor) -> QuerySet[Any]:
    rows: QuerySet[Any] = InspectionTarget.objects.visible_to(actor).exclude(status=_STATUS.DROPPED)
    return rows.exclude(inspection__status__in=(Inspection.Status.DRAFT, Inspection.Status.CANCELLED))


def _kind(kind: str, title: str, icon: str, due: str, own: Any, done: Q) -> DueKind:
    return DueKind(
        kind=f"inspectiontarget.{kind}",
        title=title,
        icon=icon,
        record="inspectiontarget",
        rows=_of_running,
        own=own,
        due=due,
        label="inspection__title",
        who="organization__name",
        place="organization__path",
        done=done,
    )


falls_due(
    _kind(
        "visit",
        "督导检查到期",
        "map-pin",
        "due_on",
        lambda rows, actor: rows.filter(team_id__in=joined(actor).values("team_id")),
        ~Q(status__in=InspectionTarget.TO_VISIT),
    )
)
falls_due(
    _kind(
        "confirm",
        "确认检查结果到期",
        "clipboard-check",
        "confirm_due_on",
        lambda rows, actor: rows.filter(own_result(actor)),
        ~Q(status=_STATUS.CHECKED),
    )
)
falls_due(
    _kind(
        "answer",
        "答复检查申诉到期",
        "message-question",
        "answer_due_on",
        lambda rows, actor: rows.filter(plans_of(actor)),
        ~Q(status=_STATUS.OBJECTED),
    )
)
