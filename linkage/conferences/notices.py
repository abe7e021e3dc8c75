"""Whom the verbs of this app concern."""

from collections.abc import Iterable
from typing import Any

from core.models import Event
from core.permissions import Perm, Place
from linkage.conferences.models import Decision, DecisionRequest, Inquiry, Invitation, Meeting, Seat, Topic
from linkage.conferences.seats import with_rights
from tenants.notices.rules import Audience, tell


def holder(seat: Seat) -> Audience:
    """Whoever speaks for the seat."""
    if seat.user_id is not None:
        return Audience(Perm.CONFERENCE_ATTEND, seat.place, only=seat.user_id)
    return Audience(Perm.CONFERENCE_ATTEND, seat.place)


def members(body: Any) -> list[Audience]:
    """All who sit in the body now and have the rights of their seat."""
    seats = Seat.objects.filter(body=body, ended_on=None).select_related("organization")
    return [holder(seat) for seat in with_rights(seats)]


def asked(meeting: Any) -> list[Audience]:
    """All who got the notice of the meeting, and whose seats were not given up since."""
    seats = Seat.objects.filter(invitations__meeting=meeting, ended_on=None).select_related("organization")
    return [holder(seat) for seat in seats]


def office(place: Place) -> Audience:
    """Those who run the body."""
    return Audience(Perm.CONFERENCE_EDIT, place)


@tell("meeting.remind")
def who_has_not_answered(event: Event) -> Iterable[Audience]:
    rows = Invitation.objects.filter(meeting=event.subject_id, answer=Invitation.Answer.NONE)
    return [holder(row.seat) for row in rows.select_related("seat__organization")]


@tell("meeting.notify")
def who_is_asked(event: Event) -> Iterable[Audience]:
    return asked(event.subject_id)


@tell("meeting.postpone", "meeting.cancel")
def whoever_knew(event: Event) -> Iterable[Audience]:
    """Whoever got the notice, and who sits in the body since; of a meeting that was only planned nobody has heard."""
    meeting = Meeting.objects.get(pk=event.subject_id)
    if meeting.notified_at is None:
        return []
    return dict.fromkeys([*asked(meeting.pk), *members(meeting.body_id)])


@tell("meeting.issue")
def all_members(event: Event) -> Iterable[Audience]:
    meeting = Meeting.objects.get(pk=event.subject_id)
    return members(meeting.body_id)


@tell("meeting.answer", "meeting.return", "meeting.confirm")
def who_runs_the_meeting(event: Event) -> Iterable[Audience]:
    return [office(Place(event.organization_path))]


@tell("meeting.submit")
def the_chair(event: Event) -> Iterable[Audience]:
    """The convener; where there is none, whoever confirms minutes at the place."""
    meeting = Meeting.objects.get(pk=event.subject_id)
    conveners = Seat.objects.filter(body=meeting.body_id, role=Seat.Role.CONVENER, ended_on=None)
    found = [holder(seat) for seat in with_rights(conveners.select_related("organization"))]
    return found or [Audience(Perm.CONFERENCE_CONFIRM, Place(event.organization_path))]


@tell("body.remind")
def who_has_not_met(event: Event) -> Iterable[Audience]:
    """The office, and the leading person of the place."""
    place = Place(event.organization_path)
    return [office(place), Audience(Perm.CONFERENCE_CONFIRM, place)]


@tell("body.seat_remind")
def who_keeps_the_body(event: Event) -> Iterable[Audience]:
    return [office(Place(event.organization_path))]


@tell("body.seat_add", "body.seat_edit", "body.seat_end")
def the_member(event: Event) -> Iterable[Audience]:
    seats = Seat.objects.filter(pk=event.data.get("seat")).select_related("organization")
    return [holder(seat) for seat in seats]


@tell("topic.submit", "topic.paper")
def who_sets_the_agenda(event: Event) -> Iterable[Audience]:
    return [office(Place(event.organization_path))]


@tell("topic.accept", "topic.defer", "topic.decline")
def who_submitted(event: Event) -> Iterable[Audience]:
    """The submitter; of a topic added to an agenda that was sent already, all members (the right to know ahead)."""
    topic = Topic.objects.select_related("seat__organization", "meeting").get(pk=event.subject_id)
    if event.verb == "topic.accept" and topic.meeting and topic.meeting.notified_at:
        return members(topic.body_id)
    return [holder(topic.seat)] if topic.seat else []


@tell("topic.open_vote")
def who_may_vote(event: Event) -> Iterable[Audience]:
    topic = Topic.objects.get(pk=event.subject_id)
    ballots = topic.ballots.select_related("seat__organization")
    return [
        holder(ballot.seat) if ballot.seat.user_id else Audience(Perm.CONFERENCE_VOTE, ballot.seat.place)
        for ballot in ballots
    ]


@tell("decisionrequest.ask")
def the_unit(event: Event) -> Iterable[Audience]:
    request = DecisionRequest.objects.select_related("organization").get(pk=event.subject_id)
    return [Audience(Perm.CONFERENCE_ATTEND, request.place)]


@tell("decisionrequest.accept", "decisionrequest.decline", "decisionrequest.report")
def who_asked(event: Event) -> Iterable[Audience]:
    return [office(Place(event.organization_path))]


@tell("inquiry.ask")
def who_answers(event: Event) -> Iterable[Audience]:
    """The office of the body, and those who carry the decision out: they know how far it is."""
    decision = Decision.objects.get(inquiries=event.subject_id)
    departments = decision.departments.select_related("organization")
    return [
        office(Place(event.organization_path)),
        *(office(place.place) for place in decision.organizations.all()),
        *(Audience(Perm.ASSIGNMENT_WORK, department.place) for department in departments),
    ]


@tell("inquiry.answer")
def who_asked_first(event: Event) -> Iterable[Audience]:
    inquiry = Inquiry.objects.select_related("seat__organization").get(pk=event.subject_id)
    return [holder(inquiry.seat)]
