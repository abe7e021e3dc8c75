"""What waits for whom in meetings: queries for lists and work lists."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from core.permissions import Actor, Perm
from core.visibility import held
from core.waiting import Waiting, waits
from linkage.conferences.models import (
    Ballot,
    Body,
    DecisionRequest,
    Inquiry,
    Invitation,
    Meeting,
    Seat,
    Topic,
)
from linkage.conferences.seats import seats_of
from linkage.lights import near_or_past


def unanswered(actor: Actor) -> QuerySet[Invitation]:
    """Notices of meetings to come that one has to answer."""
    rows: QuerySet[Invitation] = Invitation.objects.visible_to(actor).filter(
        seats_of(actor, prefix="seat__"), answer=Invitation.Answer.NONE, meeting__status=Meeting.Status.NOTIFIED
    )
    return rows


def to_vote(actor: Actor) -> QuerySet[Topic]:
    """Topics on which one has still to vote."""
    mine = Ballot.objects.filter(seats_of(actor, Perm.CONFERENCE_VOTE, "seat__"), topic=OuterRef("pk"), marked=False)
    rows: QuerySet[Topic] = Topic.objects.visible_to(actor).filter(Exists(mine), status=Topic.Status.VOTING)
    return rows


def to_confirm(actor: Actor) -> QuerySet[Meeting]:
    """Minutes that wait for the chair: for its convener, or for those who confirm at the very place."""
    convener = Seat.objects.filter(
        seats_of(actor, Perm.CONFERENCE_CONFIRM), role=Seat.Role.CONVENER, body=OuterRef("body_id")
    )
    at_home = Q(organization__path__in=actor.own_paths(Perm.CONFERENCE_CONFIRM))
    rows: QuerySet[Meeting] = Meeting.objects.visible_to(actor).filter(
        Exists(convener) | at_home, status=Meeting.Status.MINUTED
    )
    return rows


def at_own_office(actor: Actor) -> Q:
    """Rows of the very places whose meetings one runs; the office of a street is not asked for its communities."""
    return Q(organization__path__in=actor.own_paths(Perm.CONFERENCE_EDIT))


def to_settle(actor: Actor) -> QuerySet[Topic]:
    """Topics submitted to one's bodies that stand on no agenda yet."""
    rows: QuerySet[Topic] = Topic.objects.visible_to(actor).filter(at_own_office(actor), status=Topic.Status.SUBMITTED)
    return rows


def to_write(actor: Actor) -> QuerySet[Meeting]:
    """Meetings held whose minutes have to be written or issued."""
    rows: QuerySet[Meeting] = Meeting.objects.visible_to(actor).filter(
        at_own_office(actor), status__in=(Meeting.Status.HELD, Meeting.Status.CONFIRMED)
    )
    return rows


def to_reply(actor: Actor) -> QuerySet[Inquiry]:
    """Questions of members that wait for an answer."""
    rows: QuerySet[Inquiry] = Inquiry.objects.visible_to(actor).filter(
        at_own_office(actor), status=Inquiry.Status.ASKED
    )
    return rows


def asked_of(actor: Actor) -> QuerySet[DecisionRequest]:
    """What meetings ask of one's units: to answer, and to report once accepted."""
    rows: QuerySet[DecisionRequest] = DecisionRequest.objects.visible_to(actor).filter(
        held(actor, Perm.CONFERENCE_ATTEND),
        status__in=(DecisionRequest.Status.ASKED, DecisionRequest.Status.ACCEPTED),
    )
    return rows


def to_convene(actor: Actor) -> QuerySet[Body]:
    """One's own bodies whose day to meet is near or past, unless members have been told of a meeting to come."""
    told = Meeting.objects.filter(body=OuterRef("pk"), status__in=(Meeting.Status.NOTIFIED, Meeting.Status.IN_SESSION))
    rows: QuerySet[Body] = Body.objects.visible_to(actor).filter(
        at_own_office(actor), near_or_past("meet_by"), ~Exists(told), status=Body.Status.ACTIVE
    )
    return rows


waits(
    Waiting(
        "body.meet",
        "应召开会议的议事机构",
        "calendar-exclamation",
        Body,
        to_convene,
        "name",
        "bodies",
        {"waits": "true"},
        who="organization__name",
        due="meet_by",
        measure="个",
    ),
    Waiting(
        "meeting.answer",
        "待答复的会议通知",
        "calendar-question",
        Invitation,
        unanswered,
        "meeting__title",
        "invitations",
        {"waits": "true"},
        who="meeting__body__name",
        due="meeting__starts_at",
        measure="份",
    ),
    Waiting(
        "topic.vote",
        "待表决的议题",
        "checkbox",
        Topic,
        to_vote,
        "title",
        "topics",
        {"vote": "true"},
        who="body__name",
        measure="项",
    ),
    Waiting(
        "meeting.confirm",
        "待确认的会议纪要",
        "signature",
        Meeting,
        to_confirm,
        "title",
        "meetings",
        {"confirm": "true"},
        who="body__name",
        measure="份",
    ),
    Waiting(
        "meeting.write",
        "待起草、印发的会议纪要",
        "file-text",
        Meeting,
        to_write,
        "title",
        "meetings",
        {"write": "true"},
        who="body__name",
        measure="份",
    ),
    Waiting(
        "topic.settle",
        "待审定的议题",
        "playlist-add",
        Topic,
        to_settle,
        "title",
        "topics",
        {"settle": "true"},
        who="body__name",
        measure="项",
    ),
    Waiting(
        "decisionrequest.answer",
        "会议商请我方的事项",
        "heart-handshake",
        DecisionRequest,
        asked_of,
        "decision__title",
        "decisionrequests",
        {"waits": "true"},
        who="decision__organization__name",
        due="decision__due_on",
        measure="项",
    ),
    Waiting(
        "inquiry.answer",
        "待答复的质询",
        "help",
        Inquiry,
        to_reply,
        "question",
        "inquiries",
        {"waits": "true"},
        who="decision__title",
    ),
)
