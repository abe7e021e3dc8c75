"""参会通知: what members answer, and the notices that wait for them."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.urls import path
from django_filters import FilterSet

from core.permissions import Actor, Perm
from linkage.conferences.actions import meetings
from linkage.conferences.models import Invitation, Meeting
from linkage.conferences.seats import speaks_for
from linkage.conferences.waiting import unanswered
from web.acts import Act
from web.columns import Column, Moment
from web.conferences.back import OfMeeting
from web.conferences.forms import DelegateForm, LeaveForm
from web.conferences.topics import SEAT
from web.filters import ChoicesFilter, KeyFilter, OnlyFilter
from web.lights import AMBER, BLUE, GREEN, GREY, Chip
from web.links import link
from web.lists import ListPage


@dataclass(frozen=True)
class AnswerAct(Act):
    """Offered to whoever speaks for the seat, until the meeting opens."""

    answer: str = ""

    def may(self, actor: Actor, record: Any) -> bool:
        waits = record.meeting.status == Meeting.Status.NOTIFIED and record.answer != self.answer
        return waits and speaks_for(actor, record.seat)


def answering(kind: str, verb: str, label: str, icon: str, **more: Any) -> AnswerAct:
    action = partial(meetings.invitation_answer, answer=kind)
    return AnswerAct(verb, label, action, Perm.CONFERENCE_ATTEND, icon=icon, answer=kind, **more)


class InvitationFilters(FilterSet):
    answer = ChoicesFilter(label="答复", choices=Invitation.Answer.choices)
    presence = ChoicesFilter(label="到会", choices=Invitation.Presence.choices)
    waits = OnlyFilter(label="待我答复", rows="mine")
    meeting = KeyFilter(label="会议", queryset=lambda request: Meeting.objects.visible_to(request.actor))

    def mine(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.filter(pk__in=unanswered(self.request.actor).values("pk"))


class InvitationList(ListPage):
    model, name, record, subject, title = Invitation, "invitations", "invitation", "invitation", "参会通知"
    measure = "份"
    place_lookup = "meeting__organization__path"
    select_related = ("meeting__organization", *SEAT)
    search_fields, search_hint = ("meeting__title", "seat__name", "seat__unit__name"), "会议、姓名、单位"
    filters = InvitationFilters
    columns = (
        Column("meeting", "会议", link=True, sort="meeting__title"),
        Moment("meeting.starts_at", "开会时间", sort="meeting__starts_at"),
        Column("seat", "成员"),
        Column("get_answer_display", "答复", sort="answer"),
        Column("reason", "请假事由", optional=True),
        Column("delegate", "代表", optional=True),
        Column("get_presence_display", "到会", sort="presence"),
    )
    order = ("-meeting__starts_at", "seat_id")
    empty_title, empty_text = "还没有参会通知", "会议组织方发出通知后显示在这里。"


class InvitationRecord(OfMeeting):
    model, name, list_name, list_title, subject = Invitation, "invitation", "invitations", "参会通知", "invitation"
    kind, has_history = "参会通知", False
    select_related = ("meeting__organization", "meeting__body", *SEAT)
    facts = (
        Moment("meeting.starts_at", "开会时间"),
        Column("meeting.venue", "地点"),
        Column("seat", "成员"),
        Column("get_answer_display", "答复"),
        Column("reason", "请假事由"),
        Column("delegate", "代表"),
        Column("get_presence_display", "到会"),
    )
    text_facts = (Column("meeting.note", "会议须知"),)
    acts = (
        answering("attend", "attend", "参加", "circle-check", main=True, done="已答复参加。"),
        answering("leave", "leave", "请假", "calendar-off", form=LeaveForm, done="已请假。"),
        answering("delegate", "delegate", "派代表", "user-share", form=DelegateForm, done="已答复派代表参加。"),
    )

    def heading(self, record: Invitation) -> str:
        return str(record.meeting)

    def chips(self, record: Invitation) -> Iterable[Chip | None]:
        return [answer_chip(record)]

    def links(self, record: Invitation) -> Iterable[tuple[str, str, str]]:
        yield "查看议程和材料", "list-details", link(self.request, "meeting", record.meeting_id)


_ANSWERS = {
    "none": (BLUE, "hourglass"),
    "attend": (GREEN, "circle-check"),
    "leave": (AMBER, "calendar-off"),
    "delegate": (GREY, "user-share"),
}


def answer_chip(invitation: Invitation) -> Chip:
    return Chip(invitation.get_answer_display(), *_ANSWERS[invitation.answer])


urlpatterns = [
    path("invitations/", InvitationList.as_view(), name="invitations"),
    *InvitationRecord.urls("invitations"),
]
