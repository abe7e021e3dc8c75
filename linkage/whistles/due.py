"""When whistles have to be solved and departments to act, on the calendar."""

from typing import Any

from django.db.models import Q, QuerySet

from core.duedates import DueKind, falls_due
from core.permissions import Actor, Perm
from linkage.whistles.models import Whistle, WhistleResponse

_SETTLED = ("finished", "closed")


def _dated(actor: Actor) -> QuerySet[Any]:
    found: QuerySet[Any] = Whistle.objects.visible_to(actor).filter(status__in=(*Whistle.ACTING, *_SETTLED))
    return found


def _answers(actor: Actor) -> QuerySet[Any]:
    rows: QuerySet[Any] = WhistleResponse.objects.visible_to(actor)
    return rows.filter(status__in=("pending", "responded", "finished", "rated"))


falls_due(
    DueKind(
        kind="whistle",
        title="吹哨事项到期",
        icon="speakerphone",
        record="whistle",
        rows=_dated,
        own=lambda rows, actor: rows.filter(organization__path__in=actor.paths(Perm.WHISTLE_BLOW)),
        due="due_on",
        label="title",
        who="organization__name",
        place="organization__path",
        done=Q(status__in=_SETTLED),
    )
)
falls_due(
    DueKind(
        kind="whistleresponse",
        title="部门应哨和办结到期",
        icon="building-community",
        record="whistleresponse",
        rows=_answers,
        own=lambda rows, actor: rows.filter(department__in=actor.department_ids(Perm.WHISTLE_RESPOND)),
        due="due_on",
        label="whistle__title",
        who="department__name",
        place="whistle__organization__path",
        done=Q(status__in=("finished", "rated")),
    )
)
