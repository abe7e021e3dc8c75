"""领导小组、联席会议: bodies, members, meetings, topics and votes."""

import graphene
from django.db.models import Q

from api.addresses import DOWNLOAD, MINUTES, PAPER
from api.filters import among, of, on_or_before, search, within
from api.rows.fields import Named, One, Signed, column, computed
from api.rows.pages import Filter, Many, Ordering
from api.rows.records import Record
from api.scalars import DateTime
from api.types.choices import (
    BodyKind,
    BodyStatus,
    InvitationAnswer,
    InvitationPresence,
    MeetingCadence,
    MeetingStatus,
    SeatRole,
    TopicStatus,
    VoteChoice,
    VoteMajority,
)
from api.types.events import history
from linkage.conferences.counting import Cadence
from linkage.conferences.models import Ballot, Body, Invitation, Meeting, Paper, Seat, Topic

_BY_AGE = {"OLDEST": ("按写入先后。", ("pk",)), "NEWEST": ("最后写入的在前。", ("-pk",))}


class BodyType(Record):
    class Meta:
        model = Body
        description = "议事机构：领导小组、联席会议、兼职委员会等，按周期召开会议。"
        ordering = Ordering(
            "BodyOrder",
            {
                "MEET_BY": ("最迟召开日期早的在前。", ("meet_by", "pk")),
                "NEWEST": ("最近成立的在前。", ("-pk",)),
                "OLDEST": ("最早成立的在前。", ("pk",)),
            },
        )
        filters = {
            "status": among(BodyStatus, "status", "状态"),
            "kind": among(BodyKind, "kind", "类型"),
            "within": within(),
            "meet_until": on_or_before("meet_by", "最迟召开日期"),
            "search": search("name", "duties"),
        }

    name = column(Body, "name")
    kind = column(Body, "kind", enum=BodyKind)
    kind_label = Named("类型的中文名称。", "kind", dict(Body.Kind.choices))
    organization = One("Organization", "organization", "所属组织。", follows=True)
    duties = column(Body, "duties")
    cadence = column(Body, "cadence", enum=MeetingCadence)
    cadence_label = Named("召开周期的中文名称。", "cadence", dict(Cadence.choices))
    founded_on = column(Body, "founded_on")
    last_met_on = column(Body, "last_met_on")
    meet_by = column(Body, "meet_by", description="最迟召开日期；早于今天表示逾期未开会。")
    status = column(Body, "status", enum=BodyStatus)
    status_label = Named("状态的中文名称。", "status", dict(Body.Status.choices))
    version = column(Body, "version")
    # Whoever sees a body sees who sits in it.
    seats = Many("Seat", "成员。", by="body_id", follows=True)
    meetings = Many("Meeting", "会议（只含您可以查看的）。", by="body_id")
    topics = Many("Topic", "议题（只含您可以查看的）。", by="body_id")
    history = history(Body)


class SeatType(Record):
    class Meta:
        model = Seat
        description = "议事机构的成员：某组织或某单位的一个席位。"
        ordering = Ordering("SeatOrder", _BY_AGE)
        filters = {
            "body": of("Body", "body_id", "body", "该机构"),
            "unit": of("ResidentUnit", "unit_id", "unit", "该单位"),
            "role": among(SeatRole, "role", "身份"),
            "current": Filter(graphene.Boolean, "是否在任。", lambda v: Q(ended_on__isnull=v)),
        }

    body = One("Body", "body", "所属机构。", follows=True)
    owner_name = computed(
        graphene.NonNull(graphene.String),
        "所代表的组织、单位或部门的名称。",
        ["unit__name", "department__name", "organization__name"],
        lambda row: row["unit__name"] or row["department__name"] or row["organization__name"],
        lambda unit, department, place: f"COALESCE({unit}, {department}, {place})",
    )
    organization = One("Organization", "organization", "所代表的组织；单位的席位为单位所在组织。", follows=True)
    unit = One("ResidentUnit", "unit", "所代表的单位；组织的席位为空，不在您查看范围内时也为空。")
    department = One("Department", "department", "所代表的部门；不是部门的席位时为空。", follows=True, null=True)
    role = column(Seat, "role", enum=SeatRole)
    role_label = Named("身份的中文名称。", "role", dict(Seat.Role.choices))
    name = column(Seat, "name")
    title = column(Seat, "title")
    votes = column(Seat, "votes")
    starts_on = column(Seat, "starts_on")
    term_ends_on = column(Seat, "term_ends_on")
    ended_on = column(Seat, "ended_on")
    version = column(Seat, "version")


class MeetingType(Record):
    class Meta:
        model = Meeting
        description = "会议：从筹备、通知、开会到纪要印发。"
        ordering = Ordering(
            "MeetingOrder",
            {
                "LATEST": ("开会时间晚的在前。", ("-starts_at", "-pk")),
                "SOONEST": ("开会时间早的在前。", ("starts_at", "pk")),
            },
        )
        filters = {
            "status": among(MeetingStatus, "status", "状态"),
            "body": of("Body", "body_id", "body", "该机构"),
            "within": within(),
            "since": Filter(DateTime, "开会时间不早于。", lambda v: Q(starts_at__gte=v)),
            "until": Filter(DateTime, "开会时间早于。", lambda v: Q(starts_at__lt=v)),
            "search": search("title", "number", "venue"),
        }

    number = column(Meeting, "number")
    title = column(Meeting, "title")
    body = One("Body", "body", "召开会议的机构。", follows=True)
    organization = One("Organization", "organization", "所属组织。", follows=True)
    starts_at = column(Meeting, "starts_at")
    venue = column(Meeting, "venue")
    note = column(Meeting, "note")
    status = column(Meeting, "status", enum=MeetingStatus)
    status_label = Named("状态的中文名称。", "status", dict(Meeting.Status.choices))
    notified_at = column(Meeting, "notified_at")
    opened_at = column(Meeting, "opened_at")
    closed_at = column(Meeting, "closed_at")
    entitled = column(Meeting, "entitled")
    present = column(Meeting, "present")
    minutes = column(Meeting, "minutes", description="会议纪要；提交前为空文本。")
    confirmed_at = column(Meeting, "confirmed_at")
    document_number = column(Meeting, "document_number", description="纪要编号；印发前为空文本。")
    issued_at = column(Meeting, "issued_at")
    minutes_url = Signed(
        MINUTES,
        DOWNLOAD.format("会议纪要 Word 文件") + "印发前为空。",
        ["issued_at"],
        lambda row: row["issued_at"] is not None,
    )
    version = column(Meeting, "version")
    invitations = Many("Invitation", "通知的成员及其答复、到会情况。", by="meeting_id", follows=True)
    topics = Many("Topic", "议题（只含您可以查看的）。", by="meeting_id")
    decisions = Many("Decision", "议定事项。", by="meeting_id")
    history = history(Meeting)


class InvitationType(Record):
    class Meta:
        model = Invitation
        description = "参会通知：一名成员对会议通知的答复和到会情况。"
        ordering = Ordering("InvitationOrder", _BY_AGE)
        filters = {
            "meeting": of("Meeting", "meeting_id", "meeting", "该会议"),
            "answer": among(InvitationAnswer, "answer", "答复"),
            "presence": among(InvitationPresence, "presence", "到会情况"),
        }

    meeting = One("Meeting", "meeting", "会议。", follows=True)
    seat = One("Seat", "seat", "成员。", follows=True)
    answer = column(Invitation, "answer", enum=InvitationAnswer)
    answer_label = Named("答复的中文名称。", "answer", dict(Invitation.Answer.choices))
    reason = column(Invitation, "reason")
    delegate = column(Invitation, "delegate")
    answered_at = column(Invitation, "answered_at")
    presence = column(Invitation, "presence", enum=InvitationPresence)
    presence_label = Named("到会情况的中文名称。", "presence", dict(Invitation.Presence.choices))


class TopicType(Record):
    class Meta:
        model = Topic
        description = "议题：由成员或会议组织方提交，列入议程后表决或讨论。"
        ordering = Ordering(
            "TopicOrder",
            {
                "NEWEST": ("最近提交的在前。", ("-pk",)),
                "OLDEST": ("最早提交的在前。", ("pk",)),
                "AGENDA": ("按议程序号。", ("position", "pk")),
            },
        )
        filters = {
            "status": among(TopicStatus, "status", "状态"),
            "body": of("Body", "body_id", "body", "该机构"),
            "meeting": of("Meeting", "meeting_id", "meeting", "该会议"),
            "late": Filter(graphene.Boolean, "是否逾期提交。", lambda v: Q(late=v)),
            "within": within(),
            "search": search("title", "number", "content"),
        }

    number = column(Topic, "number")
    title = column(Topic, "title")
    content = column(Topic, "content")
    body = One("Body", "body", "提交给哪个机构。", follows=True)
    meeting = One("Meeting", "meeting", "列入哪次会议；没有列入时为空。")
    seat = One("Seat", "seat", "提交的成员；会议组织方提交时为空。", follows=True, null=True)
    submitted_at = column(Topic, "submitted_at")
    late = column(Topic, "late")
    position = column(Topic, "position")
    majority = column(Topic, "majority", enum=VoteMajority)
    secret = column(Topic, "secret")
    status = column(Topic, "status", enum=TopicStatus)
    status_label = Named("状态的中文名称。", "status", dict(Topic.Status.choices))
    votes_for = column(Topic, "votes_for", description="赞成票数；表决结束前为空。")
    votes_against = column(Topic, "votes_against", description="反对票数；表决结束前为空。")
    votes_abstain = column(Topic, "votes_abstain", description="弃权票数；表决结束前为空。")
    base = column(Topic, "base", description="计票基数；表决结束前为空。")
    conclusion = column(Topic, "conclusion")
    version = column(Topic, "version")
    papers = Many("Paper", "议题材料。", by="topic_id", follows=True)
    ballots = Many(
        "Ballot", "表决票（只含您可以查看的）。无记名表决只说明谁已投票，任何人都查不到意见。", by="topic_id"
    )
    history = history(Topic)


class BallotType(Record):
    class Meta:
        model = Ballot
        description = "表决票：一名到会成员对一项议题的表决权。无记名表决的意见不保存，这里总是空的。"
        ordering = Ordering("BallotOrder", _BY_AGE)
        filters = {
            "topic": of("Topic", "topic_id", "topic", "该议题"),
            "marked": Filter(graphene.Boolean, "是否已投票。", lambda v: Q(marked=v)),
        }

    topic = One("Topic", "topic", "议题。", follows=True)
    seat = One("Seat", "seat", "成员。", follows=True)
    secret = column(Ballot, "secret")
    marked = column(Ballot, "marked")
    choice = computed(
        VoteChoice,
        "意见；没有投票或无记名时为空。",
        ["choice"],
        lambda row: row["choice"] or None,
        lambda choice: f"NULLIF({choice}, '')",
    )


class PaperType(Record):
    class Meta:
        model = Paper
        description = "议题材料：会前供成员阅读的文件。"
        ordering = Ordering("PaperOrder", _BY_AGE)
        filters = {"topic": of("Topic", "topic_id", "topic", "该议题")}

    topic = One("Topic", "topic", "所属议题。", follows=True)
    name = column(Paper, "name")
    content_type = column(Paper, "content_type")
    size = column(Paper, "size", description="大小（字节）。")
    sha256 = column(Paper, "sha256", description="文件内容的 SHA-256 摘要。")
    uploaded_at = column(Paper, "uploaded_at")
    url = Signed(PAPER, DOWNLOAD.format("文件"))
