"""会议: the list, and one page on which the secretary runs a meeting and a member takes part."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import Count, Exists, F, OuterRef, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path
from django_filters import FilterSet

from core.counting import number_of
from core.errors import DomainError
from core.permissions import Actor, Perm, require
from core.rulebook import rule_in_sql
from linkage.conferences.actions import meetings, minutes
from linkage.conferences.actions.meetings import Attendance, voters_of
from linkage.conferences.counting import Majority, needed, reached
from linkage.conferences.drafting import draft_minutes
from linkage.conferences.models import Ballot, Body, ConferenceRules, Invitation, Meeting, Paper, Seat, Topic
from linkage.conferences.seats import speaks_for
from linkage.conferences.waiting import to_confirm, to_write
from web.access import SignedIn, answer
from web.acts import Act
from web.columns import Column, Moment, Number, Status
from web.conferences.decisions import decision_rows
from web.conferences.forms import (
    MeetingForm,
    MinutesForm,
    NotifyForm,
    PostponeForm,
    VoteForm,
)
from web.conferences.invitations import InvitationRecord, answer_chip
from web.conferences.problemlink import problem_link
from web.conferences.topics import SEAT, TopicRecord, open_ballots
from web.evidence import with_papers
from web.filters import ChoicesFilter, KeyFilter, OnlyFilter, PeriodFilter
from web.formpages import FormPage
from web.forms import ReasonForm
from web.lights import Chip, status_chip
from web.links import link
from web.lists import ListPage
from web.records import RecordPage
from web.wordfiles import WordFile


@dataclass(frozen=True)
class ChairAct(Act):
    """Offered to the convener and to whoever confirms minutes at the place."""

    def may(self, actor: Actor, record: Any) -> bool:
        if record.TRANSITIONS.target(record.status, self.verb) is None:
            return False
        return actor.can(self.permission, record.place) or any(
            speaks_for(actor, seat, self.permission) for seat in conveners(record)
        )


def conveners(meeting: Any) -> list[Seat]:
    """Who convenes its body, asked for once for all acts of a page."""
    if not hasattr(meeting, "convened_by"):
        found = Seat.objects.filter(body=meeting.body_id, role=Seat.Role.CONVENER, ended_on=None)
        meeting.convened_by = list(found.select_related("organization", "unit__organization", "department"))
    seats: list[Seat] = meeting.convened_by
    return seats


@dataclass(frozen=True)
class Quorum:
    """How many with a vote were asked and are there, and how many have to be by the rule."""

    entitled: int
    present: int
    rule: str

    @property
    def needed(self) -> int:
        return needed(self.entitled, self.rule)

    @property
    def met(self) -> bool:
        return reached(self.present, self.entitled, self.rule)

    @property
    def lacks(self) -> str:
        """What is said in the place of the button that opens the meeting; empty when it is met."""
        if self.met:
            return ""
        if not self.entitled:
            return "没有在任的有表决权的成员，不能开会。"
        share = f"应到 {self.entitled} 人，须{Majority(self.rule).label}"
        return f"还差 {self.needed - self.present} 名有表决权的成员到会（{share}），在下面登记到会后即可宣布开会。"


def invited(meeting: Any) -> list[Any]:
    """The invitations to it with their seats, asked for once for the acts and the page."""
    if not hasattr(meeting, "invited"):
        meeting.invited = list(meeting.invitations.select_related(*SEAT).order_by("seat_id"))
    rows: list[Any] = meeting.invited
    return rows


def quorum_of(meeting: Any) -> Quorum:
    """Counted once for the acts and the page; the meeting comes with the rules, as the page reads it."""
    if not hasattr(meeting, "counted"):
        entitled, present = map(len, voters_of(invited(meeting), delegates=meeting.delegates_vote))
        meeting.counted = Quorum(entitled, present, meeting.quorum)
    counted: Quorum = meeting.counted
    return counted


def acting(verb: str, label: str, action: Any, **more: Any) -> Act:
    return Act(verb, label, action, Perm.CONFERENCE_EDIT, **more)


ACTS = (
    acting(
        "notify",
        "发出会议通知",
        meetings.meeting_notify,
        icon="send",
        main=True,
        form=NotifyForm,
        consequence="全体成员会收到通知并答复是否参加；之后改变时间、地点用“改期”。",
        done="会议通知已发出。",
    ),
    acting(
        "open",
        "宣布开会",
        meetings.meeting_open,
        icon="player-play",
        main=True,
        when=lambda meeting, actor: meeting.may_open and quorum_of(meeting).met,
        consequence="宣布后会议开始，可以逐项表决，不能再改期或取消。",
        done="会议开始。",
    ),
    acting(
        "close",
        "宣布散会",
        meetings.meeting_close,
        icon="player-stop",
        main=True,
        consequence="散会后不能再表决；议定事项在提交纪要之前还可以补记。",
        done="会议结束，请起草纪要。",
    ),
    acting(
        "submit",
        "提交会议纪要",
        minutes.minutes_submit,
        icon="file-text",
        main=True,
        form=MinutesForm,
        done="纪要已提交召集人确认。",
    ),
    ChairAct(
        "confirm",
        "确认纪要",
        minutes.minutes_confirm,
        Perm.CONFERENCE_CONFIRM,
        icon="signature",
        main=True,
        consequence="确认后由会议组织方印发，议定事项随之交办。",
        done="纪要已确认。",
    ),
    acting(
        "issue",
        "印发纪要",
        minutes.minutes_issue,
        icon="file-certificate",
        main=True,
        consequence="印发后编号，议定事项交办给责任组织、商请有关单位，会议记录从此不能更改。",
        done="纪要已印发，议定事项已交办。",
    ),
    ChairAct(
        "return", "退回修改", minutes.minutes_return, Perm.CONFERENCE_CONFIRM, icon="arrow-back-up", form=ReasonForm
    ),
    acting("postpone", "改期", meetings.meeting_postpone, icon="calendar-time", form=PostponeForm),
    acting(
        "cancel",
        "取消会议",
        meetings.meeting_cancel,
        icon="ban",
        form=ReasonForm,
        danger=True,
        consequence="取消后通知全体成员，议程上的议题退回待审定。",
    ),
)


class MeetingFilters(FilterSet):
    status = ChoicesFilter(label="状态", choices=Meeting.Status.choices)
    starts_at = PeriodFilter(label="开会日期")
    confirm = OnlyFilter(label="待我确认纪要", rows="to_confirm")
    write = OnlyFilter(label="待写或待印发纪要", rows="to_write")
    body = KeyFilter(label="机构", queryset=lambda request: Body.objects.visible_to(request.actor))

    def to_confirm(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.filter(pk__in=to_confirm(self.request.actor).values("pk"))

    def to_write(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.filter(pk__in=to_write(self.request.actor).values("pk"))


class MeetingList(ListPage):
    template = "web/conferences/meetings.html"
    model, name, record, subject, title = Meeting, "meetings", "meeting", "meeting", "会议"
    measure = "次"
    select_related = ("body", "organization")
    search_fields, search_hint = ("title", "number", "body__name", "venue", "minutes"), "会议、机构、地点、纪要"
    filters = MeetingFilters
    columns = (
        Column("title", "会议", link=True, sort="title"),
        Status(),
        Moment("starts_at", "开会时间", sort="starts_at"),
        Column("venue", "地点"),
        Column("body", "机构", sort="body__name"),
        Column("organization", "所属组织", sort="organization__path"),
        Number("present", "实到", unit="人"),
        Number("entitled", "应到", unit="人", optional=True),
        Number("decided", "议定事项", unit="项"),
        Column("document_number", "纪要编号", optional=True),
        Column("number", "编号", sort="number", optional=True),
    )
    order = ("-starts_at",)
    empty_title, empty_text = "还没有会议", "在议事机构里筹备会议，发出通知后成员可以看到。"

    def rows(self) -> QuerySet[Any]:
        return super().rows().annotate(decided=Count("decisions"))


class MeetingRecord(RecordPage):
    model, name, list_name, list_title, subject, kind = Meeting, "meeting", "meetings", "会议", "meeting", "会议"
    begets = True
    select_related = ("organization", "body__organization")
    body_template = "web/conferences/meeting_body.html"
    facts = (
        Column("body", "机构"),
        Moment("starts_at", "开会时间"),
        Column("venue", "地点"),
        Column("number", "编号"),
        Column("document_number", "纪要编号"),
    )
    text_facts = (Column("note", "会议须知"), Column("minutes", "会议纪要"))
    acts = ACTS

    def readable(self) -> QuerySet[Any]:
        """With the rules of the quorum, which are shown while it can still change."""
        rules = {name: rule_in_sql(ConferenceRules, name) for name in ("quorum", "delegates_vote")}
        return super().readable().annotate(**rules)

    def chips(self, record: Meeting) -> Iterable[Chip | None]:
        return [status_chip(record)]

    def links(self, record: Meeting) -> Iterable[tuple[str, str, str]]:
        runs = self.actor.can(Perm.CONFERENCE_EDIT, record.place)
        if runs and record.status == Meeting.Status.DRAFT:
            yield "修改安排", "pencil", link(self.request, "meeting-edit", record.pk)
        if runs and record.status in ("in_session", "held"):
            yield "记录议定事项", "clipboard-plus", link(self.request, "decision-new", record.pk)
        if record.status in ("in_session", "held"):
            yield from problem_link(self.request, self.actor, record)
        if record.status in ("draft", "notified"):
            yield "提交议题", "message-plus", link(self.request, "topic-new", record.body_id)
        if record.issued_at is not None:
            yield "下载纪要（Word）", "file-download", link(self.request, "meeting-minutes", record.pk)

    def initial(self, act: Act) -> dict[str, Any]:
        if act.verb == "submit":
            return {"minutes": self.record.minutes or draft_minutes(self.record)}
        return {"venue": self.record.venue} if act.verb == "postpone" else {}

    def further(self, record: Meeting) -> dict[str, Any]:
        invitations = invited(record)
        for row in invitations:
            row.chip = answer_chip(row)
        runs = self.actor.can(Perm.CONFERENCE_EDIT, record.place)
        mine = [row for row in invitations if speaks_for(self.actor, row.seat)]
        for row in mine:
            row.meeting = record
        # While that can still change.
        quorum = quorum_of(record) if record.status in ("notified", "in_session") else None
        opens = runs and record.status == Meeting.Status.NOTIFIED and record.may_open
        return {
            "agenda": list(self.agenda(record)),
            "invitations": invitations,
            "mine": [(row, InvitationRecord.offers(self.request, row)) for row in mine],
            "answered": {word: sum(r.answer == key for r in invitations) for key, word in Invitation.Answer.choices},
            "takes_attendance": runs and record.status in ("notified", "in_session"),
            "presences": Invitation.Presence.choices,
            "quorum": quorum,
            "lacks": quorum.lacks if quorum and opens else "",
            "attendance_url": link(self.request, "meeting-attendance", record.pk),
            "decisions": decision_rows(self.request, record) if record.opened_at else [],
        }

    def agenda(self, record: Meeting) -> Iterable[dict[str, Any]]:
        rows = record.topics.visible_to(self.actor).select_related(*SEAT, "body__organization", "organization")
        ballots = Ballot.objects.filter(topic=OuterRef("pk"))
        ordered = with_papers(rows, Paper, "shown").annotate(
            may_vote=Exists(open_ballots(ballots, self.actor)),
            entitled=number_of(ballots),
            given=number_of(ballots.filter(marked=True)),
        )
        for topic in ordered.order_by(F("position").asc(nulls_last=True), "pk"):
            topic.meeting = record
            voting = topic.status == Topic.Status.VOTING and topic.may_vote
            yield {
                "topic": topic,
                "url": link(self.request, "topic", topic.pk),
                "chip": status_chip(topic),
                "acts": [
                    pair for pair in TopicRecord.offers(self.request, topic) if pair[0].verb not in ("ballot", "papers")
                ],
                "vote": VoteForm(auto_id=f"vote-{topic.pk}-%s") if voting else None,
                "vote_url": link(self.request, "topic-act", topic.pk, "ballot"),
                "given": topic.given,
                "entitled": topic.entitled,
            }


class MeetingEdit(FormPage):
    form, action, permission = MeetingForm, staticmethod(meetings.meeting_edit), Perm.CONFERENCE_EDIT
    model, subject, select_related = Meeting, "meeting", ("organization",)
    title, submit, done = "修改会议安排", "保存", "已保存。"
    record, list_name, list_title = "meeting", "meetings", "会议"

    def find(self, pk: int | None) -> None:
        super().find(pk)
        require(self.actor, Perm.CONFERENCE_EDIT, at=self.object.place)

    def initial(self) -> dict[str, Any]:
        return {name: getattr(self.object, name) for name in MeetingForm.base_fields}


class MeetingAttendance(SignedIn):
    """Who is there, for all members at once: ``seat-<id>`` holds what was noted, ``all`` notes everybody as present."""

    permission = Perm.CONFERENCE_EDIT

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        meeting = Meeting.objects.visible_to(self.actor).filter(pk=pk).first() if pk < 2**63 else None
        if meeting is None:
            raise Http404("没有找到这次会议，它可能已被删除，或您无权查看。")
        seats = [row.seat for row in invited(meeting)]
        everybody = Invitation.Presence.PRESENT if "all" in request.POST else ""
        noted = [(seat, everybody or request.POST.get(f"seat-{seat.pk}", "")) for seat in seats]
        attendance = [Attendance(seat, presence) for seat, presence in noted if presence]
        try:
            meetings.meeting_attend(actor=self.actor, meeting=meeting, attendance=attendance)
            messages.success(request, "到会情况已登记。")
        except DomainError as error:
            messages.error(request, error.message)
        to = link(request, "meeting", meeting.pk)
        if request.htmx:  # type: ignore[attr-defined]
            return answer(HttpResponse(), HX_Redirect=to)
        return HttpResponseRedirect(to)


class MeetingMinutes(WordFile):
    """The issued minutes as a Word document."""

    model, select_related = Meeting, ("organization", "body")
    missing = "没有找到会议纪要：纪要可能还没有印发，或您无权查看。"

    def rows(self) -> QuerySet[Any]:
        return super().rows().exclude(issued_at=None)

    def written(self, found: Meeting) -> tuple[bytes, str]:
        from linkage.conferences.document import minutes_document

        return minutes_document(found), f"{found.document_number} {found.title}"


urlpatterns = [
    path("meetings/", MeetingList.as_view(), name="meetings"),
    path("meetings/<int:pk>/edit/", MeetingEdit.as_view(), name="meeting-edit"),
    path("meetings/<int:pk>/attendance/", MeetingAttendance.as_view(), name="meeting-attendance"),
    path("meetings/<int:pk>/minutes/", MeetingMinutes.as_view(), name="meeting-minutes"),
    *MeetingRecord.urls("meetings"),
]
