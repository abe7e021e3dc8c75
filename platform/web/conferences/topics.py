"""议题: their list, their record with papers and vote, and the acts of members and office."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.urls import path
from django_filters import FilterSet

from core.permissions import Actor, Perm
from linkage.conferences.actions import topics, votes
from linkage.conferences.models import Ballot, Body, Meeting, Paper, Seat, Topic
from linkage.conferences.seats import seats_of, speaks_for
from linkage.conferences.waiting import to_settle, to_vote
from web.acts import Act
from web.claimforms import uploads
from web.columns import Column, Moment, Number, Status
from web.conferences.back import OfMeeting
from web.conferences.forms import AcceptForm, AgendaForm, ConclusionForm, PapersForm, RecordVoteForm, VoteForm, upcoming
from web.conferences.problemlink import problem_link
from web.evidence import EvidenceFile
from web.filters import ChoicesFilter, KeyFilter, OnlyFilter
from web.forms import ReasonForm
from web.lights import AMBER, GREY, Chip, status_chip
from web.links import link
from web.lists import ListPage
from web.records import Related


@dataclass(frozen=True)
class SubmitterAct(Act):
    """Offered to the office and to the member who submitted the topic."""

    states: tuple[str, ...] = ("submitted",)

    def may(self, actor: Actor, record: Any) -> bool:
        own = record.seat is not None and speaks_for(actor, record.seat)
        return record.status in self.states and (own or actor.can(self.permission, record.place))


@dataclass(frozen=True)
class VoteAct(Act):
    """Offered to whoever has still to vote."""

    def may(self, actor: Actor, record: Any) -> bool:
        """A page that shows many topics has found out with them, as ``may_vote``."""
        if record.status != Topic.Status.VOTING:
            return False
        asked: bool | None = getattr(record, "may_vote", None)
        return open_ballots(record.ballots.all(), actor).exists() if asked is None else asked


def open_ballots(ballots: QuerySet[Ballot], actor: Actor) -> QuerySet[Ballot]:
    """The actor's rights to vote; of a secret vote those not used yet, of an open one all, as it can be changed."""
    return ballots.filter(seats_of(actor, Perm.CONFERENCE_VOTE, "seat__")).exclude(secret=True, marked=True)


def in_session(topic: Topic, actor: Actor) -> bool:
    return topic.meeting is not None and topic.meeting.status == Meeting.Status.IN_SESSION


def acting(verb: str, label: str, action: Any, **more: Any) -> Act:
    return Act(verb, label, action, Perm.CONFERENCE_EDIT, **more)


ACCEPT = acting("accept", "列入议程", topics.topic_accept, icon="playlist-add", main=True, form=AcceptForm)
DECLINE = acting("decline", "不列入", topics.topic_decline, icon="circle-x", form=ReasonForm)
AGENDA = acting(
    "agenda",
    "调整议程",
    topics.topic_arrange,
    icon="list-numbers",
    form=AgendaForm,
    when=lambda topic, actor: topic.status == Topic.Status.ACCEPTED,
)
OPEN = acting(
    "open_vote",
    "开始表决",
    votes.vote_open,
    icon="checkbox",
    main=True,
    when=in_session,
    consequence="到会有表决权的成员会收到通知，可以开始投票。",
)
NOTE = acting("note", "讨论完毕", topics.topic_note, icon="message-check", form=ConclusionForm, when=in_session)
DEFER = acting("defer", "移出议程", topics.topic_defer, icon="arrow-back-up", form=ReasonForm)
CLOSE = acting(
    "pass",
    "结束表决并计票",
    votes.vote_close,
    icon="calculator",
    main=True,
    consequence="结束后不能再投票，结果按规则判定并记入会议记录。",
    done="表决已结束。",
)
CANCEL = acting(
    "cancel_vote",
    "作废本次表决",
    votes.vote_cancel,
    icon="ban",
    form=ReasonForm,
    danger=True,
    consequence="已投的票全部作废、不计票，可以重新表决。",
)
RECORD = acting(
    "hands",
    "登记举手",
    votes.vote_cast,
    icon="hand-stop",
    form=RecordVoteForm,
    when=lambda topic, actor: topic.status == Topic.Status.VOTING and not topic.secret,
    done="已登记。",
)
VOTE = VoteAct(
    "ballot",
    "投票",
    votes.vote_cast,
    Perm.CONFERENCE_VOTE,
    icon="mail-check",
    main=True,
    form=VoteForm,
    traceless=True,
    done="已投票。",
)
PAPERS = SubmitterAct(
    "papers",
    "补充材料",
    topics.paper_add,
    Perm.CONFERENCE_EDIT,
    icon="paperclip",
    form=PapersForm,
    states=("submitted", "accepted"),
)
WITHDRAW = SubmitterAct(
    "withdraw",
    "撤回议题",
    topics.topic_withdraw,
    Perm.CONFERENCE_EDIT,
    icon="trash",
    form=ReasonForm,
    danger=True,
    consequence="撤回后不能恢复，可以重新提交。",
)


class TopicFilters(FilterSet):
    status = ChoicesFilter(label="状态", choices=Topic.Status.choices)
    late = OnlyFilter(label="逾期提交", rows="came_late")
    settle = OnlyFilter(label="待我审定", rows="to_settle")
    vote = OnlyFilter(label="待我表决", rows="to_vote")
    body = KeyFilter(label="机构", queryset=lambda request: Body.objects.visible_to(request.actor))
    meeting = KeyFilter(label="会议", queryset=lambda request: Meeting.objects.visible_to(request.actor))

    def came_late(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.filter(late=True)

    def to_settle(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.filter(pk__in=to_settle(self.request.actor).values("pk"))

    def to_vote(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.filter(pk__in=to_vote(self.request.actor).values("pk"))


SEAT = ("seat__organization", "seat__unit", "seat__department")


class TopicList(ListPage):
    model, name, record, subject, title = Topic, "topics", "topic", "topic", "议题"
    measure = "项"
    select_related = ("body", "meeting", "organization", *SEAT)
    search_fields, search_hint = ("title", "number", "body__name", "content"), "议题、机构"
    filters = TopicFilters
    columns = (
        Column("title", "议题", link=True, sort="title"),
        Status(),
        Column("body", "机构", sort="body__name"),
        Column("meeting", "会议"),
        Column("seat", "提交成员"),
        Moment("submitted_at", "提交时间", sort="submitted_at"),
        Number("votes_for", "赞成", unit="票"),
        Number("votes_against", "反对", unit="票", optional=True),
        Number("votes_abstain", "弃权", unit="票", optional=True),
        Column("number", "编号", sort="number", optional=True),
    )
    empty_title, empty_text = "还没有议题", "机构的成员和组织方提交的议题显示在这里。"


class TopicRecord(OfMeeting):
    model, name, list_name, list_title, subject, kind = Topic, "topic", "topics", "议题", "topic", "议题"
    begets = True
    select_related = ("organization", "body__organization", "meeting__organization", "meeting__body", *SEAT)
    body_template = "web/conferences/topic_body.html"
    facts = (
        Column("number", "编号"),
        Column("body", "机构"),
        Column("meeting", "会议"),
        Column("seat", "提交成员"),
        Moment("submitted_at", "提交时间"),
        Number("position", "议程序号"),
        Column("get_majority_display", "通过规则"),
        Column("secret", "表决方式", value=lambda topic: "无记名" if topic.secret else "记名"),
        Number("votes_for", "赞成", unit="票"),
        Number("votes_against", "反对", unit="票"),
        Number("votes_abstain", "弃权", unit="票"),
        Number("base", "计票基数", unit="人"),
    )
    text_facts = (Column("content", "内容和建议"), Column("conclusion", "结论"))
    always_back = ("ballot",)
    acts = (VOTE, ACCEPT, OPEN, CLOSE, NOTE, RECORD, AGENDA, PAPERS, DECLINE, DEFER, CANCEL, WITHDRAW)
    related = (
        Related(
            "由此产生的议定事项",
            lambda row, actor: row.decisions.visible_to(actor).select_related("organization"),
            (Column("title", "议定事项", link=True), Column("due_on", "完成期限")),
            record="decision",
        ),
    )

    def chips(self, record: Topic) -> Iterable[Chip | None]:
        return [
            status_chip(record),
            Chip("逾期提交", AMBER, "clock-exclamation") if record.late else None,
            Chip("无记名", GREY, "eye-off") if record.secret and record.meeting_id else None,
        ]

    def links(self, record: Topic) -> Iterable[tuple[str, str, str]]:
        seen = Meeting.objects.visible_to(self.actor)
        if record.meeting_id and seen.filter(pk=record.meeting_id).exists():
            yield "查看会议", "calendar-event", link(self.request, "meeting", record.meeting_id)
            yield from problem_link(self.request, self.actor, record)

    def initial(self, act: Act) -> dict[str, Any]:
        if act.verb == "agenda":
            return {name: getattr(self.record, name) for name in AgendaForm.base_fields}
        return {}

    def limit(self, act: Act, form: forms.Form) -> None:
        if act.verb == "accept":
            meeting: Any = form.fields["meeting"]
            meeting.queryset = upcoming(self.record.body)
        if act.verb == "hands":
            seat: Any = form.fields["seat"]
            seat.queryset = Seat.objects.filter(ballots__topic=self.record).select_related(
                "organization", "unit", "department"
            )

    def arguments(self, act: Act, values: dict[str, Any]) -> dict[str, Any]:
        return {**values, "papers": uploads(values["papers"])} if "papers" in values else values

    def further(self, record: Topic) -> dict[str, Any]:
        ballots = Ballot.objects.visible_to(self.actor).filter(topic=record)
        rows = list(ballots.select_related("seat__organization", "seat__unit", "seat__department").order_by("seat_id"))
        return {"papers": list(record.papers.all()), "ballots": rows, "given": sum(row.marked for row in rows)}


urlpatterns = [
    path("topics/", TopicList.as_view(), name="topics"),
    *TopicRecord.urls("topics"),
    path("papers/<int:pk>/", EvidenceFile.as_view(model=Paper), name="paper"),
]
