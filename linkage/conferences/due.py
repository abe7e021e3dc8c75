"""Meetings, by when bodies have to meet, and what meetings ask of units, on the calendar."""

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import TruncDate

from core.duedates import DueKind, falls_due
from core.periods import SHANGHAI
from core.permissions import Perm
from core.visibility import held
from linkage.conferences.models import Body, DecisionRequest, Meeting, Seat
from linkage.conferences.seats import seats_of

_AHEAD = (Meeting.Status.DRAFT, Meeting.Status.NOTIFIED, Meeting.Status.IN_SESSION)

falls_due(
    DueKind(
        kind="meeting",
        title="会议",
        icon="calendar-event",
        record="meeting",
        rows=lambda actor: (
            Meeting.objects.visible_to(actor)
            .exclude(status=Meeting.Status.CANCELLED)
            .annotate(meets_on=TruncDate("starts_at", tzinfo=SHANGHAI))
        ),
        own=lambda rows, actor: rows.filter(
            Q(organization__path__in=actor.own_paths(Perm.CONFERENCE_EDIT))
            | Exists(Seat.objects.filter(seats_of(actor), body=OuterRef("body_id")))
        ),
        due="meets_on",
        label="title",
        who="body__name",
        place="organization__path",
        done=~Q(status__in=_AHEAD),
    )
)
falls_due(
    DueKind(
        kind="body.meet",
        title="最迟召开会议",
        icon="calendar-exclamation",
        record="body",
        rows=lambda actor: Body.objects.visible_to(actor).filter(status=Body.Status.ACTIVE),
        own=lambda rows, actor: rows.filter(organization__path__in=actor.own_paths(Perm.CONFERENCE_EDIT)),
        due="meet_by",
        label="name",
        who="organization__name",
        place="organization__path",
        # Once it has met, the day is a later one.
        done=Q(pk__in=[]),
    )
)
falls_due(
    DueKind(
        kind="decisionrequest",
        title="会议商请事项到期",
        icon="heart-handshake",
        record="decisionrequest",
        rows=lambda actor: DecisionRequest.objects.visible_to(actor).exclude(status="declined"),
        own=lambda rows, actor: rows.filter(held(actor, Perm.CONFERENCE_ATTEND)),
        due="decision__due_on",
        label="decision__title",
        who="unit__name",
        place="decision__organization__path",
        done=Q(status=DecisionRequest.Status.REPORTED),
    )
)
